//! What a brief asks for, understood: the product and its frame, what it is like, for whom, when, and what it costs.

use super::items::{Item, items};
use crate::kazakh::knowledge::{Class, Knowledge, Named, Word};
use crate::kazakh::{Lemma, Pos, letters, number_words};

/// The product as it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// What stands before the noun and belongs to it: «Luna» деген.
    pub before: String,
    /// The noun.
    pub lemma: Lemma,
}

/// A brief, understood.
#[derive(Debug, Clone)]
pub struct Order {
    /// The frame, by its place.
    pub frame: usize,
    /// The product.
    pub product: Product,
    /// Whether the frame was made for this very noun.
    pub is_covered: bool,
    /// What stands before the noun, the nearest last: қызыл, жібек.
    pub attributes: Vec<String>,
    /// The occasion, by its place.
    pub occasion: Option<usize>,
    /// For whom.
    pub who: Option<(String, Lemma)>,
    /// Its parts.
    pub features: Vec<(String, Lemma)>,
    /// Other things that the brief names.
    pub extras: Vec<(String, Lemma)>,
    /// Places, hours and parts of the body that it is meant for.
    pub aims: Vec<(String, Lemma)>,
    /// A second product beside it.
    pub companion: Option<(String, Lemma)>,
    /// Words nobody knows, as they are written.
    pub names: Vec<String>,
    /// бес мың теңге
    pub price: Option<String>,
    /// Facts to be said as they are.
    pub said: Vec<String>,
}

impl Order {
    /// Reads a brief; facts are read the same way, and a Kazakh sentence among them is said as it is.
    #[must_use]
    pub fn read(know: &Knowledge, brief: &str, niche: Option<&str>, facts: &[String]) -> Self {
        let mut found = items(know, brief, niche);
        let said = read_facts(know, facts, niche, &mut found);
        let niche = niche.map_or_else(|| niche_of(know, &found), str::to_owned);
        let mut order = Self::empty(know, &niche);
        let product = found.iter().position(|item| item.product(know).is_some());
        let product = product.or_else(|| found.iter().position(|item| item.is_thing(know)));
        order.name_product(know, product.map(|place| found.remove(place)), &niche);
        for item in found {
            order.take(know, item);
        }
        if order.product.lemma.text.is_empty() {
            order.name_unknown(know);
        }
        order.said = said;
        order.attributes.dedup();
        order
    }

    fn empty(know: &Knowledge, niche: &str) -> Self {
        Self {
            frame: know.frame_for_anything(niche).unwrap_or(0),
            product: Product { before: String::new(), lemma: Lemma::plain("", Pos::Noun) },
            is_covered: false,
            attributes: Vec::new(),
            occasion: None,
            who: None,
            features: Vec::new(),
            extras: Vec::new(),
            aims: Vec::new(),
            companion: None,
            names: Vec::new(),
            price: None,
            said: Vec::new(),
        }
    }

    fn name_product(&mut self, know: &Knowledge, item: Option<Item>, _niche: &str) {
        let Some(item) = item else { return };
        let Some(place) = item.product(know).or_else(|| item.head(know)) else { return };
        self.is_covered = know.frame_of(place).is_some();
        self.frame = know.frame_of(place).unwrap_or(self.frame);
        self.product.lemma = know.words[place].lemma.clone();
        for named in item.named.iter().filter(|named| **named != Named::Word(place)) {
            match named {
                Named::Word(other) => self.describe(know, *other),
                Named::Occasion(occasion) => self.occasion = self.occasion.or(Some(*occasion)),
            }
        }
        self.take_rest(item.numbers, item.unknown);
    }

    /// A word beside the product's noun.
    fn describe(&mut self, know: &Knowledge, place: usize) {
        let word = &know.words[place];
        match word.class {
            Class::Adjective => self.attributes.push(word.lemma.text.clone()),
            _ if word.is("material") || word.is("flavour") => self.attributes.push(word.lemma.text.clone()),
            Class::Noun if word.is("who") => self.who = self.who.take().or(Some((String::new(), word.lemma.clone()))),
            Class::Noun => self.place(word, (String::new(), word.lemma.clone())),
            _ => {}
        }
    }

    /// A noun that is neither product nor person: a part of the thing, an aim, or just another thing.
    fn place(&mut self, word: &Word, phrase: (String, Lemma)) {
        let is_name = word.lemma.text.starts_with(char::is_uppercase);
        match () {
            () if word.is("part") => self.features.push(phrase),
            () if is_name || ["place", "time", "body"].iter().any(|tag| word.is(tag)) => self.aims.push(phrase),
            () => self.extras.push(phrase),
        }
    }

