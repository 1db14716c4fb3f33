//! Golden tables: what a bookkeeper expects, row by row, in tenge. Rows as in the Tax Robot's facts (2026, whole
//! tenge).

use proptest::prelude::*;

use super::*;

const TODAY: &str = "2026-06-15";

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn tenge(text: &str) -> Money {
    Money::from_decimal_text(text).expect("an amount")
}

fn earlier(gross: &str) -> History {
    History { gross: tenge(gross), ..History::default() }
}

fn withheld(lines: &[TaxLine]) -> Money {
    lines.iter().map(|line| line.amount).sum()
}

fn amount(lines: &[TaxLine], code: LineCode) -> Money {
    lines.iter().find(|line| line.line == code).map_or(Money::ZERO, |line| line.amount)
}

const NO_FLAGS: Flags = Flags {
    is_pension_age: false,
    has_disability: false,
    is_born_before_1975: false,
    is_state_insured: false,
    wants_base_deduction: false,
};

fn self_employed(flags: Flags, before: &str, gross: &str) -> Result<Vec<TaxLine>, Refusal> {
    let month = earlier(before);
    let profile = Profile::SelfEmployedPlatform;
    lines(profile, flags, &Agent::Platform, &month, &month, tenge(gross), day(TODAY))
}

#[test]
fn self_employed_through_the_platform() {
    let old = Flags { is_born_before_1975: true, ..NO_FLAGS };
    let pension = Flags { is_pension_age: true, ..NO_FLAGS };
    let student = Flags { is_state_insured: true, ..NO_FLAGS };
    #[rustfmt::skip]
    let rows = [
        // id       flags     before        gross        OPV      OPVR     SO      VOSMS    net
        ("SE-01", NO_FLAGS, "0",       "100000",    "1000",  "1000",  "1000", "1000",  "96000"),
        ("SE-02", NO_FLAGS, "0",       "333333.33", "3333",  "3333",  "3333", "3333",  "320001.33"),
        ("SE-03", NO_FLAGS, "0",       "595000",    "5950",  "5950",  "5950", "5950",  "571200"),
        ("SE-05", NO_FLAGS, "0",       "1297500",   "12975", "12975", "5950", "12975", "1252625"),
        ("SE-07", NO_FLAGS, "500000",  "200000",    "2000",  "2000",  "950",  "2000",  "193050"),
        ("SE-09", old,      "0",       "100000",    "1000",  "0",     "1000", "1000",  "97000"),
        ("SE-10", pension,  "0",       "100000",    "0",     "0",     "0",    "0",     "100000"),
        ("SE-11", student,  "0",       "100000",    "1000",  "1000",  "1000", "0",     "97000"),
        ("SE-13", NO_FLAGS, "0",       "150.50",    "2",     "2",     "2",    "2",     "142.50"),
        ("SE-14", NO_FLAGS, "0",       "49.99",     "0",     "0",     "0",    "0",     "49.99"),
    ];
    for (id, flags, before, gross, opv, opvr, so, vosms, net) in rows {
        let lines = self_employed(flags, before, gross).expect(id);
        let got = [LineCode::Opv, LineCode::Opvr, LineCode::So, LineCode::Vosms].map(|code| amount(&lines, code));
        assert_eq!(got, [opv, opvr, so, vosms].map(tenge), "{id}");
        assert_eq!(amount(&lines, LineCode::Iit), Money::ZERO, "{id}: income tax is nothing in this regime");
        assert_eq!(tenge(gross) - withheld(&lines), tenge(net), "{id}");
    }
}

#[test]
fn income_past_the_month_limit_is_refused_with_what_is_left() {
    let limit = tenge("1297500");
    for (id, before, gross, left) in [("SE-06", "0", "1297500.01", "1297500"), ("SE-08", "1200000", "100000", "97500")]
    {
        let refused = self_employed(NO_FLAGS, before, gross);
        assert_eq!(refused, Err(Refusal::IncomeLimit { limit, left: tenge(left) }), "{id}");
    }
}

#[test]
fn civil_contract() {
    let deducts = Flags { wants_base_deduction: true, ..NO_FLAGS };
    #[rustfmt::skip]
    let rows = [
        // id       flags    year's taxable  gross        OPV         VOSMS    SO         taxable       IIT         net
        ("GP-01", NO_FLAGS, "0",        "100000",    "10000",  "2000",  "4500",  "83500",     "8350",   "75150"),
        ("GP-02", deducts,  "0",        "100000",    "10000",  "2000",  "4500",  "0",         "0",      "83500"),
        ("GP-03", deducts,  "0",        "300000",    "30000",  "6000",  "13500", "120750",    "12075",  "238425"),
        ("GP-04", NO_FLAGS, "0",        "300000",    "30000",  "6000",  "13500", "250500",    "25050",  "225450"),
        ("GP-05", NO_FLAGS, "0",        "1000000",   "100000", "20000", "29750", "850250",    "85025",  "765225"),
        ("GP-07", NO_FLAGS, "36000000", "5000000",   "425000", "34000", "29750", "4511250",   "638563", "3872687"),
        ("GP-09", NO_FLAGS, "0",        "123456.78", "12346",  "2469",  "5556",  "103085.78", "10309",  "92776.78"),
        ("GP-10", NO_FLAGS, "0",        "50000",     "5000",   "1000",  "2250",  "41750",     "4175",   "37575"),
    ];
    for (id, flags, year_taxable, gross, opv, vosms, so, taxable, iit, net) in rows {
        let year = History { iit_taxable: tenge(year_taxable), ..History::default() };
        let month = History::default();
        let profile = Profile::CivilContract;
        let lines = lines(profile, flags, &Agent::Platform, &month, &year, tenge(gross), day(TODAY)).expect(id);
        let got = [LineCode::Opv, LineCode::Vosms, LineCode::So, LineCode::Iit].map(|code| amount(&lines, code));
        assert_eq!(got, [opv, vosms, so, iit].map(tenge), "{id}");
        let base = lines.iter().find(|line| line.line == LineCode::Iit).map(|line| line.base);
        assert_eq!(base, Some(tenge(taxable)), "{id}");
        assert_eq!(tenge(gross) - withheld(&lines), tenge(net), "{id}");
    }
}

