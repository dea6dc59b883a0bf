//! `ENCODING=QUOTED-PRINTABLE` of vCard 2.1 (RFC 2045 §6.7).

use super::element::Param;

/// The decoded text if the parameters name the encoding, which is then taken out of them.
pub(crate) fn decode_value(value: &str, params: &mut Vec<Param>) -> Option<String> {
    let is_encoding = |word: &str| word.eq_ignore_ascii_case("QUOTED-PRINTABLE");
    let named = params.iter().any(|param| {
        matches!(param.name.as_str(), "ENCODING" | "TYPE") && param.values.iter().any(|word| is_encoding(word))
    });
    if !named {
        return None;
    }
    for param in params.iter_mut() {
        param.values.retain(|word| !is_encoding(word));
    }
    params.retain(|param| !param.values.is_empty());
    Some(decode(value))
}

fn decode(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        if let Some(decoded) = pair.filter(|_| byte == b'=').and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            bytes.push(decoded);
            rest = &tail[2..];
        } else {
            if !(byte == b'=' && tail.is_empty()) {
                bytes.push(byte);
            }
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|error| error.into_bytes().iter().map(|&byte| char::from(byte)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params() -> Vec<Param> {
        vec![
            Param { name: "ENCODING".into(), values: vec!["quoted-printable".into()] },
            Param { name: "CHARSET".into(), values: vec!["UTF-8".into()] },
        ]
    }

    #[test]
    fn decodes_and_drops_the_encoding() {
        let mut params = params();
        assert_eq!(decode_value("J=C3=B6rg=2C=", &mut params).as_deref(), Some("Jörg,"));
        assert_eq!(params.len(), 1);
    }

    #[test]
    fn leaves_other_values_alone() {
        assert_eq!(decode_value("a=C3", &mut Vec::new()), None);
    }
}
