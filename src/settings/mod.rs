//! config.json: what an administrator writes ([`read`]) becomes what the page uses ([`Settings`]).
//!
//! Nothing of an intranet is compiled in. A key that is missing has its default; a key that is unknown, or a value that
//! is not of its kind, is told by name, by value and by what was expected, all at once.

mod keys;
mod problem;
mod read;
mod server_kind;

pub use problem::{ConfigProblem, Expected};
pub use read::read;

use certdesk_order::{CustomFieldDefinition, Entries, Product};

/// The page's settings, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Where the proxy stands for `https://www.digicert.com/services/v2`; without a slash at its end.
    ///
    /// An absolute http or https address, or a path on the page's own origin.
    pub proxy: String,
    /// Whether the browser sends cookies and sign-on to the proxy.
    pub credentials: Credentials,
    /// How long an order may take, in seconds, until the page calls its outcome unknown; 5 to 600.
    pub time_limit_seconds: u32,
    /// The products offered, in this order.
    pub products: Vec<Product>,
    /// What the form holds at first.
    pub defaults: Entries,
    /// Organizations to choose from; empty: the number is typed.
    pub organizations: Vec<Choice>,
    /// Server platforms to choose from.
    pub server_platforms: Vec<Choice>,
    /// Containers (divisions) to choose from; empty: the number is typed.
    pub containers: Vec<Choice>,
    /// The account's own fields.
    pub custom_fields: Vec<CustomFieldDefinition>,
    /// Language codes for the validation e-mail that are suggested (DigiCert API notes, section 5.3).
    pub locales: Vec<String>,
    /// The most names, common name included, of which the form does not warn (section 1.2).
    pub max_names: usize,
    /// Whether the page asks the account for choices and orders; where not, everything is typed and the proxy needs to let
    /// through nothing but orders.
    pub account: bool,
    /// Where the account's orders are seen by a person, to be named when an outcome is unknown.
    pub account_url: String,
}

/// Something to choose by name whose number is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The number that the API knows it by.
    pub id: i64,
    /// The name that people know it by.
    pub name: String,
}

/// What of the user's sign-on goes to the proxy: the `credentials` mode of `fetch`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credentials {
    /// Nothing.
    Omit,
    /// Where the proxy stands on the page's own origin; the default.
    SameOrigin,
    /// Always; the proxy's CORS answer must name the page's origin and allow credentials.
    Include,
}

impl Credentials {
    /// All, with the words of config.json.
    pub const ALL: [(&'static str, Self); 3] = [
        ("omit", Self::Omit),
        ("same-origin", Self::SameOrigin),
        ("include", Self::Include),
    ];
}
