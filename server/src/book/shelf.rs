//! A shelf: the rows of one table that a gathering has in hand. It knows what changed, and can take back what a
//! refused command had changed.

use std::collections::{BTreeMap, BTreeSet};

use super::Refusal;
use crate::db::{Record, Writes};

/// Rows of one table in memory.
#[derive(Debug)]
pub struct Shelf<R: Record> {
    rows: BTreeMap<R::Key, R>,
    /// Keys that the database is known to have.
    loaded: BTreeSet<R::Key>,
    changed: BTreeSet<R::Key>,
    undo: Vec<(R::Key, Option<R>, bool)>,
}

impl<R: Record> Default for Shelf<R> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), loaded: BTreeSet::new(), changed: BTreeSet::new(), undo: Vec::new() }
    }
}

impl<R: Record> Shelf<R> {
    /// Takes rows in as they are in the database.
    pub fn load(&mut self, rows: Vec<R>) {
        self.loaded.extend(rows.iter().map(Record::key));
        self.rows.extend(rows.into_iter().map(|row| (row.key(), row)));
    }

    /// The row, if it was loaded.
    pub fn find(&self, key: &R::Key) -> Option<&R> {
        self.rows.get(key)
    }

    /// The row, or *not found*.
    pub fn get(&self, key: &R::Key) -> Result<&R, Refusal> {
        self.rows.get(key).ok_or_else(|| Refusal::not_found(R::TABLE))
    }

    /// Every loaded row.
    pub fn iter(&self) -> impl Iterator<Item = &R> {
        self.rows.values()
    }

    /// The row to be changed; it will be written.
    pub fn edit(&mut self, key: &R::Key) -> Result<&mut R, Refusal> {
        let row = self.rows.get_mut(key).ok_or_else(|| Refusal::not_found(R::TABLE))?;
        let was_changed = !self.changed.insert(key.clone());
        self.undo.push((key.clone(), Some(row.clone()), was_changed));
        Ok(row)
    }

    /// A row that is new, or replaces the loaded one; it will be written.
    pub fn put(&mut self, row: R) {
        let key = row.key();
        let was_changed = !self.changed.insert(key.clone());
        let before = self.rows.insert(key.clone(), row);
        self.undo.push((key, before, was_changed));
    }

    /// Forgets how to take back: what happened so far stays.
    pub(super) fn keep(&mut self) {
        self.undo.clear();
    }

    /// Takes back everything since the last [`Shelf::keep`].
    pub(super) fn take_back(&mut self) {
        while let Some((key, before, was_changed)) = self.undo.pop() {
            match before {
                Some(row) => drop(self.rows.insert(key.clone(), row)),
                None => drop(self.rows.remove(&key)),
            }
            if !was_changed {
                self.changed.remove(&key);
            }
        }
    }

    /// Lets `stamp` write the order number into every changed row.
    pub(super) fn stamp(&mut self, stamp: impl Fn(&mut R)) {
        for key in &self.changed {
            if let Some(row) = self.rows.get_mut(key) {
                stamp(row);
            }
        }
    }

    /// How many rows will be written.
    pub(super) fn changed_count(&self) -> usize {
        self.changed.len()
    }

    /// The rows that changed since the last [`Shelf::keep`].
    pub(super) fn touched(&self) -> impl Iterator<Item = &R> {
        self.undo.iter().filter_map(|(key, _, _)| self.rows.get(key))
    }

    /// Hands over what changed.
    pub(super) fn collect(&self, writes: &mut Writes) {
        let rows = self.changed.iter().filter_map(|key| self.rows.get(key));
        let (old, new): (Vec<R>, Vec<R>) = rows.cloned().partition(|row| self.loaded.contains(&row.key()));
        writes.update(&old);
        writes.upsert(&new);
    }
}
