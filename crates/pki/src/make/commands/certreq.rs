//! `certreq -new` of Windows: the key in the machine's own store, what is asked for in an INF file.

use crate::make::alt_name::AltName;
use crate::make::commands::common_name::subject_or_name;
use crate::make::commands::file_names;
use crate::make::commands::recipe::{Encoding, NewFile, NoRecipe, Recipe, RecipeNote, Shell, ShellCommand};
use crate::make::commands::tool::Tool;
use crate::make::new_key_kind::NewKeyKind;
use crate::make::subject::{Subject, SubjectAttribute};

/// The longest line of an INF file, in characters (general syntax rules for INF files: 4096, its end included).
const MAX_LINE: usize = 4094;

pub(super) fn recipe(subject: &Subject, names: &[AltName], key: NewKeyKind) -> Result<Recipe, NoRecipe> {
    let (subject, is_added) = subject_or_name(subject, names)?;
    let stem = file_names::stem(&subject, names);
    let (inf, csr_file) = (format!("{stem}.inf"), format!("{stem}.csr"));
    let content = settings(&subject, names, key)?;
    let encoding = if content.is_ascii() {
        Encoding::Utf8
    } else {
        Encoding::Utf16
    };
    let mut notes = vec![RecipeNote::AsAdministrator];
    if is_added {
        notes.push(RecipeNote::CommonNameAdded);
    }
    Ok(Recipe {
        tool: Tool::Certreq,
        commands: vec![ShellCommand {
            shell: Shell::Windows,
            text: format!("certreq -new \"{inf}\" \"{csr_file}\""),
        }],
        files: vec![NewFile {
            name: inf,
            content,
            encoding,
        }],
        key_file: None,
        csr_file,
        notes,
    })
}

fn settings(subject: &Subject, names: &[AltName], key: NewKeyKind) -> Result<String, NoRecipe> {
    let subject = format!("Subject = {}", quote(&x500(subject)));
    if subject.encode_utf16().count() > MAX_LINE {
        return Err(NoRecipe::SubjectTooLong);
    }
    let mut lines = vec![
        "[Version]".to_owned(),
        "Signature = \"$Windows NT$\"".to_owned(),
        String::new(),
        "[NewRequest]".to_owned(),
        subject,
        // XCN_CERT_NAME_STR_FORCE_UTF8_DIR_STR_FLAG: UTF8String, as RFC 5280 wants.
        "X500NameFlags = 0x80000".to_owned(),
    ];
    lines.extend(key_settings(key).iter().map(|line| (*line).to_owned()));
    lines.extend(
        [
            "MachineKeySet = TRUE",
            // Exchange and server farms move the key to another machine.
            "Exportable = TRUE",
            "RequestType = PKCS10",
            "SMIME = FALSE",
            // digitalSignature, and keyEncipherment for RSA.
            if key.rsa_bits().is_some() {
                "KeyUsage = 0xa0"
            } else {
                "KeyUsage = 0x80"
            },
        ]
        .map(str::to_owned),
    );
    if !names.is_empty() {
        lines.extend(["", "[Extensions]", "2.5.29.17 = \"{text}\""].map(str::to_owned));
        lines.extend(names.iter().map(|name| match name {
            AltName::Dns(_) => format!("_continue_ = \"dns={name}&\""),
            AltName::Ip(_) => format!("_continue_ = \"ipaddress={name}&\""),
        }));
    }
    lines.push(String::new());
    Ok(lines.join("\r\n"))
}

fn key_settings(key: NewKeyKind) -> &'static [&'static str] {
    // RSA by the SChannel provider: Exchange reads no other.
    match key {
        NewKeyKind::Rsa2048 => &RSA_2048,
        NewKeyKind::Rsa3072 => &RSA_3072,
        NewKeyKind::Rsa4096 => &RSA_4096,
        NewKeyKind::P256 => &P256,
        NewKeyKind::P384 => &P384,
    }
}

const SCHANNEL: &str = "ProviderName = \"Microsoft RSA SChannel Cryptographic Provider\"";
const SOFTWARE: &str = "ProviderName = \"Microsoft Software Key Storage Provider\"";
const SHA256: &str = "HashAlgorithm = SHA256";
static RSA_2048: [&str; 5] = ["KeyLength = 2048", "KeySpec = 1", SCHANNEL, "ProviderType = 12", SHA256];
static RSA_3072: [&str; 5] = ["KeyLength = 3072", "KeySpec = 1", SCHANNEL, "ProviderType = 12", SHA256];
static RSA_4096: [&str; 5] = ["KeyLength = 4096", "KeySpec = 1", SCHANNEL, "ProviderType = 12", SHA256];
static P256: [&str; 4] = ["KeyAlgorithm = ECDSA_P256", "KeyLength = 256", SOFTWARE, SHA256];
static P384: [&str; 4] = [
    "KeyAlgorithm = ECDSA_P384",
    "KeyLength = 384",
    SOFTWARE,
    "HashAlgorithm = SHA384",
];

/// A distinguished name as CertStrToName reads it: every value in double quotes, in which only they mean anything, doubled;
/// the common name first, for Windows turns the order round.
fn x500(subject: &Subject) -> String {
    let rdns: Vec<String> = subject
        .attributes()
        .rev()
        .map(|(attribute, value)| {
            // Windows writes S where RFC 4514 has ST.
            let name = match attribute {
                SubjectAttribute::State => "S",
                other => other.short_name(),
            };
            format!("{name}=\"{}\"", value.replace('"', "\"\""))
        })
        .collect();
    rdns.join(",")
}

/// A string of an INF file: in double quotes, where they and the percent sign of `%strkey%` are doubled.
fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\"").replace('%', "%%"))
}
