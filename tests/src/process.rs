//! The real server as a process of its own: started, asked at its command line, killed.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::process::{Child, Command};

/// How to start a server, again and again, on the same data.
#[derive(Debug, Clone)]
pub struct Program {
    /// The server's binary.
    pub binary: PathBuf,
    /// Where its data lies.
    pub folder: PathBuf,
    /// Where it listens, such as `127.0.0.1:8080`.
    pub listen: String,
    /// More of its environment.
    pub settings: Vec<(String, String)>,
}

impl Program {
    /// What phones call it.
    pub fn base(&self) -> String {
        format!("http://{}", self.listen)
    }

    /// Where its log goes.
    pub fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// A port that nobody uses now, below those that the system lends to outgoing connections: a server that stops and
    /// starts again must find it free.
    pub fn free_address() -> String {
        let is_free = |port: &u16| std::net::TcpListener::bind(("127.0.0.1", *port)).is_ok();
        let mut ports = std::iter::repeat_with(|| rand::random_range(10_000_u16..20_000));
        let port = ports.by_ref().take(1_000).find(is_free).expect("one of ten thousand ports is free");
        format!("127.0.0.1:{port}")
    }

    /// Starts it and waits until it answers.
    pub async fn serve(&self) -> Option<Child> {
        let log = open_log(&self.log());
        let mut child = self.command().args(["serve", "--listen", &self.listen]).stderr(log).spawn().ok()?;
        let client = crate::client::Client::nobody(&self.base());
        for _ in 0..600 {
            let is_ready = client.ask("GET", "/readyz", None).await.is_some_and(|reply| reply.status == 200);
            // An answer from a port that somebody else holds is not this server's.
            if child.try_wait().ok().flatten().is_some() {
                return None;
            }
            if is_ready {
                return Some(child);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        None
    }

    /// Asks its command line; what it printed, if it ended well.
    pub async fn ask(&self, words: &[&str]) -> Result<String, String> {
        let output = self.command().args(words).stdout(Stdio::piped()).stderr(Stdio::piped()).output().await;
        let output = output.map_err(|error| error.to_string())?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
    }

    /// The same, for answers in JSON.
    pub async fn ask_json(&self, words: &[&str]) -> Result<Value, String> {
        let text = self.ask(words).await?;
        serde_json::from_str(text.lines().last().unwrap_or("")).map_err(|problem| problem.to_string())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        command.arg("--dev").arg("--folder").arg(&self.folder).kill_on_drop(true);
        command.envs(self.settings.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        command
    }
}

/// The log is appended to: a restart does not forget what came before.
fn open_log(path: &Path) -> Stdio {
    let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
    file.map_or_else(|_| Stdio::null(), Stdio::from)
}
