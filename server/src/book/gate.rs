//! The gate: commands go in, durable answers come out. Whoever finds nobody writing writes alone; those who come
//! meanwhile are gathered. The writer takes whatever is waiting, without a timer, until nothing waits; while it
//! flushes, the next gathering fills by itself.

use futures_util::FutureExt;
use gamma_core::id::{AccountId, CommandId, Id};
use gamma_core::time::Timestamp;
use gamma_core::wire::{Answer, Code};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Notify, oneshot, watch};
use uuid::Uuid;

use super::rows::CommandRow;
use super::write::{Head, KnownHead};
use super::{Act, Actor, Book, Call, Needs, Refusal};
use crate::db::{Db, DbError, fetch_by};

/// At most so many commands are decided in one transaction.
const GATHERING_MAX: usize = 256;
/// How often a gathering is done again after a deadlock or a race for a command id.
const REPLAYS_MAX: usize = 5;

/// A change and who asked for it.
pub struct Command {
    pub actor: Actor,
    pub id: CommandId,
    pub kind: String,
    /// HMAC over kind and the raw body bytes.
    pub input_mac: [u8; 32],
    pub received_at: Timestamp,
    pub act: Box<dyn Act>,
}

/// What became of a command.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub answer: Answer,
    /// It had been answered before; this is that answer.
    pub is_replay: bool,
}

/// Why there is no answer. Nothing was changed or stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GateError {
    #[error("the command id was used before with other input")]
    Reused,
    #[error("the database did not take the command")]
    Unavailable,
    #[error("a rule of our own was broken: {0}")]
    Broken(String),
}

struct Waiting {
    command: Arc<Command>,
    reply: oneshot::Sender<Result<Outcome, GateError>>,
}

/// The way in for every change of money or of a feed.
#[derive(Clone)]
pub struct Gate {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    queue: Mutex<Queue>,
    /// Told when the writer goes to sleep.
    rests: Notify,
    /// Unbounded accounts whose rows are known to exist.
    known_accounts: Mutex<BTreeSet<AccountId>>,
    /// The newest n that this process wrote.
    newest: watch::Sender<i64>,
    known_head: KnownHead,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<Waiting>,
    is_writing: bool,
    is_closed: bool,
}

impl Gate {
    pub fn new(db: Db) -> Self {
        let inner = Inner {
            db,
            queue: Mutex::default(),
            rests: Notify::new(),
            known_accounts: Mutex::default(),
            newest: watch::Sender::new(0),
            known_head: KnownHead::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Tells when this process has written a newer n.
    pub fn watch(&self) -> watch::Receiver<i64> {
        self.inner.newest.subscribe()
    }

    /// Decides a command durably. The answer comes after the commit; a repeated command gets its first answer.
    pub async fn submit(&self, command: Command) -> Result<Outcome, GateError> {
        let command = Arc::new(command);
        let waits = self.inner.lock_queue().enter(&command)?;
        if let Some(answer) = waits {
            return answer.await.unwrap_or(Err(GateError::Unavailable));
        }
        // Nobody else is here: a caller alone writes by itself, without a queue or another task in between. If it hangs
        // up, its own transaction is undone, and its turn passes on.
        let _turn = Turn { inner: &self.inner };
        let alone = AssertUnwindSafe(self.inner.write_alone(command)).catch_unwind().await;
        alone.unwrap_or(Err(GateError::Unavailable))
    }

    /// Takes no more commands, and returns when those it took are answered.
    pub async fn close(&self) {
        loop {
            let rests = self.inner.rests.notified();
            let is_writing = {
                let mut queue = self.inner.lock_queue();
                queue.is_closed = true;
                queue.is_writing
            };
            if !is_writing {
                return;
            }
            rests.await;
        }
    }

    /// For jobs and the command line: the act's own name as kind, no body, the clock's time.
    pub async fn act(
        &self,
        actor: Actor,
        id: CommandId,
        kind: &str,
        now: Timestamp,
        act: impl Act + 'static,
    ) -> Result<Outcome, GateError> {
        let kind = kind.to_owned();
        self.submit(Command { actor, id, kind, input_mac: [0; 32], received_at: now, act: Box::new(act) }).await
    }
}

/// Where a queued command's outcome comes from.
type Reply = oneshot::Receiver<Result<Outcome, GateError>>;

/// A lone caller's turn as the writer. However it ends, whoever came meanwhile is served next.
struct Turn<'a> {
    inner: &'a Arc<Inner>,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if self.inner.lock_queue().rest_if_empty() {
            self.inner.rests.notify_waiters();
        } else if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            // A task of its own: a caller that hangs up must not stop the others' gathering.
            runtime.spawn(Arc::clone(self.inner).drain());
        }
    }
}

impl Queue {
    /// Queues behind the writer; without one, the caller is the writer from now on.
    fn enter(&mut self, command: &Arc<Command>) -> Result<Option<Reply>, GateError> {
        if self.is_closed {
            return Err(GateError::Unavailable);
        }
        if !std::mem::replace(&mut self.is_writing, true) {
            return Ok(None);
        }
        let (reply, answer) = oneshot::channel();
        self.waiting.push(Waiting { command: Arc::clone(command), reply });
        Ok(Some(answer))
    }

