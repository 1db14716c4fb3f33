//! Where the master key comes from: the environment, a file, or, with `--dev` alone, a file that is made once and
//! that only its owner can read. Without a key the server does not start.

use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::path::Path;
use zeroize::Zeroizing;

use crate::keys::{Keys, random_bytes};

/// The file that `--dev` makes beside the database.
const DEV_FILE: &str = "gamma.key";

/// Why there is no key. Never carries one.
#[derive(Debug, thiserror::Error)]
pub enum KeyProblem {
    #[error("set GAMMA_KEY_FILE or GAMMA_KEY: 32 bytes, hexadecimal; only --dev makes a key by itself")]
    Missing,
    #[error("the key is not 32 bytes in hexadecimal")]
    Shape,
    #[error("the key file cannot be read or made")]
    File(#[from] std::io::Error),
    #[error("others may read the key file: allow its owner alone (chmod 600)")]
    Open,
}

/// Finds the keys: `GAMMA_KEY`, else `GAMMA_KEY_FILE`, else with `--dev` the file beside the database.
pub fn load_keys(is_dev: bool, folder: &Path, read: impl Fn(&str) -> Option<String>) -> Result<Keys, KeyProblem> {
    if let Some(text) = read("GAMMA_KEY").map(Zeroizing::new) {
        return parse(&text);
    }
    if let Some(path) = read("GAMMA_KEY_FILE") {
        return parse(&Zeroizing::new(std::fs::read_to_string(path)?));
    }
    if is_dev { dev_keys(&folder.join(DEV_FILE)) } else { Err(KeyProblem::Missing) }
}

fn dev_keys(path: &Path) -> Result<Keys, KeyProblem> {
    match owner_only().write(true).create_new(true).open(path) {
        Ok(mut file) => {
            let text = Zeroizing::new(hex::encode(*Zeroizing::new(random_bytes::<32>())));
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            parse(&text)
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let mut file = OpenOptions::new().read(true).open(path)?;
            check_mode(&file)?;
            let mut text = Zeroizing::new(String::new());
            file.read_to_string(&mut text)?;
            parse(&text)
        }
        Err(error) => Err(error.into()),
    }
}

fn parse(text: &str) -> Result<Keys, KeyProblem> {
    let mut master = Zeroizing::new([0_u8; 32]);
    hex::decode_to_slice(text.trim(), &mut *master).map_err(|_| KeyProblem::Shape)?;
    Ok(Keys::new(*master))
}

#[cfg(unix)]
fn owner_only() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.mode(0o600);
    options
}

#[cfg(not(unix))]
fn owner_only() -> OpenOptions {
    OpenOptions::new()
}

#[cfg(unix)]
fn check_mode(file: &std::fs::File) -> Result<(), KeyProblem> {
    use std::os::unix::fs::PermissionsExt;
    if file.metadata()?.permissions().mode() & 0o077 == 0 { Ok(()) } else { Err(KeyProblem::Open) }
}

#[cfg(not(unix))]
fn check_mode(_: &std::fs::File) -> Result<(), KeyProblem> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Purpose;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn without_dev_and_without_a_key_there_is_no_server() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(load_keys(false, folder.path(), |_| None), Err(KeyProblem::Missing)));
        assert_eq!(std::fs::read_dir(folder.path()).expect("reads").count(), 0, "nothing was made");
    }

    #[test]
    fn dev_makes_a_key_file_once_that_only_its_owner_reads() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = load_keys(true, folder.path(), |_| None).expect("made");
        let again = load_keys(true, folder.path(), |_| None).expect("read");
        assert_eq!(first.derive(Purpose::Phone), again.derive(Purpose::Phone));
        let path = folder.path().join(DEV_FILE);
        let mode = std::fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("opened up");
        assert!(matches!(load_keys(true, folder.path(), |_| None), Err(KeyProblem::Open)));
    }

    #[test]
    fn a_key_is_thirty_two_bytes_in_hexadecimal() {
        let folder = tempfile::tempdir().expect("a folder");
        for text in ["", "00", "zz", &"0".repeat(63)] {
            let read = |name: &str| (name == "GAMMA_KEY").then(|| text.to_owned());
            assert!(matches!(load_keys(false, folder.path(), read), Err(KeyProblem::Shape)), "{text}");
        }
        let read = |name: &str| (name == "GAMMA_KEY").then(|| "07".repeat(32));
        let keys = load_keys(false, folder.path(), read).expect("a key");
        assert_eq!(keys.derive(Purpose::Iin), Keys::new([7; 32]).derive(Purpose::Iin));
    }
}
