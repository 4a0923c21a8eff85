//! A stand-in for DigiCert's CertCentral Services API v2, for the demo and the tests.
//!
//! It reads orders as strictly and as loosely as the service does, decides them by an [`Account`] that is plain data,
//! and really issues certificates, through a root and an intermediate that it makes at start. Three listeners on
//! 127.0.0.1 make up a [`Sandbox`]: the API, a proxy that adds the key and speaks CORS, and a server for a built page.

mod account;
mod api;
mod ca;
mod calendar;
mod clock;
mod csr;
mod custom_fields;
mod decision;
mod demo;
mod download;
mod errors;
mod faults;
mod lenient;
mod limits;
mod names;
mod odd_types;
mod order;
mod order_request;
mod order_validity;
mod organization_request;
mod page;
mod page_config;
mod permission;
mod products;
mod proxy;
mod records;
mod seed;
mod serve;
mod server;
mod settings;
mod state;
mod target;
mod world;

pub use account::{
    Account, ApprovalMode, Contact, Container, CustomField, DataType, Domain, KeyRole, Organization, Role, User,
    Validation, ValidationType,
};
pub use demo::DEMO_KEY;
pub use faults::Fault;
pub use page_config::page_config;
pub use proxy::{ALLOWED, Allowed};
pub use records::{MailRecord, OrderRecord, RequestRecord, Transfer, Via};
pub use seed::{SeededOrder, SeededState, demo_orders};
pub use server::{Options, Sandbox, StartError};
pub use settings::{Pace, RateLimit};