    /// Lets the writer rest if nothing waits.
    fn rest_if_empty(&mut self) -> bool {
        self.is_writing = !self.waiting.is_empty();
        !self.is_writing
    }

    /// What waits, or the writer's rest.
    fn take(&mut self) -> Option<Vec<Waiting>> {
        let count = self.waiting.len().min(GATHERING_MAX);
        self.is_writing = count > 0;
        self.is_writing.then(|| self.waiting.drain(..count).collect())
    }
}

impl Inner {
    fn lock_queue(&self) -> std::sync::MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn drain(self: Arc<Self>) {
        loop {
            let Some(waiting) = self.lock_queue().take() else { break };
            // A panic of ours costs this gathering its answers, never the writer.
            if AssertUnwindSafe(self.gather(waiting)).catch_unwind().await.is_err() {
                tracing::error!("a gathering panicked");
            }
            // Whoever was just answered and asks for more comes into the next gathering, not the one after it.
            tokio::task::yield_now().await;
        }
        self.rests.notify_waiters();
    }

    async fn write_alone(&self, command: Arc<Command>) -> Result<Outcome, GateError> {
        let outcomes = self.write_with_replays(&[command]).await.inspect_err(|error| {
            tracing::error!(error = error as &dyn std::error::Error, "a command could not be written");
        });
        outcomes.ok().and_then(|mut outcomes| outcomes.pop()).unwrap_or(Err(GateError::Unavailable))
    }

    /// One gathering; after an unexpected database error, each of its commands by itself.
    async fn gather(&self, mut waiting: Vec<Waiting>) {
        waiting.sort_by_key(|each| each.command.id);
        let commands: Vec<_> = waiting.iter().map(|each| Arc::clone(&each.command)).collect();
        match self.write_with_replays(&commands).await {
            Ok(outcomes) => {
                for (each, outcome) in waiting.into_iter().zip(outcomes) {
                    let _ = each.reply.send(outcome);
                }
            }
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "a gathering is replayed one by one");
                for each in waiting {
                    let outcome = self.write_alone(Arc::clone(&each.command)).await;
                    let _ = each.reply.send(outcome);
                }
            }
        }
    }

    async fn write_with_replays(&self, commands: &[Arc<Command>]) -> Result<Vec<Result<Outcome, GateError>>, DbError> {
        let (mut tries, mut is_hopeful) = (0_usize, self.db.is_postgres());
        loop {
            match self.write(commands, is_hopeful).await {
                Ok(Some(outcomes)) => return Ok(outcomes),
                Ok(None) => {}
                // A race for a command id with another process ends here too, and so does a repeated command that was
                // hoped to be new: the replay finds its answer.
                Err(error) if (error.is_retryable() || error.is_unique_violation()) && tries < REPLAYS_MAX => {
                    tries = tries.saturating_add(1);
                    tracing::debug!(tries, "a gathering is replayed");
                }
                Err(error) => return Err(error),
            }
            is_hopeful = false;
        }
    }

    /// One transaction. With hope, a command alone is believed to be new, and the head to be the one that this process
    /// wrote: that saves a third of the round trips, and both are proved before the commit. None if a hope failed:
    /// nothing was changed.
    async fn write(
        &self,
        commands: &[Arc<Command>],
        is_hopeful: bool,
    ) -> Result<Option<Vec<Result<Outcome, GateError>>>, DbError> {
        let mut tx = self.db.begin().await?;
        let is_looked_up = !is_hopeful || commands.len() > 1;
        let mut answered = if is_looked_up { Answered::find(&mut tx, commands).await? } else { Answered::default() };
        let fresh: Vec<_> = answered.without_answer(commands);
        if fresh.is_empty() {
            return Ok(Some(answered.outcomes(commands)));
        }
        let now = fresh.iter().map(|command| command.received_at).max().unwrap_or(Timestamp::from_micros(0));
        let needs = needs_of(&fresh);
        let mut book = Book::load(&mut tx, &needs, now).await?;
        let decided: Vec<_> = fresh.iter().map(|command| decide(&mut book, command)).collect();
        if !is_looked_up && decided.iter().any(Decided::is_broken) {
            // What is broken is not stored, so nothing would show that it had been answered before.
            return Ok(None);
        }
        let opened = book.unknown_accounts(&self.lock_known(), now);
        tx.insert_missing(&opened).await?;
        let mut writes = book.unnumbered();
        let head = match self.known_head.hoped().filter(|_| is_hopeful && !book.resends()) {
            Some(head) => head,
            None => Head::take(&mut tx, std::mem::take(&mut writes)).await?,
        };
        let n = head.next_n();
        book.write_resent(&mut tx, n).await?;
        book.numbered(n, &mut writes);
        let next = head.log(now, &answered.store(&fresh, decided, n), &mut writes);
        if !head.replace(&mut tx, &next, writes).await? {
            self.known_head.doubt();
            return Ok(None);
        }
        tx.commit().await?;
        self.lock_known().extend(opened.iter().map(|account| account.id));
        self.known_head.know(next);
        self.newest.send_replace(n);
        Ok(Some(answered.outcomes(commands)))
    }

    fn lock_known(&self) -> std::sync::MutexGuard<'_, BTreeSet<AccountId>> {
        self.known_accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the commands need together. One that panics while it says so will panic while it decides, too, and be *broken*.
