//! What a person has to do to show control over a domain, to the letter.

use std::net::IpAddr;

use super::control::ControlValue;
use crate::DcvMethod;

/// What is to be done; every text in it can be copied as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instruction {
    /// A DNS record is to be made.
    Record {
        /// `TXT` or `CNAME`.
        kind: &'static str,
        /// The whole name of the record, without a period at its end.
        name: String,
        /// Its value: the text of a TXT record, or the target of a CNAME record.
        value: String,
    },
    /// A file is to be put onto the server of the name.
    File {
        /// Its address; DigiCert fetches it on port 80 without a change to it.
        url: String,
        /// Its content: this and nothing else.
        content: String,
    },
    /// A mail is to be answered.
    Mail {
        /// Who gets one.
        addresses: Vec<String>,
        /// Whether the answer named them; else they are the addresses that DigiCert makes of a domain (section 5.2).
        are_told: bool,
    },
}

/// Why there is no instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoInstruction {
    /// There is no value yet: a new one is to be asked for.
    NoValue,
    /// A file can't show control over a wildcard (DigiCert API notes, section 5.2).
    Wildcard,
    /// Only a file can show control over an IP address (section 5.2).
    IpAddress,
    /// The name of the file is DigiCert's own, and the answer does not tell it.
    NoFileName,
}

/// Where DigiCert looks for the file.
const FILE: &str = "/.well-known/pki-validation/fileauth.txt";
/// The label at which a CNAME record is made since 28 October 2025.
const CNAME_LABEL: &str = "_dnsauth";
/// What a CNAME record points into.
const CNAME_TARGET: &str = "dcv.digicert.com";
/// The names before the `@` of the addresses that are made of a domain (section 5.2).
const LOCAL_PARTS: [&str; 5] = ["admin", "administrator", "hostmaster", "postmaster", "webmaster"];

