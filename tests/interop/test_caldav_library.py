"""The caldav library for Python: discovery, a calendar of its own, searches, and sync by token."""

import datetime
import time

import caldav
import pytest

UTC = datetime.timezone.utc
DAILY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//davproof//interop//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20270104T080000Z
DTSTART:20270104T090000Z
DTEND:20270104T100000Z
RRULE:FREQ=DAILY;COUNT=5
SUMMARY:{title}
CLASS:PUBLIC
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(scope="module")
def principal(server, phone):
    # auth_type: without it the library asks first, and an answer of 401 to its first question costs it a round trip.
    client = caldav.DAVClient(
        url=phone.dav_root("caldav"),
        username=server.user,
        password=server.password,
        auth_type="basic",
        ssl_verify_cert=server.verify,
        require_tls=False,
    )
    with client:
        yield client.principal()


@pytest.fixture
def calendar(principal, phone, fresh_name):
    calendar = principal.make_calendar(name="Interop & Söhne", cal_id=fresh_name)
    yield calendar
    phone.delete_collection(str(calendar.url))


def paths(objects):
    return sorted(found.url.path for found in objects)


def day(number):
    return datetime.datetime(2027, 1, number, tzinfo=UTC)


def starts(objects):
    return sorted(found.icalendar_component["DTSTART"].dt for found in objects)


def test_discovery_finds_the_user_and_the_calendars(principal, server):
    assert f"/{server.user}/" in principal.url.path
    assert principal.calendar_home_set.url.path.startswith(principal.url.path)
    assert any(address.startswith("mailto:") for address in principal.calendar_user_address_set())
    assert f"{principal.calendar_home_set.url.path}personal/" in paths(principal.get_calendars())


def test_a_new_calendar_is_listed_under_its_name_until_it_is_deleted(principal, calendar):
    assert calendar.get_display_name() == "Interop & Söhne"
    assert {"VEVENT", "VTODO"} <= set(calendar.get_supported_components())
    assert calendar.url.path in paths(principal.get_calendars())
    calendar.delete()
    assert calendar.url.path not in paths(principal.get_calendars())


def test_what_is_saved_is_found_by_uid_and_changes_under_the_same_address(calendar, phone):
    event = calendar.add_event(DAILY.format(uid="interop-daily", title="First"))
    event.icalendar_component["SUMMARY"] = "Changed"
    event.save()
    found = calendar.get_event_by_uid("interop-daily")
    assert found.url.path == event.url.path
    assert found.icalendar_component["SUMMARY"] == "Changed"
    [(text, href, _)] = phone.texts(str(calendar.url)).values()
    assert href == event.url.path
    assert "SUMMARY:Changed\r\n" in text


def test_a_uid_that_nobody_has_is_not_found(calendar):
    calendar.add_event(DAILY.format(uid="interop-daily", title="Daily"))
    with pytest.raises(caldav.lib.error.NotFoundError):
        calendar.get_event_by_uid("interop-nobody")


def test_events_and_tasks_are_told_apart(calendar):
    event = calendar.add_event(DAILY.format(uid="interop-daily", title="Daily"))
    task = calendar.add_todo(summary="To do", due=day(20))
    assert paths(calendar.get_events()) == [event.url.path]
    assert paths(calendar.get_todos()) == [task.url.path]


def test_a_search_by_time_finds_what_lies_in_it_and_nothing_else(calendar):
    event = calendar.add_event(DAILY.format(uid="interop-daily", title="Daily"))
    assert paths(calendar.search(event=True, start=day(5), end=day(7))) == [event.url.path]
    assert calendar.search(event=True, start=day(9), end=day(12)) == []


def test_a_recurring_event_is_expanded(calendar):
    calendar.add_event(DAILY.format(uid="interop-daily", title="Daily"))
    found = calendar.search(event=True, start=day(5), end=day(7), expand=True)
    hours = datetime.timedelta(hours=9)
    assert starts(found) == [day(5) + hours, day(6) + hours]
    assert all("RRULE" not in each.icalendar_component for each in found)


@pytest.mark.sogo_deviates("SOGo ignores the text of a filter for events")
def test_a_search_by_text_leaves_out_what_does_not_hold_it(calendar):
    calendar.add_event(DAILY.format(uid="interop-daily", title="Daily"))
    assert len(calendar.search(event=True, summary="Dail")) == 1
    assert calendar.search(event=True, summary="Weekly") == []


def test_a_sync_tells_exactly_what_has_changed(calendar):
    changed = calendar.add_event(DAILY.format(uid="interop-changed", title="First"))
    task = calendar.add_todo(summary="To do", due=day(20))
    known = calendar.get_objects_by_sync_token(load_objects=True)
    assert paths(known) == sorted([changed.url.path, task.url.path])
    # SOGo's tokens are seconds: what happens in the same one could be told twice.
    time.sleep(1.1)
    changed.icalendar_component["SUMMARY"] = "Changed"
    changed.save()
    added = calendar.add_event(DAILY.format(uid="interop-added", title="Added"))
    task.delete()
    updated, deleted = known.sync()
    assert paths(updated) == sorted([changed.url.path, added.url.path])
    assert paths(deleted) == [task.url.path]
    [text] = [found.data for found in known if found.url.path == changed.url.path]
    assert "SUMMARY:Changed" in text