fn needs_of(commands: &[Arc<Command>]) -> Needs {
    let mut needs = Needs::default();
    for command in commands {
        needs.asked_by = Some(command.id);
        let _ = std::panic::catch_unwind(AssertUnwindSafe(|| command.act.needs(&mut needs)));
    }
    needs
}

struct Decided {
    result: Result<serde_json::Value, Refusal>,
    effect_hash: Vec<u8>,
}

impl Decided {
    fn is_broken(&self) -> bool {
        self.result.as_ref().is_err_and(|refusal| refusal.code == Code::Internal)
    }
}

fn decide(book: &mut Book, command: &Command) -> Decided {
    let call = Call { actor: command.actor.clone(), id: command.id, now: command.received_at };
    let decided = std::panic::catch_unwind(AssertUnwindSafe(|| {
        command.act.decide(book, &call).and_then(|data| book.check_bounds().map(|()| data))
    }));
    let result = decided.unwrap_or_else(|_| Err(Refusal::new(Code::Internal, "the decision panicked")));
    if result.is_err() {
        book.take_back();
    }
    let effect_hash = book.effect();
    book.keep();
    Decided { result, effect_hash }
}

/// The answers that commands of this gathering have, old and new.
#[derive(Default)]
struct Answered {
    by_key: BTreeMap<(String, CommandId), (CommandRow, bool)>,
    broken: BTreeMap<(String, CommandId), String>,
}

impl Answered {
    async fn find(tx: &mut crate::db::Tx, commands: &[Arc<Command>]) -> Result<Self, DbError> {
        let ids: Vec<Uuid> = commands.iter().map(|command| command.id.uuid()).collect();
        let rows: Vec<CommandRow> = if let [id] = ids.as_slice() {
            fetch_by(tx, "where id = $1", crate::args![*id]).await?
        } else {
            tx.fetch_many("id", &ids, "", false).await?
        };
        let by_key = rows.into_iter().map(|row| ((row.actor.clone(), row.id), (row, true))).collect();
        Ok(Self { by_key, broken: BTreeMap::new() })
    }

    /// The commands to decide: not answered before, each key once.
    fn without_answer(&self, commands: &[Arc<Command>]) -> Vec<Arc<Command>> {
        let mut seen = BTreeSet::new();
        let is_fresh = |command: &&Arc<Command>| {
            let key = (command.actor.text(), command.id);
            !self.by_key.contains_key(&key) && seen.insert(key)
        };
        commands.iter().filter(is_fresh).cloned().collect()
    }

    /// Turns decisions into rows to be stored. A broken rule of our own is no answer and is not stored.
    fn store(&mut self, fresh: &[Arc<Command>], decided: Vec<Decided>, n: i64) -> Vec<CommandRow> {
        let mut rows = Vec::with_capacity(fresh.len());
        for ((k, command), decided) in (0_i64..).zip(fresh).zip(decided) {
            let key = (command.actor.text(), command.id);
            let id = command.id;
            let answer = match decided.result {
                Ok(data) => Answer::Done { id, n, data },
                Err(refusal) if refusal.code == Code::Internal => {
                    self.broken.insert(key, refusal.reason);
                    continue;
                }
                Err(refusal) => Answer::Rejected { id, code: refusal.code, reason: refusal.reason, data: refusal.data },
            };
            let row = CommandRow {
                actor: key.0.clone(),
                id,
                kind: command.kind.clone(),
                input_mac: command.input_mac,
                received_at: command.received_at,
                is_done: Some(matches!(answer, Answer::Done { .. })),
                answer: serde_json::to_string(&answer).ok(),
                n: Some(n),
                k: Some(k),
                effect_hash: Some(decided.effect_hash),
            };
            rows.push(row.clone());
            self.by_key.insert(key, (row, false));
        }
        rows
    }

    /// The outcome of each command, in their order.
    fn outcomes(&self, commands: &[Arc<Command>]) -> Vec<Result<Outcome, GateError>> {
        commands.iter().map(|command| self.outcome(command)).collect()
    }

    fn outcome(&self, command: &Command) -> Result<Outcome, GateError> {
        let key = (command.actor.text(), command.id);
        if let Some(reason) = self.broken.get(&key) {
            tracing::error!(kind = command.kind, reason, "a rule of our own was broken");
            return Err(GateError::Broken(reason.clone()));
        }
        let (row, is_replay) = self.by_key.get(&key).ok_or(GateError::Unavailable)?;
        if row.input_mac != command.input_mac || row.kind != command.kind {
            return Err(GateError::Reused);
        }
        let answer = row.answer.as_deref().and_then(|text| serde_json::from_str(text).ok());
        Ok(Outcome { answer: answer.ok_or(GateError::Unavailable)?, is_replay: *is_replay })
    }
}
