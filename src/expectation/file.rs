//! The file as written.

use davproof_reports::ExpectedOutcome;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;

/// What is accepted of a server.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExpectationFile {
    /// Whom it describes, in words, for example `SOGo 5.8 and 5.12`.
    pub server: String,
    /// The entries.
    #[schemars(with = "Vec<Entry>")]
    pub expect: Vec<Spanned<Entry>>,
}

/// What is accepted of one case, or of those that a pattern names.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Entry {
    /// Id of the case. `*` stands for any part of an id within one `/`, `**` for any parts.
    #[schemars(with = "String")]
    pub case: Spanned<String>,
    /// What comes of it.
    #[serde(default)]
    pub outcome: ExpectedOutcome,
    /// Ids of the checks that fail; these and no others. `*` stands for any text, and something must match it. Not for
    /// `flaky`.
    #[schemars(with = "Option<Vec<String>>")]
    pub checks: Option<Spanned<Vec<String>>>,
    /// The servers that the entry is about. Default: every server that the file is used for.
    #[schemars(with = "Option<When>")]
    pub when: Option<Spanned<When>>,
    /// Last day on which the failure is accepted, for example `2027-03-01`. Default: no end.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub expires: Option<Spanned<String>>,
    /// Why this is so and why it is accepted.
    #[schemars(with = "String")]
    pub reason: Spanned<String>,
    /// Row of the deviations page, for example `COND-01`, or a link.
    #[schemars(with = "String")]
    pub link: Spanned<String>,
}

/// The servers that an entry is about; at least one key.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct When {
    /// Name of the product, as the reports give it, for example `SOGo`.
    pub product: Option<String>,
    /// Versions of the product: `<`, `<=`, `=`, `>=` or `>` and a version; all that commas join must hold. `=5.8` means
    /// 5.8 with all its patches.
    pub version: Option<String>,
}
