//! A calendar's life, as a client built on libdav leads it.

use std::time::Duration;

use http::StatusCode;
use interop_libdav::{Http, client, fresh_name, is_like_sogo, with_collection};
use libdav::caldav::{
    CalendarComponent, CreateCalendar, FindCalendarHomeSet, FindCalendars, GetCalendarResources, ListCalendarResources,
};
use libdav::dav::{
    Delete, GetEtag, GetProperty, ListResources, PutResource, SyncCollection, WebDavClient, WebDavError,
};
use libdav::{CalDavClient, names};

const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

#[tokio::test]
async fn a_calendar_is_made_filled_synchronised_and_emptied() {
    let client = CalDavClient::new(client());
    let home = home(&client).await;
    let calendar = format!("{home}{}/", fresh_name());
    let test = {
        let (client, calendar) = (client.clone(), calendar.clone());
        async move { life(&client, &home, &calendar).await }
    };
    with_collection(&client, &calendar, test).await;
}

async fn home(client: &CalDavClient<Http>) -> String {
    let principal = client.find_current_user_principal().await.expect("an answer").expect("a principal");
    let found = client.request(FindCalendarHomeSet::new(principal.path())).await.expect("home sets");
    assert_eq!(found.home_sets.len(), 1, "{:?}", found.home_sets);
    found.home_sets[0].path().to_owned()
}

async fn life(client: &CalDavClient<Http>, home: &str, calendar: &str) {
    let request = CreateCalendar::new(calendar).with_display_name("Interop & Söhne");
    let request = request.with_components(&[CalendarComponent::VEvent, CalendarComponent::VTodo]);
    assert!(client.request(request).await.expect("a new calendar").created);
    let calendars = client.request(FindCalendars::new(home)).await.expect("calendars").calendars;
    let ours = calendars.iter().find(|found| found.href == calendar).expect("the new calendar is listed");
    assert!(ours.supports_sync);
    let name = client.request(GetProperty::new(calendar, &names::DISPLAY_NAME)).await.expect("its name");
    // SOGo reads no properties from an extended MKCOL (RFC 5689): the path gives the name.
    let segment = calendar.trim_end_matches('/').rsplit('/').next();
    assert_eq!(name.value.as_deref(), if is_like_sogo() { segment } else { Some("Interop & Söhne") });

    let kept = format!("{calendar}kept.ics");
    let gone = format!("{calendar}gone.ics");
    for (href, uid) in [(&kept, "kept"), (&gone, "gone")] {
        let put = PutResource::new(href).create(event(uid, "First"), MEDIA_TYPE);
        client.request(put).await.expect("a new event");
    }
    let again = client.request(PutResource::new(&kept).create(event("kept", "Again"), MEDIA_TYPE)).await;
    if is_like_sogo() {
        again.expect("SOGo takes no notice of If-None-Match, and overwrites");
    } else {
        assert_status(again, StatusCode::PRECONDITION_FAILED);
    }
    assert_eq!(listed(client, calendar).await, [gone.clone(), kept.clone()]);
    let events = ListCalendarResources::new(calendar).with_component(CalendarComponent::VEvent);
    assert_eq!(client.request(events).await.expect("events").resources.len(), 2);
    let tasks = ListCalendarResources::new(calendar).with_component(CalendarComponent::VTodo);
    assert_eq!(client.request(tasks).await.expect("tasks").resources, []);

    let token = client.request(SyncCollection::new(calendar)).await.expect("a first sync").new_sync_token;
    // SOGo's tokens are seconds: what happens in the same one could be told twice.
    tokio::time::sleep(Duration::from_millis(1_100)).await;

    let etag = etag(client, &kept).await;
    let update = PutResource::new(&kept).update(event("kept", "Changed"), MEDIA_TYPE, &etag);
    client.request(update).await.expect("a changed event");
    let stale = PutResource::new(&kept).update(event("kept", "Lost"), MEDIA_TYPE, &etag);
    assert_status(client.request(stale).await, StatusCode::PRECONDITION_FAILED);
    if !is_like_sogo() {
        // SOGo takes no notice of If-Match on a DELETE: the event would be gone.
        let stale = Delete::new(&kept).with_etag(&etag);
        assert_status(client.request(stale).await, StatusCode::PRECONDITION_FAILED);
    }
    let last = self::etag(client, &gone).await;
    client.request(Delete::new(&gone).with_etag(last)).await.expect("a deleted event");

    let changes = client.request(SyncCollection::new(calendar).with_sync_token(&token)).await.expect("a sync");
    assert_eq!(changes.changed.iter().map(|found| found.href.as_str()).collect::<Vec<_>>(), [&kept]);
    assert_eq!(changes.deleted, [gone.clone()]);

    let request = GetCalendarResources::new(calendar).with_hrefs([&kept, &gone]);
    let fetched = client.request(request).await.expect("a multiget").resources;
    let text = fetched.iter().find(|found| found.href == kept).expect("the event").content.as_ref().expect("its text");
    assert_eq!(lines(&text.data), lines(&event("kept", "Changed")));
    assert_eq!(text.etag, self::etag(client, &kept).await);
    let missing = fetched.iter().find(|found| found.href == gone).expect("the deleted event").content.as_ref();
    assert_eq!(missing.expect_err("no text"), &StatusCode::NOT_FOUND);
    assert_eq!(listed(client, calendar).await, [kept]);
}

fn event(uid: &str, summary: &str) -> String {
    let lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//davproof//interop//EN",
        "BEGIN:VEVENT",
        &format!("UID:interop-{uid}"),
        "DTSTAMP:20270104T080000Z",
        "DTSTART:20270104T090000Z",
        "DTEND:20270104T100000Z",
        &format!("SUMMARY:{summary}"),
        "CLASS:PUBLIC",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    lines.join("\r\n")
}

/// The lines of a text in any order: a server may move properties.
fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

async fn listed(client: &WebDavClient<Http>, collection: &str) -> Vec<String> {
    let found = client.request(ListResources::new(collection)).await.expect("a listing").resources;
    let mut hrefs: Vec<String> = found.into_iter().map(|resource| resource.href).collect();
    hrefs.sort_unstable();
    hrefs
}

async fn etag(client: &WebDavClient<Http>, href: &str) -> String {
    client.request(GetEtag::new(href)).await.expect("an entity tag").etag
}

fn assert_status<T: std::fmt::Debug, E: std::fmt::Debug>(answer: Result<T, WebDavError<E>>, status: StatusCode) {
    match answer {
        Err(WebDavError::BadStatusCode(found)) => assert_eq!(found, status),
        other => panic!("{status} was expected, and the answer is {other:?}"),
    }
}
