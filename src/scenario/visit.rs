//! Every template of a step, so that all can be checked before anything is sent.

use std::collections::BTreeMap;

use super::arguments::{
    Filter, MakeCollection, Multiget, Plain, Propfind, Proppatch, Put, Query, RawRequest, Report, Share, Sync,
    TextMatch, TimeRange, Transfer,
};
use super::expect::{
    BodyCheck, Capture, ContentCheck, Expect, HeaderCheck, Members, OneWins, PropCheck, PropValue, ResponseCheck,
    TokenCheck,
};
use super::step::{Step, Verb};
use super::template::Template;
use super::value::{OneOrMany, StatusSet};

/// Something that holds templates.
pub(crate) trait Templates {
    /// Calls `visit` for each template.
    fn templates<'a>(&'a self, visit: &mut dyn FnMut(&'a Template));
}

impl Templates for Template {
    fn templates<'a>(&'a self, visit: &mut dyn FnMut(&'a Template)) {
        visit(self);
    }
}

impl<T: Templates> Templates for Option<T> {
    fn templates<'a>(&'a self, visit: &mut dyn FnMut(&'a Template)) {
        if let Some(inner) = self {
            inner.templates(visit);
        }
    }
}

impl<T: Templates> Templates for Vec<T> {
    fn templates<'a>(&'a self, visit: &mut dyn FnMut(&'a Template)) {
        for inner in self {
            inner.templates(visit);
        }
    }
}

impl<T: Templates> Templates for BTreeMap<String, T> {
    fn templates<'a>(&'a self, visit: &mut dyn FnMut(&'a Template)) {
        for inner in self.values() {
            inner.templates(visit);
        }
    }
}

impl<T: Templates> Templates for BTreeMap<Template, T> {
    fn templates<'a>(&'a self, visit: &mut dyn FnMut(&'a Template)) {
        for (key, inner) in self {
            visit(key);
            inner.templates(visit);
        }
    }
}

impl Templates for u32 {
    fn templates<'a>(&'a self, _: &mut dyn FnMut(&'a Template)) {}
}

impl Templates for OneOrMany {
    fn templates<'a>(&'a self, visit: &mut dyn FnMut(&'a Template)) {
        self.0.templates(visit);
    }
}

impl Templates for StatusSet {
    fn templates<'a>(&'a self, visit: &mut dyn FnMut(&'a Template)) {
        self.0.templates(visit);
    }
}

macro_rules! templates {
    ($($kind:ident { $($field:ident),* ; $($plain:ident),* })*) => { $(
        impl Templates for $kind {
            fn templates<'a>(&'a self, visit: &mut dyn FnMut(&'a Template)) {
                // Destructured in full, so that a new field cannot be forgotten here.
                let $kind { $($field,)* $($plain: _,)* } = self;
                $( $field.templates(visit); )*
            }
        }
    )* };
}

templates! {
    Plain { path, headers; }
    RawRequest { method, path, headers, body; body_base64, framing, follow }
    Put { path, object, text, with, set, media_type, headers; }
    Propfind { path, depth, props, body, headers; }
    Proppatch { path, set, set_xml, body, headers; remove }
    MakeCollection { path, set, set_xml, body, headers; kinds }
    Report { path, depth, body, headers; }
    Query { path, depth, props, filter, filter_xml, headers; limit }
    Filter { component, range, props, test; }
    TimeRange { start, end; }
    TextMatch { name, text, how, collation; negate, is_not_defined }
    Multiget { path, hrefs, props, depth, headers; }
    Sync { path, token, level, depth, props, headers; limit }
    Transfer { path, to, overwrite, headers; }
    Share { path, with, roles; }
    Expect {
        status, headers, body, members, props, responses, each, changed, removed, sync_token, content, unchanged,
        equal, differ, one_wins; answered, error, own, href_format, truthful_validators
    }
    HeaderCheck { equals, contains, token, no_token; matches, present, format }
    BodyCheck { contains, excludes, equals; matches, empty, root, elements }
    Members { exactly, includes, excludes, count, at_least, with_uid; unique }
    ResponseCheck { status, props; }
    PropCheck { value; status }
    PropValue { equals, not, href, content; status, matches, includes, excludes, only, href_matches, empty, format }
    ContentCheck { same_as_text, has, lacks; same_as, tolerate, readable_by, components }
    TokenCheck { equals, not; present, format }
    OneWins { winner, losers; }
}

impl Templates for Capture {
    fn templates<'a>(&'a self, visit: &mut dyn FnMut(&'a Template)) {
        match self {
            Capture::Property { of, .. } => of.templates(visit),
            Capture::MemberWithUid(template) | Capture::Listed(template) => visit(template),
            Capture::Etag
            | Capture::Status
            | Capture::Body
            | Capture::SyncToken
            | Capture::Header(_)
            | Capture::Href(_) => {}
        }
    }
}

impl Templates for Verb {
    fn templates<'a>(&'a self, visit: &mut dyn FnMut(&'a Template)) {
        match self {
            Verb::Request(inner) => inner.templates(visit),
            Verb::Options(inner)
            | Verb::Get(inner)
            | Verb::Head(inner)
            | Verb::Delete(inner)
            | Verb::Subscribe(inner)
            | Verb::Unsubscribe(inner) => inner.templates(visit),
            Verb::Put(inner) => inner.templates(visit),
            Verb::Propfind(inner) => inner.templates(visit),
            Verb::Proppatch(inner) => inner.templates(visit),
            Verb::Mkcalendar(inner) | Verb::Mkcol(inner) => inner.templates(visit),
            Verb::Report(inner) => inner.templates(visit),
            Verb::CalendarQuery(inner) | Verb::AddressbookQuery(inner) => inner.templates(visit),
            Verb::CalendarMultiget(inner) | Verb::AddressbookMultiget(inner) => inner.templates(visit),
            Verb::Sync(inner) => inner.templates(visit),
            Verb::Move(inner) | Verb::Copy(inner) => inner.templates(visit),
            Verb::Share(inner) => inner.templates(visit),
            // The steps inside are visited as steps of their own.
            Verb::Parallel(_) | Verb::Wait(_) | Verb::NextSecond => {}
        }
    }
}

impl Templates for Step {
    fn templates<'a>(&'a self, visit: &mut dyn FnMut(&'a Template)) {
        self.templates_but_expect(visit);
        if let Verb::Parallel(steps) = &self.verb {
            steps.templates(visit);
        }
        self.expect.templates(visit);
    }
}

impl Step {
    /// Every template of the step itself that is needed before it is sent.
    pub(crate) fn templates_but_expect<'a>(&'a self, visit: &mut dyn FnMut(&'a Template)) {
        let Step { verb, role, client, label: _, expect: _, capture, within: _, delivers, at: _ } = self;
        verb.templates(visit);
        role.templates(visit);
        client.templates(visit);
        delivers.templates(visit);
        capture.templates(visit);
    }
}
