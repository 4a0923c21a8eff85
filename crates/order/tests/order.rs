//! Whole orders: from what is typed to the JSON that is posted.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::HashSet;

use certdesk_order::{
    CheckedCsr, CheckedEntries, CheckedNames, ContactEntries, ContactField, CustomFieldDefinition, CustomFieldEntry,
    CustomFieldType, DIGICERT_BASE_URL, DcvMethod, Entries, EntryProblem, Field, FormContext, JudgedNames, NameEntries,
    NameEntry, NameRules, OrderRequest, OrganizationChoice, OrganizationEntries, OrganizationField, PaymentMethod,
    Preview, Problem, Product, ReviewedOrganization, RowKey, SignatureHash, SignatureState, Validity, ValidityChoice,
    Verdict, csr_rules, problems, read_answer,
};
use serde_json::{Value, json};
use time::macros::date;

/// A form, judged.
struct Form {
    entries: CheckedEntries,
    names: CheckedNames,
    csr: CheckedCsr,
}

impl Form {
    fn new(entries: &Entries, names: &[&str], context: &FormContext) -> Self {
        let rows = names.iter().skip(1).zip(0..);
        let typed = NameEntries {
            common_name: names.first().copied().unwrap_or_default().to_owned(),
            dns_names: rows
                .map(|(name, key)| NameEntry {
                    key: RowKey(key),
                    value: (*name).to_owned(),
                })
                .collect(),
        };
        let rules = NameRules {
            product: entries.product,
            dcv_method: entries.dcv_method,
            max_names: context.max_names,
            suffixes: None,
        };
        let read = csr_rules::read(entries.csr.as_bytes());
        Self {
            entries: CheckedEntries::new(entries, context),
            names: CheckedNames::new(&JudgedNames::read(&typed, &|_| None, None), &rules),
            csr: CheckedCsr::new(&read, SignatureState::Valid, entries.product),
        }
    }

    fn build(&self) -> Result<OrderRequest, Vec<Problem>> {
        OrderRequest::build(&self.entries, &self.names, &self.csr)
    }

    fn preview(&self) -> Preview {
        Preview::new(&self.entries, &self.names, &self.csr)
    }

    fn problems(&self) -> Vec<Problem> {
        problems(&self.entries, &self.names, &self.csr)
    }
}

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
    let ReviewedOrganization::New {
        name,
        city,
        country,
        validate,
    } = request.review().organization
    else {
        panic!("a new one")
    };
    assert_eq!(
        (name.as_str(), city.as_str(), country.code(), validate),
        ("Acme & Sons, Inc.", "Saint Paul", "us", true)
    );
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
fn a_review_reads_back_what_is_ordered() {
    let entries = Entries {
        payment_method: None,
        additional_emails: "a@acme.com".into(),
        ..least()
    };
    let review = Form::new(
        &entries,
        &["acme.com", "*.acme.com", "www.acme.com", "8.8.8.8"],
        &context(),
    )
    .build()
    .map(|request| request.review())
    .unwrap();
    assert_eq!((review.names(), review.wildcards, review.addresses), (4, 1, 1));
    assert_eq!(review.organization, ReviewedOrganization::Existing { id: 123_456 });
    assert_eq!(review.validity, Validity::Years(1));
    assert_eq!(review.ends.order, date!(2027 - 11 - 23));
    assert_eq!(review.ends.certificate, date!(2027 - 06 - 10));
    assert!(review.ends.is_cut());
    assert_eq!(
        (review.dcv_method, review.payment_method),
        (DcvMethod::Email, PaymentMethod::Balance)
    );
    assert!(review.logged && review.renewal_notices && !review.skip_approval);
}

/// A small generator of numbers that look random (xorshift), so that each run tries the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }

    fn text(&mut self) -> String {
        const PARTS: [&str; 36] = [
            "",
            " ",
            "\n",
            "\r\n",
            "\t",
            "\0",
            "\u{a0}",
            "\u{200b}",
            "\u{202e}",
            "a",
            "Z",
            "é",
            "株",
            "🙂",
            "0",
            "9",
            "-1",
            "#",
            "2027-01-01",
            "31.12.2027",
            "-",
            ".",
            "@",
            "ann@acme.com",
            ",",
            ";",
            "<",
            ">",
            "&amp;",
            "mailto:",
            "acme.com",
            "*.",
            ":",
            "FF",
            "99999999999999999999",
            "'",
        ];
        (0..self.below(9)).map(|_| PARTS[self.below(PARTS.len())]).collect()
    }
}

