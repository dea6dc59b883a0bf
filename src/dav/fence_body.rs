use crate::request::Request;

/// Whether a POST body asks for free/busy times and for nothing else (RFC 6638 section 5).
pub(crate) fn is_free_busy_request(request: &Request) -> bool {
    let calendar =
        request.get("content-type").is_some_and(|value| value.trim().to_ascii_lowercase().starts_with("text/calendar"));
    let Some(Ok(body)) = request.body.as_deref().map(std::str::from_utf8) else {
        return false;
    };
    if !calendar || request.get("content-encoding").is_some() || body.contains('\0') {
        return false;
    }
    let unfolded = unfold(body);
    let mut asks = false;
    let mut free_busy = false;
    for line in unfolded.split(['\r', '\n']) {
        let line = line.trim().to_ascii_uppercase();
        if line == "METHOD:REQUEST" {
            asks = true;
        } else if line.starts_with("METHOD") {
            return false;
        } else if let Some(component) = line.strip_prefix("BEGIN:") {
            match component.trim() {
                "VFREEBUSY" => free_busy = true,
                "VCALENDAR" | "VTIMEZONE" | "STANDARD" | "DAYLIGHT" => {}
                _ => return false,
            }
        } else if line.starts_with("BEGIN") {
            return false;
        }
    }
    asks && free_busy
}

fn unfold(text: &str) -> String {
    let mut out = text.to_owned();
    for fold in ["\r\n ", "\r\n\t", "\n ", "\n\t", "\r ", "\r\t"] {
        out = out.replace(fold, "");
    }
    out
}

/// Whether a REPORT only reads. SOGo accepts its own ACL and subscription requests as REPORT too, and these write;
/// a body whose text could hide one (another encoding, a DTD) counts as writing.
pub(crate) fn is_reading_report(request: &Request) -> bool {
    let Some(body) = request.body.as_deref() else {
        return true;
    };
    let plain_encoding = request.get("content-encoding").is_none()
        && !body.contains(&0)
        && !body.starts_with(&[0xfe, 0xff])
        && !body.starts_with(&[0xff, 0xfe])
        && request.get("content-type").is_none_or(|value| names_plain_charset(value, "charset"));
    let text = String::from_utf8_lossy(body);
    let declaration = text.trim_start_matches('\u{feff}').split("?>").next().filter(|head| head.starts_with("<?xml"));
    plain_encoding
        && declaration.is_none_or(|head| names_plain_charset(head, "encoding"))
        && !["<!DOCTYPE", "<!ENTITY", "acl-query", "subscribe"].iter().any(|word| text.contains(word))
}

fn names_plain_charset(text: &str, key: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let Some((_, value)) = text.split_once(key) else {
        return true;
    };
    let value: String = value
        .trim_start_matches([' ', '=', '"', '\''])
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '-')
        .collect();
    matches!(value.as_str(), "utf-8" | "utf8" | "us-ascii" | "iso-8859-1")
}
