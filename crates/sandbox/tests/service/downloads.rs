//! Certificates as files: every format, by certificate and by order (digicert-api 5.6, 6.8), and the chain (6.9).

use std::io::Read as _;

use serde_json::json;

use crate::desk::{Desk, KEY, chain_of, order, order_but};
use crate::openssl::{self, Files};
use crate::raw::{self, Answer};

const PEM: &str = "application/x-pem-file";
const PKCS7: &str = "application/x-pkcs7-certificates";
const ZIP: &str = "application/zip";

/// Names and contents of the files in an archive.
fn unzipped(answer: &Answer) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&answer.body)).expect("an archive");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("a file");
            let mut content = String::new();
            file.read_to_string(&mut content).expect("a text");
            (file.name().to_owned(), content)
        })
        .collect()
}

/// The certificates of an answer, in PEM, whatever its format.
fn certificates(answer: &Answer) -> Vec<String> {
    match answer.header("content-type").expect("a type") {
        ZIP => unzipped(answer).into_iter().map(|(_, content)| content).collect(),
        PKCS7 => {
            assert!(answer.text().starts_with("-----BEGIN PKCS7-----\r\n"));
            let file = Files::new();
            let bundle = file.put("bundle.p7b", &answer.body);
            let said = openssl::output(&["pkcs7".as_ref(), "-print_certs".as_ref(), "-in".as_ref(), &bundle]);
            split(&said.replace('\n', "\r\n"))
        }
        PEM => {
            let parts = split(answer.text());
            assert_eq!(parts.concat(), answer.text());
            parts
        }
        other => panic!("{other}"),
    }
}

/// The certificates in a text.
fn split(text: &str) -> Vec<String> {
    text.split("-----BEGIN CERTIFICATE-----")
        .skip(1)
        .map(|part| {
            let (body, _) = part.split_once("-----END CERTIFICATE-----\r\n").expect("an end");
            format!("-----BEGIN CERTIFICATE-----{body}-----END CERTIFICATE-----\r\n")
        })
        .collect()
}

#[tokio::test]
async fn every_format_by_certificate_and_by_order() {
    let desk = Desk::open().await;
    let order = order_but(|order| order["certificate"]["server_platform"] = json!({"id": 2}));
    let chain = chain_of(&desk.order("ssl_securesite", &order).await);
    let formats = [
        ("pem_all", PEM, 3),
        ("pem_noroot", PEM, 2),
        ("pem_nointermediate", PEM, 1),
        ("p7b", PKCS7, 3),
        ("cer", PKCS7, 3),
        ("default", ZIP, 3),
        ("default_cer", ZIP, 3),
        ("default_pem", ZIP, 3),
        ("apache", ZIP, 2),
    ];
    for (format, content_type, count) in formats {
        let by_certificate = desk.get(&format!("/certificate/456101/download/format/{format}")).await;
        let by_order = desk
            .get(&format!("/certificate/download/order/112233/format/{format}"))
            .await;
        for answer in [by_certificate, by_order] {
            assert_eq!(answer.status, 200, "{format}");
            assert_eq!(answer.header("content-type"), Some(content_type), "{format}");
            let disposition = answer.header("content-disposition").expect("a name");
            assert!(
                disposition.starts_with("attachment; filename=\"example_com."),
                "{disposition}"
            );
            let mut found = certificates(&answer);
            let mut expected = chain[..count].to_vec();
            if content_type == PKCS7 {
                // A SET has no order of its own.
                found.sort();
                expected.sort();
            }
            assert_eq!(found, expected, "{format}");
        }
    }
    for (path, content_type, count) in [
        ("/certificate/456101/download/platform", ZIP, 2),
        ("/certificate/456101/download/platform/29", PEM, 3),
        ("/certificate/456101/download/platform/45", ZIP, 3),
        ("/certificate/download/order/112233", ZIP, 3),
        ("/certificate/download/order/112233?format_type=pem_all", PEM, 3),
        ("/certificate/download/order/112233/platform", ZIP, 2),
        ("/certificate/download/order/112233/platform/40", PKCS7, 3),
    ] {
        let answer = desk.get(path).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some(content_type)),
            "{path}"
        );
        assert_eq!(certificates(&answer).len(), count, "{path}");
    }
    let answer = desk.get("/certificate/456101/download/format/pfx").await;
    assert_eq!(
        (answer.status, answer.codes()),
        (400, vec!["invalid_value:format_type".to_owned()])
    );
}

#[tokio::test]
async fn an_archive_names_its_files() {
    let desk = Desk::open().await;
    let order = order_but(|order| order["certificate"]["common_name"] = json!("*.example.com"));
    desk.order("ssl_securesite_wildcard", &order).await;
    let answer = desk.get("/certificate/456101/download/format/default_cer").await;
    let names: Vec<String> = unzipped(&answer).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["star_example_com.cer", "intermediate.cer", "root.cer"]);
}

#[tokio::test]
async fn who_accepts_zip_alone_gets_zip() {
    let desk = Desk::open().await;
    desk.order("ssl_securesite", &order()).await;
    for (accept, content_type) in [
        ("application/zip", ZIP),
        ("application/json", PEM),
        ("*/*", PEM),
        ("application/zip, */*", PEM),
    ] {
        let target = "/services/v2/certificate/456101/download/format/pem_all";
        let headers = [("X-DC-DEVKEY", KEY), ("Accept", accept)];
        let answer = raw::send(&desk.origin(), "GET", target, &headers, None).await.unwrap();
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some(content_type)),
            "{accept}"
        );
    }
}

#[tokio::test]
async fn the_chain_is_called_intermediates() {
    let desk = Desk::open().await;
    let chain = chain_of(&desk.order("ssl_securesite", &order()).await);
    let answer = desk.read("/certificate/456101/chain").await;
    let list = answer["intermediates"].as_array().expect("a list");
    assert_eq!(list[0]["subject_common_name"], "example.com");
    let pems: Vec<&str> = list.iter().map(|it| it["pem"].as_str().expect("a PEM")).collect();
    assert_eq!(pems, chain);
    let known = desk.read("/certificate/intermediates").await;
    assert_eq!(
        known["intermediates"][0]["issuer_common_name"],
        "Certdesk Sandbox Root CA"
    );
}

#[tokio::test]
async fn the_newest_reissue_is_the_active_certificate() {
    let desk = Desk::open().await;
    desk.order("ssl_securesite", &order()).await;
    let mut again = json!({});
    again["certificate"] = order()["certificate"].clone();
    let reissued = desk.post("/order/certificate/112233/reissue", &again).await.json();
    let duplicate = desk.post("/order/certificate/112233/duplicate", &again).await.json();
    let active = desk
        .get("/certificate/download/order/112233/format/pem_nointermediate")
        .await;
    assert_eq!(active.text(), chain_of(&reissued)[0]);
    let by_sub_id = desk
        .get("/certificate/download/order/112233?subId=001&formatType=pem_nointermediate")
        .await;
    assert_eq!(by_sub_id.text(), chain_of(&duplicate)[0]);
    let first = desk.get("/certificate/456101/download/format/pem_nointermediate").await;
    assert_eq!(first.status, 200);
    assert_ne!(first.text(), active.text());
}
