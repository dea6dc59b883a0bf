"""What the tests of every client share: the server, fresh names in it, and a second client of our own beside the one under test."""

import os
import uuid
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import icalendar
import pytest
import requests

DAV = "{DAV:}"


@dataclass(frozen=True)
class Server:
    """A server and an account on it. `url` is what the user was given, `ca` a file with the CA to trust, or None."""

    url: str
    user: str
    password: str
    ca: str | None

    @property
    def verify(self):
        return self.ca or True


class Phone:
    """The same user's other device: plain HTTP, so that what a client says is never checked by the client itself."""

    def __init__(self, server):
        self.session = requests.Session()
        self.session.auth = (server.user, server.password)
        # Not session.verify: REQUESTS_CA_BUNDLE would go before it.
        self.verify = server.verify
        self.origin = server.url

    def request(self, method, url, accept, **more):
        response = self.session.request(
            method, urljoin(self.origin, url), verify=self.verify, timeout=30, allow_redirects=False, **more
        )
        assert response.status_code in accept, f"{method} {url}: {response.status_code} {response.text[:500]}"
        return response

    def dav_root(self, service):
        """Where `/.well-known/caldav` or `carddav` leads to (RFC 6764 §5)."""
        redirect = self.request("PROPFIND", f"/.well-known/{service}", {301, 302, 303, 307, 308})
        return urljoin(self.origin, redirect.headers["Location"])

    def members(self, collection):
        """The objects of a collection by href."""
        body = '<propfind xmlns="DAV:"><prop><getetag/><resourcetype/></prop></propfind>'
        headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
        answer = self.request("PROPFIND", collection, {207}, data=body, headers=headers)
        found = {}
        for response in ElementTree.fromstring(answer.content).iter(f"{DAV}response"):
            href = urlsplit(response.findtext(f"{DAV}href")).path
            if response.find(f".//{DAV}resourcetype/{DAV}collection") is None:
                found[href] = self.request("GET", href, {200})
        return found

    def texts(self, collection):
        """The texts of the objects of a collection by UID, each with its href and entity tag."""
        found = {}
        for href, answer in self.members(collection).items():
            answer.encoding = "utf-8"
            uid = uid_of(answer.text)
            assert uid not in found, f"{uid} is there twice"
            found[uid] = (answer.text, href, answer.headers["ETag"])
        return found

    def exists(self, url):
        headers = {"Depth": "0"}
        return self.request("PROPFIND", url, {207, 404}, headers=headers).status_code == 207

    def delete_collection(self, url):
        self.request("DELETE", url, {200, 204, 404})


def pytest_configure(config):
    config.addinivalue_line("markers", "sogo_deviates(reason): fails on SOGo, and so on a mock of it, for this reason")


def pytest_collection_modifyitems(items):
    """What SOGo is known to get wrong must go wrong, there and in the mock of it: else the mark is out of date."""
    if os.environ["INTEROP_LIKE"] != "sogo":
        return
    for item in items:
        for mark in item.iter_markers("sogo_deviates"):
            item.add_marker(pytest.mark.xfail(reason=mark.args[0], strict=True, raises=AssertionError))


@pytest.fixture(scope="session")
def server():
    return Server(
        url=os.environ["INTEROP_URL"],
        user=os.environ["INTEROP_USER"],
        password=os.environ["INTEROP_PASSWORD"],
        ca=os.environ.get("INTEROP_CA"),
    )


@pytest.fixture(scope="session")
def phone(server):
    return Phone(server)


@pytest.fixture
def fresh_name():
    """The name of a collection that nobody has."""
    return f"interop-{uuid.uuid4().hex[:12]}"


def uid_of(text):
    """The UID of a text in iCalendar or vCard, both of which are content lines."""
    [uid] = {line.removeprefix("UID:") for line in text.splitlines() if line.startswith("UID:")}
    return uid


def meaning(text):
    """What a text says: each property of each component with its parameters, in any order, however it is folded.

    PRODID is left out: it names the program that wrote the text, and a server may put its own name there.
    """
    facts = []

    def walk(component, path):
        path = (*path, component.name)
        for name, value in component.property_items(recursive=False, sorted=True):
            if name not in ("BEGIN", "END", "PRODID"):
                facts.append((path, name, sorted(getattr(value, "params", {}).items()), value_of(value)))
        for child in component.subcomponents:
            walk(child, path)

    if text.startswith("BEGIN:VCALENDAR"):
        walk(icalendar.Calendar.from_ical(text), ())
        return sorted(map(repr, facts))
    unfolded = text.replace("\r\n", "\n").replace("\n ", "")
    return sorted(line for line in unfolded.split("\n") if line and not line.startswith("PRODID:"))


def value_of(value):
    encoded = value.to_ical() if hasattr(value, "to_ical") else value
    return encoded.decode() if isinstance(encoded, bytes) else encoded
