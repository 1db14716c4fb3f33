//! Where objects lie: a folder on this machine, or an S3-compatible service by `GAMMA_S3_BUCKET`, `GAMMA_S3_ENDPOINT`,
//! `GAMMA_S3_REGION`, `GAMMA_S3_ACCESS_KEY` and `GAMMA_S3_SECRET_KEY`. A plain-text endpoint needs
//! `GAMMA_S3_ALLOW_HTTP=1`, for a service on the same machine.

use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use std::path::Path;
use std::sync::Arc;

/// The store could not be opened. The text names the setting, never a key.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the media folder could not be made")]
    Folder(#[from] std::io::Error),
    #[error("the media store could not be opened")]
    Store(#[from] object_store::Error),
    #[error("{0} is missing; GAMMA_S3_BUCKET asks for it")]
    Missing(&'static str),
}

/// Opens the store that the settings ask for; `setting` looks one up by name.
pub fn open(folder: &Path, setting: impl Fn(&str) -> Option<String>) -> Result<Arc<dyn ObjectStore>, StoreError> {
    let Some(bucket) = setting("GAMMA_S3_BUCKET") else { return open_folder(folder) };
    let needed = |name: &'static str| setting(name).ok_or(StoreError::Missing(name));
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_region(setting("GAMMA_S3_REGION").unwrap_or_else(|| "us-east-1".to_owned()))
        .with_access_key_id(needed("GAMMA_S3_ACCESS_KEY")?)
        .with_secret_access_key(needed("GAMMA_S3_SECRET_KEY")?)
        .with_allow_http(setting("GAMMA_S3_ALLOW_HTTP").as_deref() == Some("1"));
    if let Some(endpoint) = setting("GAMMA_S3_ENDPOINT") {
        builder = builder.with_endpoint(endpoint);
    }
    // A process may have one already; ours is the same.
    drop(rustls::crypto::ring::default_provider().install_default());
    Ok(Arc::new(builder.build()?))
}

fn open_folder(folder: &Path) -> Result<Arc<dyn ObjectStore>, StoreError> {
    let folder = folder.join("media");
    std::fs::create_dir_all(&folder)?;
    Ok(Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true)))
}
