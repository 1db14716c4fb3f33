//! Why a deck is empty: the one setting of the creator that hides most offers.

use super::bits::Bits;
use super::index::{Condition, Index};
use super::{AudienceBand, CreatorFacts, Setting};
use crate::id::CampaignId;
use crate::wire::views::HidesMost;

impl Index {
    /// The setting that alone hides most offers; if none does alone, the one that most offers fail. `seen` if more
    /// of what fits was swiped before.
    pub fn hides_most(&self, facts: &CreatorFacts, seen: &impl Fn(CampaignId) -> bool) -> Option<HidesMost> {
        let passing: Vec<Bits> = Setting::ALL.iter().map(|setting| self.passing(*setting, facts)).collect();
        let (mut alone, mut failed, mut swiped) = ([0_u32; 6], [0_u32; 6], 0_u32);
        for (place, (_, campaign)) in self.orders.iter().enumerate() {
            let fails: Vec<usize> = (0..6).filter(|number| !passing[*number].contains(place)).collect();
            match fails.as_slice() {
                [] => swiped = swiped.saturating_add(u32::from(seen(*campaign))),
                [one] if !seen(*campaign) => alone[*one] = alone[*one].saturating_add(1),
                _ => {}
            }
            fails.iter().for_each(|number| failed[*number] = failed[*number].saturating_add(1));
        }
        let named = |counts: [u32; 6]| Setting::ALL.into_iter().zip(counts).map(|(one, count)| (one.name(), count));
        let best = first_largest(named(alone).chain([("seen", swiped)])).or_else(|| first_largest(named(failed)));
        best.map(|(setting, offers)| HidesMost { setting: setting.to_owned(), offers })
    }

    /// The places whose offers this setting of the creator meets.
    fn passing(&self, setting: Setting, facts: &CreatorFacts) -> Bits {
        let one_of = |any: Condition, others: Vec<Condition>| self.joined(std::iter::once(any).chain(others));
        match setting {
            Setting::Tags => one_of(Condition::AnyTag, facts.tags.iter().cloned().map(Condition::Tag).collect()),
            Setting::City => one_of(Condition::AnyCity, vec![Condition::City(facts.city.clone())]),
            Setting::Languages => {
                one_of(Condition::AnyLanguage, facts.languages.iter().cloned().map(Condition::Language).collect())
            }
            Setting::Platform => self.joined(facts.platforms.iter().copied().map(Condition::Platform)),
            Setting::Audience => {
                let bands = facts.audience.map_or_else(|| AudienceBand::ALL.to_vec(), |band| vec![band]);
                one_of(Condition::AnyAudience, bands.into_iter().map(Condition::Audience).collect())
            }
            Setting::Followers => {
                let mut takes = Bits::none(self.len());
                let columns = self.columns.iter().enumerate();
                columns.filter(|(_, one)| one.takes(facts.followers)).for_each(|(place, _)| takes.add(place));
                takes
            }
        }
    }
}

/// The first of the largest counts; none if all are nothing.
fn first_largest<'a>(counts: impl Iterator<Item = (&'a str, u32)>) -> Option<(&'a str, u32)> {
    counts.fold(None, |best, (name, count)| {
        let is_better = count > best.map_or(0, |(_, most)| most);
        if is_better { Some((name, count)) } else { best }
    })
}
