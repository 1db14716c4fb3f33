//! The engine: everything the handles share. It knows whose file is open, takes commands in, and opens and closes files
//! when people come and go; no other place does.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::error::DeviceError;
use super::http::Http;
use super::place::place_of;
use super::ports::Ports;
use super::seal::SealKey;
use super::session::{Session, SessionState};
use super::store::{DeviceStore, Inserted, NewCommand, Overlay, Recovery, Store};
use super::watch::{Table, Watch};
use crate::id::{CommandId, Id, PersonId};
use crate::wire::commands::Command;
use crate::wire::identity::SessionReply;

/// How the app is set up.
#[derive(Debug, Clone)]
pub struct Config {
    /// The app's private folder.
    pub folder: PathBuf,
    /// The server's address, such as `https://api.example.kz`.
    pub server: String,
    /// The app's version, such as `1.4.0`.
    pub app_version: String,
    /// The phone's name in the list of devices: at most 60 characters.
    pub device_name: String,
    /// How long a YES stays here to be taken back, in seconds; 5 in the product.
    pub take_back_s: i64,
}

/// One person's open file.
pub(crate) struct Opened {
    pub person: PersonId,
    pub store: Store,
}

/// Everything the handles share.
pub(crate) struct Engine {
    pub config: Config,
    pub ports: Ports,
    pub http: Arc<Http>,
    pub session: Session,
    pub watch: Arc<Watch>,
    pub device: DeviceStore,
    /// One run at a time.
    pub gate: tokio::sync::Mutex<()>,
    /// The run under way stops when this is cancelled.
    pub run_token: Mutex<CancellationToken>,
    /// Wakes the runner.
    pub nudge: Notify,
    /// Wakes the live stream.
    pub network_came: Notify,
    opened: Mutex<Option<Arc<Opened>>>,
    recovery: Mutex<Option<Recovery>>,
}

impl Engine {
    pub fn open(config: Config, ports: Ports) -> Result<Arc<Self>, DeviceError> {
        std::fs::create_dir_all(&config.folder).map_err(super::store::StoreError::Files)?;
        let watch = Watch::start();
        let device = DeviceStore::open(&config.folder.join("device.db"), Arc::clone(&watch), ports.clock.now())?;
        let http = Arc::new(Http::new(&config.server, &config.app_version).map_err(|_| DeviceError::Client)?);
        let session = Session::open(Arc::clone(&http), ports.clone())?;
        let engine = Arc::new(Self {
            config,
            ports,
            http,
            session,
            watch,
            device,
            gate: tokio::sync::Mutex::default(),
            run_token: Mutex::default(),
            nudge: Notify::new(),
            network_came: Notify::new(),
            opened: Mutex::default(),
            recovery: Mutex::default(),
        });
        // Tokens are written before the name, so after a crash between the two the tokens are right.
        if let Some(person) =
            engine.session.person().map_or_else(|| engine.device.current_person(), |it| Ok(Some(it)))?
        {
            engine.open_file_of(person)?;
        }
        engine.recall_tax_table()?;
        engine.listen_to_the_network();
        Ok(engine)
    }

    /// Who is on this phone.
    pub fn session_state(&self) -> SessionState {
        match self.opened() {
            None => SessionState::Nobody,
            Some(opened) if self.session.person() == Some(opened.person) => SessionState::SignedIn(opened.person),
            Some(opened) => SessionState::Paused(opened.person),
        }
    }

    /// The open file, if somebody is here.
    pub fn opened(&self) -> Option<Arc<Opened>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The open file.
    pub fn get_opened(&self) -> Result<Arc<Opened>, DeviceError> {
        self.opened().ok_or(DeviceError::NotSignedIn)
    }

