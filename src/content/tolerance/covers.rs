use super::Tolerance;
use crate::compare::{Context, Fact, Finding, Parameter};
use crate::document::Kind;
use crate::value::{Duration, Form, Meaning, ValueType, unescape};

impl Tolerance {
    /// Whether it covers this difference.
    pub(crate) fn covers(self, finding: Finding<'_, '_>, context: &Context) -> bool {
        match self {
            Self::DefaultProperty => {
                let one_sided = finding.first_added().or_else(|| finding.last_lost());
                one_sided.is_some_and(|(owner, fact)| is_default_property(&owner.name, fact))
            }
            Self::DefaultParameter => finding.parameter().is_some_and(|parameter| is_default_parameter(&parameter)),
            Self::ProductIdentifier => added_or_changed(finding, |fact| fact.name == "PRODID"),
            Self::RevisionTimestamp => added_or_changed(finding, |fact| is_revision(fact, context)),
            Self::CreationTimestamp => finding.first_added().is_some_and(|(_, fact)| fact.name == "CREATED"),
            Self::TimezoneAdded => is_used_zone_added(finding, context),
            Self::TimezoneDropped => is_unused_zone_dropped(finding, context),
            Self::EmptyStructuredTail => context.kind == Kind::Card && is_only_tail_changed(finding),
            Self::CardUidAdded => {
                finding.first_added().is_some_and(|(owner, fact)| owner.is("VCARD") && fact.name == "UID")
            }
            Self::AllDayDuration => duration_of_open_event(finding, true).is_some_and(|length| length == ONE_DAY),
            Self::InventedDuration => duration_of_open_event(finding, false).is_some(),
            Self::ScheduleStatus => finding.parameter().is_some_and(|parameter| {
                let attendee = matches!(parameter.of.name.as_str(), "ATTENDEE" | "ORGANIZER");
                attendee && parameter.name == "SCHEDULE-STATUS" && parameter.after.is_some()
            }),
            Self::RsvpTrue => finding.parameter().is_some_and(|parameter| {
                let added = parameter.before.is_none() && parameter.after.is_some_and(|after| after == ["TRUE"]);
                added && parameter.of.name == "ATTENDEE" && parameter.name == "RSVP"
            }),
            Self::OrganizerName => finding.parameter().is_some_and(|parameter| {
                parameter.of.name == "ORGANIZER" && parameter.name == "CN" && parameter.after.is_some()
            }),
            Self::EmptyPropertyDropped => finding.lost().is_some_and(|(_, fact)| fact.is_empty()),
            Self::InvalidEscape => finding.changed().is_some_and(|(sent, got)| {
                let lenient = Meaning::Text(unescape(&without_invalid_escapes(sent.raw)));
                matches!(sent.meaning, Meaning::Text(_)) && got.meaning == lenient
            }),
            Self::Version3For4 => is_version_changed(finding, context, "4.0"),
            Self::Version3For2 => is_version_changed(finding, context, "2.1"),
        }
    }
}

const ONE_DAY: Duration = Duration { days: 1, seconds: 0 };

/// The defaults that RFC 5545 and RFC 6350 give to properties, where they give them.
fn is_default_property(owner: &str, fact: &Fact<'_>) -> bool {
    let defaults: &[&str] = match owner {
        "VCALENDAR" => &["CALSCALE:GREGORIAN"],
        "VCARD" => &["KIND:INDIVIDUAL"],
        "VEVENT" => &["CLASS:PUBLIC", "TRANSP:OPAQUE", "PRIORITY:0", "SEQUENCE:0"],
        "VTODO" => &["CLASS:PUBLIC", "PRIORITY:0", "SEQUENCE:0"],
        "VJOURNAL" => &["CLASS:PUBLIC", "SEQUENCE:0"],
        _ => &[],
    };
    let (Meaning::Enumeration(value) | Meaning::Number(value)) = &fact.meaning else {
        return false;
    };
    fact.params.by_name.is_empty() && defaults.contains(&format!("{}:{value}", fact.name).as_str())
}

