//! The S3 store against a small service of the test's own, which speaks as much of the protocol as uploads need: signed
//! requests, objects, ranges, lists and deletions.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard};

use super::sample::{atom, png, video};
use super::upload::{app, owner, promise, uploaded};
use crate::app::App;
use crate::media::upload::{begin, finish, take_part};
use crate::media::{MediaKind, MediaState, store_config};
use crate::testing::on_each_engine;

const BUCKET: &str = "gamma-media";
const WHEN: &str = "Mon, 15 Jun 2026 07:00:00 GMT";

#[derive(Default)]
struct Inside {
    objects: BTreeMap<String, Bytes>,
    unsigned: usize,
    is_down: bool,
}

#[derive(Clone, Default)]
struct Service(Arc<Mutex<Inside>>);

impl Service {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().expect("no panic inside")
    }

    fn keys(&self) -> Vec<String> {
        self.inside().objects.keys().cloned().collect()
    }
}

/// The service, and a server that keeps its media there.
async fn kept_there(db: &crate::db::Db) -> (App, tempfile::TempDir, Service) {
    let service = Service::default();
    let router = Router::new().fallback(answer).with_state(service.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let setting = |name: &str| match name {
        "GAMMA_S3_BUCKET" => Some(BUCKET.to_owned()),
        "GAMMA_S3_ENDPOINT" => Some(endpoint.clone()),
        "GAMMA_S3_ACCESS_KEY" => Some("a key".to_owned()),
        "GAMMA_S3_SECRET_KEY" => Some("a secret".to_owned()),
        "GAMMA_S3_ALLOW_HTTP" => Some("1".to_owned()),
        _ => None,
    };
    let (mut app, folder) = app(db);
    app.media = store_config::open(folder.path(), setting).expect("a store");
    (app, folder, service)
}

async fn answer(State(service): State<Service>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let signature = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let body = axum::body::to_bytes(body, 1 << 20).await.expect("a body");
    let mut inside = service.inside();
    if !signature.starts_with("AWS4-HMAC-SHA256 Credential=a key/") {
        inside.unsigned = inside.unsigned.saturating_add(1);
        return StatusCode::FORBIDDEN.into_response();
    }
    if inside.is_down {
        return StatusCode::FORBIDDEN.into_response();
    }
    let query = parts.uri.query().unwrap_or_default();
    let path = parts.uri.path().trim_start_matches('/');
    let Some(key) = path.strip_prefix(BUCKET) else { return StatusCode::NOT_FOUND.into_response() };
    let key = key.trim_start_matches('/').to_owned();
    match parts.method {
        Method::PUT => {
            inside.objects.insert(key, body);
            [(header::ETAG, "\"1\"")].into_response()
        }
        Method::GET if key.is_empty() => list(&inside.objects, query).into_response(),
        Method::GET | Method::HEAD => {
            let range = parts.headers.get(header::RANGE).and_then(|value| value.to_str().ok());
            object(inside.objects.get(&key), range)
        }
        Method::POST if query.contains("delete") => {
            let text = String::from_utf8_lossy(&body).into_owned();
            let keys = text.split("<Key>").skip(1).filter_map(|rest| rest.split("</Key>").next());
            let mut deleted = String::new();
            for key in keys {
                inside.objects.remove(key);
                write!(deleted, "<Deleted><Key>{key}</Key></Deleted>").expect("a text grows");
            }
            format!("<DeleteResult>{deleted}</DeleteResult>").into_response()
        }
        _ => StatusCode::NOT_IMPLEMENTED.into_response(),
    }
}

fn list(objects: &BTreeMap<String, Bytes>, query: &str) -> String {
    let prefix = query.split('&').find_map(|part| part.strip_prefix("prefix=")).unwrap_or_default().replace("%2F", "/");
    let mut contents = String::new();
    for (key, body) in objects.iter().filter(|(key, _)| key.starts_with(&prefix)) {
        let bytes = body.len();
        let when = "<LastModified>2026-06-15T07:00:00.000Z</LastModified><ETag>1</ETag>";
        write!(contents, "<Contents><Key>{key}</Key>{when}<Size>{bytes}</Size></Contents>").expect("a text grows");
    }
    format!("<ListBucketResult><IsTruncated>false</IsTruncated>{contents}</ListBucketResult>")
}

fn object(found: Option<&Bytes>, range: Option<&str>) -> Response {
    let Some(body) = found else { return StatusCode::NOT_FOUND.into_response() };
    let facts = [(header::ETAG, "\"1\""), (header::LAST_MODIFIED, WHEN)];
    let bounds = range.and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
    let Some((first, last)) = bounds else { return (facts, body.clone()).into_response() };
    let (first, last): (usize, usize) = (first.parse().expect("a place"), last.parse().expect("a place"));
    let last = last.min(body.len().saturating_sub(1));
    let place = [(header::CONTENT_RANGE, format!("bytes {first}-{last}/{}", body.len()))];
    (StatusCode::PARTIAL_CONTENT, facts, place, body.slice(first..=last)).into_response()
}

#[test]
fn an_upload_in_parts_is_joined_kept_and_served_from_the_service() {
    on_each_engine(|db| async move {
        let (app, _folder, service) = kept_there(&db).await;
        let bytes = [video(), atom(b"mdat", &[7; 90_000])].concat();
        let promise = promise(MediaKind::Video, &bytes);
        begin(&app, owner(), &promise).await.expect("begun");
        let (first, second) = (Bytes::copy_from_slice(&bytes[..70_000]), Bytes::copy_from_slice(&bytes[70_000..]));
        take_part(&app, owner(), promise.media, 0, first).await.expect("taken");
        take_part(&app, owner(), promise.media, 70_000, second).await.expect("taken");
        assert_eq!(service.keys().len(), 2, "two parts");
        let media = finish(&app, owner(), promise.media).await.expect("finished");
        assert_eq!(media.state.0, MediaState::Ready);
        assert_eq!(service.keys(), [media.object_key.clone().expect("a key")], "the parts are gone");
        let address = crate::media::link(&app, media.id, app.clock.now());
        let part = super::serving::get(&app, &address, Some("bytes=4-7")).await;
        assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
        assert_eq!(super::serving::bytes(part).await, b"ftyp");
        let whole = super::serving::get(&app, &address, None).await;
        assert_eq!(super::serving::bytes(whole).await.len(), bytes.len());
        assert_eq!(service.inside().unsigned, 0, "every request was signed");
    });
}

#[test]
fn a_service_that_refuses_costs_an_answer_and_no_promise() {
    on_each_engine(|db| async move {
        let (app, _folder, service) = kept_there(&db).await;
        let bytes = png(3, 3);
        let promise = promise(MediaKind::Picture, &bytes);
        begin(&app, owner(), &promise).await.expect("begun");
        service.inside().is_down = true;
        let part = || Bytes::copy_from_slice(&bytes);
        take_part(&app, owner(), promise.media, 0, part()).await.expect_err("not kept");
        service.inside().is_down = false;
        let taken = take_part(&app, owner(), promise.media, 0, part()).await.expect("taken");
        assert_eq!(taken.received_bytes, i64::try_from(bytes.len()).expect("a size"));
        assert_eq!(finish(&app, owner(), promise.media).await.expect("finished").state.0, MediaState::Ready);
        assert_eq!(uploaded(&app, MediaKind::Picture, &png(4, 4)).await.state.0, MediaState::Ready);
    });
}

#[test]
fn a_bucket_without_its_key_is_no_store() {
    let folder = tempfile::tempdir().expect("a folder");
    let only_bucket = |name: &str| (name == "GAMMA_S3_BUCKET").then(|| BUCKET.to_owned());
    let missing = store_config::open(folder.path(), only_bucket).expect_err("refused");
    assert!(missing.to_string().contains("GAMMA_S3_ACCESS_KEY"), "{missing}");
}
