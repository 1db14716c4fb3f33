//! Addresses: who has one may look until it is over, and sees only what was found in the file.

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use gamma_core::id::{Id, MediaId};
use tower::ServiceExt;
use uuid::Uuid;

use super::sample::{png, video};
use super::upload::{app, uploaded};
use crate::app::App;
use crate::media::{MediaKind, link};
use crate::testing::on_each_engine;

pub async fn get(app: &App, address: &str, range: Option<&str>) -> Response<Body> {
    let path = address.strip_prefix(app.config.public_url.as_str()).expect("an address of ours");
    let mut request = Request::get(path);
    if let Some(range) = range {
        request = request.header(header::RANGE, range);
    }
    let router = crate::media::routes::routes().with_state(app.clone());
    router.oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer")
}

pub async fn bytes(response: Response<Body>) -> Vec<u8> {
    axum::body::to_bytes(response.into_body(), 1 << 20).await.expect("a body").to_vec()
}

fn text<'a>(response: &'a Response<Body>, name: &str) -> Option<&'a str> {
    response.headers().get(name).and_then(|value| value.to_str().ok())
}

#[test]
fn a_file_is_served_whole_and_in_ranges_and_never_runs() {
    on_each_engine(|db| async move {
        let (app, _folder) = app(&db);
        let media = uploaded(&app, MediaKind::Video, &video()).await;
        let address = link(&app, media.id, app.clock.now());
        let whole = get(&app, &address, None).await;
        assert_eq!((whole.status(), text(&whole, "content-type")), (StatusCode::OK, Some("video/quicktime")));
        assert_eq!(text(&whole, "x-content-type-options"), Some("nosniff"));
        assert_eq!(text(&whole, "content-disposition"), Some("inline; filename=\"video.mov\""));
        assert_eq!(text(&whole, "set-cookie"), None);
        let whole = bytes(whole).await;
        assert_eq!(whole.len(), video().len());
        let part = get(&app, &address, Some("bytes=4-7")).await;
        let place = format!("bytes 4-7/{}", whole.len());
        assert_eq!((part.status(), text(&part, "content-range")), (StatusCode::PARTIAL_CONTENT, Some(place.as_str())));
        assert_eq!(bytes(part).await, b"ftyp");
        let beyond = get(&app, &address, Some("bytes=99999-")).await;
        assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    });
}

#[test]
fn an_address_ends_and_cannot_be_guessed_or_moved() {
    on_each_engine(|db| async move {
        let (app, _folder) = app(&db);
        let media = uploaded(&app, MediaKind::Picture, &png(3, 3)).await;
        let address = link(&app, media.id, app.clock.now());
        assert_eq!(get(&app, &address, None).await.status(), StatusCode::OK);
        assert_eq!(link(&app, media.id, app.clock.now().plus_minutes(1)), address, "phones can keep a picture");
        let last = if address.ends_with('0') { '1' } else { '0' };
        let guessed = format!("{}{last}", &address[..address.len() - 1]);
        let other = MediaId::from_uuid(Uuid::from_u128(9));
        let moved = address.replace(&media.id.to_string(), &other.to_string());
        let expires: i64 = address.split('/').rev().nth(1).and_then(|part| part.parse().ok()).expect("an hour");
        let longer = address.replace(&expires.to_string(), &(expires + 3_600).to_string());
        for wrong in [guessed, moved, longer, address.replace(&expires.to_string(), "x")] {
            assert!(get(&app, &wrong, None).await.status().is_client_error(), "{wrong}");
        }
        app.clock.advance_seconds(2 * 3_600);
        assert_eq!(get(&app, &address, None).await.status(), StatusCode::NOT_FOUND);
    });
}
