//! Uploads: parts again and again, two processes, promises that were not kept.

use bytes::Bytes;
use gamma_core::id::{Id, MediaId, PersonId};
use gamma_core::wire::Code;
use object_store::ObjectStoreExt;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use uuid::Uuid;

use super::sample::{png, video};
use crate::app::App;
use crate::db::Db;
use crate::error::Error;
use crate::media::store::Media;
use crate::media::upload::{Promise, begin, finish, take_part};
use crate::media::{MediaKind, MediaState, jobs};
use crate::testing::on_each_engine;

const START: gamma_core::time::Timestamp = gamma_core::time::Timestamp::from_micros(1_781_506_800_000_000);

pub fn owner() -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(1))
}

/// A server whose scratch files lie in a folder of the test's own.
pub fn app(db: &Db) -> (App, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = crate::testing::app(db.clone(), START);
    let mut config = (*app.config).clone();
    config.folder = folder.path().to_owned();
    app.config = Arc::new(config);
    app.media = super::super::store_config::open(folder.path(), |_| None).expect("a store");
    (app, folder)
}

pub fn promise(kind: MediaKind, bytes: &[u8]) -> Promise {
    Promise {
        media: MediaId::from_uuid(Uuid::new_v4()),
        kind,
        bytes: u64::try_from(bytes.len()).expect("a size"),
        sha256: hex::encode(Sha256::digest(bytes)),
        content_type: "application/octet-stream".to_owned(),
    }
}

