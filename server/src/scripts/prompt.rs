//! What the model is told, and how its answer is read. Instructions are in English, because models follow those better;
//! the example is the engine's own script for another thing, so that it always passes the guard and nothing of it can
//! be copied into this one. Only the brief and its facts are sent: no name, no phone, no id.

use gamma_core::kazakh::guard::{Basis, Finding, Register, Severity};
use gamma_core::kazakh::script::{self, Answer, Request, Script, Told};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::model::Message;

/// Micro-stories, one a candidate, so that four candidates are four.
pub(super) const STORIES: [&str; 4] = [
    "a rush that this thing rescues",
    "a doubt, then a try, then one honest flaw",
    "a friend asks, the creator answers",
    "a riddle about the thing, then the thing",
];
const EXAMPLES: [&str; 4] = ["Кроссовка, ақ, спорт", "Шай, көк, таңғы ас", "Рюкзак, қара, мектеп", "Шам, жылы, кеш"];
const SAY_CHARACTERS_MAX: usize = 160;
const SHOW_CHARACTERS_MAX: usize = 120;
const SCREEN_CHARACTERS_MAX: usize = 60;
const BEATS_MIN: usize = 3;
const BEATS_MAX: usize = 6;
/// So much of a wrong answer is shown to the model again.
const WRONG_CHARACTERS_MAX: usize = 3_000;

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    beats: Vec<Line>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    say: String,
    show: String,
    screen: String,
    basis: Basis,
}

/// The form of an answer.
pub(super) fn schema() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "type": "object", "additionalProperties": false, "required": ["beats"],
        "properties": { "beats": {
            "type": "array", "minItems": BEATS_MIN, "maxItems": BEATS_MAX,
            "items": {
                "type": "object", "additionalProperties": false, "required": ["say", "show", "screen", "basis"],
                "properties": {
                    "say": text, "show": text, "screen": text,
                    "basis": { "type": "string", "enum": ["brief", "scene", "shown", "feeling", "claim"] },
                },
            },
        } },
    })
}

/// The conversation that asks for one script.
pub(super) fn messages(request: &Request, place: usize) -> Vec<Message> {
    let mut messages = vec![Message::system(rules(request.register))];
    if let Some((brief, answer)) = example(request, place) {
        messages.extend([Message::user(brief), Message::assistant(answer)]);
    }
    let story = STORIES.get(place.checked_rem(STORIES.len()).unwrap_or(0)).copied().unwrap_or_default();
    messages.push(Message::user(format!("{}\nstory: {story}", asked(&request.brief, request))));
    messages
}

/// The same conversation after an answer that was not good enough.
pub(super) fn again(mut messages: Vec<Message>, wrong: &str, problems: &[String]) -> Vec<Message> {
    messages.push(Message::assistant(wrong.chars().take(WRONG_CHARACTERS_MAX).collect()));
    let listed = problems.iter().map(|problem| format!("- {problem}")).collect::<Vec<_>>().join("\n");
    messages.push(Message::user(format!("Mend this and answer with the whole JSON again:\n{listed}")));
    messages
}

fn rules(register: Register) -> String {
    let you = if register == Register::Sen { "сен" } else { "сіз" };
    format!(
        "You write spoken scripts of 15 seconds in natural Kazakh (Cyrillic) for a creator's vertical video.\n\
         - Spoken Kazakh in short sentences of 3 to 7 words, the verb last. The viewer is {you} in every form.\n\
         - 4 or 5 beats. The first is a hook of at most 14 syllables, the last one call to action of 9 to 13.\n\
         - 62 to 72 syllables in all. Two or three of: қарашы, екен, ғой, ше, енді, -ып көр, -ып қой.\n\
         - No Russian words and no translated phrases: never «болып табылады», «ие болу», «мүмкіндік береді», \
         «пікіріңізбен бөлісіңіз», «қазіргі таңда».\n\
         - No superlatives, no healing, no guarantees, no other brand. Prices and amounts only from the brief.\n\
         - Mention every item of the brief. Write numbers as words.\n\
         - basis of a beat: brief, scene (the creator's moment), shown (the camera proves it), feeling, or claim \
         (only what the brief itself says).\n\
         Answer with JSON only: {{\"beats\":[{{\"say\",\"show\",\"screen\",\"basis\"}}]}}"
    )
}

