use crate::component::Property;

/// The text of a vCard 2.1 or vCalendar 1.0 property with `ENCODING=QUOTED-PRINTABLE` (RFC 2045 §6.7), if that is valid and UTF-8.
pub(crate) fn decode(property: &Property) -> Option<String> {
    let mut decoded = Vec::with_capacity(property.value.len());
    let mut bytes = property.value.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'=' {
            let high = hex(bytes.next()?)?;
            let low = hex(bytes.next()?)?;
            decoded.push(high << 4 | low);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

pub(crate) fn is_quoted_printable(property: &Property) -> bool {
    let named =
        property.param_value("ENCODING").is_some_and(|encoding| encoding.eq_ignore_ascii_case("QUOTED-PRINTABLE"));
    named || property.param("QUOTED-PRINTABLE").is_some_and(|param| param.values.is_empty())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
