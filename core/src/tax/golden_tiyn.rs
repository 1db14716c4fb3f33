//! The golden tables in the other rounding and under the other policies: tiyn by tiyn, the legacy years, the flat ten
//! per cent. Rows as in the Tax Robot's facts.

use super::*;

const TIYN: Policy = Policy { rounding: crate::money::Unit::Tiyn, income_tax: IncomeTax::Cumulative };

fn tenge(text: &str) -> Money {
    Money::from_decimal_text(text).expect("an amount")
}

/// What is withheld per line: in the order of the table's columns, nothing for a line that is not there.
fn amounts(lines: &[TaxLine], codes: [LineCode; 5]) -> [Money; 5] {
    codes.map(|code| lines.iter().find(|line| line.line == code).map_or(Money::ZERO, |line| line.amount))
}

fn taken(
    (profile, flags): (Profile, Flags),
    policy: Policy,
    month: &History,
    year: &History,
    (gross, day): (&str, &str),
) -> Result<Vec<TaxLine>, Refusal> {
    let (agent, gross, day) = (Agent::Platform, tenge(gross), day.parse().expect("a day"));
    lines_by(Table::get(), policy, &Case { profile, flags, agent: &agent, month, year, gross, day })
}

const NO_FLAGS: Flags = Flags {
    is_pension_age: false,
    has_disability: false,
    is_born_before_1975: false,
    is_state_insured: false,
    wants_base_deduction: false,
};

#[test]
fn self_employed_through_the_platform_in_tiyn() {
    let old = Flags { is_born_before_1975: true, ..NO_FLAGS };
    let pension = Flags { is_pension_age: true, ..NO_FLAGS };
    #[rustfmt::skip]
    let rows = [
        // id       flags     before    gross        OPV        OPVR       SO         VOSMS      net
        ("SE-01", NO_FLAGS, "0",      "100000",    "1000",    "1000",    "1000",    "1000",    "96000"),
        ("SE-02", NO_FLAGS, "0",      "333333.33", "3333.33", "3333.33", "3333.33", "3333.33", "320000.01"),
        ("SE-03", NO_FLAGS, "0",      "595000",    "5950",    "5950",    "5950",    "5950",    "571200"),
        ("SE-05", NO_FLAGS, "0",      "1297500",   "12975",   "12975",   "5950",    "12975",   "1252625"),
        ("SE-07", NO_FLAGS, "500000", "200000",    "2000",    "2000",    "950",     "2000",    "193050"),
        ("SE-09", old,      "0",      "100000",    "1000",    "0",       "1000",    "1000",    "97000"),
        ("SE-10", pension,  "0",      "100000",    "0",       "0",       "0",       "0",       "100000"),
        ("SE-13", NO_FLAGS, "0",      "150.50",    "1.51",    "1.51",    "1.51",    "1.51",    "144.46"),
        ("SE-14", NO_FLAGS, "0",      "49.99",     "0.50",    "0.50",    "0.50",    "0.50",    "47.99"),
    ];
    for (id, flags, before, gross, opv, opvr, so, vosms, net) in rows {
        let month = History { gross: tenge(before), ..History::default() };
        let who = (Profile::SelfEmployedPlatform, flags);
        let lines = taken(who, TIYN, &month, &month, (gross, "2026-06-15")).expect(id);
        let codes = [LineCode::Opv, LineCode::Opvr, LineCode::So, LineCode::Vosms, LineCode::Iit];
        let got = amounts(&lines, codes);
        assert_eq!(got, [opv, opvr, so, vosms, "0"].map(tenge), "{id}");
        assert_eq!(tenge(gross) - got.into_iter().sum::<Money>(), tenge(net), "{id}");
    }
    for (id, before, gross) in [("SE-06", "0", "1297500.01"), ("SE-08", "1200000", "100000")] {
        let month = History { gross: tenge(before), ..History::default() };
        let refused = taken((Profile::SelfEmployedPlatform, NO_FLAGS), TIYN, &month, &month, (gross, "2026-06-15"));
        assert!(matches!(refused, Err(Refusal::IncomeLimit { .. })), "{id}");
    }
}

