//! The templates, and the one path by which text gets into a page.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use minijinja::{Environment, Output, State, UndefinedBehavior, Value, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::text::visible;

/// Style of the page.
pub(super) const STYLE: &str = include_str!("style.css");
/// What the page can do more where scripts run.
pub(super) const SCRIPT: &str = include_str!("script.js");

/// The compiled templates.
pub(super) struct Templates(Environment<'static>);

impl Templates {
    pub(super) fn new() -> Self {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.expect("the default delimiters are fine"));
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_formatter(format);
        for (name, source) in [
            ("macros.html", include_str!("macros.html")),
            ("head.html", include_str!("head.html")),
            ("comparison.html", include_str!("comparison.html")),
            ("section.html", include_str!("section.html")),
            ("case.html", include_str!("case.html")),
            ("families.html", include_str!("families.html")),
            ("known.html", include_str!("known.html")),
            ("passed.html", include_str!("passed.html")),
            ("foot.html", include_str!("foot.html")),
        ] {
            environment.add_template(name, source).expect("the templates are part of this crate and compile");
        }
        Self(environment)
    }

    /// Renders a template straight into `out`.
    pub(super) fn render(&self, name: &str, view: impl Serialize, out: &mut impl Write) -> io::Result<()> {
        let template = self.0.get_template(name).map_err(io::Error::other)?;
        template.render_captured_to(Value::from(Serde(view)), out).map_err(io::Error::other)?;
        Ok(())
    }
}

/// Writes a value into the page. Nothing gets there unescaped but what is marked safe in this module.
fn format(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    if value.is_none() {
        return Ok(());
    }
    let owned;
    let text = if let Some(text) = value.as_str() {
        text
    } else {
        owned = value.to_string();
        &owned
    };
    if value.is_safe() {
        out.write_str(text)?;
        return Ok(());
    }
    let text = visible(text);
    let mut rest = text.as_ref();
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.write_str(&rest[..at])?;
        out.write_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_str(rest)?;
    Ok(())
}

/// The source expression of a content security policy that allows exactly this inline text.
pub(super) fn csp_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The rule that prints run and digest at the head of each page. Both are reduced to what ids and
/// digests are made of, since they become part of a style sheet.
pub(super) fn print_header(run: &str, digest: &str) -> String {
    let id =
        |text: &str| -> String { text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(64).collect() };
    let mut css = String::new();
    write!(
        css,
        "@page{{@top-left{{content:\"davproof run {}\"}}@bottom-left{{content:\"results.json SHA-256 {}\"}}}}",
        id(run),
        id(digest),
    )
    .expect("writing to a string cannot fail");
    css
}
