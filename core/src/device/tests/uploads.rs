//! A video on its way: in parts, over restarts, and with the draft that waits for it.

use super::fake_server::Fault;
use super::world::World;
use crate::device::Failure;
use crate::id::Id;
use crate::wire::Code;

const VIDEO: &[u8] = b"a video of thirty bytes or so";

async fn with_draft(world: &World) -> crate::id::MediaId {
    let deal = world.yes(1);
    let path = world.folder().join("gallery.mp4");
    std::fs::write(&path, VIDEO).expect("written");
    let media = world.device.drafts().add_video(path.clone(), "video/mp4").await.expect("queued");
    std::fs::remove_file(path).expect("the gallery forgets it");
    world.device.drafts().submit(deal, media, "here").expect("asked");
    world.ports.clock.pass_seconds(5);
    media
}

#[tokio::test]
async fn a_draft_leaves_when_its_video_has_arrived() {
    let world = World::signed_in().await;
    let media = with_draft(&world).await;
    let report = world.sync().await;
    assert_eq!((report.done, report.failure), (2, None));
    let kinds: Vec<String> = world.server.books().arrived.iter().map(|row| row.1.clone()).collect();
    assert_eq!(kinds, ["swipe", "submit_draft"]);
    assert_eq!(world.server.books().media[&media.uuid()].bytes, VIDEO);
    assert_eq!(world.device.drafts().list_uploads().expect("uploads"), []);
    assert_eq!(std::fs::read_dir(world.folder().join("media")).expect("a folder").count(), 0, "the copy is gone");
}

#[tokio::test]
async fn an_upload_goes_on_after_a_restart_and_sends_no_part_twice() {
    let mut world = World::signed_in().await;
    let media = with_draft(&world).await;
    // The swipe passes, the first part passes, and the answer to the second is lost.
    world.server.books().faults.extend([Fault::None, Fault::None, Fault::LoseAnswer]);
    assert_eq!(world.sync().await.failure, Some(Failure::AGAIN));
    let upload = world.device.drafts().list_uploads().expect("uploads").remove(0);
    assert_eq!((upload.received_bytes, world.server.books().media[&media.uuid()].puts), (4, 2));
    world.restart();
    assert_eq!(world.sync().await.failure, None);
    let books = world.server.books();
    assert_eq!(books.media[&media.uuid()].bytes, VIDEO);
    assert_eq!(books.media[&media.uuid()].puts, VIDEO.len().div_ceil(4));
}

#[tokio::test]
async fn a_refused_video_refuses_its_draft() {
    let world = World::signed_in().await;
    let media = with_draft(&world).await;
    world.server.books().media.entry(media.uuid()).or_default().is_refused = true;
    world.sync().await;
    let refused = world.device.inbox().show().expect("an inbox").refused;
    assert_eq!(
        refused.iter().map(|one| (one.kind.as_str(), one.code)).collect::<Vec<_>>(),
        [("submit_draft", Code::MediaRefused)]
    );
    assert_eq!(world.server.arrived("submit_draft"), []);
}

#[tokio::test]
async fn a_paused_video_rests_and_goes_on_where_it_was() {
    let world = World::signed_in().await;
    let media = with_draft(&world).await;
    world.server.books().faults.extend([Fault::None, Fault::None, Fault::LoseAnswer]);
    world.sync().await;
    let drafts = world.device.drafts();
    drafts.pause(media).expect("kept");
    assert_eq!(world.sync().await.failure, None);
    let upload = drafts.list_uploads().expect("uploads").remove(0);
    assert_eq!((upload.is_paused, upload.received_bytes), (true, 4), "nothing more left");
    drafts.resume(media).expect("kept");
    assert_eq!(world.sync().await.failure, None);
    assert_eq!(world.server.books().media[&media.uuid()].bytes, VIDEO);
    assert_eq!(drafts.list_uploads().expect("uploads"), []);
}
