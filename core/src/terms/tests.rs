//! Tests of term sheets, and the example sheet that other tests use.

use super::*;

/// The example market's sheet: one video of fifteen seconds for 10 000 ₸ and a bonus up to 20 000 ₸.
pub(crate) fn example_sheet() -> TermSheet {
    TermSheet {
        version: 1,
        deliverable: Deliverable { videos: 1, seconds: 15, platform: Platform::Tiktok },
        fixed_fee: Money::from_tenge(10_000),
        bonus: Some(Bonus {
            kind: BonusKind::Cpc,
            rate: Money::from_tenge(50),
            cap: Money::from_tenge(20_000),
            until_days: 30,
        }),
        deadlines: Deadlines { draft_days: 5, clear_hours: 48, fix_hours: 48, post_hours: 48, check_hours: 24 },
        fix_rounds: 2,
        usage: Usage { days: 90, is_paid_ads_allowed: false },
        product: None,
        sponsor: "Дәм кафе".to_owned(),
        brief: Brief {
            title: "Жаңа мәзір".to_owned(), points: vec!["Кофені көрсетіңіз".to_owned()]
        },
    }
}

/// The example sheet's canonical bytes, written by hand.
const CANONICAL: &str = concat!(
    r#"{"version":1,"deliverable":{"videos":1,"seconds":15,"platform":"tiktok"},"fixed_fee":1000000,"#,
    r#""bonus":{"kind":"cpc","rate":5000,"cap":2000000,"until_days":30},"#,
    r#""deadlines":{"draft_days":5,"clear_hours":48,"fix_hours":48,"post_hours":48,"check_hours":24},"#,
    r#""fix_rounds":2,"usage":{"days":90,"is_paid_ads_allowed":false},"product":null,"sponsor":"Дәм кафе","#,
    r#""brief":{"title":"Жаңа мәзір","points":["Кофені көрсетіңіз"]}}"#,
);

#[test]
fn the_bytes_and_the_hash_of_the_example_sheet_never_change() {
    assert_eq!(String::from_utf8(example_sheet().canonical()).as_deref(), Ok(CANONICAL));
    let hash = "45f5cafef934e58c2a5565823b8dfdbe0b63538bfa02b4a31a16010390740fe1";
    assert_eq!(example_sheet().terms_hash().to_string(), hash);
}

#[test]
fn any_change_changes_the_hash() {
    let sheet = example_sheet();
    let dearer = TermSheet { fixed_fee: Money::from_tiyn(1_000_001), ..sheet.clone() };
    assert_ne!(sheet.terms_hash(), dearer.terms_hash());
    assert_eq!(sheet.terms_hash().to_string().parse(), Ok(sheet.terms_hash()));
}

/// Breaks one field of a sheet.
type Breaks = fn(&mut TermSheet);

#[test]
fn every_range_is_kept() {
    assert_eq!(example_sheet().check(), Ok(()));
    #[rustfmt::skip]
    let rows: [(&str, Breaks); 24] = [
        ("version", |sheet| sheet.version = 2),
        ("deliverable.videos", |sheet| sheet.deliverable.videos = 0),
        ("deliverable.seconds", |sheet| sheet.deliverable.seconds = 181),
        ("fixed_fee", |sheet| sheet.fixed_fee = Money::from_tiyn(99_999)),
        ("fixed_fee", |sheet| sheet.fixed_fee = Money::from_tenge(-5_000)),
        ("bonus.rate", |sheet| if let Some(bonus) = &mut sheet.bonus { bonus.rate = Money::ZERO }),
        ("bonus.cap", |sheet| if let Some(bonus) = &mut sheet.bonus { bonus.cap = Money::from_tenge(49) }),
        ("bonus.until_days", |sheet| if let Some(bonus) = &mut sheet.bonus { bonus.until_days = 91 }),
        ("deadlines.draft_days", |sheet| sheet.deadlines.draft_days = 0),
        ("deadlines.clear_hours", |sheet| sheet.deadlines.clear_hours = 0),
        ("deadlines.fix_hours", |sheet| sheet.deadlines.fix_hours = 337),
        ("deadlines.post_hours", |sheet| sheet.deadlines.post_hours = 0),
        ("deadlines.check_hours", |sheet| sheet.deadlines.check_hours = 169),
        ("fix_rounds", |sheet| sheet.fix_rounds = 3),
        ("usage.days", |sheet| sheet.usage.days = 366),
        ("sponsor", |sheet| sheet.sponsor = " ".to_owned()),
        ("sponsor", |sheet| sheet.sponsor = "a\u{202e}b".to_owned()),
        ("brief.title", |sheet| sheet.brief.title = "а".repeat(121)),
        ("brief.title", |sheet| sheet.brief.title = "a\nb".to_owned()),
        ("brief.title", |sheet| sheet.brief.title = "a".repeat(1_000_000)),
        ("brief.points", |sheet| sheet.brief.points = vec!["a".to_owned(); 11]),
        ("brief.points[1]", |sheet| sheet.brief.points.push(String::new())),
        ("product.title", |sheet| sheet.product = Some(product("", 1))),
        ("product.value", |sheet| sheet.product = Some(product("Кофе", -1))),
    ];
    for (field, breaks) in rows {
        let mut sheet = example_sheet();
        breaks(&mut sheet);
        assert_eq!(sheet.check().expect_err(field).field, field);
    }
}

fn product(title: &str, value_tenge: i64) -> Product {
    Product { title: title.to_owned(), value: Money::from_tenge(value_tenge), is_kept: true }
}

#[test]
fn the_five_plain_lines_say_what_the_sheet_says() {
    let sheet = TermSheet { product: Some(product("Кофе", 2_000)), ..example_sheet() };
    let [make, earn, check, label, usage] = sheet.five_plain_lines();
    let product = sheet.product.clone();
    let platform = Platform::Tiktok;
    assert_eq!(make, PlainLine::Make { videos: 1, seconds: 15, platform, draft_days: 5, product });
    assert_eq!(earn, PlainLine::Earn { fixed_fee: sheet.fixed_fee, bonus: sheet.bonus.clone() });
    assert_eq!(check, PlainLine::Check { fix_rounds: 2, clear_hours: 48, fix_hours: 48, post_hours: 48 });
    assert_eq!(label, PlainLine::Label { sponsor: "Дәм кафе".to_owned() });
    assert_eq!(usage, PlainLine::Use { days: 90, is_paid_ads_allowed: false });
}
