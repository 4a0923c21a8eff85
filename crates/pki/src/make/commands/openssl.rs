//! `openssl req`: for sh on the command line alone, else with a file of settings.

use crate::make::alt_name::AltName;
use crate::make::commands::recipe::{Encoding, MAX_COMMAND, NewFile, Recipe, RecipeNote, Shell, ShellCommand};
use crate::make::commands::tool::Tool;
use crate::make::commands::{file_names, sh};
use crate::make::new_key_kind::NewKeyKind;
use crate::make::subject::Subject;

pub(super) fn recipe(tool: Tool, shell: Shell, subject: &Subject, names: &[AltName], key: NewKeyKind) -> Recipe {
    let stem = file_names::stem(subject, names);
    let key_file = format!("{stem}.key");
    let csr_file = format!("{stem}.csr");
    let new = format!("openssl req -new {} -nodes", new_key(key));
    // The names of the files need no quotes but those that the reader expects.
    let out = match shell {
        Shell::Sh => format!("-keyout {} -out {}", sh::quote(&key_file), sh::quote(&csr_file)),
        Shell::Windows => format!("-keyout \"{key_file}\" -out \"{csr_file}\""),
    };
    let mut text = format!("{new} {out} -utf8 -subj {}", sh::quote(&subj(subject)));
    if !names.is_empty() {
        text.push_str(" -addext ");
        text.push_str(&sh::quote(&format!("subjectAltName={}", alt_names(names))));
    }
    let mut files = Vec::new();
    // In cmd.exe nothing keeps %PATH% from being filled in.
    if tool == Tool::OpenSslWithFile || shell == Shell::Windows || text.len() > MAX_COMMAND {
        let config = format!("{stem}.cnf");
        text = match shell {
            Shell::Sh => format!("{new} -config {} {out}", sh::quote(&config)),
            Shell::Windows => format!("{new} -config \"{config}\" {out}"),
        };
        // An empty section is refused.
        if subject.is_empty() {
            text.push_str(" -subj /");
        }
        files.push(NewFile {
            name: config,
            content: settings(subject, names),
            encoding: Encoding::Utf8,
        });
    }
    Recipe {
        tool,
        files,
        commands: vec![ShellCommand { shell, text }],
        key_file: Some(key_file),
        csr_file,
        notes: vec![RecipeNote::PlainKeyFile, RecipeNote::OverwritesFiles],
    }
}

fn new_key(key: NewKeyKind) -> &'static str {
    match key {
        NewKeyKind::Rsa2048 => "-newkey rsa:2048 -sha256",
        NewKeyKind::Rsa3072 => "-newkey rsa:3072 -sha256",
        NewKeyKind::Rsa4096 => "-newkey rsa:4096 -sha256",
        NewKeyKind::P256 => "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -sha256",
        NewKeyKind::P384 => "-newkey ec -pkeyopt ec_paramgen_curve:P-384 -sha384",
    }
}

/// What `-subj` takes: `/C=…/CN=…`, where a backslash makes any character mean itself (openssl-req(1)).
fn subj(subject: &Subject) -> String {
    let mut text = String::new();
    for (attribute, value) in subject.attributes() {
        text.push('/');
        text.push_str(attribute.short_name());
        text.push('=');
        for c in value.chars() {
            if matches!(c, '/' | '+' | '=' | '\\') {
                text.push('\\');
            }
            text.push(c);
        }
    }
    if text.is_empty() {
        text.push('/');
    }
    text
}

/// What subjectAltName takes on one line (x509v3_config(5)).
fn alt_names(names: &[AltName]) -> String {
    let entries: Vec<String> = names
        .iter()
        .map(|name| match name {
            AltName::Dns(_) => format!("DNS:{name}"),
            AltName::Ip(_) => format!("IP:{name}"),
        })
        .collect();
    entries.join(",")
}

/// A file that stands for all of openssl.cnf, so that nothing of the server's own is mixed in.
fn settings(subject: &Subject, names: &[AltName]) -> String {
    let mut text =
        String::from("[req]\nprompt = no\nutf8 = yes\nstring_mask = utf8only\ndistinguished_name = subject\n");
    if !names.is_empty() {
        text.push_str("req_extensions = extensions\n");
    }
    text.push_str("\n[subject]\n");
    // The numbers keep units apart, and mean nothing else.
    for (number, (attribute, value)) in (1..).zip(subject.attributes()) {
        let name = attribute.short_name();
        text.push_str(&format!("{number}.{name} = {}\n", setting(value)));
    }
    if !names.is_empty() {
        text.push_str("\n[extensions]\nsubjectAltName = @names\n\n[names]\n");
        for (number, name) in (1..).zip(names) {
            let kind = match name {
                AltName::Dns(_) => "DNS",
                AltName::Ip(_) => "IP",
            };
            text.push_str(&format!("{kind}.{number} = {name}\n"));
        }
    }
    text
}

/// A value in double quotes, in which only they and the backslash mean anything (config(5)): no `$`, no `#`.
fn setting(value: &str) -> String {
    let mut quoted = String::from("\"");
    for c in value.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}
