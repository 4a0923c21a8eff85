//! The rules for every entry but the names and the CSR: one pure function a field.
//!
//! Each takes what was typed and gives a [`Checked`](crate::Checked): the typed value or errors, and advice. A field that may
//! be left alone gives `None` inside of a good value, and it is then not sent.

mod approvers;
mod contact;
mod custom_fields;
mod delivery;
mod emails;
mod findings;
mod numbers;
mod offer;
mod organization;
mod renewal;
mod texts;
mod validity;

pub use contact::{ContactRole, contact_email, contact_name, contact_telephone, job_title, telephone_extension};
pub use custom_fields::{CheckedCustomFields, CustomField, custom_fields};
pub use delivery::{disable_ct, locale, profile_option, server_platform};
pub use emails::{additional_emails, email};
pub use numbers::{container_id, organization_id, renewal_of_order_id};
pub use organization::{address, address2, assumed_name, city, country, organization_name, state, telephone, zip};
pub use renewal::{Thumbprint, auto_renew, custom_renewal_message, renewed_thumbprint};
pub use texts::{comments, organization_units};
pub use validity::{custom_expiration_date, validity, validity_days, validity_years};

pub(crate) use approvers::approvers;
pub(crate) use contact::Contact;
pub(crate) use offer::Offer;
pub(crate) use organization::{NewOrganization, new_organization};
