//! Whatever is typed and whatever comes back: no panic, and no disagreement between the parts.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

#[expect(
    unreachable_pub,
    reason = "the fuzz target, which is a program of its own, shares it"
)]
#[path = "../../../fuzz/src/answer.rs"]
mod answer;
#[path = "../../pki/tests/pki/clock.rs"]
mod clock;
mod form;
mod numbers;

use std::collections::HashSet;
use std::time::Duration;

use certdesk_order::{
    ContactEntries, CustomFieldDefinition, CustomFieldEntry, CustomFieldType, Entries, FormContext, OrganizationChoice,
    OrganizationEntries, Problem, Product, RowKey, SignatureState, ValidityChoice, Verdict, csr_rules, read_answer,
    split_pasted,
};
use clock::within;
use form::Form;
use numbers::Numbers;
use serde_json::Value;
use time::macros::date;

impl Numbers {
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
        ..FormContext::new(date!(2026 - 11 - 24))
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

#[test]
fn changed_answers_are_read_and_judged_by_their_status() {
    const ANSWERS: [&str; 6] = [
        r#"{"id":112233,"requests":[{"id":113,"status":"approved"}],"certificate_id":113}"#,
        r#"{"id":"7","certificate_chain":[{"subject_common_name":"a","pem":"x\r\n"}],"dcv_random_value":"r"}"#,
        r#"{"id":1,"domains":[{"id":2,"dns_name":"a.example","dcv_token":{"token":"t","status":"pending"}}]}"#,
        r#"{"errors":[{"code":"invalid_csr|field_2","message":"CSR is invalid"}]}"#,
        "<html><title>403 Forbidden</title></html>",
        "",
    ];
    const PIECES: [&str; 16] = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "null",
        "-1",
        "1e999",
        "18446744073709551616",
        "\\ud800",
        "\u{feff}",
        "id",
        "\0",
        "é",
    ];
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    for round in 0..6_000 {
        let mut body = ANSWERS[round % ANSWERS.len()].as_bytes().to_vec();
        for _ in 0..numbers.below(4) {
            let at = numbers.below(body.len() + 1);
            match numbers.below(4) {
                0 => body.truncate(at),
                1 => drop(body.splice(at..at, PIECES[numbers.below(PIECES.len())].bytes())),
                2 => body
                    .iter_mut()
                    .skip(at)
                    .take(1)
                    .for_each(|byte| *byte ^= 1 << (round % 8)),
                _ => drop(body.drain(at..body.len().min(at + 9))),
            }
        }
        let status = [200, 201, 204, 302, 400, 403, 404, 408, 409, 429, 500, 504][numbers.below(12)];
        let content_type = ["", "application/json", "text/html; charset=utf-8", "é;;"][numbers.below(4)];
        let head = [&u16::to_be_bytes(status)[..], content_type.as_bytes(), b"\n"].concat();
        answer::answer(&[&head[..], &body].concat());
    }
}

/// As nothing here is optimised; on the page it is a tenth of it.
const LIMIT: Duration = Duration::from_secs(4);

/// Arrays within arrays, members without end, and texts of 10 MB.
#[test]
fn long_and_deep_answers_are_judged_in_time() {
    const LENGTH: usize = 10_000_000;
    for piece in [
        "[",
        "{\"a\":",
        "{\"errors\":[",
        "x",
        "<",
        "\"\\u0041",
        "{\"id\":1},",
        "é",
        "\n",
    ] {
        let body = piece.repeat(LENGTH / piece.len());
        for status in [201_u16, 400, 500] {
            let whole = [&status.to_be_bytes()[..], b"application/json\n", body.as_bytes()].concat();
            within(LIMIT, &format!("{status} with {piece:?}"), || answer::answer(&whole));
        }
    }
}

/// A long file that was pasted into a field, whichever it is.
#[test]
fn megabytes_in_any_field_are_judged_in_time() {
    type Pick = fn(&mut Entries) -> &mut String;
    const LENGTH: usize = 2_000_000;
    let context = FormContext::new(date!(2026 - 11 - 24));
    for piece in ["a", "\n", "a,", "a@b.example,", "-----BEGIN ", "{\""] {
        let text = piece.repeat(LENGTH / piece.len());
        let judge = |what: &str, work: &dyn Fn()| within(LIMIT / 4, &format!("{piece:?} in {what}"), work);
        judge("names pasted", &|| drop(split_pasted(&text)));
        judge("the CSR", &|| {
            drop(csr_rules::check(&text, SignatureState::Pending, None))
        });
        judge("a name", &|| {
            let entries = Entries::default();
            drop(Form::new(&entries, &[&text], &context).problems());
        });
        let fields: [(&str, Pick); 7] = [
            ("server platform", |entries| &mut entries.server_platform),
            ("organization units", |entries| &mut entries.organization_units),
            ("organization", |entries| &mut entries.organization_id),
            ("comments", |entries| &mut entries.comments),
            ("e-mail addresses", |entries| &mut entries.additional_emails),
            ("expiration date", |entries| &mut entries.custom_expiration_date),
            ("thumbprint", |entries| &mut entries.renewed_thumbprint),
        ];
        for (what, field) in fields {
            let mut entries = Entries::default();
            field(&mut entries).clone_from(&text);
            judge(what, &|| drop(Form::new(&entries, &[], &context).problems()));
        }
    }
}