pub async fn uploaded(app: &App, kind: MediaKind, bytes: &[u8]) -> Media {
    let promise = promise(kind, bytes);
    begin(app, owner(), &promise).await.expect("begun");
    take_part(app, owner(), promise.media, 0, Bytes::copy_from_slice(bytes)).await.expect("taken");
    finish(app, owner(), promise.media).await.expect("finished")
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> Code {
    result.expect_err("refused").detail().code
}

/// A video with so many bytes of film that it needs parts.
fn long_video() -> Vec<u8> {
    [video(), super::sample::atom(b"mdat", &[7; 200_000])].concat()
}

#[test]
fn an_upload_goes_on_where_it_stopped_in_any_process() {
    on_each_engine(|db| async move {
        let (app, _folder) = app(&db);
        let other = App { gate: crate::book::Gate::new(db.clone()), ..app.clone() };
        let bytes = long_video();
        let promise = promise(MediaKind::Video, &bytes);
        let part = |range: std::ops::Range<usize>| Bytes::copy_from_slice(&bytes[range]);
        begin(&app, owner(), &promise).await.expect("begun");
        let first = take_part(&app, owner(), promise.media, 0, part(0..70_000)).await.expect("taken");
        assert_eq!(first.received_bytes, 70_000);
        // The answer was lost: the same part again, cut differently, in another process.
        let again = take_part(&other, owner(), promise.media, 0, part(0..80_000)).await.expect("answered");
        assert_eq!(again.received_bytes, 70_000);
        assert_eq!(code(finish(&other, owner(), promise.media).await), Code::MediaNotReady);
        take_part(&other, owner(), promise.media, 70_000, part(70_000..140_000)).await.expect("taken");
        let begun_again = begin(&other, owner(), &promise).await.expect("found");
        assert_eq!(begun_again.received_bytes, 140_000);
        take_part(&app, owner(), promise.media, 140_000, part(140_000..bytes.len())).await.expect("taken");
        let (one, two) = tokio::join!(finish(&app, owner(), promise.media), finish(&other, owner(), promise.media));
        for media in [one.expect("finished"), two.expect("finished")] {
            assert_eq!((media.state.0, media.duration_ms), (MediaState::Ready, Some(15_000)));
            assert_eq!(media.content_type, "video/quicktime");
        }
        let key = object_store::path::Path::from(format!("media/{}", promise.media));
        let kept = app.media.get(&key).await.expect("kept").bytes().await.expect("bytes");
        assert_eq!(kept.len(), bytes.len());
        assert!(!kept.windows(7).any(|window| window == b"43.2389"));
        assert_eq!(std::fs::read_dir(app.config.folder.join("incoming")).expect("a folder").count(), 0);
    });
}

#[test]
fn parts_that_do_not_fit_are_refused() {
    on_each_engine(|db| async move {
        let (app, _folder) = app(&db);
        let bytes = long_video();
        let promise = promise(MediaKind::Video, &bytes);
        begin(&app, owner(), &promise).await.expect("begun");
        for body in [Vec::new(), vec![1; 100], vec![1; bytes.len() + 1]] {
            let taken = take_part(&app, owner(), promise.media, 0, Bytes::from(body)).await;
            assert_eq!(code(taken), Code::InvalidField);
        }
        let ahead = take_part(&app, owner(), promise.media, 70_000, Bytes::from(vec![1; 70_000])).await;
        assert_eq!(ahead.expect("answered").received_bytes, 0, "a hole is never made");
        let stranger = PersonId::from_uuid(Uuid::from_u128(2));
        let taken = take_part(&app, stranger, promise.media, 0, Bytes::from(bytes)).await;
        assert_eq!(code(taken), Code::NotFound);
        assert_eq!(code(begin(&app, stranger, &promise).await), Code::CommandReused);
    });
}

#[test]
fn promises_out_of_range_are_refused() {
    on_each_engine(|db| async move {
        let (app, _folder) = app(&db);
        let right = promise(MediaKind::Picture, &png(2, 2));
        #[rustfmt::skip]
        let rows = [
            (Promise { bytes: 0, ..right.clone() },                                       Code::InvalidField),
            (Promise { bytes: 15 * 1024 * 1024 + 1, ..right.clone() },                    Code::TooLarge),
            (Promise { kind: MediaKind::Video, bytes: 200 * 1024 * 1024 + 1, ..right.clone() }, Code::TooLarge),
            (Promise { bytes: u64::MAX, ..right.clone() },                                Code::TooLarge),
            (Promise { sha256: "x".to_owned(), ..right.clone() },                         Code::InvalidField),
            (Promise { content_type: "a\nb".to_owned(), ..right.clone() },                Code::InvalidField),
        ];
        for (promise, expected) in rows {
            assert_eq!(code(begin(&app, owner(), &promise).await), expected);
        }
        for _ in 0..10 {
            begin(&app, owner(), &promise(MediaKind::Picture, &png(2, 2))).await.expect("begun");
        }
        assert_eq!(code(begin(&app, owner(), &right).await), Code::TooMany);
    });
}

#[test]
fn a_file_that_is_not_what_was_promised_is_refused_for_ever() {
    on_each_engine(|db| async move {
        let (app, _folder) = app(&db);
        let page = b"<html>not a picture</html>".to_vec();
        let refused = uploaded(&app, MediaKind::Picture, &page).await;
        assert_eq!((refused.state.0, refused.code.as_deref()), (MediaState::Refused, Some("media_refused")));
        let again = finish(&app, owner(), refused.id).await.expect("answered");
        assert_eq!(again, refused);
        let picture = uploaded(&app, MediaKind::Video, &png(2, 2)).await;
        assert_eq!(picture.state.0, MediaState::Refused, "a picture is no video");
        let mut lied = promise(MediaKind::Picture, &png(2, 2));
        lied.sha256 = hex::encode([0; 32]);
        begin(&app, owner(), &lied).await.expect("begun");
        take_part(&app, owner(), lied.media, 0, Bytes::from(png(2, 2))).await.expect("taken");
        let other_bytes = finish(&app, owner(), lied.media).await.expect("answered");
        assert_eq!(other_bytes.state.0, MediaState::Refused);
    });
}

#[test]
fn an_upload_that_nobody_finishes_ends() {
    on_each_engine(|db| async move {
        let (app, _folder) = app(&db);
        let promise = promise(MediaKind::Picture, &png(2, 2));
        begin(&app, owner(), &promise).await.expect("begun");
        take_part(&app, owner(), promise.media, 0, Bytes::from(png(2, 2))).await.expect("taken");
        let row = db.find("select id, kind, body from job where kind = 'media.expire'", &[]).await.expect("reads");
        let row = row.expect("a job");
        let body: String = row.get(2).expect("a body");
        let body = serde_json::from_str(&body).expect("json");
        let job = crate::jobs::JobCall {
            id: row.get(0).expect("an id"),
            kind: row.get(1).expect("a kind"),
            body,
            attempts: 0,
        };
        assert!(jobs::run(&app, &job).await.expect("runs").is_some());
        let ended = finish(&app, owner(), promise.media).await.expect("answered");
        assert_eq!((ended.state.0, ended.code.as_deref()), (MediaState::Refused, Some("deadline_passed")));
    });
}
