//! Forms that values must have.

use std::sync::LazyLock;

use regex::Regex;

use crate::scenario::Format;

static HTTP_DATE: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$",
    )
});
static ISO_DATE: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$"));
static URI: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+$"));
static URI_REFERENCE: LazyLock<Regex> =
    LazyLock::new(|| compiled(r"^([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$"));
static INTEGER: LazyLock<Regex> = LazyLock::new(|| compiled(r"^-?\d+$"));

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of the forms are right")
}

/// True if a text has the form.
pub(crate) fn has_format(text: &str, format: Format) -> bool {
    match format {
        Format::StrongEtag => {
            let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            inner.is_some_and(|inner| inner.bytes().all(|b| b == 0x21 || (0x23..=0x7e).contains(&b) || b >= 0x80))
        }
        Format::HttpDate => HTTP_DATE.is_match(text),
        Format::IsoDate => ISO_DATE.is_match(text),
        Format::Uri => URI.is_match(text),
        Format::UriReference => URI_REFERENCE.is_match(text),
        Format::Integer => INTEGER.is_match(text),
    }
}

/// The form in words.
pub(crate) fn describe(format: Format) -> &'static str {
    match format {
        Format::StrongEtag => "a strong entity tag in quotes",
        Format::HttpDate => "an HTTP date in GMT, as in `Sun, 06 Nov 1994 08:49:37 GMT`",
        Format::IsoDate => "a date and time as in `1994-11-06T08:49:37Z`",
        Format::Uri => "an absolute URI",
        Format::UriReference => "a URI reference in which all special characters are percent-encoded",
        Format::Integer => "a whole number",
    }
}