    /// What happened to a damaged file, until it was told.
    pub fn recovery(&self) -> Option<Recovery> {
        self.recovery.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Somebody signed in. Whoever was here before leaves first, and their unsent commands stay with them.
    pub async fn enter(&self, reply: SessionReply) -> Result<(), DeviceError> {
        let _no_run = self.hold_runs().await;
        let person = reply.person;
        if self.opened().is_some_and(|opened| opened.person != person) {
            self.close_file()?;
        }
        self.session.keep(reply)?;
        self.open_file_of(person)?;
        self.watch.note([Table::Session]);
        self.nudge.notify_one();
        Ok(())
    }

    /// The person here leaves: unsent commands are sealed, everything else is forgotten.
    pub async fn leave(&self) -> Result<(), DeviceError> {
        let _no_run = self.hold_runs().await;
        self.close_file()?;
        self.session.forget()?;
        self.watch.note([Table::Session]);
        Ok(())
    }

    /// Takes a command in, with its bytes encoded once and for all.
    pub fn ask<C: Command>(&self, command: &C) -> Result<CommandId, DeviceError> {
        let body = serde_json::to_vec(command).expect("a command has only plain fields");
        let new = self.new_command(C::KIND, body, None)?;
        self.take_in(&new)
    }

    /// A command that is ready to be taken in; `overlay` if it is not simply a change of its things.
    pub fn new_command(&self, kind: &str, body: Vec<u8>, overlay: Option<Overlay>) -> Result<NewCommand, DeviceError> {
        let id: CommandId = self.new_id();
        let place = place_of(kind, &body, id).ok_or(DeviceError::Malformed)?;
        let now = self.ports.clock.now();
        Ok(NewCommand {
            id,
            kind: kind.to_owned(),
            stream: place.stream,
            body,
            depends_on: place.depends_on,
            needs_media: place.needs_media,
            created_at: now,
            not_before: now,
            overlay: overlay.unwrap_or(Overlay::Changes(place.changes)),
        })
    }

    /// Puts a command into the outbox and wakes the runner.
    pub fn take_in(&self, command: &NewCommand) -> Result<CommandId, DeviceError> {
        let inserted = self.get_opened()?.store.insert_command(command)?;
        self.taken_in(inserted, command.id)
    }

    /// What an insert into the outbox means to whoever asked.
    pub fn taken_in(&self, inserted: Inserted, id: CommandId) -> Result<CommandId, DeviceError> {
        match inserted {
            Inserted::Waits => {
                self.nudge.notify_one();
                Ok(id)
            }
            Inserted::AskedBefore => Err(DeviceError::AlreadyAsked),
            Inserted::RefusedBefore => Err(DeviceError::NotFound),
        }
    }

    /// A new id, made here.
    pub fn new_id<T: Id>(&self) -> T {
        let mut random = [0_u8; 10];
        self.ports.entropy.fill(&mut random);
        T::from_parts(self.ports.clock.now(), random)
    }

    fn open_file_of(&self, person: PersonId) -> Result<(), DeviceError> {
        if self.opened().is_some_and(|opened| opened.person == person) {
            return Ok(self.device.set_current_person(Some(person))?);
        }
        let path = self.config.folder.join(format!("person-{person}.db"));
        let (store, recovery) = Store::open(&path, Arc::clone(&self.watch), self.ports.clock.now())?;
        store.unseal(&self.outbox_key(person)?)?;
        *self.recovery.lock().unwrap_or_else(PoisonError::into_inner) = recovery;
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(Opened { person, store }));
        Ok(self.device.set_current_person(Some(person))?)
    }

    fn close_file(&self) -> Result<(), DeviceError> {
        if let Some(opened) = self.opened() {
            opened.store.seal(&self.outbox_key(opened.person)?, &*self.ports.entropy)?;
        }
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(self.device.set_current_person(None)?)
    }

    fn outbox_key(&self, person: PersonId) -> Result<SealKey, DeviceError> {
        let name = format!("outbox-key/{person}");
        Ok(SealKey::get_or_make(&*self.ports.secrets, &*self.ports.entropy, &name)?)
    }

    fn listen_to_the_network(self: &Arc<Self>) {
        let engine: Weak<Self> = Arc::downgrade(self);
        self.ports.connectivity.on_change(Arc::new(move |is_online| {
            let Some(engine) = engine.upgrade() else { return };
            // What waits now waits for something else, and the line above every screen says so.
            engine.watch.note([Table::Outbox]);
            if is_online {
                engine.nudge.notify_one();
                engine.network_came.notify_waiters();
            }
        }));
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.watch.end();
    }
}
