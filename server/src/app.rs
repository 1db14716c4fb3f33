//! What every handler and job has in hand: the database, the gate, the clock, the keys and the outside world. Tests
//! start the same server and put their own clock or outside world in its place.

use gamma_core::time::Timestamp;
use std::sync::Arc;

use crate::args;
use crate::book::Gate;
use crate::clock::Clock;
use crate::config::{Config, KeyProblem, load_keys};
use crate::db::{Db, DbError};
use crate::deals::PostChecker;
use crate::identity::CodeSender;
use crate::identity::providers::log::LogSender;
use crate::identity::providers::mobizon::Mobizon;
use crate::keys::Keys;
use crate::payouts::Rails;

/// The embedded database's file.
const DATABASE_FILE: &str = "gamma.db";

/// The setting that holds the example clock's distance, in microseconds.
const DEV_CLOCK: &str = "dev_clock_moved_by";

/// The running server. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub gate: Gate,
    pub clock: Clock,
    pub keys: Keys,
    pub config: Arc<Config>,
    pub deck: Arc<crate::campaigns::DeckIndex>,
    pub hints: crate::sync::Hints,
    pub rails: Arc<Rails>,
    pub media: Arc<dyn object_store::ObjectStore>,
    pub code_sender: Arc<dyn CodeSender>,
    pub post_checker: Arc<dyn PostChecker>,
}

/// A server about to start: what is not given comes from the configuration.
pub struct Start {
    config: Config,
    db: Option<Db>,
    clock: Option<Clock>,
    clock_start: Option<Timestamp>,
    keys: Option<Keys>,
    media: Option<Arc<dyn object_store::ObjectStore>>,
    code_sender: Option<Arc<dyn CodeSender>>,
    post_checker: Option<Arc<dyn PostChecker>>,
}

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the database cannot be opened")]
    Db(#[from] DbError),
    #[error(transparent)]
    Key(#[from] KeyProblem),
    #[error("the folder cannot be made or read")]
    Folder(#[from] std::io::Error),
    #[error("the media store cannot be opened")]
    Media(#[from] crate::media::store_config::StoreError),
    #[error(transparent)]
    Rail(#[from] crate::payouts::rails::http_rail::BadSettings),
    #[error("the client for post checks cannot be made")]
    PostChecker(#[source] reqwest::Error),
    #[error("nothing would send one-time codes: set GAMMA_MOBIZON_KEY, or start with --dev")]
    NoCodeSender,
    #[error("the client for one-time codes cannot be made")]
    CodeSender(#[source] reqwest::Error),
}

impl App {
    /// Begins a server from a configuration.
    pub fn start(config: Config) -> Start {
        Start {
            config,
            db: None,
            clock: None,
            clock_start: None,
            keys: None,
            media: None,
            code_sender: None,
            post_checker: None,
        }
    }
}

impl Start {
    #[must_use]
    pub fn db(mut self, db: Db) -> Self {
        self.db = Some(db);
        self
    }

    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = Some(clock);
        self
    }

    /// With `--dev`: the day that this database lives on from its first start; later starts go on from there.
    #[must_use]
    pub fn clock_start(mut self, start: Option<Timestamp>) -> Self {
        self.clock_start = start;
        self
    }

    #[must_use]
    pub fn keys(mut self, keys: Keys) -> Self {
        self.keys = Some(keys);
        self
    }

    #[must_use]
    pub fn media(mut self, media: Arc<dyn object_store::ObjectStore>) -> Self {
        self.media = Some(media);
        self
    }

    #[must_use]
    pub fn code_sender(mut self, code_sender: Arc<dyn CodeSender>) -> Self {
        self.code_sender = Some(code_sender);
        self
    }

    #[must_use]
    pub fn post_checker(mut self, post_checker: Arc<dyn PostChecker>) -> Self {
        self.post_checker = Some(post_checker);
        self
    }

    /// Opens everything. Keys come first: without them nothing is made.
    pub async fn open(self) -> Result<App, StartError> {
        install_tls();
        let config = self.config;
        std::fs::create_dir_all(&config.folder)?;
        let keys = match self.keys {
            Some(keys) => keys,
            None => load_keys(config.is_dev, &config.folder, |name| std::env::var(name).ok())?,
        };
        let code_sender = match self.code_sender {
            Some(sender) => sender,
            None => default_code_sender(&config)?,
        };
        let media = match self.media {
            Some(media) => media,
            None => crate::media::store_config::open(&config.folder, |name| std::env::var(name).ok())?,
        };
        let post_checker = match self.post_checker {
            Some(checker) => checker,
            None => crate::deals::post_checker(std::env::var("GAMMA_POST_CHECK_URL").ok().as_deref())
                .map_err(StartError::PostChecker)?,
        };
        let db = match self.db {
            Some(db) => db,
            None => open_db(&config).await?,
        };
        let clock = match self.clock {
            Some(clock) => clock,
            None if config.is_dev => dev_clock(&db, self.clock_start).await?,
            None => Clock::System,
        };
        Ok(App {
            gate: Gate::new(db.clone()),
            db,
            clock,
            keys,
            config: Arc::new(config),
            deck: Arc::default(),
            hints: crate::sync::Hints::default(),
            rails: Arc::new(Rails::from_environment(|name| std::env::var(name).ok())?),
            media,
            code_sender,
            post_checker,
        })
    }
}

/// Reqwest takes the process's TLS provider. A second install is refused and harmless.
pub fn install_tls() {
    drop(rustls::crypto::ring::default_provider().install_default());
}

fn default_code_sender(config: &Config) -> Result<Arc<dyn CodeSender>, StartError> {
    match &config.sms {
        Some(sms) => Ok(Arc::new(Mobizon::new(sms.clone()).map_err(StartError::CodeSender)?)),
        None if config.is_dev => Ok(Arc::new(LogSender)),
        None => Err(StartError::NoCodeSender),
    }
}

async fn open_db(config: &Config) -> Result<Db, DbError> {
    match &config.database_url {
        Some(url) => Db::connect(url.reveal()).await,
        None => Db::open_file(&config.folder.join(DATABASE_FILE)).await,
    }
}

/// The example market's clock: its distance from the machine's is written down at the first start, so that time never
/// runs backwards, and every process and command on the database lives on the same day.
async fn dev_clock(db: &Db, start: Option<Timestamp>) -> Result<Clock, DbError> {
    let mut tx = db.begin().await?;
    if let Some(start) = start {
        let by_micros = start.micros_since(Clock::System.now());
        let sql = "insert into setting (name, from_day, value, set_by, set_at) values ($1, $2, $3, 'dev', $4) \
                   on conflict (name, from_day) do nothing";
        tx.run(sql, args![DEV_CLOCK, "", by_micros.to_string(), Clock::System.now()]).await?;
    }
    let row = tx.find("select value from setting where name = $1", args![DEV_CLOCK]).await?;
    tx.commit().await?;
    let by_micros = row.map(|row| row.get::<String>(0)).transpose()?.and_then(|text| text.parse().ok());
    Ok(by_micros.map_or(Clock::System, |by_micros| Clock::Moved { by_micros }))
}
