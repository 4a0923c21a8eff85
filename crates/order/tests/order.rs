//! Whole orders: from what is typed to the JSON that is posted.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod form;

use certdesk_order::{
    ApproverEntry, CheckedEntries, ContactEntries, ContactField, CustomFieldDefinition, CustomFieldEntry,
    CustomFieldType, DIGICERT_BASE_URL, DcvMethod, Entries, EntryProblem, Field, FormContext, OrderRequest,
    OrganizationChoice, OrganizationEntries, OrganizationField, PaymentMethod, Problem, Product, RowKey, SignatureHash,
    ValidityChoice, csr_rules,
};
use form::Form;
use serde_json::{Value, json};
use time::macros::date;

fn pem() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/csr/plain.der");
    csr_rules::read(&std::fs::read(path).unwrap()).unwrap().csr.to_pem()
}

fn context() -> FormContext {
    FormContext::new(date!(2026 - 11 - 24))
}

/// The least that can be ordered.
fn least() -> Entries {
    Entries {
        product: Some(Product::SecureSiteMultiDomain),
        csr: pem(),
        organization_id: "123456".into(),
        validity_years: "1".into(),
        ..Entries::default()
    }
}

fn person(first_name: &str) -> ContactEntries {
    ContactEntries {
        first_name: first_name.into(),
        last_name: "Smith".into(),
        email: format!("{first_name}@acme.com"),
        job_title: "Administrator".into(),
        telephone: "+1 801 555 0100".into(),
        telephone_extension: String::new(),
    }
}

fn new_organization() -> OrganizationEntries {
    OrganizationEntries {
        name: "Acme & Sons, Inc.".into(),
        address: "1 Main Street".into(),
        city: "Saint Paul".into(),
        state: "Minnesota".into(),
        zip: "55101".into(),
        country: "US".into(),
        telephone: "801-555-0100".into(),
        contact: person("ann"),
        ..OrganizationEntries::default()
    }
}

fn keys(value: &Value, path: &str, found: &mut Vec<String>) {
    if let Value::Object(members) = value {
        for (key, value) in members {
            found.push(format!("{path}{key}"));
            keys(value, &format!("{path}{key}."), found);
        }
    }
}

#[test]
fn what_is_left_alone_is_not_sent() {
    let request = Form::new(&least(), &["shop.acme.com"], &context()).build().unwrap();
    let body: Value = serde_json::from_str(&request.to_pretty_json()).unwrap();
    assert_eq!(
        body,
        json!({
            "certificate": {"common_name": "shop.acme.com", "csr": pem(), "signature_hash": "sha256"},
            "validity_years": 1,
            "organization": {"id": 123_456},
        })
    );
    assert_eq!(request.path(), "/order/certificate/ssl_securesite_multi_domain");
    assert!(request.csr().starts_with("-----BEGIN CERTIFICATE REQUEST-----\n") && !request.csr().contains('\r'));
}

