//! The grammar of moves: each move of a story has ways to be said, and a way is a pattern over clauses, persons
//! and tenses.
//! It is read from text, so that an editor who knows no Rust can hear a script and mend it.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::pattern::{Node, parse};
use crate::kazakh::guard::Basis;

/// The files that ship.
pub(super) const FILES: &[(&str, &str)] = &[
    ("openings", include_str!("../../../data/kazakh/grammar/openings.txt")),
    ("bodies", include_str!("../../../data/kazakh/grammar/bodies.txt")),
    ("closings", include_str!("../../../data/kazakh/grammar/closings.txt")),
    ("shapes", include_str!("../../../data/kazakh/grammar/shapes.txt")),
];

/// One way to say a move.
#[derive(Debug, Clone)]
pub struct Way {
    /// The pattern.
    pub nodes: Vec<Node>,
    /// Whether a joint (ал, бірақ, сосын) may open it.
    pub takes_joint: bool,
    /// As written.
    pub source: String,
}

/// A move of a story.
#[derive(Debug, Clone)]
pub struct Move {
    /// On what its own words stand; clauses of the frame bring theirs.
    pub basis: Basis,
    /// What the camera does meanwhile.
    pub show: Vec<Node>,
    /// The ways.
    pub ways: Vec<Way>,
}

/// One move in a shape.
#[derive(Debug, Clone)]
pub struct Step {
    /// The relation to the move before: `then`, `turn`, `so`, `aside`, or none.
    pub relation: Option<String>,
    /// The move's name.
    pub name: String,
    /// Left out where time is short.
    pub is_optional: bool,
}

/// A micro-story.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Its name.
    pub name: String,
    /// Its moves.
    pub steps: Vec<Step>,
    /// Whether it lives from an occasion.
    pub needs_occasion: bool,
}

/// Moves, shapes and joints.
#[derive(Debug, Default)]
pub struct Grammar {
    /// Moves by name.
    pub moves: HashMap<String, Move>,
    /// Shapes in the file's order.
    pub shapes: Vec<Shape>,
    /// Joints by relation.
    pub joints: HashMap<String, Vec<String>>,
}

impl Grammar {
    /// The grammar that ships.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Grammar> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::read(FILES).0)
    }

    /// Reads grammar files; what is wrong is told with its place.
    #[must_use]
    pub fn read(files: &[(&str, &str)]) -> (Self, Vec<String>) {
        let mut reader = Reader::default();
        for (file, text) in files {
            for (number, line) in (1_usize..).zip(text.lines().map(str::trim)) {
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                if let Err(what) = reader.tell(line) {
                    reader.wrongs.push(format!("{file}:{number}: {what}"));
                }
            }
        }
        let missing = reader.missing_moves();
        reader.wrongs.extend(missing);
        (reader.grammar, reader.wrongs)
    }
}

#[derive(Default)]
struct Reader {
    grammar: Grammar,
    sets: Vec<(String, String)>,
    current: String,
    wrongs: Vec<String>,
}

impl Reader {
    fn tell(&mut self, line: &str) -> Result<(), String> {
        if let Some(way) = line.strip_prefix("&= ") {
            return self.way(way, true);
        }
        if let Some(way) = line.strip_prefix("= ") {
            return self.way(way, false);
        }
        let (head, rest) = line.split_once(' ').ok_or_else(|| format!("not understood: {line}"))?;
        match head {
            "move" => self.open(rest),
            "show" => {
                let nodes = parse(&self.filled(rest))?;
                self.grammar.moves.get_mut(&self.current).ok_or("show before a move")?.show = nodes;
                Ok(())
            }
            "set" => {
                let (name, text) = rest.split_once('=').ok_or("a set is `set name = text`")?;
                let text = self.filled(text.trim());
                self.sets.push((format!("${}", name.trim()), text));
                self.sets.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
                Ok(())
            }
            "joint" => {
                let (relation, words) = rest.split_once(':').ok_or("a joint is `joint relation: word, word`")?;
                let words = words.split(',').map(|word| word.trim().to_owned()).collect();
                self.grammar.joints.insert(relation.trim().to_owned(), words);
                Ok(())
            }
            "shape" => self.shape(rest),
            _ => Err(format!("not understood: {line}")),
        }
    }

    fn filled(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (name, value) in &self.sets {
            filled = filled.replace(name, value);
        }
        filled
    }

    fn open(&mut self, rest: &str) -> Result<(), String> {
        let (name, basis) = rest.split_once(' ').unwrap_or((rest, "scene"));
        let basis = match basis {
            "scene" => Basis::Scene,
            "shown" => Basis::Shown,
            "feeling" => Basis::Feeling,
            "brief" => Basis::Brief,
            other => return Err(format!("no such basis: {other}")),
        };
        name.clone_into(&mut self.current);
        self.grammar.moves.insert(name.to_owned(), Move { basis, show: Vec::new(), ways: Vec::new() });
        Ok(())
    }

    fn way(&mut self, text: &str, takes_joint: bool) -> Result<(), String> {
        let nodes = parse(&self.filled(text))?;
        let way = Way { nodes, takes_joint, source: text.to_owned() };
        self.grammar.moves.get_mut(&self.current).ok_or("a way before a move")?.ways.push(way);
        Ok(())
    }

    fn shape(&mut self, rest: &str) -> Result<(), String> {
        let mut parts = rest.split('|').map(str::trim);
        let head = parts.next().unwrap_or_default();
        let needs_occasion = head.ends_with(" occasion");
        let name = head.trim_end_matches(" occasion").to_owned();
        let steps: Vec<Step> = parts.map(step).collect();
        if steps.len() < 3 {
            return Err(format!("a shape has three moves at least: {name}"));
        }
        self.grammar.shapes.push(Shape { name, steps, needs_occasion });
        Ok(())
    }

    fn missing_moves(&self) -> Vec<String> {
        let steps = self.grammar.shapes.iter().flat_map(|shape| shape.steps.iter().map(move |step| (shape, step)));
        steps
            .filter(|(_, step)| !self.grammar.moves.contains_key(&step.name))
            .map(|(shape, step)| format!("shape {} names no move: {}", shape.name, step.name))
            .collect()
    }
}

fn step(text: &str) -> Step {
    let (text, is_optional) = text.strip_suffix('?').map_or((text, false), |text| (text, true));
    let (relation, name) = text.split_once(':').map_or((None, text), |(one, two)| (Some(one.to_owned()), two));
    Step { relation, name: name.to_owned(), is_optional }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_grammar_reads_without_a_fault() {
        let (grammar, wrongs) = Grammar::read(FILES);
        assert!(wrongs.is_empty(), "{wrongs:#?}");
        assert!(grammar.shapes.len() >= 12, "{} shapes", grammar.shapes.len());
    }

    #[test]
    fn every_move_can_be_said_in_six_ways_or_more() {
        let (grammar, _) = Grammar::read(FILES);
        for (name, told) in &grammar.moves {
            assert!(told.ways.len() >= 6, "{name}: {} ways", told.ways.len());
        }
    }
}
