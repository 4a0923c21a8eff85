//! `keytool` of Java: the key in a PKCS#12 keystore, the CSR from there.

use crate::make::alt_name::AltName;
use crate::make::commands::common_name::subject_or_name;
use crate::make::commands::file_names;
use crate::make::commands::recipe::{
    Encoding, MAX_COMMAND, NewFile, NoRecipe, Recipe, RecipeNote, Shell, ShellCommand,
};
use crate::make::commands::tool::Tool;
use crate::make::new_key_kind::NewKeyKind;
use crate::make::subject::Subject;

pub(super) fn recipe(shell: Shell, subject: &Subject, names: &[AltName], key: NewKeyKind) -> Result<Recipe, NoRecipe> {
    let (subject, is_added) = subject_or_name(subject, names)?;
    let stem = file_names::stem(&subject, names);
    let keystore = format!("{stem}.p12");
    let csr_file = format!("{stem}.csr");
    let store = format!("-alias server -keystore {keystore} -storetype PKCS12");
    let (algorithm, size, signature) = algorithm(key);
    let dname = dname(&subject);
    let mut files = Vec::new();
    let mut commands = Vec::new();
    let mut add = |step: &str, arguments: &[&str], quoted: &[(&str, &str)]| {
        let mut text = format!("keytool {step} {}", arguments.join(" "));
        for (option, value) in quoted {
            text.push_str(&format!(" {option} {}", quote(shell, value)));
        }
        // Java 9 and later read the rest from a file, one argument a line or word.
        if text.len() > MAX_COMMAND {
            let name = format!("{stem}{step}.txt");
            let mut content = format!("{step} {}\n", arguments.join(" "));
            for (option, value) in quoted {
                content.push_str(&format!("{option} \"{}\"\n", value.replace('\\', "\\\\")));
            }
            text = match shell {
                Shell::Sh => format!("keytool '@{name}'"),
                Shell::Windows => format!("keytool \"@{name}\""),
            };
            files.push(NewFile {
                name,
                content,
                encoding: Encoding::Utf8,
            });
        }
        commands.push(ShellCommand { shell, text });
    };
    add(
        "-genkeypair",
        &["-keyalg", algorithm, "-keysize", size, "-sigalg", signature, &store],
        &[("-dname", &dname)],
    );
    let san = san(names);
    let extension = [("-ext", san.as_str())];
    add(
        "-certreq",
        &["-sigalg", signature, &store, "-file", &csr_file],
        if names.is_empty() { &[] } else { &extension },
    );
    let mut notes = vec![RecipeNote::AsksForPassword];
    if is_added {
        notes.push(RecipeNote::CommonNameAdded);
    }
    Ok(Recipe {
        tool: Tool::Keytool,
        files,
        commands,
        key_file: Some(keystore),
        csr_file,
        notes,
    })
}

fn algorithm(key: NewKeyKind) -> (&'static str, &'static str, &'static str) {
    match key {
        NewKeyKind::Rsa2048 => ("RSA", "2048", "SHA256withRSA"),
        NewKeyKind::Rsa3072 => ("RSA", "3072", "SHA256withRSA"),
        NewKeyKind::Rsa4096 => ("RSA", "4096", "SHA256withRSA"),
        NewKeyKind::P256 => ("EC", "256", "SHA256withECDSA"),
        NewKeyKind::P384 => ("EC", "384", "SHA384withECDSA"),
    }
}

/// A distinguished name as RFC 4514 writes it, the common name first.
///
/// All but letters and digits of ASCII, `.`, `-` and inner spaces are written as their UTF-8 bytes (section 2.4: `\` and two
/// hexadecimal digits). So nothing is left that any shell, the terminal's code page or Java's quirks could read otherwise.
fn dname(subject: &Subject) -> String {
    let rdns: Vec<String> = subject
        .attributes()
        .rev()
        .map(|(attribute, value)| format!("{}={}", attribute.short_name(), hexadecimal(value)))
        .collect();
    rdns.join(", ")
}

fn hexadecimal(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        let is_inner = !text.is_empty() && !text.ends_with(' ') && !rest.as_str().is_empty();
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') || (c == ' ' && is_inner) {
            text.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                text.push_str(&format!("\\{byte:02X}"));
            }
        }
    }
    text
}

fn san(names: &[AltName]) -> String {
    let entries: Vec<String> = names
        .iter()
        .map(|name| match name {
            AltName::Dns(_) => format!("dns:{name}"),
            AltName::Ip(_) => format!("ip:{name}"),
        })
        .collect();
    format!("SAN={}", entries.join(","))
}

/// Both values hold but letters and digits of ASCII, spaces and `\ = , : . - *`, to which quotes alone matter; they neither
/// end with a backslash nor have one before a quote.
fn quote(shell: Shell, value: &str) -> String {
    match shell {
        Shell::Sh => format!("'{value}'"),
        Shell::Windows => format!("\"{value}\""),
    }
}
