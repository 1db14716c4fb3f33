//! A persona: how one creator speaks for fifteen seconds. One register, one way to shorten verbs, a taste for
//! some particles.

use super::seed::Seed;
use crate::kazakh::guard::Register;

/// How somebody speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// сен or сіз.
    pub register: Register,
    /// жағам for жағамын.
    pub is_short: bool,
    /// How often an optional particle is said, in a hundred.
    pub particles_percent: usize,
    /// How often a statement of wonder ends with an exclamation mark, in a hundred.
    pub energy_percent: usize,
    /// The demonstrative of choice: мына or осы.
    pub favours_osy: bool,
}

impl Persona {
    /// A persona by chance, in the register asked for.
    #[must_use]
    pub fn of(seed: &mut Seed, register: Register) -> Self {
        let is_siz = register == Register::Siz;
        Self {
            register,
            is_short: seed.chance(if is_siz { 20 } else { 60 }),
            particles_percent: [75, 90, 100][seed.below(3)],
            energy_percent: if is_siz { 20 } else { [20, 40, 60][seed.below(3)] },
            favours_osy: seed.chance(35),
        }
    }
}
