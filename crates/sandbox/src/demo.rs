//! The demo account: everything in it is invented, and every outcome of an order can be had from it.

use time::{Date, Duration, OffsetDateTime};

use crate::account::{
    Account, ApprovalMode, Contact, Container, CustomField, DataType, Domain, KeyRole, Organization, Role, User,
    Validation, ValidationType,
};
use crate::products;
use crate::settings::{Pace, RATE_LIMITS};

/// The API key of the demo account. It opens nothing but a sandbox.
pub const DEMO_KEY: &str = "SANDBOX-DEMO-KEY-WHICH-OPENS-NOTHING-ELSE";

/// Root container: requests are approved automatically.
const ROOT: u64 = 5;
/// Container in which one approver must act.
const ONE_STEP: u64 = 6;
/// Container in which two approvers must act.
const TWO_STEP: u64 = 7;

impl Default for Account {
    fn default() -> Self {
        let today = OffsetDateTime::now_utc().date();
        Self {
            api_key: DEMO_KEY.into(),
            id: 1_234_567,
            today: None,
            approval: ApprovalMode::AutoApprove,
            key_role: KeyRole::Unrestricted,
            user: User {
                id: 153_208,
                username: "certdesk-api".into(),
                first_name: "Dana".into(),
                last_name: "Whitfield".into(),
                email: "dana.whitfield@example.com".into(),
                job_title: "Certificate Manager".into(),
                telephone: "+1 801 555 0142".into(),
                role: Role::Administrator,
                ev_approver: true,
            },
            organizations: organizations(today),
            domains: domains(today),
            products: products::ALL.iter().map(|product| product.name_id.into()).collect(),
            containers: containers(),
            custom_fields: vec![
                CustomField {
                    id: 11,
                    label: "Invoice number".into(),
                    is_active: true,
                    ..CustomField::default()
                },
                CustomField {
                    id: 12,
                    label: "Cost centre".into(),
                    is_active: true,
                    data_type: Some(DataType::Int),
                    ..CustomField::default()
                },
                CustomField {
                    id: 13,
                    label: "Notify".into(),
                    is_active: true,
                    data_type: Some(DataType::EmailList),
                    ..CustomField::default()
                },
            ],
            first_order_id: 112_233,
            first_request_id: 113,
            first_certificate_id: 456_101,
            balance_cents: 1_250_000,
            currency: "USD".into(),
            max_names: 250,
            pace: Pace::default(),
            rate_limits: RATE_LIMITS.to_vec(),
            denied: Vec::new(),
            odd_types: false,
            estimates: true,
            orders: Vec::new(),
        }
    }
}

fn containers() -> Vec<Container> {
    vec![
        Container {
            id: ROOT,
            name: "Example Corporation".into(),
            ..Container::default()
        },
        Container {
            id: ONE_STEP,
            name: "Web (one approval)".into(),
            parent_id: ROOT,
            approval: Some(ApprovalMode::OneStep),
            ..Container::default()
        },
        Container {
            id: TWO_STEP,
            name: "Payments (two approvals)".into(),
            parent_id: ROOT,
            approval: Some(ApprovalMode::TwoStep),
            ..Container::default()
        },
    ]
}

fn organizations(today: Date) -> Vec<Organization> {
    let ahead = |days: i64| Some(today.saturating_add(Duration::days(days)));
    let ov = |until| Validation {
        r#type: ValidationType::Ov,
        validated_until: until,
    };
    let ev = |until| Validation {
        r#type: ValidationType::Ev,
        validated_until: until,
    };
    vec![
        Organization {
            id: 123_456,
            name: "Example Corporation".into(),
            assumed_name: "Example".into(),
            address: "2801 North Thanksgiving Way".into(),
            address2: "Suite 500".into(),
            city: "Lehi".into(),
            state: "Utah".into(),
            zip: "84043".into(),
            country: "us".into(),
            telephone: "+1 801 555 0100".into(),
            is_active: true,
            container_id: ROOT,
            registration_number: "5299537-0142".into(),
            organization_contact: person(9_001, "Dana", "Whitfield", "Certificate Manager"),
            verified_contacts: vec![
                person(4_321, "Dana", "Whitfield", "Certificate Manager"),
                person(4_322, "Rowan", "Achterberg", "Head of Security"),
            ],
            validations: vec![ov(ahead(300)), ev(ahead(210))],
        },
        Organization {
            id: 123_457,
            name: "Beispiel Handels GmbH".into(),
            address: "Lindenallee 14".into(),
            city: "München".into(),
            state: "Bayern".into(),
            zip: "80331".into(),
            country: "de".into(),
            telephone: "+49 89 5550 100".into(),
            is_active: true,
            container_id: ROOT,
            organization_contact: person(9_002, "Jürgen", "Feldmann", "IT-Leiter"),
            validations: vec![ov(ahead(120)), ev(None)],
            ..Organization::default()
        },
        Organization {
            id: 123_458,
            name: "Sample Logistics Ltd".into(),
            address: "8 Quayside".into(),
            city: "Bristol".into(),
            state: "England".into(),
            zip: "BS1 4XE".into(),
            country: "gb".into(),
            telephone: "+44 117 496 0100".into(),
            is_active: true,
            container_id: ROOT,
            organization_contact: person(9_003, "Priya", "Nair", "Systems Administrator"),
            validations: vec![ov(ahead(-20)), ev(ahead(-150))],
            ..Organization::default()
        },
        Organization {
            id: 123_459,
            name: "Échantillon SARL".into(),
            address: "3 rue des Tanneurs".into(),
            city: "Lyon".into(),
            state: "Auvergne-Rhône-Alpes".into(),
            zip: "69001".into(),
            country: "fr".into(),
            telephone: "+33 4 5555 0100".into(),
            is_active: true,
            container_id: ROOT,
            organization_contact: person(9_004, "Élodie", "Marchand", "Administratrice"),
            validations: vec![ov(None)],
            ..Organization::default()
        },
    ]
}

fn person(id: u64, first_name: &str, last_name: &str, job_title: &str) -> Contact {
    Contact {
        id,
        first_name: first_name.into(),
        last_name: last_name.into(),
        email: format!("contact{id}@example.com"),
        job_title: job_title.into(),
        telephone: "+1 801 555 0142".into(),
        telephone_extension: String::new(),
    }
}

fn domains(today: Date) -> Vec<Domain> {
    let until = |days: i64| Some(today.saturating_add(Duration::days(days)));
    let domain = |id, name: &str, organization_id, ov, ev| Domain {
        id,
        name: name.into(),
        organization_id,
        validations: vec![
            Validation {
                r#type: ValidationType::Ov,
                validated_until: ov,
            },
            Validation {
                r#type: ValidationType::Ev,
                validated_until: ev,
            },
        ],
        only_itself: false,
        inactive: false,
    };
    vec![
        domain(501, "example.com", 123_456, until(180), until(180)),
        domain(502, "example.org", 123_456, until(90), until(90)),
        domain(503, "example.net", 123_456, until(-10), None),
        domain(504, "example.edu", 123_456, None, None),
        domain(505, "beispiel.de", 123_457, until(100), None),
        domain(506, "xn--mnchen-3ya.de", 123_457, until(100), None),
        domain(507, "sample-logistics.co.uk", 123_458, until(60), until(-150)),
        domain(508, "echantillon.fr", 123_459, None, None),
    ]
}
