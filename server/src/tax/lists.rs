//! The list of people beside a payment order: for whom the sum is. What differs from bank to bank is data.

use gamma_core::money::Money;
use gamma_core::time::{Day, Month};
use serde::Deserialize;
use std::sync::LazyLock;
use zeroize::Zeroizing;

static STANDARD: LazyLock<ListProfile> = LazyLock::new(|| {
    serde_json::from_str(include_str!("lists/standard.json")).expect("the profile in the source is read by a test")
});

/// How one bank wants its list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListProfile {
    #[serde(rename = "about")]
    _about: String,
    pub name: String,
    separator: String,
    encoding: Encoding,
    columns: Vec<Column>,
}

/// In which bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum Encoding {
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "windows-1251")]
    Windows1251,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Column {
    Number,
    Iin,
    Name,
    BornOn,
    Period,
    Amount,
    Knp,
}

/// One person of a list.
pub struct Listed {
    pub iin: Zeroizing<String>,
    pub name: Zeroizing<String>,
    pub born_on: Option<Day>,
    pub amount: Money,
}

impl ListProfile {
    /// The one that ships.
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// The profile with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        [Self::standard()].into_iter().find(|profile| profile.name == name)
    }

    /// The list's bytes, people in the order of their identity numbers.
    pub fn file(&self, month: Month, knp: &str, people: &mut [Listed]) -> Zeroizing<Vec<u8>> {
        people.sort_by(|one, two| one.iin.cmp(&two.iin));
        let mut text = Zeroizing::new(String::new());
        for (number, person) in (1_usize..).zip(people.iter()) {
            let cells: Vec<String> =
                self.columns.iter().map(|column| self.cell(*column, number, month, knp, person)).collect();
            text.push_str(&cells.join(&self.separator));
            text.push_str("\r\n");
        }
        match self.encoding {
            Encoding::Utf8 => Zeroizing::new(text.as_bytes().to_vec()),
            Encoding::Windows1251 => Zeroizing::new(encoding_rs::WINDOWS_1251.encode(&text).0.into_owned()),
        }
    }

    fn cell(&self, column: Column, number: usize, month: Month, knp: &str, person: &Listed) -> String {
        match column {
            Column::Number => number.to_string(),
            Column::Iin => person.iin.to_string(),
            Column::Name => {
                person.name.chars().filter(|c| !c.is_control()).collect::<String>().replace(&self.separator, " ")
            }
            Column::BornOn => person.born_on.map_or_else(String::new, |day| {
                let (year, month, day) = day.parts();
                format!("{day:02}.{month:02}.{year:04}")
            }),
            Column::Period => format!("{:02}{:04}", month.number(), month.year()),
            Column::Amount => person.amount.to_decimal_text(),
            Column::Knp => knp.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(iin: &str, name: &str, tenge: i64) -> Listed {
        let text = |text: &str| Zeroizing::new(text.to_owned());
        let born_on = Some("1990-01-01".parse().expect("a day"));
        Listed { iin: text(iin), name: text(name), born_on, amount: Money::from_tenge(tenge) }
    }

    #[test]
    fn a_list_names_everybody_once_in_one_order_and_nobody_can_add_a_column() {
        let month = "2026-06".parse().expect("a month");
        let mut people = [listed("900101300126", "Айгүл;Өтегенқызы\r\nX", 100), listed("741231305003", "Б. А.", 7)];
        let file = ListProfile::find("standard").expect("the profile").file(month, "010", &mut people);
        let expected = "1;741231305003;Б. А.;01.01.1990;062026;7.00;010\r\n\
            2;900101300126;Айгүл ӨтегенқызыX;01.01.1990;062026;100.00;010\r\n";
        assert_eq!(std::str::from_utf8(&file).expect("text"), expected);
    }
}
