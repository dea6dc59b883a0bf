//! What a PUT of an address object stores.

use super::calendar::{not_found, refuse_nul};
use super::context::StoreContext;
use super::object::{ObjectKind, StoredObject};
use super::{check, index, lossless, read, write};
use crate::fault::Fault;
use crate::refusal::Refusal;
use crate::xml::ns;

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
    let rewrites = cx.faults.has(Fault::REWRITES_CARDS);
    let text = if rewrites { read::decode(body, content_type) } else { lossless::text(body, content_type) };
    refuse_nul(text.as_deref(), cx.faults)?;
    check::card(text.as_deref(), content_type, cx.faults).map_err(|refused| not_found(refused, existing, cx))?;
    let parsed = text
        .as_deref()
        .and_then(|text| read::first_component(text, cx.faults).filter(|component| is_closed(text, &component.name)));
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
        let text = lossless::with_uid(text.unwrap_or_default(), &card, || (cx.fresh)());
        let card = read::first_component(&text, cx.faults).unwrap_or(card);
        return Ok(index::card_object(&card, kind, write::as_sent(text, cx.faults)));
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
        return Refusal::condition(403, ns::CARDDAV, "valid-address-data");
    }
    match existing {
        None => Refusal::page(404, "the requested object could not be found!"),
        Some(_) => Refusal::empty(500),
    }
}

/// The same card under another UID.
pub(crate) fn with_uid(object: &StoredObject, uid: &str, cx: &StoreContext<'_>) -> StoredObject {
    match read::stored(&object.content, cx.faults) {
        Some(mut card) => {
            card.set("UID", uid);
            let content = write::to_bytes(&card, cx.faults);
            index::card_object(&card, object.kind, content)
        }
        None => object.clone(),
    }
}
