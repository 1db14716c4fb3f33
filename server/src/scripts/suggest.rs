//! Suggesting: the engine writes at once, the model writes beside it where it may, and the guard reads both. The
//! engine's scripts are there before the model is asked, so whatever happens to the model, there is an answer.

use futures_util::future::join_all;
use gamma_core::id::PersonId;
use gamma_core::kazakh::guard::passes;
use gamma_core::kazakh::script::{self, Answer, Request, Script, bigrams, jaccard_percent, names_its_product, review};
use gamma_core::time::Timestamp;
use gamma_core::wire::scripts::{MadeBy, ModelPart, ScriptDraft, ScriptsView};
use tokio::time::Instant;

use super::model::{Message, Model, Reply};
use super::spending::{self, Allowance};
use super::{prompt, store};
use crate::app::App;
use crate::error::Error;

/// So many scripts are asked of the model at once.
const CANDIDATES: usize = 4;
const SHORTEST_MS: usize = 13_000;
const LONGEST_MS: usize = 16_000;
const LIKENESS_PERCENT_MAX: usize = 40;
/// Of UTF-8 Kazakh, no tokenizer makes more tokens than this many bytes each.
const BYTES_A_TOKEN: usize = 2;

/// What one of the model's answers came to.
enum Tried {
    Good(Box<Script>),
    /// The answer, and what is wrong with it.
    Bad(String, Vec<String>),
    Nothing,
}

/// Scripts for a request: the model's that passed, then the engine's, so many as were asked for.
pub(super) async fn suggest(app: &App, creator: PersonId, mut request: Request) -> Result<ScriptsView, Error> {
    request.recent = store::recent_texts(&app.db, creator).await?;
    let own = request.clone();
    let answer = beside(move || script::suggest(&own)).await?;
    let (scripts, questions) = match answer {
        Answer::Refused(refused) => {
            let (scripts, questions, refused) = (Vec::new(), Vec::new(), Some(refused.into()));
            return Ok(ScriptsView { scripts, questions, refused, model: ModelPart::Off });
        }
        Answer::Scripts { scripts, questions } => (scripts, questions),
    };
    let questions = questions.iter().map(|question| question.text(request.register).to_owned()).collect();
    let count = request.count;
    let (model, richer) = match &app.model {
        Some(model) => Turns { app, model, creator, request }.take().await?,
        None => (ModelPart::Off, Vec::new()),
    };
    let richer = richer.iter().map(|script| ScriptDraft::of(script, MadeBy::Model));
    let scripts = scripts.iter().map(|script| ScriptDraft::of(script, MadeBy::Engine));
    Ok(ScriptsView { scripts: richer.chain(scripts).take(count).collect(), questions, refused: None, model })
}

/// Runs what takes its time beside the server's other work.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Ours("the scriptwriter panicked".to_owned()))
}

/// A model's two turns for one request.
struct Turns<'a> {
    app: &'a App,
    model: &'a Model,
    creator: PersonId,
    request: Request,
}