/// What is to be done for one domain.
///
/// * `dns-txt-token`: a TXT record at the domain itself.
/// * `dns-cname-token`: a CNAME record from `_dnsauth` below the domain to the value below `dcv.digicert.com`. Until
///   28 October 2025 it went from the value below the domain to `dcv.digicert.com` itself, which is what older answers name as
///   `verification_value`; that form is no longer looked for (DigiCert's change log of that day).
/// * `http-token`, `http-token-dynamic`: a file at the exact name.
/// * `email`: a mail.
///
/// # Errors
///
/// Why there is nothing to be done, or nothing that would help.
pub fn instruct(method: DcvMethod, domain: &str, value: &ControlValue) -> Result<Instruction, NoInstruction> {
    let base = domain.strip_prefix("*.").unwrap_or(domain);
    let is_wildcard = base.len() < domain.len();
    let address: Option<IpAddr> = base.parse().ok();
    if method.is_file() && is_wildcard {
        return Err(NoInstruction::Wildcard);
    }
    if !method.is_file() && address.is_some() {
        return Err(NoInstruction::IpAddress);
    }
    let token = || value.token.clone().ok_or(NoInstruction::NoValue);
    Ok(match method {
        DcvMethod::Email => {
            let are_told = !value.emails.is_empty();
            Instruction::Mail {
                addresses: if are_told {
                    value.emails.clone()
                } else {
                    LOCAL_PARTS.iter().map(|local| [*local, "@", base].concat()).collect()
                },
                are_told,
            }
        }
        DcvMethod::DnsTxtToken => Instruction::Record {
            kind: "TXT",
            name: base.to_owned(),
            value: token()?,
        },
        DcvMethod::DnsCnameToken => Instruction::Record {
            kind: "CNAME",
            name: [CNAME_LABEL, ".", base].concat(),
            value: match &value.verification_value {
                Some(target) if !target.trim_end_matches('.').eq_ignore_ascii_case(CNAME_TARGET) => target.clone(),
                _ => [token()?.as_str(), ".", CNAME_TARGET].concat(),
            },
        },
        DcvMethod::HttpToken | DcvMethod::HttpTokenDynamic => {
            let content = token()?;
            let url = match (&value.file_url, method) {
                (Some(url), _) => url.clone(),
                (None, DcvMethod::HttpTokenDynamic) => return Err(NoInstruction::NoFileName),
                (None, _) => match address {
                    Some(IpAddr::V6(address)) => format!("http://[{address}]{FILE}"),
                    _ => ["http://", base, FILE].concat(),
                },
            };
            Instruction::File { url, content }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value() -> ControlValue {
        ControlValue {
            token: Some("abc".into()),
            ..ControlValue::default()
        }
    }

    fn record(kind: &'static str, name: &str, value: &str) -> Result<Instruction, NoInstruction> {
        Ok(Instruction::Record {
            kind,
            name: name.into(),
            value: value.into(),
        })
    }

    #[test]
    fn a_record_is_told_to_the_letter() {
        let txt = |domain| instruct(DcvMethod::DnsTxtToken, domain, &value());
        assert_eq!(txt("example.com"), record("TXT", "example.com", "abc"));
        assert_eq!(txt("*.shop.example.com"), record("TXT", "shop.example.com", "abc"));
        let cname = |target: Option<&str>| {
            let value = ControlValue {
                verification_value: target.map(str::to_owned),
                ..value()
            };
            instruct(DcvMethod::DnsCnameToken, "example.com", &value)
        };
        let expected = record("CNAME", "_dnsauth.example.com", "abc.dcv.digicert.com");
        for target in [
            None,
            Some("dcv.digicert.com"),
            Some("DCV.digicert.com."),
            Some("abc.dcv.digicert.com"),
        ] {
            assert_eq!(cname(target), expected, "{target:?}");
        }
    }

    #[test]
    fn a_file_stands_at_the_exact_name() {
        let file = |domain| instruct(DcvMethod::HttpToken, domain, &value());
        let at = |url: &str| {
            Ok(Instruction::File {
                url: url.into(),
                content: "abc".into(),
            })
        };
        assert_eq!(
            file("www.example.com"),
            at("http://www.example.com/.well-known/pki-validation/fileauth.txt")
        );
        assert_eq!(
            file("192.0.2.1"),
            at("http://192.0.2.1/.well-known/pki-validation/fileauth.txt")
        );
        assert_eq!(
            file("2001:db8::1"),
            at("http://[2001:db8::1]/.well-known/pki-validation/fileauth.txt")
        );
        assert_eq!(file("*.example.com"), Err(NoInstruction::Wildcard));
        let dynamic = |value: &ControlValue| instruct(DcvMethod::HttpTokenDynamic, "example.com", value);
        assert_eq!(dynamic(&value()), Err(NoInstruction::NoFileName));
        let named = ControlValue {
            file_url: Some("http://example.com/.well-known/pki-validation/x7.txt".into()),
            ..value()
        };
        assert_eq!(
            dynamic(&named),
            at("http://example.com/.well-known/pki-validation/x7.txt")
        );
    }

    #[test]
    fn mail_goes_to_whom_the_answer_names_and_else_to_the_five() {
        let mail = |emails: &[&str]| {
            let value = ControlValue {
                emails: emails.iter().map(|&email| email.to_owned()).collect(),
                ..ControlValue::default()
            };
            instruct(DcvMethod::Email, "*.example.com", &value)
        };
        let told = Instruction::Mail {
            addresses: vec!["x@example.com".into()],
            are_told: true,
        };
        assert_eq!(mail(&["x@example.com"]), Ok(told));
        let Ok(Instruction::Mail { addresses, are_told }) = mail(&[]) else {
            panic!("a mail")
        };
        assert_eq!((addresses.len(), are_told), (5, false));
        assert_eq!(addresses[0], "admin@example.com");
    }

    #[test]
    fn where_nothing_can_be_shown_that_is_said() {
        for method in [DcvMethod::DnsTxtToken, DcvMethod::DnsCnameToken, DcvMethod::HttpToken] {
            let nothing = instruct(method, "example.com", &ControlValue::default());
            assert_eq!(nothing, Err(NoInstruction::NoValue), "{method:?}");
        }
        for method in [DcvMethod::DnsTxtToken, DcvMethod::DnsCnameToken, DcvMethod::Email] {
            assert_eq!(
                instruct(method, "192.0.2.1", &value()),
                Err(NoInstruction::IpAddress),
                "{method:?}"
            );
        }
    }
}
