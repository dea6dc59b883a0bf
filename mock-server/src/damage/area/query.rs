//! Wrong answers to queries.

use crate::damage::answer::{Answers, Change};
use crate::damage::property::PropertyChange;
use crate::damage::request::{RequestChange, RequestDamage, Requests};
use crate::damage::responses::ResponsesChange;
use crate::damage::texts::{nothing, swap_first_two};
use crate::damage::{AnswerDamage, answers, requests};
use crate::fault::Fault;
use crate::xml::ns;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(
        Fault::REPORTS_SWAP_ETAGS,
        Answers::If(|request, response| request.method == "REPORT" && response.status == 207),
        Change::Body(|body| swap_first_two(body, "<D:getetag>", "</D:getetag>")),
    ),
    answers(
        Fault::QUERY_ANSWERED_WITH_NOTHING,
        Answers::Report("calendar-query"),
        Change::Body(|body| match (body.find("<D:response>"), body.rfind("</D:response>")) {
            (Some(begin), Some(end)) => format!("{}{}", &body[..begin], &body[end + "</D:response>".len()..]),
            (Some(_), None) | (None, _) => body.to_owned(),
        }),
    ),
    answers(
        Fault::CALENDAR_QUERY_WITHOUT_LAST,
        Answers::Report("calendar-query"),
        Change::Responses(ResponsesChange::WithoutLast),
    ),
    answers(Fault::CALENDAR_QUERY_TWICE, Answers::Report("calendar-query"), Change::Responses(ResponsesChange::Twice)),
    answers(Fault::CALENDAR_QUERY_EMPTY, Answers::Report("calendar-query"), Change::Responses(ResponsesChange::None)),
    answers(
        Fault::ADDRESSBOOK_QUERY_WITHOUT_LAST,
        Answers::Report("addressbook-query"),
        Change::Responses(ResponsesChange::WithoutLast),
    ),
    answers(
        Fault::ADDRESSBOOK_QUERY_TWICE,
        Answers::Report("addressbook-query"),
        Change::Responses(ResponsesChange::Twice),
    ),
    answers(
        Fault::ADDRESSBOOK_QUERY_EMPTY,
        Answers::Report("addressbook-query"),
        Change::Responses(ResponsesChange::None),
    ),
    answers(
        Fault::PRINCIPAL_SEARCH_WITHOUT_LAST,
        Answers::Report("principal-property-search"),
        Change::Responses(ResponsesChange::WithoutLast),
    ),
    answers(
        Fault::PRINCIPAL_SEARCH_TWICE,
        Answers::Report("principal-property-search"),
        Change::Responses(ResponsesChange::Twice),
    ),
    answers(
        Fault::PRINCIPAL_SEARCH_EMPTY,
        Answers::Report("principal-property-search"),
        Change::Responses(ResponsesChange::None),
    ),
    answers(
        Fault::EXPAND_PROPERTY_WITHOUT_LAST,
        Answers::Report("expand-property"),
        Change::Responses(ResponsesChange::WithoutLast),
    ),
    answers(
        Fault::EXPAND_PROPERTY_TWICE,
        Answers::Report("expand-property"),
        Change::Responses(ResponsesChange::Twice),
    ),
    answers(Fault::EXPAND_PROPERTY_EMPTY, Answers::Report("expand-property"), Change::Responses(ResponsesChange::None)),
    answers(
        Fault::DATA_CUT,
        Answers::If(|request, _| request.method == "REPORT"),
        Change::Property(
            ns::CALDAV,
            "calendar-data",
            PropertyChange::Text(|text| text.chars().take(text.chars().count() / 2).collect()),
        ),
    ),
    answers(
        Fault::CARD_DATA_CUT,
        Answers::If(|request, _| request.method == "REPORT"),
        Change::Property(
            ns::CARDDAV,
            "address-data",
            PropertyChange::Text(|text| text.chars().take(text.chars().count() / 2).collect()),
        ),
    ),
    answers(
        Fault::DATA_MISSING,
        Answers::If(|request, _| request.method == "REPORT"),
        Change::Property(ns::CALDAV, "calendar-data", PropertyChange::NotFound),
    ),
    answers(
        Fault::CARD_DATA_MISSING,
        Answers::If(|request, _| request.method == "REPORT"),
        Change::Property(ns::CARDDAV, "address-data", PropertyChange::NotFound),
    ),
    answers(
        Fault::INVALID_QUERIES_ARE_ANSWERED,
        Answers::If(|request, response| {
            request.method == "REPORT" && (400..500).contains(&response.status) && response.status != 401
        }),
        Change::Instead(|_, _| nothing()),
    ),
];