#[test]
fn every_field_is_sent_in_the_order_of_the_reference_page() {
    let entries = Entries {
        signature_hash: SignatureHash::Sha384,
        server_platform: "45".into(),
        profile_option: "server_auth_only_eku".into(),
        organization_units: "Accounting department\n\nIT".into(),
        validity: ValidityChoice::Years,
        validity_years: "2".into(),
        validity_days: "ignored, since it is not chosen".into(),
        dcv_method: Some(DcvMethod::Email),
        locale: "en".into(),
        skip_approval: true,
        comments: "Message for the approver".into(),
        renewal_of_order_id: "112233".into(),
        renewed_thumbprint: "ab:".repeat(20),
        auto_renew: true,
        custom_renewal_message: "Ask Ann".into(),
        disable_renewal_notifications: true,
        additional_emails: "a@acme.com, b@acme.com; A@acme.com".into(),
        payment_method: Some(PaymentMethod::Balance),
        disable_ct: true,
        container_id: "9".into(),
        custom_fields: vec![CustomFieldEntry {
            key: RowKey(0),
            metadata_id: "11".into(),
            value: "Invoice #00001".into(),
        }],
        ..least()
    };
    let form = Form::new(
        &entries,
        &["ACME.com", "www.acme.com", "shop.acme.com", "acme.com"],
        &context(),
    );
    let json = form.build().unwrap().to_pretty_json();
    let expected = json!({
        "certificate": {
            "common_name": "acme.com",
            "dns_names": ["www.acme.com", "shop.acme.com"],
            "csr": pem(),
            "signature_hash": "sha384",
            "organization_units": ["Accounting department", "IT"],
            "server_platform": {"id": 45},
            "profile_option": "server_auth_only_eku",
        },
        "renewed_thumbprint": "AB".repeat(20),
        "validity_years": 2,
        "comments": "Message for the approver",
        "auto_renew": 1,
        "custom_renewal_message": "Ask Ann",
        "disable_renewal_notifications": true,
        "additional_emails": ["a@acme.com", "b@acme.com"],
        "locale": "en",
        "renewal_of_order_id": 112_233,
        "payment_method": "balance",
        "dcv_method": "email",
        "skip_approval": true,
        "disable_ct": true,
        "organization": {"id": 123_456},
        "container": {"id": 9},
        "custom_fields": [{"metadata_id": 11, "value": "Invoice #00001"}],
    });
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), expected);
    // serde_json sorts the members of a Value, so their order is read from the text: each at its own indentation.
    let members = |indent: &str| -> Vec<String> {
        let member = |line: &str| {
            Some(
                line.strip_prefix(indent)?
                    .strip_prefix('"')?
                    .split_once('"')?
                    .0
                    .to_owned(),
            )
        };
        json.lines().filter_map(member).collect()
    };
    assert_eq!(
        members("  "),
        [
            "certificate",
            "renewed_thumbprint",
            "validity_years",
            "comments",
            "auto_renew",
            "custom_renewal_message",
            "disable_renewal_notifications",
            "additional_emails",
            "locale",
            "renewal_of_order_id",
            "payment_method",
            "dcv_method",
            "skip_approval",
            "disable_ct",
            "organization",
            "container",
            "custom_fields",
        ]
    );
    assert_eq!(
        members("    ")[..4],
        ["common_name", "dns_names", "csr", "signature_hash"]
    );
}

#[test]
fn the_validity_is_sent_in_the_chosen_way_alone() {
    for (validity, member, value) in [
        (ValidityChoice::Years, "validity_years", json!(1)),
        (ValidityChoice::Days, "validity_days", json!(90)),
        (ValidityChoice::Date, "custom_expiration_date", json!("2027-03-05")),
    ] {
        let entries = Entries {
            validity,
            validity_days: "90".into(),
            custom_expiration_date: "2027-03-05".into(),
            ..least()
        };
        let request = Form::new(&entries, &["acme.com"], &context()).build().unwrap();
        let body: Value = serde_json::from_str(&request.to_pretty_json()).unwrap();
        let mut found = Vec::new();
        keys(&body, "", &mut found);
        let sent: Vec<_> = found
            .iter()
            .filter(|key| key.contains("validity") || key.contains("expiration"))
            .collect();
        assert_eq!(sent, [member]);
        assert_eq!(body[member], value);
    }
}

