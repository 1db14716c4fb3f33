//! Signing as a port. What ships works by files: the document is exported, a person signs it with the state's own
//! program, and the signed file is kept with its hash. Nothing here verifies a signature, and it says so.

use sha2::{Digest, Sha256};
use std::path::PathBuf;

use crate::error::Error;

/// What is said of every signature that came by file.
pub const NOT_VERIFIED: &str = "signature not verified here";

/// A signed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The file as the signing program wrote it; empty if the cabinet itself signed.
    pub bytes: Vec<u8>,
    pub sha256: Vec<u8>,
    /// Who answers for the signature being right.
    pub verified: &'static str,
}

/// Whoever can bring a document's signature.
pub trait Signer: Send + Sync {
    /// The signed form of a document.
    fn signed(&self, document: &[u8]) -> Result<Signed, Error>;
}

/// A file that a person brought back, or none where the cabinet signed in the browser.
#[derive(Debug, Clone)]
pub struct FromFile(pub Option<PathBuf>);

impl Signer for FromFile {
    fn signed(&self, document: &[u8]) -> Result<Signed, Error> {
        let unread = |_| Error::Ours("the signed file cannot be read".to_owned());
        let bytes = self.0.as_ref().map(std::fs::read).transpose().map_err(unread)?.unwrap_or_default();
        if bytes == document {
            return Err(Error::Ours("the signed file is the unsigned document".to_owned()));
        }
        Ok(Signed { sha256: Sha256::digest(&bytes).to_vec(), bytes, verified: NOT_VERIFIED })
    }
}
