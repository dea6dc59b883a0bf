//! Truncated request bodies, which SOGo reads as far as they go.

/// The text with the tag that was begun finished and what is open closed.
pub(crate) fn close_open_elements(body: &str) -> String {
    let mut out = String::with_capacity(body.len() + 64);
    let mut open: Vec<&str> = Vec::new();
    let mut rest = body;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let tag = &rest[start..];
        let Some(end) = tag.find('>') else {
            let name = tag[1..].split_whitespace().next().unwrap_or_default();
            if !name.is_empty() && !name.starts_with(['/', '!', '?']) {
                out.push('<');
                out.push_str(name);
                out.push_str("/>");
            }
            rest = "";
            break;
        };
        let tag = &tag[..=end];
        out.push_str(tag);
        if tag.starts_with("</") {
            open.pop();
        } else if !tag.starts_with("<!") && !tag.starts_with("<?") && !tag.ends_with("/>") {
            let name = tag[1..tag.len() - 1].split_whitespace().next();
            open.push(name.unwrap_or_default());
        }
        rest = &rest[start + end + 1..];
    }
    out.push_str(rest);
    for name in open.into_iter().rev() {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
    out
}
