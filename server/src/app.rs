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
use crate::deals::check::post_checker;
use crate::identity::providers::bio::handle_reader;
use crate::identity::providers::log::LogSender;
use crate::identity::providers::mobizon::Mobizon;
use crate::identity::{CodeSender, HandleReader};
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
    /// What an operator added to the tax table of the build.
    pub tax: Arc<crate::tax::table::Served>,
    pub media: Arc<dyn object_store::ObjectStore>,
    pub code_sender: Arc<dyn CodeSender>,
    pub post_checker: Arc<dyn PostChecker>,
    pub handle_reader: Arc<dyn HandleReader>,
    pub model: Option<Arc<crate::scripts::Model>>,
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
    handle_reader: Option<Arc<dyn HandleReader>>,
    rails: Option<Rails>,
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
    #[error("nothing would send one-time codes: set GAMMA_MOBIZON_KEY, or start with --dev")]
    NoCodeSender,
    #[error("the client of the post checker cannot be made")]
    PostChecker(#[source] reqwest::Error),
    #[error("the client of the handle reader cannot be made")]
    HandleReader(#[source] reqwest::Error),
    #[error(transparent)]
    Rails(#[from] crate::payouts::rails::http_rail::BadSettings),
    #[error("the tax tables of GAMMA_TAX_DIR are not taken")]
    Tax(#[from] crate::tax::table::BadFolder),
    #[error(transparent)]
    Model(#[from] crate::scripts::BadModel),
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
            handle_reader: None,
            rails: None,
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

    #[must_use]
    pub fn handle_reader(mut self, handle_reader: Arc<dyn HandleReader>) -> Self {
        self.handle_reader = Some(handle_reader);
        self
    }

    #[must_use]
    pub fn rails(mut self, rails: Rails) -> Self {
        self.rails = Some(rails);
        self
    }

    /// Opens everything. Keys come first: without them nothing is made.
    pub async fn open(self) -> Result<App, StartError> {
        install_tls();
        let config = self.config;
        std::fs::create_dir_all(&config.folder)?;
        let keys = match self.keys {
            Some(keys) => keys,
            None => load_keys(config.is_dev, &config.folder, setting)?,
        };
        let code_sender = match self.code_sender {
            Some(sender) => sender,
            None => default_code_sender(&config)?,
        };
        let media = match self.media {
            Some(media) => media,
            None => crate::media::store_config::open(&config.folder, setting)?,
        };
        let db = match self.db {
            Some(db) => db,
            None => open_db(&config).await?,
        };
        let rails = match self.rails {
            Some(rails) => rails,
            None => Rails::from_environment(setting)?,
        };
        let post_checker = match self.post_checker {
            Some(checker) => checker,
            None => post_checker(setting("GAMMA_POST_CHECK_URL").as_deref()).map_err(StartError::PostChecker)?,
        };
        let handle_reader = match self.handle_reader {
            Some(reader) => reader,
            None => handle_reader(setting("GAMMA_HANDLE_CHECK_URL").as_deref()).map_err(StartError::HandleReader)?,
        };
        let clock = match self.clock {
            Some(clock) => clock,
            None if config.is_dev => dev_clock(&db, self.clock_start).await?,
            None => Clock::System,
        };
        let tax = crate::tax::table::load(&db, config.tax_folder.as_deref(), clock.now()).await?;
        let model = config.model.clone().map(crate::scripts::Model::new).transpose()?.map(Arc::new);
        Ok(App {
            gate: Gate::new(db.clone()),
            db,
            clock,
            keys,
            config: Arc::new(config),
            deck: Arc::default(),
            hints: crate::sync::Hints::default(),
            rails: Arc::new(rails),
            tax: Arc::new(tax),
            media,
            code_sender,
            post_checker,
            handle_reader,
            model,
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

fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::on_each_engine;

    #[test]
    fn an_example_clock_goes_on_from_its_first_start() {
        on_each_engine(|db| async move {
            let first: Timestamp = "2026-06-15T04:00:00Z".parse().expect("a moment");
            let later: Timestamp = "2026-09-01T04:00:00Z".parse().expect("a moment");
            assert!(matches!(dev_clock(&db, None).await.expect("reads"), Clock::System));
            let begun = dev_clock(&db, Some(first)).await.expect("set").now();
            assert_eq!(begun.day(), first.day());
            for start in [Some(later), Some(first), None] {
                let clock = dev_clock(&db, start).await.expect("reads");
                assert!(clock.now() >= begun && clock.now().day() == first.day(), "never set back or forward again");
            }
        });
    }

    #[tokio::test]
    async fn outside_dev_something_must_send_codes() {
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config { is_dev: false, ..Config::for_dev(folder.path()) };
        let start = App::start(config).keys(Keys::new([7; 32]));
        assert!(matches!(start.open().await.err(), Some(StartError::NoCodeSender)));
    }
}
