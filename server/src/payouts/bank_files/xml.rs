//! XML as bank files need it: a small tree, written escaped and read with suspicion. A document type, an entity of its
//! own, too much depth or too many bytes are refused before anything is believed.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::reader::Reader;

/// A month of a busy account's statement is far smaller.
pub const BYTES_MAX: usize = 32 * 1024 * 1024;
const DEPTH_MAX: usize = 32;

/// One element. Names are local: banks choose their own prefixes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    pub name: String,
    attributes: Vec<(&'static str, String)>,
    pub text: String,
    pub children: Vec<Element>,
}

/// A file that is not read. The reason names no content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadXml(pub &'static str);

impl Element {
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// With a text inside; what XML cannot carry is left out.
    pub fn with_text(name: &str, text: &str) -> Self {
        let text = text.chars().filter(|c| !c.is_control()).collect();
        Self { text, ..Self::new(name) }
    }

    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, value.to_owned()));
        self
    }

    #[must_use]
    pub fn with(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    #[must_use]
    pub fn with_all(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// A text at the end of a path of single elements: `nested(["FinInstnId", "BICFI"], bic)`.
    pub fn nested(path: &[&str], text: &str) -> Self {
        let (last, outer) = path.split_last().unwrap_or((&"", &[]));
        outer.iter().rev().fold(Self::with_text(last, text), |inner, name| Self::new(name).with(inner))
    }

    /// The first element at this path under this one.
    pub fn find(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.children.iter().find(|child| child.name == *name))
    }

    /// The trimmed text at this path.
    pub fn text_at(&self, path: &[&str]) -> Option<&str> {
        self.find(path).map(|element| element.text.trim()).filter(|text| !text.is_empty())
    }

    /// The direct children with this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The document in UTF-8.
    pub fn to_document(&self) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new());
        let declaration = Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None));
        writer.write_event(declaration).expect("memory takes every byte");
        self.write(&mut writer);
        writer.into_inner()
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) {
        let mut start = BytesStart::new(self.name.as_str());
        for (name, value) in &self.attributes {
            start.push_attribute((*name, value.as_str()));
        }
        writer.write_event(Event::Start(start)).expect("memory takes every byte");
        if !self.text.is_empty() {
            writer.write_event(Event::Text(BytesText::new(&self.text))).expect("memory takes every byte");
        }
        for child in &self.children {
            child.write(writer);
        }
        writer.write_event(Event::End(BytesEnd::new(self.name.as_str()))).expect("memory takes every byte");
    }

    /// Reads a document; its root element is returned.
    pub fn read(bytes: &[u8]) -> Result<Self, BadXml> {
        if bytes.len() > BYTES_MAX {
            return Err(BadXml("the file is larger than any statement"));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| BadXml("the file is not UTF-8"))?;
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let mut open: Vec<Self> = Vec::new();
        loop {
            let event = reader.read_event().map_err(|_| BadXml("the file is not well-formed XML"))?;
            match event {
                Event::Start(start) => {
                    if open.len() >= DEPTH_MAX {
                        return Err(BadXml("the file is nested too deep"));
                    }
                    open.push(Self::new(start.local_name().into_inner()));
                }
                Event::Empty(empty) => {
                    let parent = open.last_mut().ok_or(BadXml("the file has no content"))?;
                    parent.children.push(Self::new(empty.local_name().into_inner()));
                }
                Event::End(_) => {
                    let Some(done) = open.pop() else { return Err(BadXml("the file is not well-formed XML")) };
                    match open.last_mut() {
                        Some(parent) => parent.children.push(done),
                        None => return Ok(done),
                    }
                }
                Event::Text(text) => add_text(&mut open, &text.xml10_content()),
                Event::CData(text) => add_text(&mut open, &text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let resolved = reference.resolve_char_ref().map_err(|_| BadXml("a character does not exist"))?;
                    let name = reference.xml10_content();
                    let c = resolved.or_else(|| plain_entity(&name)).ok_or(BadXml("the file defines entities"))?;
                    add_text(&mut open, c.encode_utf8(&mut [0; 4]));
                }
                Event::DocType(_) => return Err(BadXml("the file has a document type")),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Eof => return Err(BadXml("the file ends too early")),
            }
        }
    }
}

fn add_text(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn plain_entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let document = Element::new("Document")
            .with(Element::with_text("Nm", "\"Шай & Ко\" <Алматы>\n"))
            .with(Element::nested(&["Id", "IBAN"], "KZ1"));
        let read = Element::read(&document.to_document()).expect("reads");
        assert_eq!(read.text_at(&["Nm"]), Some("\"Шай & Ко\" <Алматы>"));
        assert_eq!(read.text_at(&["Id", "IBAN"]), Some("KZ1"));
    }

    #[test]
    fn hostile_files_are_refused_with_a_reason() {
        let bomb = r#"<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Document>&b;</Document>"#;
        let deep = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
        let rows = [
            (bomb, "the file has a document type"),
            ("<Document>&own;</Document>", "the file defines entities"),
            ("<Document>", "the file ends too early"),
            ("<Document></Other>", "the file is not well-formed XML"),
            (deep.as_str(), "the file is nested too deep"),
            ("", "the file ends too early"),
            ("<D>&#0;</D>", "a character does not exist"),
        ];
        for (text, reason) in rows {
            assert_eq!(Element::read(text.as_bytes()), Err(BadXml(reason)), "{}", text.get(..20).unwrap_or(text));
        }
        assert_eq!(Element::read(&[0xff, 0xfe]), Err(BadXml("the file is not UTF-8")));
    }
}
