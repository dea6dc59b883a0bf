"""vdirsyncer: two-way sync of a calendar and of an address book with a folder of files."""

import re
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import meaning, uid_of


@dataclass(frozen=True)
class Kind:
    """A calendar or an address book, and how vdirsyncer and HTTP speak of it."""

    name: str
    service: str
    suffix: str
    media_type: str
    template: str

    def item(self, uid, title):
        return self.template.format(uid=uid, title=title).replace("\n", "\r\n")


# Both leave nothing to the server that it may fill in or leave out (a default CLASS, empty parts of N).
CALENDAR = Kind(
    name="calendar",
    service="caldav",
    suffix=".ics",
    media_type="text/calendar; charset=utf-8",
    template="""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//davproof//interop//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20270104T080000Z
DTSTART:20270104T090000Z
DTEND:20270104T100000Z
SUMMARY:{title}
DESCRIPTION:Zoë\\, naïve\\; 日本
CATEGORIES:Work,Travel
CLASS:PUBLIC
END:VEVENT
END:VCALENDAR
""",
)
ADDRESS_BOOK = Kind(
    name="address book",
    service="carddav",
    suffix=".vcf",
    media_type="text/vcard; charset=utf-8",
    template="""BEGIN:VCARD
VERSION:3.0
PRODID:-//davproof//interop//EN
UID:{uid}
FN:{title}
N:{title};Zoë;Ann;Dr.;MA
EMAIL;TYPE=WORK:zoe@example.org
NOTE:日本
END:VCARD
""",
)


class Pair:
    """A folder and a collection that vdirsyncer keeps the same."""

    def __init__(self, server, phone, kind, folder, name):
        self.phone, self.kind, self.folder = phone, kind, folder
        self.files = folder / "files" / name
        root = phone.dav_root(kind.service)
        verify = f'verify = "{server.ca}"' if server.ca else ""
        self.config = folder / "config"
        self.config.write_text(
            f"""
[general]
status_path = "{folder}/status/"

[pair interop]
a = "files"
b = "server"
collections = ["{name}"]
conflict_resolution = null

[storage files]
type = "filesystem"
path = "{folder}/files"
fileext = "{kind.suffix}"

[storage server]
type = "{kind.service}"
url = "{root}"
username = "{server.user}"
password.fetch = ["command", "printenv", "INTEROP_PASSWORD"]
{verify}
"""
        )
        # Both collections are new: vdirsyncer asks for each whether it shall make it.
        self.run("discover", answers="y\ny\n")
        [self.collection] = re.findall(r"\S+", self.collection_url(name))

    def collection_url(self, name):
        """The collection's address, from what vdirsyncer has written down."""
        text = (self.folder / "status" / "interop.collections").read_text()
        [url] = re.findall(rf'"url": "([^"]*{name}/?)"', text)
        return url

    def run(self, *command, answers="", exit_code=0):
        """Runs vdirsyncer and gives what it says."""
        program = Path(sys.executable).with_name("vdirsyncer")
        result = subprocess.run(
            [program, "--config", self.config, *command], input=answers, capture_output=True, text=True, timeout=60
        )
        said = result.stdout + result.stderr
        assert result.returncode == exit_code, said
        return said

    def sync(self):
        return self.run("sync")

    def resolve(self, winner):
        text = self.config.read_text()
        self.config.write_text(text.replace("conflict_resolution = null", f'conflict_resolution = "{winner}"'))

    def path(self, uid):
        """The file that holds an item."""
        [path] = [path for path in self.files.iterdir() if uid_of(read(path)) == uid]
        return path

    def write_here(self, uid, title):
        self.files.joinpath(f"{uid}{self.kind.suffix}").write_bytes(self.kind.item(uid, title).encode())

    def change_here(self, uid, title):
        self.path(uid).write_bytes(self.kind.item(uid, title).encode())

    def write_there(self, uid, title):
        headers = {"Content-Type": self.kind.media_type, "If-None-Match": "*"}
        self.put(f"{self.collection.rstrip('/')}/{uid}{self.kind.suffix}", uid, title, headers)

    def change_there(self, uid, title):
        _, href, etag = self.phone.texts(self.collection)[uid]
        self.put(href, uid, title, {"Content-Type": self.kind.media_type, "If-Match": etag})

    def delete_there(self, uid):
        _, href, etag = self.phone.texts(self.collection)[uid]
        self.phone.request("DELETE", href, {200, 204}, headers={"If-Match": etag})

    def put(self, url, uid, title, headers):
        self.phone.request("PUT", url, {201, 204}, data=self.kind.item(uid, title).encode(), headers=headers)

    def here(self):
        texts = [read(path) for path in self.files.iterdir()]
        found = {uid_of(text): text for text in texts}
        assert len(found) == len(texts), "a UID is in two files"
        return found

    def there(self):
        return {uid: text for uid, (text, _, _) in self.phone.texts(self.collection).items()}

    def assert_both_sides(self, titles):
        """Both sides hold exactly these items, and they mean what was written."""
        expected = {uid: meaning(self.kind.item(uid, title)) for uid, title in titles.items()}
        assert {uid: meaning(text) for uid, text in self.here().items()} == expected
        assert {uid: meaning(text) for uid, text in self.there().items()} == expected