#[test]
fn nothing_that_is_typed_makes_the_rules_panic_or_disagree() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let definitions = [
        CustomFieldType::Anything,
        CustomFieldType::Int,
        CustomFieldType::EmailAddress,
        CustomFieldType::EmailList,
    ];
    let context = FormContext {
        custom_fields: definitions
            .into_iter()
            .zip(0..)
            .map(|(data_type, metadata_id)| CustomFieldDefinition {
                metadata_id,
                label: String::new(),
                description: String::new(),
                data_type,
                required: metadata_id == 0,
            })
            .collect(),
        ..context()
    };
    for round in 0..3_000 {
        let n = &mut numbers;
        let contact = |n: &mut Numbers| ContactEntries {
            first_name: n.text(),
            last_name: n.text(),
            email: n.text(),
            job_title: n.text(),
            telephone: n.text(),
            telephone_extension: n.text(),
        };
        let row = |n: &mut Numbers| CustomFieldEntry {
            key: RowKey(u32::try_from(n.below(3)).unwrap()),
            metadata_id: if n.below(2) == 0 {
                n.text()
            } else {
                n.below(6).to_string()
            },
            value: n.text(),
        };
        let choices = [ValidityChoice::Years, ValidityChoice::Days, ValidityChoice::Date];
        let entries = Entries {
            product: Product::ALL.get(n.below(6)).copied(),
            csr: n.text(),
            server_platform: n.text(),
            profile_option: n.text(),
            organization_units: n.text(),
            organization: if n.below(2) == 0 {
                OrganizationChoice::Existing
            } else {
                OrganizationChoice::New
            },
            organization_id: n.text(),
            new_organization: OrganizationEntries {
                name: n.text(),
                assumed_name: n.text(),
                address: n.text(),
                address2: n.text(),
                city: n.text(),
                state: n.text(),
                zip: n.text(),
                country: n.text(),
                telephone: n.text(),
                container_id: n.text(),
                validate: n.below(2) == 0,
                contact: contact(n),
                verified_contact: contact(n),
                ..OrganizationEntries::default()
            },
            validity: choices[n.below(3)],
            validity_years: n.text(),
            validity_days: n.text(),
            custom_expiration_date: n.text(),
            locale: n.text(),
            comments: n.text(),
            renewal_of_order_id: n.text(),
            renewed_thumbprint: n.text(),
            custom_renewal_message: n.text(),
            additional_emails: n.text(),
            container_id: n.text(),
            custom_fields: vec![row(n), row(n)],
            ..Entries::default()
        };
        let names = [n.text(), n.text()];
        let form = Form::new(&entries, &[&names[0], &names[1]], &context);
        let all = form.problems();
        assert_eq!(
            form.build().is_ok(),
            !all.iter().any(Problem::is_error),
            "round {round}: {entries:?}"
        );
        let preview = form.preview();
        let distinct: HashSet<_> = preview.unfinished.iter().collect();
        assert_eq!(distinct.len(), preview.unfinished.len());
        let body: Value = serde_json::from_str(&preview.json).unwrap();
        assert!(!has_empty(&body), "round {round}: {body}");
        let verdict = read_answer(201, None, n.text().as_bytes());
        assert!(!matches!(verdict, Verdict::Refused(_)), "round {round}");
    }
}

/// Whether an empty text, list or object, or a null, stands anywhere.
fn has_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty() || items.iter().any(has_empty),
        Value::Object(members) => members.is_empty() || members.values().any(has_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[test]
fn an_answer_that_breaks_anywhere_is_never_a_refusal() {
    let answer = r#"{"id":112233,"requests":[{"id":113,"status":"approved"}],"certificate_id":113}"#;
    for end in 0..answer.len() {
        let verdict = read_answer(201, Some("application/json"), &answer.as_bytes()[..end]);
        assert!(matches!(verdict, Verdict::Unknown(_)), "{end}: {verdict:?}");
    }
}