    /// An item that is not the product.
    fn take(&mut self, know: &Knowledge, item: Item) {
        let before = item.before(know);
        let head = item.head(know).map(|place| (place, &know.words[place]));
        match (item.occasion(), head) {
            (Some(occasion), None) => self.occasion = self.occasion.or(Some(occasion)),
            (occasion, Some((place, word))) => {
                self.occasion = self.occasion.or(occasion);
                let phrase = (before, word.lemma.clone());
                if know.is_tagged(&word.lemma.text, &["who", "person"]) {
                    self.who = self.who.take().or(Some(phrase));
                } else if word.is("material")
                    || word.is("flavour")
                    || know.is_tagged(&word.lemma.text, &["material", "flavour"])
                {
                    self.attributes.push(format!("{} {}", phrase.0, phrase.1.text).trim().to_owned());
                } else if know.frame_of(place).is_some() && self.companion.is_none() && !word.is("part") {
                    self.companion = Some(phrase);
                } else {
                    self.place(word, phrase);
                }
            }
            (None, None) => {
                let adjectives = item.adjectives(know);
                self.attributes.extend(adjectives);
            }
        }
        self.take_rest(item.numbers, item.unknown);
    }

    fn take_rest(&mut self, numbers: Vec<String>, unknown: Vec<String>) {
        for number in numbers {
            if number.ends_with("теңге") {
                self.price = self.price.take().or(Some(number));
            } else {
                self.names.push(number);
            }
        }
        if !unknown.is_empty() {
            self.names.push(unknown.join(" "));
        }
    }

    /// No word of the brief is a thing we know: its first name is the product, and names are never mangled.
    fn name_unknown(&mut self, know: &Knowledge) {
        if self.names.is_empty() {
            for phrases in [&mut self.extras, &mut self.features] {
                if !phrases.is_empty() {
                    let (before, lemma) = phrases.remove(0);
                    self.product = Product { before, lemma };
                    return;
                }
            }
            let noun = know.frames.get(self.frame).and_then(|frame| frame.nouns.first());
            self.product.lemma =
                noun.map_or_else(|| Lemma::plain("зат", Pos::Noun), |place| know.words[*place].lemma.clone());
            return;
        }
        let name = self.names.remove(0);
        let is_inflected = !name.contains(' ') && name.chars().all(letters::is_cyrillic);
        self.product = if is_inflected {
            Product { before: String::new(), lemma: Lemma::guessed(&name.to_lowercase(), Pos::Noun) }
        } else {
            Product { before: name, lemma: Lemma::plain("деген", Pos::Noun) }
        };
    }

    /// The product with its nearest attributes, for the screen.
    #[must_use]
    pub fn product_phrase(&self, attributes: usize) -> String {
        let near: Vec<&str> = self.attributes.iter().take(attributes).rev().map(String::as_str).collect();
        let phrase = [near.join(" ").as_str(), &self.product.before, &self.product.lemma.text].join(" ");
        phrase.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(" деген").to_owned()
    }
}

fn niche_of(know: &Knowledge, items: &[Item]) -> String {
    let product = items.iter().find_map(|item| item.product(know)).and_then(|place| know.frame_of(place));
    let of_word = || items.iter().find_map(|item| item.head(know)).map(|place| know.words[place].niche.clone());
    let known = product.map(|place| know.frames[place].niche.clone()).or_else(of_word).filter(|niche| niche != "base");
    known.unwrap_or_else(|| "base".to_owned())
}

/// A fact in Kazakh is a sentence of its own; any other is read like the brief.
fn read_facts(know: &Knowledge, facts: &[String], niche: Option<&str>, found: &mut Vec<Item>) -> Vec<String> {
    let mut said = Vec::new();
    for fact in facts {
        let words = fact.split_whitespace().count();
        let has_number = fact.chars().any(|letter| letter.is_ascii_digit());
        let is_kazakh =
            fact.chars().any(letters::is_kazakh_only) && !fact.chars().any(|letter| letter.is_ascii_alphabetic());
        if is_kazakh && !has_number && (3..=9).contains(&words) {
            said.push(fact.trim().trim_end_matches(['.', '!']).to_owned());
        } else {
            found.extend(items(know, fact, niche));
        }
    }
    said
}

/// A price in words: 4500 → төрт мың бес жүз теңге.
#[must_use]
pub(super) fn price_words(amount: i64) -> String {
    format!("{} теңге", number_words(amount))
}