fn asked(brief: &str, request: &Request) -> String {
    let mut text = format!("{brief} | register: {}", if request.register == Register::Sen { "сен" } else { "сіз" });
    if let Some(niche) = &request.niche {
        text.push_str(&format!(" | niche: {niche}"));
    }
    if !request.facts.is_empty() {
        text.push_str(&format!(" | facts: {}", request.facts.join("; ")));
    }
    text
}

/// What the engine wrote about something else.
fn example(request: &Request, place: usize) -> Option<(String, String)> {
    let turn = usize::try_from(request.seed % 4).unwrap_or(0).wrapping_add(place);
    let brief = EXAMPLES.get(turn.checked_rem(EXAMPLES.len())?)?;
    let plain = Request { register: request.register, count: 1, ..Request::of(brief, request.seed) };
    let Answer::Scripts { scripts, .. } = script::suggest(&plain) else { return None };
    let lines = scripts.first()?.beats.iter().map(|beat| Line {
        say: beat.say.clone(),
        show: beat.show.clone(),
        screen: beat.screen.clone(),
        basis: beat.basis,
    });
    let sheet = serde_json::to_string(&Sheet { beats: lines.collect() }).ok()?;
    let unnamed = Request { niche: None, facts: Vec::new(), ..plain };
    Some((asked(brief, &unnamed), sheet))
}

/// An answer as beats; nothing where it is not what was asked for. A fence around the JSON is forgiven.
pub(super) fn read(text: &str) -> Option<Vec<Told>> {
    let json = text.get(text.find('{')?..=text.rfind('}')?)?;
    let sheet: Sheet = serde_json::from_str(json).ok()?;
    let is_measured = |line: &Line| {
        let say = line.say.trim().chars().count();
        (1..=SAY_CHARACTERS_MAX).contains(&say)
            && line.show.chars().count() <= SHOW_CHARACTERS_MAX
            && line.screen.chars().count() <= SCREEN_CHARACTERS_MAX
            && !line.say.contains(char::is_control)
    };
    let is_whole = (BEATS_MIN..=BEATS_MAX).contains(&sheet.beats.len()) && sheet.beats.iter().all(is_measured);
    let told = |line: Line| Told { say: line.say, show: line.show, screen: line.screen, basis: Some(line.basis) };
    is_whole.then(|| sheet.beats.into_iter().map(told).collect())
}

/// What must be mended, for the model: the findings that fail, in the words they stand in.
pub(super) fn problems(script: &Script) -> Vec<String> {
    let words = |finding: &Finding| -> String {
        script.text.chars().skip(finding.from).take(finding.to.saturating_sub(finding.from)).collect()
    };
    let line = |finding: &Finding| {
        let better = finding.replacements.first().map(|better| format!(" (better: «{better}»)")).unwrap_or_default();
        format!("«{}»: {}{better}", words(finding).replace('\n', " "), finding.kk)
    };
    script.findings.iter().filter(|finding| finding.severity == Severity::Fail).map(line).take(8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_another_thing_and_can_be_read_like_an_answer() {
        let request = Request { facts: vec!["4500 теңге".to_owned()], ..Request::of("Lipstick, Red", 5) };
        for place in 0..4 {
            let messages = messages(&request, place);
            let [system, _, example, asked] = messages.as_slice() else { panic!("four messages: {messages:?}") };
            assert!(system.content.contains("сен"));
            assert!(read(&example.content).is_some(), "{}", example.content);
            assert!(!example.content.contains("далап"), "{}", example.content);
            assert!(asked.content.contains("Lipstick, Red") && asked.content.contains("4500 теңге"));
        }
    }

    #[test]
    fn answers_that_are_not_what_was_asked_for_are_nothing() {
        let beat = |say: &str| format!(r#"{{"say":"{say}","show":"","screen":"","basis":"scene"}}"#);
        let sheet = |beats: &[String]| format!(r#"{{"beats":[{}]}}"#, beats.join(","));
        let good = [beat("Бір"), beat("Екі"), beat("Үш")];
        assert_eq!(read(&sheet(&good)).expect("reads").len(), 3);
        assert!(read(&format!("```json\n{}\n```", sheet(&good))).is_some());
        let whole = sheet(&good);
        let cut = whole.get(..whole.len() - 4).expect("characters");
        let long = [beat("Бір"), beat("Екі"), beat(&"а".repeat(200))];
        for wrong in [cut, "", "{}", "[]", "Кешіріңіз, көмектесе алмаймын.", &sheet(&good[..2]), &sheet(&long)]
        {
            assert!(read(wrong).is_none(), "{wrong}");
        }
        assert!(read(&whole.replace("scene", "magic")).is_none());
    }
}