#[test]
fn a_new_organization_takes_the_place_of_a_number() {
    let entries = Entries {
        product: Some(Product::SecureSiteEvMultiDomain),
        organization: OrganizationChoice::New,
        new_organization: OrganizationEntries {
            assumed_name: "Acme".into(),
            address2: "Suite 5".into(),
            container_id: "3".into(),
            skip_duplicate_check: true,
            validate: true,
            verified_contact: person("bob"),
            ..new_organization()
        },
        ..least()
    };
    let request = Form::new(&entries, &["acme.com"], &context()).build().unwrap();
    let body: Value = serde_json::from_str(&request.to_pretty_json()).unwrap();
    let person = |first_name: &str| {
        json!({
            "first_name": first_name,
            "last_name": "Smith",
            "email": format!("{first_name}@acme.com"),
            "job_title": "Administrator",
            "telephone": "+1 801 555 0100",
        })
    };
    assert_eq!(
        body["organization"],
        json!({
            "name": "Acme & Sons, Inc.",
            "assumed_name": "Acme",
            "address": "1 Main Street",
            "address2": "Suite 5",
            "city": "Saint Paul",
            "state": "Minnesota",
            "zip": "55101",
            "country": "us",
            "telephone": "801-555-0100",
            "container": {"id": 3},
            "organization_contact": person("ann"),
            "skip_duplicate_org_check": true,
            "validations": [{"type": "ev", "verified_users": [person("bob")]}],
        })
    );
    let ov = Entries {
        product: Some(Product::SecureSiteMultiDomain),
        ..entries
    };
    let request = Form::new(&ov, &["acme.com"], &context()).build().unwrap();
    let body: Value = serde_json::from_str(&request.to_pretty_json()).unwrap();
    assert_eq!(body["organization"]["validations"], json!([{"type": "ov"}]));
}

#[test]
fn an_empty_form_has_its_problems_in_the_order_of_the_page() {
    let form = Form::new(&Entries::default(), &[], &context());
    let fields = [
        Field::Product,
        Field::Csr,
        Field::CommonName,
        Field::OrganizationId,
        Field::ValidityYears,
    ];
    let errors = form.build().unwrap_err();
    assert_eq!(errors.iter().map(|problem| problem.field).collect::<Vec<_>>(), fields);
    let preview = form.preview();
    assert_eq!(preview.unfinished, fields);
    assert_eq!(
        serde_json::from_str::<Value>(&preview.json).unwrap(),
        json!({"certificate": {"signature_hash": "sha256"}})
    );
    assert!(
        preview
            .curl(DIGICERT_BASE_URL)
            .contains("/order/certificate/{ssl_certificate_id}'")
    );
}

#[test]
fn a_preview_has_what_is_right_and_names_the_rest() {
    let entries = Entries {
        organization: OrganizationChoice::New,
        new_organization: OrganizationEntries {
            city: "?".into(),
            contact: ContactEntries {
                email: "ann".into(),
                ..person("ann")
            },
            ..new_organization()
        },
        comments: "a\u{0}b".into(),
        ..least()
    };
    let form = Form::new(&entries, &["acme.com", "bad_name.acme.com", "www.acme.com"], &context());
    let preview = form.preview();
    let body: Value = serde_json::from_str(&preview.json).unwrap();
    assert_eq!(body["certificate"]["dns_names"], json!(["www.acme.com"]));
    assert_eq!(body["organization"].get("city"), None);
    assert_eq!(body["organization"]["state"], "Minnesota");
    assert_eq!(body.get("comments"), None);
    assert_eq!(
        preview.unfinished,
        [
            Field::DnsName(RowKey(0)),
            Field::NewOrganization(OrganizationField::City),
            Field::OrganizationContact(ContactField::Email),
            Field::Comments,
        ]
    );
    assert_eq!(form.build().unwrap_err().len(), 4);
}

#[test]
fn the_preview_of_a_whole_form_is_what_is_posted() {
    let form = Form::new(&least(), &["acme.com", "www.acme.com"], &context());
    let request = form.build().unwrap();
    let preview = form.preview();
    assert_eq!(preview.json, request.to_pretty_json());
    assert_eq!(preview.unfinished, []);
    assert_eq!(preview.curl(DIGICERT_BASE_URL), request.curl(DIGICERT_BASE_URL));
}

