//! The card as one printable page without network and without scripts.

use minijinja::{AutoEscape, Environment, context};

use super::address::Card;

impl Card {
    /// The page, as HTML.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "the template is a constant, and the tests render it")]
    pub fn page(&self) -> String {
        let language = self.language;
        let rows: Vec<_> = self
            .addresses()
            .iter()
            .map(|address| {
                let fields: Vec<_> = address
                    .fields
                    .iter()
                    .map(|f| context! { label => language.label(f.label), value => &f.value })
                    .collect();
                context! { client => language.client(address.client), steps => language.steps(address.client), fields }
            })
            .collect();
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment
            .render_str(
                include_str!("page.html"),
                context! {
                    lang => language.code(), title => language.title(), intro => language.intro(), both => language.both(),
                    headers => language.headers(), host => &self.authority, rows,
                },
            )
            .expect("the template fits its values")
    }
}
