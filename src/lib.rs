//! The page on which a company's staff order TLS certificates from DigiCert CertCentral.
//!
//! | module | what it is |
//! |---|---|
//! | [`account`] | what the page asks of the account: choices, orders |
//! | [`app`] | the shell: settings, language, which view the address asks for |
//! | [`settings`] | config.json as an administrator writes it, and as the page uses it |
//! | [`text`] | every sentence, in each language |
//! | [`draft`] | what is typed: a signal a field |
//! | [`form`] | one file a section of the form, its judgement, the review |
//! | [`held_key`] | the private key that was made here, in memory alone |
//! | [`later`] | what is loaded after the form, and the table through which the form calls it |
//! | [`placing`] | from the button that costs money to what came of it |
//! | [`orders`] | the account's orders: the list, one in full, what it waits for, what is done with it |
//! | [`outcome`] | what came back: order, chain, files |
//! | [`widgets`] | fields, choices, boxes: they know neither form nor outcome |
//!
//! What may be ordered is `certdesk_order`'s to say; what CSRs and certificates hold is `certdesk_pki`'s.

#![expect(
    unreachable_pub,
    reason = "leptos writes a public function behind each component, whatever its own visibility"
)]

pub mod account;
pub mod app;
mod browser;
pub mod draft;
pub mod form;
pub mod held_key;
pub mod later;
pub mod orders;
pub mod outcome;
pub mod placing;
mod proxy;
pub mod settings;
pub mod text;
mod view;
pub mod widgets;