#[test]
fn a_shell_posts_what_is_shown() {
    let entries = Entries {
        comments: "it's `all` $HOME \\ \"quoted\" 'twice'\nнет".into(),
        ..least()
    };
    let request = Form::new(&entries, &["acme.com"], &context()).build().unwrap();
    // A function in place of curl prints the last of its arguments, the body, and the placeholder is a variable.
    let script = format!(
        "curl() {{ for last; do :; done; printf '%s' \"$last\"; printf '|%s' \"$@\" >&2; }}\nDIGICERT_API_KEY=k\n{}",
        request.curl(DIGICERT_BASE_URL)
    );
    let output = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), request.to_pretty_json());
    let arguments = String::from_utf8(output.stderr).unwrap();
    assert!(arguments.contains("|X-DC-DEVKEY: k|"));
    assert!(arguments.contains("|https://www.digicert.com/services/v2/order/certificate/ssl_securesite_multi_domain|"));
}

#[test]
fn errors_keep_an_order_from_being_built_and_advice_does_not() {
    let advised = Entries {
        locale: "ru".into(),
        disable_ct: true,
        organization_units: "IT".into(),
        ..least()
    };
    let form = Form::new(&advised, &["acme.com"], &context());
    assert!(form.problems().len() >= 4);
    assert!(form.problems().iter().all(|problem| !problem.is_error()));
    assert!(form.build().is_ok());
    let refused = Entries {
        auto_renew: true,
        payment_method: Some(PaymentMethod::Card),
        ..least()
    };
    let errors = Form::new(&refused, &["acme.com"], &context()).build().unwrap_err();
    assert_eq!(
        errors,
        [Problem::new(Field::AutoRenew, EntryProblem::AutoRenewWithCard)]
    );
}

#[test]
fn names_that_were_judged_for_another_product_are_judged_anew() {
    let multi = Form::new(&least(), &["acme.com", "other.com"], &context());
    assert!(multi.build().is_ok());
    let single = Entries {
        product: Some(Product::SecureSite),
        ..least()
    };
    let entries = CheckedEntries::new(&single, &context());
    let errors = OrderRequest::build(&entries, &multi.names, &multi.csr).unwrap_err();
    assert_eq!(
        errors.iter().map(|problem| problem.field).collect::<Vec<_>>(),
        [Field::DnsName(RowKey(0))]
    );
}

#[test]
fn required_fields_of_the_account_come_before_the_options() {
    let definition = CustomFieldDefinition {
        metadata_id: 7,
        label: "Cost centre".into(),
        description: String::new(),
        data_type: CustomFieldType::Int,
        required: true,
    };
    let context = FormContext {
        custom_fields: vec![definition],
        ..context()
    };
    let entries = Entries {
        comments: "\u{0}".into(),
        server_platform: "x".into(),
        ..least()
    };
    let errors = Form::new(&entries, &["acme.com"], &context).build().unwrap_err();
    let fields: Vec<_> = errors.iter().map(|problem| problem.field).collect();
    assert_eq!(fields, [Field::CustomFields, Field::ServerPlatform, Field::Comments]);
}

#[test]
fn an_ev_order_adds_its_verified_contacts_and_no_other_order_does() {
    let approver = |key, user_id: &str| ApproverEntry {
        key: RowKey(key),
        user_id: user_id.into(),
        person: person("ann"),
    };
    let ordered = |product| {
        let entries = Entries {
            product: Some(product),
            approvers: vec![approver(1, ""), approver(2, "153208")],
            ..least()
        };
        let request = Form::new(&entries, &["acme.com"], &context()).build().unwrap();
        serde_json::from_str::<Value>(&request.to_pretty_json()).unwrap()["organization"].clone()
    };
    let person = json!({
        "contact_type": "verified_contact", "first_name": "ann", "last_name": "Smith", "email": "ann@acme.com",
        "job_title": "Administrator", "telephone": "+1 801 555 0100"
    });
    let user = json!({"contact_type": "verified_contact", "user_id": 153_208});
    assert_eq!(
        ordered(Product::SecureSiteEv),
        json!({"id": 123_456, "contacts": [person, user]})
    );
    assert_eq!(ordered(Product::SecureSite), json!({"id": 123_456}));
}
