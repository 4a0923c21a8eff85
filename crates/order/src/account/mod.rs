//! The account behind the form, and the life of an order: what is asked for, how the answers are read, what follows from them.
//!
//! ```text
//! Calls, paths, bodies     endpoints, paths, query, bodies, ids
//!   -> Answer              a body, or why there is none         answer, failure, list
//!   -> typed values        user, products, organizations, people, containers, metadata, money,
//!                          orders, order, timeline, notes, requests, changes, chain, control
//!   -> what follows        rights, readiness, covering, renewal, waiting, instruction, poll, search, ev
//! ```
//!
//! Nothing in here knows the time or the network: today's date and the answers come in as arguments. Every reader takes the
//! bytes of an answer; what can't be read in one entry of a list does not lose the others, and is counted.

mod answer;
pub mod bodies;
mod chain;
mod changes;
mod containers;
mod control;
mod covering;
mod domains;
pub mod endpoints;
mod ev;
mod facts;
mod failure;
mod ids;
mod instruction;
mod list;
mod metadata;
mod moment;
mod money;
mod notes;
mod order;
mod orders;
mod organizations;
pub mod paths;
mod people;
pub mod poll;
mod products;
mod query;
mod readiness;
mod renewal;
mod requests;
mod rights;
pub mod search;
mod status;
mod timeline;
mod user;
mod waiting;

pub use answer::Answer;
pub use chain::read_chain;
pub use changes::{StatusChange, read_status_changes};
pub use containers::{Container, ContainerName, read_containers};
pub use control::{
    CheckedName, ControlCheck, ControlStatus, ControlValue, DomainControl, read_control_check, read_control_value,
};
pub use covering::{Covered, Covering, CoveringState, ENDING_DAYS, covering, names_to_ask_for};
pub use domains::{AccountDomain, DomainValidation, read_domain, read_domains, validated_by};
pub use endpoints::{CALLS, Call, Method};
pub use ev::{ContactFault, ContactPerson, ContactType, OrderContact, judge_contacts, missing_members, new_approvers};
pub use facts::Facts;
pub use failure::{Failure, NotAllowed, Unreadable};
pub use ids::{
    CertificateId, ContactId, ContainerId, DomainId, NotAnId, OrderId, OrganizationId, ProductId, RequestId, UserId,
};
pub use instruction::{Instruction, NoInstruction, instruct};
pub use list::{Listed, MOST_ENTRIES, Page};
pub use metadata::{AccountField, read_account_fields};
pub use moment::Moment;
pub use money::{Amount, Balance, PriceEstimate, PricePart, read_balance, read_price_estimate};
pub use notes::{Note, read_note, read_notes};
pub use order::{FieldValue, Order, OrderedCertificate, read_order};
pub use orders::{OrderRow, OrganizationName, ProductName, read_orders};
pub use organizations::{
    Address, Organization, OrganizationValidation, ValidationStatus, read_organization, read_organization_validations,
    read_organizations,
};
pub use people::{Person, read_candidates};
pub use products::{IssuingCa, OfferedProduct, Platform, read_product, read_products};
pub use query::{DomainQuery, MOST_A_PAGE, OrderQuery, OrderSort, OrganizationQuery, RequestQuery, Window};
pub use readiness::Readiness;
pub use renewal::{RENEWABLE_DAYS, Renewal, RenewalEntries, SELF_RENEWAL_DAYS};
pub use requests::{Request, RequestKind, read_request, read_requests};
pub use rights::{May, Rights};
pub use status::OrderStatus;
pub use timeline::{Event, Happening};
pub use user::{Role, User, read_user};
pub use waiting::{DomainWait, Wait, waits};
