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
        // Java 9 and later take the options of a step from a properties file as well.
        if text.len() > MAX_COMMAND {
            let name = format!("{stem}{step}.conf");
            let options = quoted
                .iter()
                .map(|(option, value)| format!("{option} {}", property(value)));
            files.push(NewFile {
                content: format!(
                    "keytool.{} = {}\n",
                    step.trim_start_matches('-'),
                    options.collect::<Vec<_>>().join(" ")
                ),
                encoding: Encoding::Utf8,
                name: name.clone(),
            });
            text = format!("keytool -conf {name} {step} {}", arguments.join(" "));
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
/// All but letters and digits of ASCII, `.`, `-` and the spaces between them are written as their UTF-8 bytes (section 2.4:
/// `\` and two hexadecimal digits). So nothing is left that any shell or the terminal's code page could read otherwise.
/// Spaces beside such bytes are written as these, for Java loses them.
fn dname(subject: &Subject) -> String {
    let rdns: Vec<String> = subject
        .attributes()
        .rev()
        .map(|(attribute, value)| format!("{}={}", attribute.short_name(), hexadecimal(value)))
        .collect();
    rdns.join(", ")
}

fn hexadecimal(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let mut text = String::new();
    let mut rest = value.chars();
    let mut before = None;
    while let Some(c) = rest.next() {
        let behind = rest.as_str().chars().next();
        if is_plain(c) || (c == ' ' && before.is_some_and(is_plain) && behind.is_some_and(is_plain)) {
            text.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                text.push_str(&format!("\\{byte:02X}"));
            }
        }
        before = Some(c);
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

/// A value in a properties file of options: its backslashes are read twice, by java.util.Properties and within the quotes.
fn property(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', r"\\\\"))
}
