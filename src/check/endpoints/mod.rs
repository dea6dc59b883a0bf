//! Is everything where clients look for it, and does every method get there?

mod collections;
mod gzip;
mod hrefs;
mod methods;
mod options;
mod passage;
mod product;
mod situations;
mod web;

use futures::join;

use super::account::Account;
use super::discovery::Entry;
use super::findings::Findings;
use super::plan::Plan;
use super::prober::Prober;

pub(crate) use hrefs::leads_elsewhere;

/// Checks an account's endpoints.
pub(crate) async fn check(prober: &Prober, entry: &Entry, plan: &Plan, account: &Account, findings: &Findings<'_>) {
    let collections = collections::check(prober, entry, account, findings);
    let product = product::check(prober, account, findings);
    let ((), (), (), (), ()) = join!(
        async {
            let defaults = collections.await;
            options::check(prober, account, &defaults, findings).await;
        },
        hrefs::check(prober, account, findings),
        methods::check(prober, account, findings),
        passage::check(prober, account, findings),
        async {
            if product.await {
                web::check(prober, entry, plan, findings).await;
            }
        },
    );
}