#[test]
fn civil_contract_in_tiyn_and_in_the_legacy_years() {
    let deducts = Flags { wants_base_deduction: true, ..NO_FLAGS };
    let tenge_policy = Table::get().policy;
    let (this, y25, y24) = ("2026-06-15", "2025-06-15", "2024-06-15");
    let rows = [
        // id, policy, flags, day, the year's taxable income, gross, OPV, VOSMS, SO, IIT, net
        ("GP-01", TIYN, NO_FLAGS, this, "0", "100000", "10000", "2000", "4500", "8350", "75150"),
        ("GP-02", TIYN, deducts, this, "0", "100000", "10000", "2000", "4500", "0", "83500"),
        ("GP-03", TIYN, deducts, this, "0", "300000", "30000", "6000", "13500", "12075", "238425"),
        ("GP-04", TIYN, NO_FLAGS, this, "0", "300000", "30000", "6000", "13500", "25050", "225450"),
        ("GP-05", TIYN, NO_FLAGS, this, "0", "1000000", "100000", "20000", "29750", "85025", "765225"),
        ("GP-07", TIYN, NO_FLAGS, this, "36000000", "5000000", "425000", "34000", "29750", "638562.50", "3872687.50"),
        ("GP-09", TIYN, NO_FLAGS, this, "0", "123456.78", "12345.68", "2469.14", "5555.56", "10308.64", "92777.76"),
        ("GP-10", TIYN, NO_FLAGS, this, "0", "50000", "5000", "1000", "2250", "4175", "37575"),
        ("GP25-01", TIYN, NO_FLAGS, y25, "0", "300000", "30000", "6000", "13500", "25050", "225450"),
        ("GP24-01", TIYN, NO_FLAGS, y24, "0", "300000", "30000", "6000", "0", "26400", "237600"),
        ("GP25-01", tenge_policy, NO_FLAGS, y25, "0", "300000", "30000", "6000", "13500", "25050", "225450"),
        ("GP24-01", tenge_policy, NO_FLAGS, y24, "0", "300000", "30000", "6000", "0", "26400", "237600"),
    ];
    for (id, policy, flags, day, year_taxable, gross, opv, vosms, so, iit, net) in rows {
        let year = History { iit_taxable: tenge(year_taxable), ..History::default() };
        let lines = taken((Profile::CivilContract, flags), policy, &History::default(), &year, (gross, day)).expect(id);
        let codes = [LineCode::Opv, LineCode::Vosms, LineCode::So, LineCode::Iit, LineCode::Opvr];
        let got = amounts(&lines, codes);
        assert_eq!(got, [opv, vosms, so, iit, "0"].map(tenge), "{id}");
        assert_eq!(tenge(gross) - got.into_iter().sum::<Money>(), tenge(net), "{id}");
    }
}

#[test]
fn under_the_flat_policy_the_high_band_is_the_persons_own_business() {
    let flat = Policy { income_tax: IncomeTax::LowestBand, ..Table::get().policy };
    let year = History { iit_taxable: tenge("36000000"), ..History::default() };
    let who = (Profile::CivilContract, NO_FLAGS);
    let lines = taken(who, flat, &History::default(), &year, ("5000000", "2026-06-15")).expect("GP-07");
    let codes = [LineCode::Iit, LineCode::Opv, LineCode::Vosms, LineCode::So, LineCode::Opvr];
    let got = amounts(&lines, codes);
    assert_eq!(got[0], tenge("451125"));
    assert_eq!(tenge("5000000") - got.into_iter().sum::<Money>(), tenge("4060125"));
}

#[test]
fn the_floor_of_2025_counts_a_small_month_as_one_minimum_wage_once() {
    let who = (Profile::CivilContract, NO_FLAGS);
    let mut month = History::default();
    let mut sums = Vec::new();
    for gross in ["10000", "20000", "200000"] {
        let lines = taken(who, TIYN, &month, &month, (gross, "2025-03-03")).expect("lines");
        sums.push(amounts(&lines, [LineCode::So; 5])[0]);
        month = history_after(&month, &lines, tenge(gross));
    }
    assert_eq!(sums, [tenge("4250"), Money::ZERO, tenge("6100")], "5 % of 85 000, then of 207 000");
}
