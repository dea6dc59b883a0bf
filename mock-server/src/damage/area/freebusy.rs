//! Wrong free/busy.

use crate::damage::answer::{Answers, Change};
use crate::damage::texts::without_lines;
use crate::damage::{AnswerDamage, answers};
use crate::fault::Fault;
use crate::message::Response;

pub(super) const ANSWERS: &[AnswerDamage] = &[
    answers(
        Fault::FREE_BUSY_FILE_MISSING,
        Answers::If(|request, response| request.target.ends_with("/freebusy.ifb") && response.status == 200),
        Change::Instead(|_, _| Response::new(404)),
    ),
    answers(
        Fault::FREE_BUSY_QUERY_NEEDS_NO_RANGE,
        Answers::If(|request, response| {
            response.status == 400 && String::from_utf8_lossy(&request.body).contains("free-busy-query")
        }),
        Change::Status(200),
    ),
    answers(Fault::BUSY_TIMES_NOT_TOLD, Answers::All, Change::Body(|body| without_lines(body, "FREEBUSY"))),
    answers(
        Fault::BUSY_TYPE_NOT_TOLD,
        Answers::All,
        Change::Body(|body| body.replace(";FBTYPE=BUSY-TENTATIVE", "").replace(";FBTYPE=BUSY-UNAVAILABLE", "")),
    ),
    answers(
        Fault::BUSY_TIMES_LOCAL,
        Answers::If(|_, response| response.text().contains("BEGIN:VFREEBUSY")),
        Change::Body(|body| {
            body.lines()
                .map(|line| {
                    if line.starts_with("FREEBUSY") {
                        format!("{}\r\n", line.replace('Z', ""))
                    } else {
                        format!("{line}\r\n")
                    }
                })
                .collect()
        }),
    ),
    answers(
        Fault::FREE_BUSY_TELLS_SUBJECTS,
        Answers::If(|_, response| response.text().contains("BEGIN:VFREEBUSY")),
        Change::Body(|body| body.replace("END:VFREEBUSY", "SUMMARY:Dock inspection\r\nEND:VFREEBUSY")),
    ),
    answers(
        Fault::FREE_BUSY_AS_HTML,
        Answers::If(|_, response| response.text().contains("VFREEBUSY")),
        Change::Header("Content-Type", "text/html"),
    ),
    answers(
        Fault::UNKNOWN_PERSON_TOLD_AS_FREE,
        Answers::To("POST"),
        Change::Body(|body| body.replace("3.7;Invalid Calendar User", "2.0;Success")),
    ),
    answers(
        Fault::KNOWN_PERSON_TOLD_AS_UNKNOWN,
        Answers::To("POST"),
        Change::Body(|body| body.replace("2.0;Success", "3.7;Invalid Calendar User")),
    ),
    answers(
        Fault::FREE_BUSY_FOR_ANOTHER_TIME,
        Answers::All,
        Change::Body(|body| {
            body.lines()
                .map(|line| {
                    if body.contains("VFREEBUSY") && (line.starts_with("DTSTART") || line.starts_with("DTEND")) {
                        "DTSTART:19700101T000000Z\r\n".to_owned()
                    } else {
                        format!("{line}\r\n")
                    }
                })
                .collect()
        }),
    ),
];
