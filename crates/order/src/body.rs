//! The body of the order as the API reads it: one struct a JSON object, its members in the order of the reference page.

use serde::Serialize;
use serde_json::Value;
use time::Date;

use crate::{
    CheckedEntries, Country, DcvMethod, PaymentMethod, SignatureHash, Validation, Validity,
    account::OrderContact,
    checked::Organization,
    rules::{Contact, CustomField, NewOrganization, Thumbprint},
};

/// The whole body (DigiCert API notes, section 2.1). What was left alone is not sent, nor are empty lists and objects.
#[derive(Serialize)]
pub(crate) struct Body<'a> {
    certificate: Certificate<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    renewed_thumbprint: Option<&'a Thumbprint>,
    /// One of the three ways to give the validity is sent, never two: the API ranks them (section 2.1, rule 2).
    #[serde(skip_serializing_if = "Option::is_none")]
    validity_years: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    validity_days: Option<u16>,
    /// `yyyy-MM-dd`.
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_expiration_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comments: Option<&'a str>,
    /// 0 or 1: a number and no boolean; 0 is the default and not sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    auto_renew: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    custom_renewal_message: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    disable_renewal_notifications: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    additional_emails: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    renewal_of_order_id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_method: Option<PaymentMethod>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dcv_method: Option<DcvMethod>,
    #[serde(skip_serializing_if = "is_false")]
    skip_approval: bool,
    #[serde(skip_serializing_if = "is_false")]
    disable_ct: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<OrganizationBody<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container: Option<Id<u64>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    custom_fields: &'a [CustomField],
}

/// `certificate`.
#[derive(Serialize)]
struct Certificate<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    common_name: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    dns_names: &'a [String],
    /// PKCS#10 in PEM, its lines ended by LF.
    #[serde(skip_serializing_if = "Option::is_none")]
    csr: Option<&'a str>,
    /// Required, so it is always sent.
    signature_hash: SignatureHash,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    organization_units: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    server_platform: Option<Id<i64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile_option: Option<&'a str>,
}

/// An object that holds a number.
#[derive(Serialize)]
struct Id<T> {
    id: T,
}

/// `organization`: its number, or the object of section 3.1 (section 2.1, rule 3).
#[derive(Serialize)]
#[serde(untagged)]
enum OrganizationBody<'a> {
    Existing(ExistingOrganizationBody),
    New(Box<NewOrganizationBody<'a>>),
}

/// An organization of the account, with the contacts that an EV order adds (section 3.3).
#[derive(Serialize)]
struct ExistingOrganizationBody {
    id: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<Value>,
}

/// The object of section 3.1.
#[derive(Serialize)]
struct NewOrganizationBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assumed_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address2: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    city: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zip: Option<&'a str>,
    /// Two letters in lower case.
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container: Option<Id<u64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_contact: Option<&'a Contact>,
    #[serde(skip_serializing_if = "is_false")]
    skip_duplicate_org_check: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    validations: Option<[ValidationBody<'a>; 1]>,
}

/// One of `validations[]` (section 3.5).
#[derive(Serialize)]
struct ValidationBody<'a> {
    /// `ov` or `ev`.
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    verified_users: Option<[&'a Contact; 1]>,
}

impl<'a> Body<'a> {
    /// Makes the body of whatever is there.
    pub(crate) fn new(
        entries: &'a CheckedEntries,
        common_name: Option<&'a str>,
        dns_names: &'a [String],
        csr: Option<&'a str>,
    ) -> Self {
        let (mut validity_years, mut validity_days, mut custom_expiration_date) = (None, None, None);
        match entries.validity {
            Some(Validity::Years(years)) => validity_years = Some(years),
            Some(Validity::Days(days)) => validity_days = Some(days),
            Some(Validity::Date(date)) => custom_expiration_date = Some(date_text(date)),
            None => {}
        }
        Self {
            certificate: Certificate {
                common_name,
                dns_names,
                csr,
                signature_hash: entries.signature_hash,
                organization_units: &entries.organization_units,
                server_platform: entries.server_platform.map(|id| Id { id }),
                profile_option: entries.profile_option.as_deref(),
            },
            renewed_thumbprint: entries.renewed_thumbprint.as_ref(),
            validity_years,
            validity_days,
            custom_expiration_date,
            comments: entries.comments.as_deref(),
            auto_renew: entries.auto_renew.then_some(1),
            custom_renewal_message: entries.custom_renewal_message.as_deref(),
            disable_renewal_notifications: entries.disable_renewal_notifications,
            additional_emails: &entries.additional_emails,
            locale: entries.locale.as_deref(),
            renewal_of_order_id: entries.renewal_of_order_id,
            payment_method: entries.payment_method,
            dcv_method: entries.dcv_method,
            skip_approval: entries.skip_approval,
            disable_ct: entries.disable_ct,
            organization: OrganizationBody::new(&entries.organization, &entries.approvers),
            container: entries.container_id.map(|id| Id { id }),
            custom_fields: &entries.custom_fields,
        }
    }
}

impl<'a> OrganizationBody<'a> {
    fn new(organization: &'a Organization, contacts: &[OrderContact]) -> Option<Self> {
        match organization {
            Organization::Existing(id) => id.map(|id| {
                let contacts = contacts.iter().map(OrderContact::to_json).collect();
                Self::Existing(ExistingOrganizationBody { id, contacts })
            }),
            Organization::New(new) if **new == NewOrganization::default() => None,
            Organization::New(new) => Some(Self::New(Box::new(NewOrganizationBody::new(new)))),
        }
    }
}

impl<'a> NewOrganizationBody<'a> {
    fn new(new: &'a NewOrganization) -> Self {
        Self {
            name: new.name.as_deref(),
            assumed_name: new.assumed_name.as_deref(),
            address: new.address.as_deref(),
            address2: new.address2.as_deref(),
            city: new.city.as_deref(),
            state: new.state.as_deref(),
            zip: new.zip.as_deref(),
            country: new.country.map(Country::code),
            telephone: new.telephone.as_deref(),
            container: new.container_id.map(|id| Id { id }),
            organization_contact: filled(&new.contact),
            skip_duplicate_org_check: new.skip_duplicate_check,
            validations: new.validate.map(|validation| {
                let r#type = match validation {
                    Validation::Ov => "ov",
                    Validation::Ev => "ev",
                };
                let verified = new.verified_contact.as_ref().and_then(filled);
                [ValidationBody {
                    r#type,
                    verified_users: verified.map(|contact| [contact]),
                }]
            }),
        }
    }
}

/// A contact that has something in it.
fn filled(contact: &Contact) -> Option<&Contact> {
    (*contact != Contact::default()).then_some(contact)
}

/// A date as the API reads it: `yyyy-MM-dd` (section 2.1).
pub(crate) fn date_text(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// The body in JSON, indented by two spaces.
#[expect(
    clippy::expect_used,
    reason = "serde_json fails on maps with keys that are no strings, and on Serialize \
    implementations that fail; this body has neither: structs, strings, numbers, booleans"
)]
pub(crate) fn pretty(body: &Body<'_>) -> String {
    serde_json::to_string_pretty(body).expect("structs of strings, numbers and booleans serialise")
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}