pub(super) const REQUESTS: &[RequestDamage] = &[
    requests(
        Fault::TIME_RANGE_OVERLOOKED,
        Requests::Report("calendar-query"),
        RequestChange::WithoutElement(ns::CALDAV, "time-range"),
    ),
    requests(
        Fault::PROP_FILTER_OVERLOOKED,
        Requests::Report("calendar-query"),
        RequestChange::WithoutElement(ns::CALDAV, "prop-filter"),
    ),
    requests(
        Fault::PARAM_FILTER_OVERLOOKED,
        Requests::Report("calendar-query"),
        RequestChange::WithoutElement(ns::CALDAV, "param-filter"),
    ),
    requests(
        Fault::TEXT_MATCH_OVERLOOKED,
        Requests::Report("calendar-query"),
        RequestChange::WithoutElement(ns::CALDAV, "text-match"),
    ),
    requests(
        Fault::IS_NOT_DEFINED_OVERLOOKED,
        Requests::Report("calendar-query"),
        RequestChange::WithoutElement(ns::CALDAV, "is-not-defined"),
    ),
    requests(
        Fault::EXPAND_OVERLOOKED,
        Requests::Report("calendar-query"),
        RequestChange::WithoutElement(ns::CALDAV, "expand"),
    ),
    requests(
        Fault::LIMIT_RECURRENCE_SET_OVERLOOKED,
        Requests::Report("calendar-query"),
        RequestChange::WithoutElement(ns::CALDAV, "limit-recurrence-set"),
    ),
    requests(
        Fault::COMPONENT_CHOICE_OVERLOOKED,
        Requests::Report("calendar-query"),
        RequestChange::WithoutElement(ns::CALDAV, "comp"),
    ),
    requests(
        Fault::CARD_PROP_FILTER_OVERLOOKED,
        Requests::Report("addressbook-query"),
        RequestChange::WithoutElement(ns::CARDDAV, "prop-filter"),
    ),
    requests(
        Fault::CARD_TEXT_MATCH_OVERLOOKED,
        Requests::Report("addressbook-query"),
        RequestChange::WithoutElement(ns::CARDDAV, "text-match"),
    ),
    requests(
        Fault::CARD_PARAM_FILTER_OVERLOOKED,
        Requests::Report("addressbook-query"),
        RequestChange::WithoutElement(ns::CARDDAV, "param-filter"),
    ),
    requests(
        Fault::CARD_IS_NOT_DEFINED_OVERLOOKED,
        Requests::Report("addressbook-query"),
        RequestChange::WithoutElement(ns::CARDDAV, "is-not-defined"),
    ),
    requests(
        Fault::CARD_LIMIT_OVERLOOKED,
        Requests::Report("addressbook-query"),
        RequestChange::WithoutElement(ns::CARDDAV, "limit"),
    ),
    requests(
        Fault::CARD_PROPERTY_CHOICE_OVERLOOKED,
        Requests::Report("addressbook-query"),
        RequestChange::WithoutElement(ns::CARDDAV, "prop"),
    ),
    requests(Fault::NEGATION_OVERLOOKED, Requests::To("REPORT"), RequestChange::WithoutAttribute("negate-condition")),
    requests(Fault::COLLATION_OVERLOOKED, Requests::To("REPORT"), RequestChange::WithoutAttribute("collation")),
    requests(Fault::MATCH_TYPE_OVERLOOKED, Requests::To("REPORT"), RequestChange::WithoutAttribute("match-type")),
    requests(Fault::TEST_OVERLOOKED, Requests::To("REPORT"), RequestChange::WithoutAttribute("test")),
    requests(
        Fault::EXPAND_OVERLOOKED_IN_MULTIGET,
        Requests::Report("calendar-multiget"),
        RequestChange::WithoutElement(ns::CALDAV, "expand"),
    ),
];
