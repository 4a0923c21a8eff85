//! What may be ordered from DigiCert: products, request, answer, rules; knows nothing of browsers.
//!
//! ```text
//! Entries, NameEntries   what a person has typed          entries, field
//!   -> rules             one pure function a field         name, names, csr_rules, rules, validity
//!   -> Checked...        the typed values and all problems checked, entry_problem
//!   -> OrderRequest      built by the checks alone         request, body, curl
//!   -> Verdict           what came back                    verdict, answer, api_error
//! ```
//!
//! Beside the form, [`account`] is what the page asks the account for, and how those answers are read.
//!
//! Today's date, the browser's IDNA and the public suffixes come in as arguments.

mod entries;
mod field;
mod glossary;
mod kept;
mod problem;
mod product;

pub use entries::{
    ApproverEntry, ContactEntries, CustomFieldEntry, Entries, NameEntries, NameEntry, OrganizationChoice,
    OrganizationEntries, ValidityChoice,
};
pub use field::{ContactField, Field, OrganizationField, RowKey};
pub use glossary::{DcvMethod, OTHER_PLATFORM, PROFILE_OPTIONS, PaymentMethod, SERVER_PLATFORMS, SignatureHash};
pub use problem::{Checked, Problem, Severity, What};
pub use product::{Coverage, Product, Validation};

// All but names and CSR.
pub mod account;
mod answer;
mod api_error;
mod body;
mod characters;
mod checked;
mod context;
mod country;
mod curl;
mod email_fault;
mod entry_problem;
mod lenient;
mod order_file;
mod request;
pub mod rules;
mod validity;
mod verdict;

pub use answer::{ChainEntry, DcvToken, DomainAnswer, OrderAnswer, PlacementCase, RequestAnswer, RequestStatus};
pub use api_error::ApiError;
pub use checked::{CheckedCsr, CheckedEntries, CheckedNames, problems};
pub use context::{CustomFieldDefinition, CustomFieldType, FormContext};
pub use country::Country;
pub use curl::DIGICERT_BASE_URL;
pub use email_fault::EmailFault;
pub use entry_problem::EntryProblem;
pub use order_file::{ReadOrder, read_order_body};
pub use request::{OrderRequest, Preview};
pub use validity::{
    ORDER_YEARS, REFERENCE_DAYS, REFERENCE_YEARS, VALIDITY_LIMITS, Validity, ValidityEnds, ValidityLimit,
    latest_order_end, limit_on, next_limit, validity_ends,
};
pub use verdict::{Refusal, RefusedBy, ShownBody, UnknownReason, Verdict, read_answer};

// Names and CSR.
mod csr_problem;
pub mod csr_rules;
pub mod name;
pub mod names;
mod reconcile;

pub use csr_problem::{CsrProblem, CsrWish, UncheckedWeakness};
pub use csr_rules::SignatureState;
pub use name::{
    DnsName, Idna, Name, NameProblem, OnionFault, Pasted, PublicIp, PublicSuffixError, PublicSuffixes, ReservedRange,
    WildcardFault, WildcardName, split_pasted,
};
pub use names::{JudgedNames, NameRules, NameSet, covered_by_wildcard, www_pair};
pub use reconcile::{CommonNames, CsrNames, Reconciliation, UnusableName};
