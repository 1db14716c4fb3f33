//! One bit for each offer, in the deck's own order: sets that are joined and met word by word, and that open or
//! close a place when an offer comes or goes.

const WORD: usize = 64;

/// A set of places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// No places at all.
    pub(super) const fn empty() -> Self {
        Self(Vec::new())
    }

    /// An empty set with room for so many places.
    pub(super) fn none(places: usize) -> Self {
        Self(vec![0; places.div_ceil(WORD)])
    }

    pub(super) fn words(&self) -> &[u64] {
        &self.0
    }

    pub(super) fn word(&self, place: usize) -> u64 {
        self.0.get(place).copied().unwrap_or(0)
    }

    pub(super) fn contains(&self, place: usize) -> bool {
        self.word(place / WORD) & bit(place) != 0
    }

    pub(super) fn add(&mut self, place: usize) {
        if self.0.len() <= place / WORD {
            self.0.resize((place / WORD).saturating_add(1), 0);
        }
        if let Some(word) = self.0.get_mut(place / WORD) {
            *word |= bit(place);
        }
    }

    /// Opens an empty place; all later places move up by one.
    pub(super) fn open(&mut self, place: usize) {
        let Some(first) = self.0.get(place / WORD).copied() else { return };
        let below = bit(place).wrapping_sub(1);
        let mut carry = first >> 63;
        let moved = (first & below) | ((first & !below) << 1);
        let start = place / WORD;
        if let Some(word) = self.0.get_mut(start) {
            *word = moved;
        }
        for word in self.0.iter_mut().skip(start.saturating_add(1)) {
            let next = *word >> 63;
            *word = (*word << 1) | carry;
            carry = next;
        }
        if carry != 0 {
            self.0.push(carry);
        }
    }

    /// Closes a place; all later places move down by one.
    pub(super) fn close(&mut self, place: usize) {
        let start = place / WORD;
        let Some(first) = self.0.get(start).copied() else { return };
        let below = bit(place).wrapping_sub(1);
        let moved = (first & below) | ((first >> 1) & !below);
        let last = self.0.len().saturating_sub(1);
        for place in start..=last {
            let carry = self.word(place.saturating_add(1)) << 63;
            let kept = if place == start { moved } else { self.word(place) >> 1 };
            if let Some(word) = self.0.get_mut(place) {
                *word = kept | carry;
            }
        }
    }

    pub(super) fn join(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    pub(super) fn meet(&mut self, other: &Self) {
        let both = self.0.len().min(other.0.len());
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word &= more;
        }
        self.0.iter_mut().skip(both).for_each(|word| *word = 0);
    }
}

/// The places whose bits stand in word `number`.
pub(super) fn places_of(number: usize, word: u64) -> impl Iterator<Item = usize> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let lowest = usize::try_from(rest.trailing_zeros()).unwrap_or(WORD);
        rest &= rest.wrapping_sub(1);
        (lowest < WORD).then(|| number.saturating_mul(WORD).saturating_add(lowest))
    })
}

const fn bit(place: usize) -> u64 {
    1 << (place % WORD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bits(flags: &[bool]) -> Bits {
        let mut bits = Bits::none(flags.len());
        flags.iter().enumerate().filter(|(_, is_in)| **is_in).for_each(|(place, _)| bits.add(place));
        bits
    }

    fn flags(bits: &Bits, places: usize) -> Vec<bool> {
        (0..places).map(|place| bits.contains(place)).collect()
    }

    proptest! {
        #[test]
        fn opening_and_closing_places_is_inserting_and_removing(
            mut list in prop::collection::vec(any::<bool>(), 1..300), at in any::<prop::sample::Index>(),
            is_opened: bool,
        ) {
            let mut set = bits(&list);
            let place = at.index(list.len());
            if is_opened {
                list.insert(place, false);
                set.open(place);
            } else {
                list.remove(place);
                set.close(place);
            }
            let places = list.len();
            prop_assert_eq!(flags(&set, places.saturating_add(70)), flags(&bits(&list), places.saturating_add(70)));
            let expected: Vec<usize> = (0..places).filter(|place| list[*place]).collect();
            let found = set.words().iter().enumerate().flat_map(|(number, word)| places_of(number, *word));
            prop_assert_eq!(found.collect::<Vec<_>>(), expected);
        }
    }
}