def read(path):
    return path.read_bytes().decode()


@pytest.fixture(params=[CALENDAR, ADDRESS_BOOK], ids=lambda kind: kind.name)
def pair(request, server, phone, tmp_path, fresh_name):
    pair = Pair(server, phone, request.param, tmp_path, fresh_name)
    yield pair
    phone.delete_collection(pair.collection)


@pytest.fixture
def uids():
    return [f"interop-{uuid.uuid4()}" for _ in range(3)]


def test_new_items_reach_the_other_side(pair, uids):
    ours, theirs, _ = uids
    pair.write_here(ours, "Written here")
    pair.write_there(theirs, "Written there")
    pair.sync()
    pair.assert_both_sides({ours: "Written here", theirs: "Written there"})


def test_what_is_fetched_is_what_the_server_serves_byte_for_byte(pair, uids):
    # But for the ends of lines: XML knows only one kind (XML 1.0 §2.11).
    pair.write_there(uids[0], "Written there")
    pair.sync()
    assert pair.here()[uids[0]].encode() == pair.there()[uids[0]].replace("\r\n", "\n").encode()


def test_changes_reach_the_other_side(pair, uids):
    ours, theirs, _ = uids
    pair.write_here(ours, "First")
    pair.write_there(theirs, "First")
    pair.sync()
    pair.change_here(ours, "Changed here")
    pair.change_there(theirs, "Changed there")
    pair.sync()
    pair.assert_both_sides({ours: "Changed here", theirs: "Changed there"})


def test_deletions_reach_the_other_side_and_spare_the_rest(pair, uids):
    ours, theirs, kept = uids
    for uid in uids:
        pair.write_here(uid, "There at first")
    pair.sync()
    pair.path(ours).unlink()
    pair.delete_there(theirs)
    pair.sync()
    pair.assert_both_sides({kept: "There at first"})


def test_a_second_sync_finds_nothing_to_do(pair, uids):
    ours, theirs, _ = uids
    pair.write_here(ours, "Written here")
    pair.write_there(theirs, "Written there")
    assert "Copying (uploading) item" in pair.sync()
    said = pair.sync()
    assert not re.search("Copying|Deleting|Conflict", said), said


def test_a_conflict_is_told_and_loses_nothing(pair, uids):
    uid = uids[0]
    pair.write_here(uid, "First")
    pair.sync()
    pair.change_here(uid, "Changed here")
    pair.change_there(uid, "Changed there")
    said = pair.run("sync", exit_code=1)
    assert "conflict" in said.lower()
    assert meaning(pair.here()[uid]) == meaning(pair.kind.item(uid, "Changed here"))
    assert meaning(pair.there()[uid]) == meaning(pair.kind.item(uid, "Changed there"))


@pytest.mark.parametrize("winner, title", [("a wins", "Changed here"), ("b wins", "Changed there")])
def test_a_resolved_conflict_ends_the_same_on_both_sides(pair, uids, winner, title):
    uid = uids[0]
    pair.write_here(uid, "First")
    pair.sync()
    pair.change_here(uid, "Changed here")
    pair.change_there(uid, "Changed there")
    pair.resolve(winner)
    pair.sync()
    pair.assert_both_sides({uid: title})
