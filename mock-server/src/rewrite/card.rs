//! What a PUT of an address object stores.

use super::context::StoreContext;
use super::object::{ObjectKind, StoredObject};
use super::{index, read, write};
use crate::fault::Fault;
use crate::refusal::Refusal;

/// What is stored of the body of a PUT to an address book; `existing` is what the name holds now.
///
/// # Errors
/// The refusal that the server answers instead.
pub(crate) fn store_card(
    body: &[u8],
    content_type: Option<&str>,
    existing: Option<&StoredObject>,
    cx: &mut StoreContext<'_>,
) -> Result<StoredObject, Refusal> {
    let parsed = read::decode(body, content_type)
        .map(|text| read::first_component(&text).filter(|component| is_closed(&text, &component.name)))
        .or_else(|refusal| if refusal.status == 404 { Ok(None) } else { Err(refusal) })?;
    let rewrites = cx.faults.has(Fault::REWRITES_CARDS);
    let kind = parsed.as_ref().and_then(|component| match (component.name.as_str(), existing) {
        // An object that is there takes anything.
        (_, Some(existing)) if rewrites => Some(existing.kind),
        ("VCARD", _) => Some(ObjectKind::Card),
        ("VLIST", _) => Some(ObjectKind::List),
        _ => None,
    });
    let (Some(mut card), Some(kind)) = (parsed, kind) else {
        return Err(refusal(existing, cx));
    };
    if !rewrites {
        return Ok(index::card_object(&card, kind, body.to_vec()));
    }
    if kind == ObjectKind::Card {
        card.set("VERSION", "3.0");
    }
    if card.line("UID").is_none() {
        card.push("UID", (cx.fresh)());
    }
    let content = write::to_bytes(&card, cx.faults);
    Ok(index::card_object(&card, kind, content))
}

/// Whether the component has an end; cards without one are refused.
fn is_closed(text: &str, name: &str) -> bool {
    let end = format!("END:{name}");
    text.lines().any(|line| line.trim_end().eq_ignore_ascii_case(&end))
}

fn refusal(existing: Option<&StoredObject>, cx: &StoreContext<'_>) -> Refusal {
    if !cx.faults.has(Fault::UNPARSEABLE_IS_NOT_FOUND) {
        return Refusal::condition(403, "urn:ietf:params:xml:ns:carddav", "valid-address-data");
    }
    match existing {
        None => Refusal::page(404, "the requested object could not be found!"),
        Some(_) => Refusal::empty(500),
    }
}

/// The same card under another UID.
pub(crate) fn with_uid(object: &StoredObject, uid: &str, cx: &StoreContext<'_>) -> StoredObject {
    match read::stored(&object.content) {
        Some(mut card) => {
            card.set("UID", uid);
            let content = write::to_bytes(&card, cx.faults);
            index::card_object(&card, object.kind, content)
        }
        None => object.clone(),
    }
}
