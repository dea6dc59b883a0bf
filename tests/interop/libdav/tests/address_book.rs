//! An address book's life, as a client built on libdav leads it.

use interop_libdav::{Http, client, fresh_name, with_collection};
use libdav::CardDavClient;
use libdav::carddav::{CreateAddressBook, FindAddressBookHomeSet, FindAddressBooks, GetAddressBookResources};
use libdav::dav::{Delete, GetEtag, ListResources, PutResource};

const MEDIA_TYPE: &str = "text/vcard; charset=utf-8";

#[tokio::test]
async fn an_address_book_is_made_filled_and_emptied() {
    let client = CardDavClient::new(client());
    let home = home(&client).await;
    let book = format!("{home}{}/", fresh_name());
    let test = {
        let (client, book) = (client.clone(), book.clone());
        async move { life(&client, &home, &book).await }
    };
    with_collection(&client, &book, test).await;
}

async fn home(client: &CardDavClient<Http>) -> String {
    let principal = client.find_current_user_principal().await.expect("an answer").expect("a principal");
    let found = client.request(FindAddressBookHomeSet::new(principal.path())).await.expect("home sets");
    assert_eq!(found.home_sets.len(), 1, "{:?}", found.home_sets);
    found.home_sets[0].path().to_owned()
}

async fn life(client: &CardDavClient<Http>, home: &str, book: &str) {
    let request = CreateAddressBook::new(book).with_display_name("Interop");
    assert!(client.request(request).await.expect("a new address book").created);
    let books = client.request(FindAddressBooks::new(home)).await.expect("address books").addressbooks;
    assert!(books.iter().any(|found| found.href == book), "{book} is not among {books:?}");

    let href = format!("{book}zoe.vcf");
    client.request(PutResource::new(&href).create(card("Zoë"), MEDIA_TYPE)).await.expect("a new card");
    let etag = client.request(GetEtag::new(&href)).await.expect("its entity tag").etag;
    client.request(PutResource::new(&href).update(card("Zoé"), MEDIA_TYPE, &etag)).await.expect("a changed card");

    let request = GetAddressBookResources::new(book).with_hrefs([&href]);
    let fetched = client.request(request).await.expect("a multiget").resources;
    assert_eq!(fetched.len(), 1, "{fetched:?}");
    let content = fetched[0].content.as_ref().expect("the card's text");
    assert_eq!(content.data.trim_end(), card("Zoé").trim_end());
    assert_ne!(content.etag, etag);

    client.request(Delete::new(&href).with_etag(&content.etag)).await.expect("a deleted card");
    assert_eq!(client.request(ListResources::new(book)).await.expect("a listing").resources, []);
}

fn card(name: &str) -> String {
    let lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "UID:interop-card",
        &format!("FN:{name}"),
        &format!("N:{name}"),
        "END:VCARD",
        "",
    ];
    lines.join("\r\n")
}
