//! The `If` header of WebDAV (RFC 4918 §10.4).

/// What the lists are compared with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct State<'a> {
    /// The path of the resource.
    pub(crate) path: &'a str,
    /// Its entity tag, with quotes.
    pub(crate) tag: &'a str,
    /// The token of the lock that it is under.
    pub(crate) token: Option<&'a str>,
}

/// Whether one of the lists holds for a resource. `None` for a header that cannot be read.
pub(crate) fn holds(header: &str, state: State<'_>) -> Option<bool> {
    let State { path, .. } = state;
    let mut rest = header.trim();
    let mut about_this = true;
    let mut any = false;
    let mut lists = 0;
    while !rest.is_empty() {
        if let Some(resource) = rest.strip_prefix('<') {
            let (uri, behind) = resource.split_once('>')?;
            about_this = uri == path || uri.split_once("://").is_some_and(|(_, host)| host.ends_with(path));
            rest = behind.trim_start();
        }
        let (list, behind) = list_of(rest.strip_prefix('(')?)?;
        any |= about_this && conditions_hold(list, state)?;
        lists += 1;
        rest = behind.trim_start();
    }
    (lists > 0).then_some(any)
}

/// What stands before the `)` that is in no entity tag, and what stands behind it.
fn list_of(text: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let end = text.find(|character| {
        quoted ^= character == '"';
        character == ')' && !quoted
    })?;
    Some((&text[..end], &text[end + 1..]))
}

fn conditions_hold(list: &str, state: State<'_>) -> Option<bool> {
    let mut rest = list.trim();
    let mut all = true;
    while !rest.is_empty() {
        let negated = rest.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("Not"));
        if negated {
            rest = rest[3..].trim_start();
        }
        let (matched, behind) = if let Some(etag) = rest.strip_prefix('[') {
            let (etag, behind) = etag.split_once(']')?;
            (etag.trim() == state.tag, behind)
        } else {
            let (token, behind) = rest.strip_prefix('<')?.split_once('>')?;
            (state.token == Some(token), behind)
        };
        all &= matched != negated;
        rest = behind.trim_start();
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::same_tag(r#"(["a"])"#, Some(true))]
    #[case::other_tag(r#"(["b"])"#, Some(false))]
    #[case::second_list(r#"(["b"]) (["a"])"#, Some(true))]
    #[case::both_in_one_list(r#"(["b"] ["a"])"#, Some(false))]
    #[case::negated(r#"(Not ["b"])"#, Some(true))]
    #[case::other_token("(<urn:uuid:1>)", Some(false))]
    #[case::token("(<urn:uuid:2>)", Some(true))]
    #[case::token_and_other_tag(r#"(<urn:uuid:2> ["b"])"#, Some(false))]
    #[case::no_lock_negated("(Not <DAV:no-lock>)", Some(true))]
    #[case::of_this_resource(r#"<http://h/x> (["a"])"#, Some(true))]
    #[case::of_another_resource(r#"<http://h/y> (["a"])"#, Some(false))]
    #[case::broken("([", None)]
    #[case::nothing("", None)]
    fn lists(#[case] header: &str, #[case] expected: Option<bool>) {
        let state = State { path: "/x", tag: "\"a\"", token: Some("urn:uuid:2") };
        assert_eq!(holds(header, state), expected);
    }
}
