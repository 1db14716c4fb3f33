//! A reader of the feed as a phone is one: asks from its cursor on, through whichever process answers, and keeps the
//! newest of each thing. What it has must be what somebody has who reads from the beginning.

use std::collections::{BTreeMap, BTreeSet};

use gamma_core::wire::{Cursor, FeedPage, Topic};
use serde_json::Value;
use uuid::Uuid;

use crate::client::Client;

/// One thing of a feed, as it was read last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// Where in the feed.
    pub place: Cursor,
    /// What it said.
    pub body: Value,
}

/// Everything of a feed, by what it is.
pub type Things = BTreeMap<(Topic, Uuid), Thing>;

/// A reader and what it has.
#[derive(Debug, Default)]
pub struct Reader {
    cursor: Cursor,
    things: Things,
    /// Pages that brought something.
    pub pages: usize,
}

impl Reader {
    /// Reads the next page; true if more is waiting. None if nobody answered.
    pub async fn read_on(&mut self, client: &Client, limit: u16) -> Option<bool> {
        let page: FeedPage = client.get(&format!("/v1/feed?after={}&limit={limit}", self.cursor)).await?;
        Some(self.take(page).expect("a page in order"))
    }

    /// Reads until nothing is waiting.
    pub async fn read_to_the_end(&mut self, client: &Client) -> Option<&Things> {
        while self.read_on(client, 200).await? {}
        Some(&self.things)
    }

    /// Everything that was read.
    pub const fn things(&self) -> &Things {
        &self.things
    }

    /// What somebody else has and this reader hasn't, or has otherwise; in words.
    pub fn missed(&self, others: &Things) -> Vec<String> {
        let all: BTreeSet<_> = self.things.keys().chain(others.keys()).collect();
        let differ = all.into_iter().filter(|key| self.things.get(key) != others.get(key));
        let words = |key: &(Topic, Uuid)| match (self.things.get(key), others.get(key)) {
            (Some(mine), Some(other)) if mine.place == other.place => {
                let names = fields(&mine.body, &other.body);
                format!("{} at {} changed and nobody was told: {names:?}", key.0.name(), mine.place)
            }
            (mine, other) => {
                let place = |thing: Option<&Thing>| thing.map(|thing| thing.place.to_string());
                format!("{} is at {:?} and not at {:?}", key.0.name(), place(other), place(mine))
            }
        };
        differ.map(words).collect()
    }

    /// Takes a page in: it begins behind the cursor, never goes back, and its `next` is its last place.
    fn take(&mut self, page: FeedPage) -> Result<bool, String> {
        self.pages += usize::from(!page.items.is_empty());
        for item in page.items {
            let place = Cursor { n: item.n, k: item.k };
            if place <= self.cursor {
                return Err(format!("{place} came after {}", self.cursor));
            }
            self.cursor = place;
            self.things.insert((item.topic, item.id), Thing { place, body: item.body });
        }
        if page.next == self.cursor { Ok(page.has_more) } else { Err(format!("the page ends at {}", page.next)) }
    }
}

/// The names of the fields that differ.
fn fields(mine: &Value, other: &Value) -> Vec<String> {
    let (Value::Object(mine), Value::Object(other)) = (mine, other) else { return vec!["all".to_owned()] };
    let differ = mine.iter().filter(|(name, value)| other.get(*name) != Some(value));
    differ.map(|(name, value)| format!("{name} was {value}, is {:?}", other.get(name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gamma_core::time::Timestamp;
    use gamma_core::wire::FeedItem;

    fn page(places: &[(i64, u128)]) -> FeedPage {
        let item = |(n, id): &(i64, u128)| FeedItem {
            n: *n,
            k: 0,
            topic: Topic::Deal,
            id: Uuid::from_u128(*id),
            body: Value::Null,
        };
        let next = places.last().map_or_else(Cursor::default, |(n, _)| Cursor { n: *n, k: 0 });
        let now = Timestamp::from_micros(0);
        FeedPage { items: places.iter().map(item).collect(), next, has_more: false, now, tax_version: None }
    }

    #[test]
    fn a_thing_that_changed_again_is_kept_as_it_was_last() {
        let mut reader = Reader::default();
        assert_eq!(reader.take(page(&[(1, 7), (2, 8)])), Ok(false));
        assert_eq!(reader.take(page(&[(3, 7)])), Ok(false));
        let mut whole = Reader::default();
        assert_eq!(whole.take(page(&[(2, 8), (3, 7)])), Ok(false));
        assert!(reader.missed(whole.things()).is_empty());
    }

    #[test]
    fn a_row_behind_the_cursor_is_missed_and_seen_as_missing() {
        let mut reader = Reader::default();
        assert_eq!(reader.take(page(&[(1, 7), (3, 9)])), Ok(false));
        let mut whole = Reader::default();
        assert_eq!(whole.take(page(&[(1, 7), (2, 8), (3, 9)])), Ok(false));
        assert_eq!(reader.missed(whole.things()), ["deal is at Some(\"2.0\") and not at None"]);
        assert!(reader.take(page(&[(2, 8)])).is_err(), "a feed never goes back");
    }
}