#[test]
fn a_sole_proprietor_is_paid_gross() {
    let nothing = History::default();
    for paid_on in ["2025-12-31", TODAY] {
        let gross = tenge("500000");
        let lines = lines(Profile::SoleProprietor, NO_FLAGS, &Agent::Platform, &nothing, &nothing, gross, day(paid_on));
        assert_eq!(lines, Ok(Vec::new()), "IP-01 {paid_on}");
    }
}

#[test]
fn a_day_without_data_is_refused() {
    let nothing = History::default();
    let on = |profile, text| {
        lines(profile, NO_FLAGS, &Agent::Platform, &nothing, &nothing, tenge("1000"), day(text)).map(|_| ())
    };
    assert_eq!(on(Profile::SelfEmployedPlatform, "2027-01-01"), Err(Refusal::NoIndexForYear { year: 2027 }), "DATE-01");
    assert_eq!(on(Profile::CivilContract, "2027-01-01"), Err(Refusal::NoIndexForYear { year: 2027 }));
    let too_early = Refusal::NoRulesOnDay { day: day("2025-12-31") };
    assert_eq!(on(Profile::SelfEmployedPlatform, "2025-12-31"), Err(too_early.clone()));
    assert_eq!(too_early.code(), Code::NoTaxRules);
    assert_eq!(Refusal::NoIndexForYear { year: 2027 }.code(), Code::NoIndexForYear);
}

#[test]
fn only_the_platform_withholds_for_its_self_employed() {
    let nothing = History::default();
    let brand = Agent::Brand(crate::id::Id::from_uuid(uuid::Uuid::from_u128(7)));
    let by = |profile| lines(profile, NO_FLAGS, &brand, &nothing, &nothing, tenge("1000"), day(TODAY)).map(|_| ());
    assert_eq!(by(Profile::SelfEmployedPlatform), Err(Refusal::WrongAgent));
    assert_eq!(by(Profile::CivilContract), Ok(()));
}

#[test]
fn lines_are_due_on_the_25th_of_the_next_month_or_the_working_day_after() {
    let due = |paid_on: &str, code| {
        let nothing = History::default();
        let profile = Profile::SelfEmployedPlatform;
        let lines = lines(profile, NO_FLAGS, &Agent::Platform, &nothing, &nothing, tenge("1000"), day(paid_on));
        lines.expect("lines").iter().find(|line| line.line == code).expect("the line").due_on.to_string()
    };
    assert_eq!(due("2026-05-31", LineCode::Opv), "2026-06-25");
    assert_eq!(due("2026-06-15", LineCode::Opv), "2026-07-27", "the 25th of July 2026 is a Saturday");
    assert_eq!(due("2026-12-31", LineCode::Opv), "2027-01-25");
    assert_eq!(due("2026-06-15", LineCode::Iit), "2026-07-15");
}

#[test]
fn the_lowest_lawful_net_is_the_civil_contracts() {
    assert_eq!(lowest_lawful_net(tenge("100000"), day(TODAY)), Ok(tenge("75150")));
}

/// Pays `parts` one after the other in one month and gives all withheld per line.
fn paid_in_parts(profile: Profile, flags: Flags, start: &History, parts: &[Money]) -> History {
    let (mut month, mut year) = (History::default(), start.clone());
    for gross in parts {
        let lines = lines(profile, flags, &Agent::Platform, &month, &year, *gross, day(TODAY)).expect("lines");
        month = history_after(&month, &lines, *gross);
        year = history_after(&year, &lines, *gross);
    }
    month
}

proptest! {
    #[test]
    fn any_split_withholds_as_much_as_one_payout(
        parts in prop::collection::vec(10_000_i64..9_000_000, 1..14), year_taxable in 0_i64..5_000_000_000,
        wants_base_deduction: bool, is_state_insured: bool, is_civil: bool,
    ) {
        let flags = Flags { wants_base_deduction, is_state_insured, ..NO_FLAGS };
        let profile = if is_civil { Profile::CivilContract } else { Profile::SelfEmployedPlatform };
        let start = History { iit_taxable: Money::from_tiyn(year_taxable), ..History::default() };
        let parts: Vec<Money> = parts.into_iter().map(Money::from_tiyn).collect();
        let at_once = paid_in_parts(profile, flags, &start, &[parts.iter().sum()]);
        prop_assert_eq!(paid_in_parts(profile, flags, &start, &parts), at_once);
    }

    #[test]
    fn no_line_is_negative_and_together_they_leave_something(
        before in 0_i64..120_000_000, gross in 10_000_i64..9_000_000, is_pension_age: bool, is_civil: bool,
    ) {
        let flags = Flags { is_pension_age, ..NO_FLAGS };
        let profile = if is_civil { Profile::CivilContract } else { Profile::SelfEmployedPlatform };
        let month = History { gross: Money::from_tiyn(before), ..History::default() };
        let gross = Money::from_tiyn(gross);
        let lines = lines(profile, flags, &Agent::Platform, &month, &month, gross, day(TODAY)).expect("lines");
        prop_assert!(lines.iter().all(|line| !line.amount.is_negative() && line.base <= gross));
        prop_assert!(withheld(&lines) < gross);
    }
}
