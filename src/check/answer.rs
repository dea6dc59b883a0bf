//! Who answered, and how to tell of it.

use davproof_dav::{Challenge, DavResponse, Element, Href, Multistatus, Name, Node, Response};

use super::prober::Answer;

/// Characters of a server's text that a fact shows.
const SHOWN: usize = 120;

/// A multistatus that can be read.
pub(crate) fn multistatus(response: &Response) -> Option<Multistatus> {
    (response.status == 207).then(|| Multistatus::parse(&response.body).ok()).flatten()
}

/// A property with status 200.
pub(crate) fn property(response: DavResponse<'_>, name: &str) -> Option<Element> {
    response.prop(&name.parse::<Name>().expect("the names are literals")).map(Node::to_element)
}

/// The first href of a property with status 200 in the first response.
pub(crate) fn first_href(multistatus: &Multistatus, name: &str) -> Option<Href> {
    hrefs(&property(multistatus.responses().next()?, name)?).into_iter().next()
}

/// The hrefs that a property holds.
pub(crate) fn hrefs(property: &Element) -> Vec<Href> {
    property.children_named(&Name::dav("href")).map(|href| Href::new(href.trimmed())).collect()
}

/// True if the answer is a page for people.
pub(crate) fn is_page(response: &Response) -> bool {
    let html = |kind: &str| kind.to_ascii_lowercase().contains("html");
    let begins = String::from_utf8_lossy(&response.body[..response.body.len().min(64)]).to_ascii_lowercase();
    let begins = begins.trim_start();
    (response.headers.get("Content-Type").is_some_and(html) && !response.body.is_empty() && !is_sogo(response))
        || begins.starts_with("<!doctype html")
        || begins.starts_with("<html")
}

/// True if sogod itself wrote the answer: its headers, or one of the shapes of its refusals.
pub(crate) fn is_sogo(response: &Response) -> bool {
    let has = |name: &str| response.headers.get(name).is_some();
    let body = String::from_utf8_lossy(&response.body[..response.body.len().min(2048)]).into_owned();
    let realm = Challenge::all(&response.headers).iter().any(|challenge| challenge.param("realm") == Some("SOGo"));
    has("X-Dav-Error")
        || realm
        || response.headers.get("Server").is_some_and(|server| server.starts_with("SOPE"))
        || body.starts_with("object not found:")
        || body.contains("An error occurred during object publishing")
}

/// True if a DAV server speaks: it lists, or it asks who is there.
pub(crate) fn speaks_dav(response: &Response) -> bool {
    multistatus(response).is_some() || response.status == 401
}

/// The answer in words, for a fact: status, kind, title of a page.
pub(crate) fn told(answer: &Answer) -> String {
    match answer {
        Err(error) => format!("no answer ({error})"),
        Ok(response) => {
            let location = response.headers.get("Location").filter(|_| (300..400).contains(&response.status));
            match (location, title(response)) {
                (Some(location), _) => format!("{} to {}", response.status, shown(location)),
                (None, Some(title)) => format!("{} with a web page, “{title}”", response.status),
                (None, None) if is_page(response) => format!("{} with a web page", response.status),
                (None, None) => format!("{} {}", response.status, shown(&response.reason)).trim_end().to_owned(),
            }
        }
    }
}

/// A text of the server as a fact may show it: one line, not long, nothing that a terminal would obey.
pub(crate) fn shown(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    match clean.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &clean[..end]),
        None => clean,
    }
}

fn title(response: &Response) -> Option<String> {
    let text = is_page(response).then_some(&response.captured.text)?;
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title")? + lower[lower.find("<title")?..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    Some(shown(&text[start..end])).filter(|title| !title.is_empty())
}

/// The path with a slash at its end.
pub(crate) fn with_slash(path: &str) -> String {
    let slash = if path.ends_with('/') { "" } else { "/" };
    format!("{path}{slash}")
}