impl Turns<'_> {
    async fn take(self) -> Result<(ModelPart, Vec<Script>), Error> {
        let now = self.app.clock.now();
        let from = Instant::now();
        let deadline = from.checked_add(self.model.config.timeout).unwrap_or(from);
        if !self.model.lets_pass(now) {
            return Ok((ModelPart::Unreachable, Vec::new()));
        }
        let request = self.request.clone();
        let first: Vec<Vec<Message>> =
            beside(move || (0..CANDIDATES).map(|place| prompt::messages(&request, place)).collect()).await?;
        let Some(tried) = self.turn(&first, deadline, now).await? else {
            return Ok((ModelPart::UsedUp, Vec::new()));
        };
        let is_silent = tried.iter().all(|tried| matches!(tried, Tried::Nothing));
        let mut good = Vec::new();
        let mut again = Vec::new();
        for (messages, tried) in first.into_iter().zip(tried) {
            match tried {
                Tried::Good(script) => self.add(&mut good, *script),
                Tried::Bad(text, problems) => again.push(prompt::again(messages, &text, &problems)),
                Tried::Nothing => {}
            }
        }
        if good.len() < self.request.count && !again.is_empty() {
            // A turn that the day's allowance does not cover is left out.
            for tried in self.turn(&again, deadline, now).await?.unwrap_or_default() {
                if let Tried::Good(script) = tried {
                    self.add(&mut good, *script);
                }
            }
        }
        let part = match (good.is_empty(), is_silent) {
            (false, _) => ModelPart::Wrote,
            (true, true) => ModelPart::Unreachable,
            (true, false) => ModelPart::NothingPassed,
        };
        Ok((part, good))
    }

    /// Asks all conversations at once and judges what comes back; none if the day is used up.
    async fn turn(
        &self,
        conversations: &[Vec<Message>],
        deadline: Instant,
        now: Timestamp,
    ) -> Result<Option<Vec<Tried>>, Error> {
        let dearest: Vec<i64> = conversations.iter().map(|messages| self.most_tokens(messages)).collect();
        let tokens = dearest.iter().fold(0_i64, |sum, tokens| sum.saturating_add(*tokens));
        let limits = self.app.config.limits;
        let allowance =
            Allowance { creator_tokens: limits.model_tokens_a_creator_and_day, all_tokens: limits.model_tokens_a_day };
        let reserved = spending::reserve(&self.app.db, allowance, self.creator, now.day(), tokens).await?;
        let Some(reserved) = reserved else { return Ok(None) };
        let schema = prompt::schema();
        let calls = (0_u64..).zip(conversations).map(|(place, messages)| {
            let seed = self.request.seed.wrapping_mul(31).wrapping_add(place);
            self.model.ask(messages, &schema, seed, deadline, now)
        });
        let replies = join_all(calls).await;
        let spent = replies.iter().zip(&dearest).map(|(reply, dearest)| match reply {
            Ok(reply) => reply.tokens.unwrap_or(*dearest),
            Err(failure) if failure.may_have_cost() => *dearest,
            Err(_) => 0,
        });
        spending::settle(&self.app.db, reserved, spent.fold(0_i64, i64::saturating_add)).await?;
        let request = self.request.clone();
        let judged = beside(move || replies.into_iter().map(|reply| judged(reply.ok(), &request)).collect());
        judged.await.map(Some)
    }

    /// The most that a conversation and its answer can cost.
    fn most_tokens(&self, messages: &[Message]) -> i64 {
        let bytes = messages.iter().fold(0_usize, |sum, message| sum.saturating_add(message.content.len()));
        let prompt = i64::try_from(bytes.div_ceil(BYTES_A_TOKEN)).unwrap_or(i64::MAX);
        prompt.saturating_add(self.model.config.profile.answer_tokens_max)
    }

    /// Takes a script that is not one of the others over again.
    fn add(&self, good: &mut Vec<Script>, script: Script) {
        let own = bigrams(&script.text);
        let is_known = good.iter().any(|other| jaccard_percent(&bigrams(&other.text), &own) > LIKENESS_PERCENT_MAX);
        if !is_known && good.len() < self.request.count {
            good.push(script);
        }
    }
}

/// What an answer is worth: nothing is shown that the guard does not let pass.
fn judged(reply: Option<Reply>, request: &Request) -> Tried {
    let Some(reply) = reply else { return Tried::Nothing };
    let told = if reply.is_cut { None } else { prompt::read(&reply.text) };
    let Some(told) = told else {
        return Tried::Bad(reply.text, vec!["the answer was not the whole JSON that was asked for".to_owned()]);
    };
    let script = review("model", &told, None, request);
    let mut problems = prompt::problems(&script);
    if !passes(&script.findings) && problems.is_empty() {
        problems.push("the script breaks a rule".to_owned());
    }
    if !(SHORTEST_MS..=LONGEST_MS).contains(&script.duration_ms) {
        problems.push(format!("it has {} syllables: say it in 62 to 72", script.syllables));
    }
    if !names_its_product(&script.text, request) {
        problems.push("it does not name the thing that it is about".to_owned());
    }
    let own = bigrams(&script.text);
    if request.recent.iter().any(|text| jaccard_percent(&bigrams(text), &own) > LIKENESS_PERCENT_MAX) {
        problems.push("this person has said nearly the same lately: tell it otherwise".to_owned());
    }
    if problems.is_empty() { Tried::Good(Box::new(script)) } else { Tried::Bad(reply.text, problems) }
}
