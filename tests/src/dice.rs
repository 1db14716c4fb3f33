//! Dice from a seed (splitmix64): a world that failed can be built again, throw by throw.

use std::sync::atomic::{AtomicU64, Ordering};

/// The golden ratio's bits: each throw moves the state by them.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Dice that throw the same for the same seed. Shared freely; the order of throws is the order of calls.
#[derive(Debug)]
pub struct Dice(AtomicU64);

impl Dice {
    /// Dice for a seed.
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// Other dice for a part of the world, so that more throws there change nothing elsewhere.
    pub fn fork(&self, part: &str) -> Self {
        let state = self.0.load(Ordering::SeqCst);
        let mixed = part.bytes().fold(state, |sum, byte| mix(sum.wrapping_add(STEP).wrapping_add(u64::from(byte))));
        Self::new(mixed)
    }

    /// Any number.
    pub fn throw(&self) -> u64 {
        mix(self.0.fetch_add(STEP, Ordering::SeqCst).wrapping_add(STEP))
    }

    /// A number from `0` to `below − 1`; 0 if `below` is 0.
    pub fn below(&self, below: u64) -> u64 {
        self.throw().checked_rem(below).unwrap_or(0)
    }

    /// True so often in a hundred.
    pub fn percent(&self, chance: u64) -> bool {
        self.below(100) < chance
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&self, list: &'a [T]) -> &'a T {
        let count = u64::try_from(list.len()).unwrap_or(u64::MAX);
        &list[usize::try_from(self.below(count)).unwrap_or(0)]
    }
}

const fn mix(state: u64) -> u64 {
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
