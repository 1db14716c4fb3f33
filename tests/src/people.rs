//! Invented people and companies. Every number is synthetic and only its check digits are right; no one here lives.

use crate::dice::Dice;

/// Somebody who never was.
#[derive(Debug, Clone)]
pub struct Person {
    /// As in the identity card.
    pub name: String,
    /// As brands see it.
    pub display_name: String,
    /// `+77…`.
    pub phone: String,
    /// Twelve digits.
    pub iin: String,
    /// Twenty characters.
    pub iban: String,
    /// Where the videos stand.
    pub handle: String,
}

const GIVEN: [&str; 16] = [
    "Аружан",
    "Айгүл",
    "Дана",
    "Әсел",
    "Мәдина",
    "Гүлназ",
    "Жансая",
    "Томирис",
    "Ерлан",
    "Нұрлан",
    "Дәурен",
    "Бекзат",
    "Санжар",
    "Әлихан",
    "Тимур",
    "Мирас",
];
const SURNAMES: [&str; 14] = [
    "Қалдыбек",
    "Серікбай",
    "Өтеген",
    "Жұмабек",
    "Тұрсынхан",
    "Ермекқызы",
    "Болатхан",
    "Сәрсенбай",
    "Әбілқасым",
    "Мұратбек",
    "Нұрғали",
    "Оразбай",
    "Қуандық",
    "Шәкәрім",
];
const LATIN: [&str; 16] = [
    "aruzhan", "aigul", "dana", "asel", "madina", "gulnaz", "zhansaya", "tomiris", "erlan", "nurlan", "dauren",
    "bekzat", "sanzhar", "alikhan", "timur", "miras",
];

impl Person {
    /// The person with this number in the world of these dice. Numbers keep phones and identities apart.
    pub fn invented(dice: &Dice, number: u32) -> Self {
        let place = usize::try_from(dice.below(16)).unwrap_or(0);
        let surname = *dice.pick(&SURNAMES);
        let bank = *dice.pick(&["722", "601", "999"]);
        let serial = number % 10_000_000;
        Self {
            name: format!("{surname} {}", GIVEN[place]),
            display_name: format!("{} {}.", GIVEN[place], surname.chars().next().unwrap_or('Қ')),
            phone: format!("+7700{serial:07}"),
            iin: iin(dice, number),
            iban: iban(bank, u64::from(number)),
            handle: format!("{}_{number}", LATIN[place]),
        }
    }
}

/// An identity number of somebody born between 1990 and 2003; the serial makes it one of a kind.
fn iin(dice: &Dice, number: u32) -> String {
    let (year, month) = (90_u64.saturating_add(dice.below(10)), dice.below(12).saturating_add(1));
    let mut day = number.checked_div(10_000).map_or(0, |rest| rest % 28);
    loop {
        let start = format!("{year:02}{month:02}{:02}3{:04}", day.saturating_add(1), number % 10_000);
        if let Some(digit) = check_digit(&start) {
            return format!("{start}{digit}");
        }
        day = day.saturating_add(1) % 28;
    }
}

/// A company number: registered in some month of 2024.
pub fn bin(number: u32) -> String {
    let month = number % 12;
    let serials = number..;
    let start = |serial: u32| format!("24{:02}40{:05}", month.saturating_add(1), serial % 100_000);
    let valid = serials.map(start).find_map(|start| check_digit(&start).map(|digit| format!("{start}{digit}")));
    valid.expect("ten of eleven serials have a check digit")
}

/// The last digit for eleven others; none if ten comes out twice.
fn check_digit(start: &str) -> Option<u32> {
    const FIRST: [u32; 11] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    const SECOND: [u32; 11] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];
    let rest = |weights: &[u32; 11]| {
        let digits = start.chars().map(|digit| digit.to_digit(10).unwrap_or(0));
        digits.zip(weights).map(|(digit, weight)| digit.saturating_mul(*weight)).sum::<u32>() % 11
    };
    [rest(&FIRST), rest(&SECOND)].into_iter().find(|digit| *digit < 10)
}

/// An account at a bank, with the two digits that make it 1 modulo 97.
pub fn iban(bank: &str, account: u64) -> String {
    let tail = format!("{bank}{account:013}");
    let rest = format!("{tail}KZ00").chars().fold(0_u32, |rest, letter| {
        let value = letter.to_digit(36).unwrap_or(0);
        let shift = if value < 10 { 10_u32 } else { 100 };
        rest.saturating_mul(shift).saturating_add(value) % 97
    });
    format!("KZ{:02}{tail}", 98_u32.saturating_sub(rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gamma_core::person::{Bin, Iban, Iin, Phone};

    #[test]
    fn invented_numbers_pass_the_real_checks_and_are_all_different() {
        let dice = Dice::new(7);
        let people: Vec<_> = (0..3_000).map(|number| Person::invented(&dice, number)).collect();
        for person in &people {
            assert!(Iin::parse(&person.iin).is_ok() && Iban::parse(&person.iban).is_ok(), "{person:?}");
            assert!(Phone::parse(&person.phone).is_ok(), "{person:?}");
        }
        let unique = |key: fn(&Person) -> &String| people.iter().map(key).collect::<std::collections::BTreeSet<_>>();
        assert_eq!((unique(|p| &p.iin).len(), unique(|p| &p.iban).len()), (3_000, 3_000));
        assert!((0..200).all(|number| Bin::parse(&bin(number)).is_ok()));
    }
}
