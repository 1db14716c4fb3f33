//! The example market as files: a few hundred creators and dozens of campaigns, invented from one seed, in the columns
//! that `gamma-server import` reads. Fees are 5,000 to 10,000 ₸; cities and niches are those of the closed lists.

use std::fmt::Write as _;

use gamma_core::matching::{cities, niches};

use crate::dice::Dice;
use crate::people::{Person, bin};

/// Numbers of the market's people begin here, so that nobody else has their phones.
const FIRST_CREATOR: u32 = 500_000;
/// And its brands here.
const FIRST_BRAND: u32 = 700;

/// A brand that never was.
#[derive(Debug, Clone)]
pub struct MarketBrand {
    /// Its name.
    pub name: String,
    /// Its BIN.
    pub bin: String,
    /// What it makes, as a niche of the list.
    pub niche: &'static str,
    /// What its videos show.
    pub product: &'static str,
}

/// What the market is made of.
#[derive(Debug, Clone)]
pub struct Market {
    /// Brands, to be added one by one.
    pub brands: Vec<MarketBrand>,
    /// For `import campaigns`.
    pub campaigns_csv: String,
    /// For `import creators`.
    pub creators_csv: String,
}

const BRANDS: [(&str, &str, &str); 12] = [
    ("Жұлдыз сұлулығы", "beauty", "ерін далабы"),
    ("Дала шайы", "food", "шай"),
    ("Көктем киімі", "fashion", "жазғы көйлек"),
    ("Шаңырақ үйі", "home", "төсек жабдығы"),
    ("Тұлпар спорт", "sport", "жүгіру аяқ киімі"),
    ("Балбұлақ", "kids", "құрастырмалы ойыншық"),
    ("Самұрық техника", "tech", "сымсыз құлаққап"),
    ("Білім көкжиегі", "education", "тіл курсы"),
    ("Көшпенді саяхат", "travel", "демалыс сапары"),
    ("Алтын дән", "food", "таңғы ас"),
    ("Ақку сұлулық", "beauty", "бет кремі"),
    ("Тез жөндеу", "services", "үй жөндеу"),
];

impl Market {
    /// The market of a seed, with offers open until this day, such as `2026-08-31`.
    pub fn invented(seed: u64, creators: u32, campaigns: u32, open_until: &str) -> Self {
        let dice = Dice::new(seed);
        let brands: Vec<_> = (FIRST_BRAND..).zip(BRANDS).map(brand).collect();
        let campaigns_csv = campaigns_csv(&dice, &brands, campaigns, open_until);
        let creators_csv = creators_csv(&dice, creators);
        Self { brands, campaigns_csv, creators_csv }
    }
}

fn brand((number, (name, niche, product)): (u32, (&str, &'static str, &'static str))) -> MarketBrand {
    // Each number's own digits: the check digit may skip one, never meet another.
    MarketBrand { name: name.to_owned(), bin: bin(number * 20), niche, product }
}

fn campaigns_csv(dice: &Dice, brands: &[MarketBrand], count: u32, open_until: &str) -> String {
    let mut csv = String::from(
        "key,brand_bin,title,platform,seconds,fixed_fee,sponsor,brief_title,brief_points,tags,cities,languages,\
         followers_min,slots,budget,open_until\n",
    );
    for number in 0..count {
        let brand = &brands[usize::try_from(number).unwrap_or(0) % brands.len()];
        let fee = 5_000 + dice.below(11) * 500;
        let slots = 5 + dice.below(16);
        // Commission and VAT come on top of the fee; the rest of the budget is air.
        let budget = fee * slots * 13 / 10;
        let city = if dice.percent(40) { dice.pick(cities()).key.as_str() } else { "" };
        let title = format!("{} {}", brand.product, number + 1);
        let platform = *dice.pick(&["tiktok", "tiktok", "instagram"]);
        let followers_min = if dice.percent(30) { "1000" } else { "" };
        let _ = writeln!(
            csv,
            "campaign-{number},{},{title},{platform},15,{fee}.00,{},{},Алғашқы үш секундта көрсет|Өз сөзіңмен айт,{},\
             {city},kk,{followers_min},{slots},{budget}.00,{open_until}",
            brand.bin, brand.name, brand.product, brand.niche
        );
    }
    csv
}

fn creators_csv(dice: &Dice, count: u32) -> String {
    let mut csv =
        String::from("key,phone,display_name,city,tags,languages,tiktok,tiktok_followers,full_name,iin,iban\n");
    for number in 0..count {
        let person = Person::invented(dice, FIRST_CREATOR + number);
        let city = &dice.pick(cities()).key;
        let niche = &dice.pick(niches()).key;
        let followers = 500 + dice.below(40_000);
        let _ = writeln!(
            csv,
            "creator-{number},{},{},{city},{niche},kk,{},{followers},{},{},{}",
            person.phone, person.display_name, person.handle, person.name, person.iin, person.iban
        );
    }
    csv
}
