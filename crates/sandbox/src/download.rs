//! The forms in which certificates are downloaded (digicert-api 5.6).

use std::io::{Cursor, Write};

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cms::content_info::ContentInfo;
use der::{Decode, Encode};
use x509_cert::Certificate;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::ca::Authority;

/// Characters of base64 in a line (RFC 7468).
const LINE: usize = 64;

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// ZIP of files with an extension, with or without the root.
    Zip {
        /// Extension of the files.
        extension: &'static str,
        /// Whether the root is among them.
        root: bool,
    },
    /// PKCS #7 of all certificates; the extension of its file.
    Pkcs7(&'static str),
    /// PEM of the first so many certificates of leaf, intermediate, root.
    Pem(usize),
}

impl Format {
    /// The format of a word. `pem` and `crt` are in no document, but a Go client has them.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "default" | "default_pem" => Self::Zip {
                extension: "crt",
                root: true,
            },
            "default_cer" => Self::Zip {
                extension: "cer",
                root: true,
            },
            "apache" => Self::Zip {
                extension: "crt",
                root: false,
            },
            "cer" => Self::Pkcs7("cer"),
            "p7b" => Self::Pkcs7("p7b"),
            "pem_all" | "pem" => Self::Pem(3),
            "pem_noroot" => Self::Pem(2),
            "pem_nointermediate" | "crt" => Self::Pem(1),
            _ => return None,
        })
    }

    /// The format for a server platform; which platform gets what is UNCONFIRMED but for 29, which is one PEM of all.
    pub(crate) const fn of_platform(platform: i64) -> Self {
        match platform {
            14 | 40 | 67 | 68 => Self::Pkcs7("p7b"),
            2 => Self::Zip {
                extension: "crt",
                root: false,
            },
            29 => Self::Pem(3),
            _ => Self::Zip {
                extension: "crt",
                root: true,
            },
        }
    }
}

/// Leaf, intermediate and root: which it is and DER.
pub(crate) fn chain<'a>(leaf: &'a [u8], authority: &'a Authority) -> [(&'static str, &'a [u8]); 3] {
    [
        ("leaf", leaf),
        ("intermediate", &authority.intermediate.der),
        ("root", &authority.root.der),
    ]
}

/// PEM of a certificate with CRLF, as the API sends it.
pub(crate) fn pem(der: &[u8]) -> String {
    armour("CERTIFICATE", der)
}

fn armour(label: &str, der: &[u8]) -> String {
    let base64 = STANDARD.encode(der);
    let mut text = format!("-----BEGIN {label}-----\r\n");
    let mut rest = base64.as_str();
    while let Some((line, after)) = rest.split_at_checked(LINE) {
        text.push_str(line);
        text.push_str("\r\n");
        rest = after;
    }
    if !rest.is_empty() {
        text.push_str(rest);
        text.push_str("\r\n");
    }
    text.push_str(&format!("-----END {label}-----\r\n"));
    text
}

/// The file that is downloaded.
pub(crate) fn response(format: Format, leaf: &[u8], common_name: &str, authority: &Authority) -> Response {
    let name = common_name
        .replace('*', "star")
        .replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let chain = chain(leaf, authority);
    let (content_type, extension, body) = match format {
        Format::Pem(count) => {
            let text: String = chain.iter().take(count).map(|(_, der)| pem(der)).collect();
            ("application/x-pem-file", "pem", Ok(text.into_bytes()))
        }
        Format::Pkcs7(extension) => {
            let body = pkcs7(&chain.map(|(_, der)| der)).map(|der| armour("PKCS7", &der).into_bytes());
            (
                "application/x-pkcs7-certificates",
                extension,
                body.map_err(|error| error.to_string()),
            )
        }
        Format::Zip { extension, root } => {
            let files: Vec<(String, &[u8])> = chain
                .iter()
                .take(if root { 3 } else { 2 })
                .map(|(which, der)| {
                    // One client knows the leaf by its name having neither of the other two words in it.
                    let stem = if *which == "leaf" { name.as_str() } else { which };
                    (format!("{stem}.{extension}"), *der)
                })
                .collect();
            ("application/zip", "zip", zip(&files).map_err(|error| error.to_string()))
        }
    };
    match body {
        Ok(body) => {
            let mut response = body.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
            if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}.{extension}\"")) {
                headers.insert(header::CONTENT_DISPOSITION, value);
            }
            response
        }
        Err(why) => (StatusCode::INTERNAL_SERVER_ERROR, why).into_response(),
    }
}

/// A SignedData that holds certificates and nothing else (RFC 5652, 5.2).
fn pkcs7(chain: &[&[u8]]) -> der::Result<Vec<u8>> {
    let certificates = chain
        .iter()
        .map(|der| Certificate::from_der(der))
        .collect::<der::Result<Vec<_>>>()?;
    ContentInfo::try_from(certificates)?.to_der()
}

fn zip(files: &[(String, &[u8])]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, der) in files {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(pem(der).as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn armour_has_lines_of_64_and_one_end() {
        let text = pem(&[0; 96]);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines.len(), 5, "{text}");
        assert!(lines[1].len() == 64 && lines[2].len() == 64 && lines[4].is_empty());
        assert_eq!(pem(&[0; 3]).lines().count(), 3);
    }

    #[test]
    fn formats_are_those_of_the_glossary() {
        assert_eq!(Format::parse("pem_noroot"), Some(Format::Pem(2)));
        assert_eq!(Format::parse("cer"), Some(Format::Pkcs7("cer")));
        assert_eq!(Format::parse("pfx"), None);
    }
}
