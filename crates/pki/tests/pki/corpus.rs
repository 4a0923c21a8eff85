//! Real CSRs: those of a corpus, where `CERTDESK_CORPUS` names its folder, else the project's own in the same format.

use crate::verifier;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use certdesk_pki::{Csr, CsrReading, Curve, GeneralName, Hash, KeyKind, read_csr};
use serde_json::Value;

struct Case {
    id: String,
    input: Vec<u8>,
    expect: String,
    lenient_ok: bool,
    facts: Value,
}

fn cases() -> Vec<Case> {
    let path = match std::env::var("CERTDESK_CORPUS") {
        Ok(folder) => std::path::Path::new(&folder).join("csr.json"),
        Err(_) => std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/csr.json"),
    };
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let list: Vec<Value> = serde_json::from_str(&text).unwrap();
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    list.into_iter()
        .map(|facts| Case {
            id: text(&facts, "id"),
            input: STANDARD.decode(text(&facts, "input_base64")).unwrap(),
            expect: text(&facts, "expect"),
            lenient_ok: facts["lenient_ok"] == true,
            facts,
        })
        .collect()
}

/// What the corpus says of a request, as far as it says it, against what was read.
fn differences(csr: &Csr, facts: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |what: &str, wanted: &Value, found: Value| {
        if *wanted != found {
            differences.push(format!("{what}: wanted {wanted}, found {found}"));
        }
    };
    compare(
        "cn",
        &facts["cn"],
        csr.subject().common_name().map_or(Value::Null, Value::from),
    );
    let sans = csr
        .subject_alt_names()
        .map_or(Value::Null, |names| names.iter().map(san).collect());
    compare("sans", &facts["sans"], sans);
    let hash = csr
        .signature_algorithm()
        .hash()
        .map_or(Value::Null, |hash| Value::from(hash_name(hash)));
    compare("sig_hash", &facts["sig_hash"], hash);
    for (property, wanted) in facts["key"].as_object().into_iter().flatten() {
        compare(property, wanted, key_property(csr.key().kind(), property));
    }
    differences
}

fn san(name: &GeneralName) -> Value {
    Value::from(match name {
        GeneralName::Dns(name) => format!("DNS:{name}"),
        GeneralName::Ip(address) => format!("IP:{address}"),
        GeneralName::Email(address) => format!("email:{address}"),
        GeneralName::Uri(uri) => format!("URI:{uri}"),
        GeneralName::Directory(name) => format!("dirname:{name}"),
        GeneralName::RegisteredId(oid) => format!("rid:{oid}"),
        GeneralName::OtherName(oid) => format!("other:{oid}"),
        other => format!("{other:?}"),
    })
}

fn hash_name(hash: Hash) -> String {
    let name = format!("{hash:?}").to_lowercase();
    name.replacen("sha3_", "sha3-", 1)
}

fn key_property(kind: &KeyKind, property: &str) -> Value {
    let (name, size, curve, exponent) = match kind {
        KeyKind::Rsa(key) => ("RSA", Some(key.bits()), None, key.exponent_u64()),
        KeyKind::Ec(key) => {
            let (curve, bits) = curve(key.curve());
            ("EC", Some(bits), Some(curve), None)
        }
        KeyKind::Ed25519 => ("Ed25519", Some(256), None, None),
        KeyKind::Ed448 => ("Ed448", Some(456), None, None),
        KeyKind::Dsa { bits } => ("DSA", *bits, None, None),
        _ => ("other", None, None, None),
    };
    match property {
        "type" => Value::from(name),
        "size" => Value::from(size),
        "curve" => Value::from(curve),
        "e" => Value::from(exponent),
        _ => Value::Null,
    }
}

fn curve(curve: &Curve) -> (String, u32) {
    let names = [
        (verifier::SECP256K1, "secp256k1", 256),
        ("1.2.840.10045.3.1.1", "secp192r1", 192),
        ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1", 256),
        ("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1", 384),
        ("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1", 512),
    ];
    match curve {
        Curve::P256 => ("secp256r1".to_owned(), 256),
        Curve::P384 => ("secp384r1".to_owned(), 384),
        Curve::P521 => ("secp521r1".to_owned(), 521),
        Curve::P224 => ("secp224r1".to_owned(), 224),
        Curve::Other(oid) => {
            let oid = oid.to_string();
            let known = names.iter().find(|(known, ..)| *known == oid);
            known.map_or((oid.clone(), 0), |(_, name, bits)| ((*name).to_owned(), *bits))
        }
        _ => ("unnamed".to_owned(), 0),
    }
}

/// What is wrong with how a case was read.
fn judge(case: &Case) -> Vec<String> {
    let reading = read_csr(&case.input);
    let verdict = reading
        .as_ref()
        .ok()
        .map(|reading| verifier::verify(reading.csr.signed()));
    match (case.expect.as_str(), &reading) {
        ("valid", Ok(CsrReading { csr, .. })) => {
            let mut wrong = differences(csr, &case.facts);
            if verdict == Some(Some(false)) {
                wrong.push("the signature does not verify".to_owned());
            }
            // No crate here knows these curves.
            let is_brainpool = case.facts["key"]["curve"]
                .as_str()
                .is_some_and(|curve| curve.starts_with("brainpool"));
            if verdict == Some(None) && !is_brainpool {
                wrong.push("the signature can't be verified".to_owned());
            }
            wrong
        }
        ("valid", Err(refusal)) => vec![format!("refused: {refusal:?}")],
        ("bad-signature", Ok(_)) if verdict == Some(Some(true)) => vec!["the signature verifies".to_owned()],
        ("bad-signature", Ok(CsrReading { csr, .. })) => differences(csr, &case.facts),
        ("reject", Ok(_)) if !case.lenient_ok => vec!["read, though it is no request".to_owned()],
        // What a strict reader refuses and a friendly one recovers has to be right when it is.
        ("reject", Ok(CsrReading { csr, .. })) if case.facts["key"].is_object() => differences(csr, &case.facts),
        ("reject", Err(refusal)) if case.lenient_ok => vec![format!("not recovered: {refusal:?}")],
        ("unsupported-alg", Ok(CsrReading { csr, .. })) => {
            let mut wrong = differences(csr, &case.facts);
            wrong.retain(|difference| !difference.starts_with("sig_hash"));
            if verdict == Some(Some(true)) {
                wrong.push("the signature verifies".to_owned());
            }
            wrong
        }
        _ => Vec::new(),
    }
}

#[test]
fn every_case_is_read_as_its_two_references_read_it() {
    let cases = cases();
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    let wrong: Vec<_> = cases
        .iter()
        .flat_map(|case| {
            judge(case)
                .into_iter()
                .map(|wrong| format!("{} ({}): {wrong}", case.id, case.expect))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} cases:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