/// The defaults that RFC 5545 §3.2 and RFC 6638 §7 give to parameters.
fn is_default_parameter(parameter: &Parameter<'_, '_>) -> bool {
    let ((Some([value]), None) | (None, Some([value]))) = (parameter.before, parameter.after) else {
        return false;
    };
    let property = parameter.of.name.as_str();
    match (property, parameter.name) {
        (_, "VALUE") => *value == ValueType::default_name(parameter.of.kind, property),
        ("ATTENDEE", "PARTSTAT") => value == "NEEDS-ACTION",
        ("ATTENDEE", "RSVP") => value == "FALSE",
        ("ATTENDEE", "ROLE") => value == "REQ-PARTICIPANT",
        ("ATTENDEE", "CUTYPE") => value == "INDIVIDUAL",
        ("ATTENDEE" | "ORGANIZER", "SCHEDULE-AGENT") => value == "SERVER",
        ("TRIGGER", "RELATED") => value == "START",
        ("RELATED-TO", "RELTYPE") => value == "PARENT",
        ("FREEBUSY", "FBTYPE") => value == "BUSY",
        _ => false,
    }
}

fn added_or_changed(finding: Finding<'_, '_>, is: impl Fn(&Fact<'_>) -> bool) -> bool {
    let added = finding.first_added().map(|(_, fact)| fact);
    added.or_else(|| finding.changed().map(|(_, after)| after)).is_some_and(is)
}

fn is_revision(fact: &Fact<'_>, context: &Context) -> bool {
    let Meaning::Moment(moment) = &fact.meaning else {
        return false;
    };
    let calendar = context.kind == Kind::Calendar && moment.form == Form::Utc;
    match fact.name.as_str() {
        "LAST-MODIFIED" => calendar,
        "DTSTAMP" => calendar && !context.has_method,
        "REV" => context.kind == Kind::Card,
        _ => false,
    }
}

fn is_used_zone_added(finding: Finding<'_, '_>, context: &Context) -> bool {
    let Finding::Component { sent: None, got: Some(zone) } = finding else {
        return false;
    };
    let Some(name) = zone.raw("TZID").filter(|_| zone.is("VTIMEZONE")) else {
        return false;
    };
    let only = !context.sent.defined.contains_key(name) && context.got.defined.get(name) == Some(&1);
    only && context.got.used.contains(name)
}

fn is_unused_zone_dropped(finding: Finding<'_, '_>, context: &Context) -> bool {
    let Finding::Component { sent: Some(zone), got: None } = finding else {
        return false;
    };
    zone.is("VTIMEZONE") && zone.raw("TZID").is_some_and(|name| !context.sent.used.contains(name))
}

fn is_only_tail_changed(finding: Finding<'_, '_>) -> bool {
    finding.changed().is_some_and(|(sent, got)| {
        matches!(sent.name.as_str(), "N" | "ADR" | "ORG")
            && sent.meaning.without_empty_tail() == got.meaning.without_empty_tail()
    })
}

/// The DURATION that was added to an event without an end, all-day or timed.
fn duration_of_open_event(finding: Finding<'_, '_>, all_day: bool) -> Option<Duration> {
    let (event, fact) = finding.first_added()?;
    let Meaning::Duration(duration) = fact.meaning else {
        return None;
    };
    let Meaning::Moment(start) = &event.fact("DTSTART")?.meaning else {
        return None;
    };
    let open = event.is("VEVENT") && event.fact("DTEND").is_none();
    let fits = (start.form == Form::Date) == all_day;
    (open && fits && fact.name == "DURATION").then_some(duration)
}

fn is_version_changed(finding: Finding<'_, '_>, context: &Context, from: &str) -> bool {
    finding.changed().is_some_and(|(sent, got)| {
        context.kind == Kind::Card && sent.name == "VERSION" && sent.raw.trim() == from && got.raw.trim() == "3.0"
    })
}

/// `\t` as a tab, and any other backslash that escapes nothing left out.
fn without_invalid_escapes(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut characters = raw.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some(escaped @ ('n' | 'N' | '\\' | ';' | ',')) => text.extend(['\\', escaped]),
            Some('t') => text.push('\t'),
            Some(plain) => text.push(plain),
            None => {}
        }
    }
    text
}
