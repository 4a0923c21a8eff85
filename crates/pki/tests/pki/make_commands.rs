//! The commands for servers are run as they stand, with values that try to break out of them.

use crate::made::{asked, attributes, dns, ip, names, subject};
use crate::make_csr::any_subject;
use crate::verifier::verify;
use certdesk_pki::make::commands::{Encoding, NoRecipe, Recipe, RecipeNote, Shell, Tool, recipe};
use certdesk_pki::make::{AltName, NewKeyKind, Subject, SubjectEntries};
use certdesk_pki::{Csr, GeneralName, ServerKind, read_csr};
use proptest::prelude::{ProptestConfig, proptest};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// What means something to a shell, a tool's own quoting, or a terminal.
static HOSTILE: [&str; 28] = [
    "$(touch x)",
    "`touch x`",
    "'; touch x; '",
    "'\\''; touch x #",
    "\"; touch x; \"",
    "\" & echo x > x & \"",
    "a && touch x || b | c > x < y",
    "%PATH% %%PATH%% %~1 %strkey%",
    "!! !x !PATH! ^^ ^\"",
    "$PATH ${PATH} $env:PATH $ENV::PATH",
    "\\",
    "\\\\ a\\",
    "a\\'b\\\"c\\$d",
    "/CN=x/O=y",
    "a/b+c=d,e;f<g>h#i",
    "+OU=x",
    "# comment",
    "; comment",
    "#0401ff",
    " leading and trailing ",
    "two  spaces",
    "‘touch x’ “touch x” ‚x„ ‛x",
    "OÜ Ромашка 株式会社 𝔘𝔫𝔦",
    "-config /etc/passwd",
    "@file @names",
    "~ * ? [a-z] {a,b}",
    "\u{200b}\u{301}",
    "DNS:x.example, email:copy",
];

fn with_everywhere(value: &str) -> Subject {
    Subject::new(&SubjectEntries {
        common_name: Some(value.to_owned()),
        organization: Some(value.to_owned()),
        organizational_units: vec![value.to_owned(), format!("{value}2")],
        locality: Some(value.to_owned()),
        state: Some(value.to_owned()),
        country: Some("RU".to_owned()),
    })
    .unwrap()
}

/// The words of a command line for cmd.exe and PowerShell, which must hold nothing that either of them looks at.
fn windows_words(text: &str) -> Vec<String> {
    let active = [
        '%', '!', '^', '&', '|', '<', '>', '$', '`', ';', '(', ')', '{', '}', '\'', '\r', '\n',
    ];
    assert!(!text.contains(active), "{text}");
    assert!(text.is_ascii(), "{text}");
    // A backslash before a quotation mark would make it a character, see CommandLineToArgvW.
    assert!(!text.contains("\\\""), "{text}");
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for c in text.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    assert!(!is_quoted);
    words
}

/// Runs a recipe in a folder of its own: the request, and that nothing else came of it than the files named.
fn run(recipe: &Recipe) -> Csr {
    let dir = tempfile::tempdir().unwrap();
    for file in &recipe.files {
        std::fs::write(dir.path().join(&file.name), file.bytes()).unwrap();
    }
    for command in &recipe.commands {
        let mut program = match command.shell {
            Shell::Sh => {
                assert!(!command.text.contains(['\n', '\r']));
                let mut program = Command::new("sh");
                program.args(["-c", &command.text]);
                program
            }
            Shell::Windows => {
                let words = windows_words(&command.text);
                let mut program = Command::new(&words[0]);
                program.args(&words[1..]);
                program
            }
        };
        run_one(&mut program, dir.path(), &command.text);
    }
    let made = std::fs::read_dir(dir.path()).unwrap();
    let made: BTreeSet<String> = made
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let named = recipe.files.iter().map(|file| file.name.clone());
    let named: BTreeSet<String> = named
        .chain(recipe.key_file.clone())
        .chain([recipe.csr_file.clone()])
        .collect();
    assert_eq!(made, named);
    for name in &named {
        assert!(
            name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_'),
            "{name}"
        );
        assert!(
            name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)),
            "{name}"
        );
    }
    let csr = read_csr(&std::fs::read(dir.path().join(&recipe.csr_file)).unwrap()).unwrap();
    csr.csr
}

fn run_one(program: &mut Command, dir: &Path, text: &str) {
    let mut child = program
        .current_dir(dir)
        .env("LC_ALL", "C")
        // What runs for a second is not worth compiling.
        .env("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        // Java asks for its password on the standard input.
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{text}: {error}. Install OpenSSL 3 and a Java runtime."));
    let mut input = child.stdin.take().unwrap();
    // OpenSSL does not read it, and may be gone by now.
    let _is_read = input.write_all(b"changeit\nchangeit\n\n");
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(
        output.status.success(),
        "{text}\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn is_as_asked(csr: &Csr, subject: &Subject, names: &[AltName]) {
    assert_eq!(attributes(csr), asked(subject));
    let names: Vec<GeneralName> = names.iter().map(GeneralName::from).collect();
    assert_eq!(csr.subject_alt_names().unwrap(), names);
    assert_eq!(verify(csr.signed()), Some(true));
}

fn many_names() -> Vec<AltName> {
    (0..200)
        .map(|number| dns(&format!("host-{number}.department.example.com")))
        .collect()
}

/// Java takes its time to start: both shells are tried on the quickest kind alone.
#[test]
fn every_kind_of_key_is_made_by_openssl_and_by_keytool() {
    for tool in [Tool::OpenSsl, Tool::OpenSslWithFile, Tool::Keytool] {
        for kind in NewKeyKind::ALL {
            let shells = match (tool, kind) {
                (Tool::Keytool, NewKeyKind::P256) | (Tool::OpenSsl, _) => &[Shell::Sh, Shell::Windows][..],
                _ => &[Shell::Sh],
            };
            for shell in shells {
                let recipe = recipe(tool, *shell, &subject(), &names(), kind).unwrap();
                let csr = run(&recipe);
                is_as_asked(&csr, &subject(), &names());
                assert_eq!(NewKeyKind::of(csr.key()), Some(kind));
                assert_eq!(csr.signature_algorithm().hash(), Some(kind.hash()));
                assert_eq!(recipe.csr_file, "www.example.com.csr");
            }
        }
    }
}

#[test]
fn openssl_takes_every_hostile_value_for_what_it_is() {
    for value in HOSTILE {
        let subject = with_everywhere(value);
        for shell in [Shell::Sh, Shell::Windows] {
            let recipe = recipe(Tool::OpenSsl, shell, &subject, &names(), NewKeyKind::P256).unwrap();
            assert_eq!(recipe.files.len(), usize::from(shell == Shell::Windows));
            is_as_asked(&run(&recipe), &subject, &names());
        }
    }
}

#[test]
fn bash_reads_the_commands_as_sh_does() {
    for value in HOSTILE {
        let recipe = recipe(
            Tool::OpenSsl,
            Shell::Sh,
            &with_everywhere(value),
            &names(),
            NewKeyKind::P256,
        )
        .unwrap();
        let words = |shell: &str| {
            let script = recipe.commands[0].text.replacen("openssl", "printf '%s\\n'", 1);
            let output = Command::new(shell).args(["-c", &script]).output().unwrap();
            assert!(output.status.success());
            String::from_utf8(output.stdout).unwrap()
        };
        assert_eq!(words("bash"), words("sh"));
    }
}

#[test]
fn keytool_takes_every_hostile_value_for_what_it_is() {
    for values in HOSTILE.chunks(10) {
        let value = |index: usize| values.get(index).map(|value| (*value).to_owned());
        let entries = SubjectEntries {
            common_name: value(0),
            organization: value(1),
            organizational_units: (2..8).filter_map(value).collect(),
            locality: value(8),
            state: value(9),
            country: None,
        };
        let subject = Subject::new(&entries).unwrap();
        assert_eq!(subject.attributes().count(), values.len());
        for shell in [Shell::Sh, Shell::Windows] {
            let recipe = recipe(Tool::Keytool, shell, &subject, &names(), NewKeyKind::P256).unwrap();
            assert_eq!(recipe.files, []);
            is_as_asked(&run(&recipe), &subject, &names());
        }
    }
}

#[test]
fn what_is_too_long_for_a_line_goes_through_a_file() {
    let subject = with_everywhere("a \"quoted\\\" $value # here");
    for tool in [Tool::OpenSsl, Tool::Keytool] {
        for shell in [Shell::Sh, Shell::Windows] {
            let recipe = recipe(tool, shell, &subject, &many_names(), NewKeyKind::P256).unwrap();
            assert_eq!(recipe.files.len(), 1);
            assert!(recipe.commands.iter().all(|command| command.text.len() <= 4000));
            is_as_asked(&run(&recipe), &subject, &many_names());
        }
    }
}

#[test]
fn keytool_reads_a_subject_that_is_too_long_for_a_line_from_a_file() {
    let entries = SubjectEntries {
        organizational_units: vec!["Ж".repeat(64); 12],
        ..crate::made::entries()
    };
    let subject = Subject::new(&entries).unwrap();
    let recipe = recipe(Tool::Keytool, Shell::Sh, &subject, &names(), NewKeyKind::P256).unwrap();
    assert_eq!(recipe.files.len(), 1);
    is_as_asked(&run(&recipe), &subject, &names());
}

#[test]
fn without_a_subject_the_first_name_stands_in_where_it_must() {
    let long = dns(&["a".repeat(60), "b".repeat(60)].join("."));
    let names = [long.clone(), ip("192.0.2.1"), dns("b.example")];
    let added = Subject::new(&SubjectEntries {
        common_name: Some("192.0.2.1".to_owned()),
        ..SubjectEntries::default()
    })
    .unwrap();
    for shell in [Shell::Sh, Shell::Windows] {
        let with = |tool, names| recipe(tool, shell, &Subject::default(), names, NewKeyKind::P256);
        let openssl = with(Tool::OpenSsl, &names).unwrap();
        assert!(!openssl.notes.contains(&RecipeNote::CommonNameAdded));
        is_as_asked(&run(&openssl), &Subject::default(), &names);
        is_as_asked(&run(&with(Tool::OpenSsl, &[]).unwrap()), &Subject::default(), &[]);

        let keytool = with(Tool::Keytool, &names).unwrap();
        assert!(keytool.notes.contains(&RecipeNote::CommonNameAdded));
        is_as_asked(&run(&keytool), &added, &names);
        for tool in [Tool::Keytool, Tool::Certreq] {
            assert_eq!(with(tool, &[]).unwrap_err(), NoRecipe::NoSubject);
            assert_eq!(
                with(tool, std::slice::from_ref(&long)).unwrap_err(),
                NoRecipe::NoSubject
            );
        }
    }
}

/// The string of an INF file's line, by the general syntax rules for INF files.
fn inf_string(line: &str) -> String {
    let (_, quoted) = line.split_once(" = ").unwrap();
    let inner = quoted.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
    let once = |text: &str, c: &str| {
        let pieces: Vec<&str> = text.split(&c.repeat(2)).collect();
        assert!(pieces.iter().all(|piece| !piece.contains(c)), "{line}");
        pieces.join(c)
    };
    once(&once(inner, "\""), "%")
}

/// Types and values of a name as CertStrToName reads it.
fn x500(text: &str) -> Vec<(String, String)> {
    let mut rest = text;
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let (kind, behind) = rest.split_once("=\"").unwrap();
        let mut value = String::new();
        rest = behind;
        loop {
            let (piece, behind) = rest.split_once('"').unwrap();
            value.push_str(piece);
            rest = behind;
            let Some(behind) = rest.strip_prefix('"') else { break };
            value.push('"');
            rest = behind;
        }
        attributes.push((kind.to_owned(), value));
        rest = rest.strip_prefix(',').unwrap_or(rest);
    }
    attributes
}

#[test]
fn certreq_reads_what_was_asked_for_from_its_file() {
    let expected = |subject: &Subject| -> Vec<(String, String)> {
        let name = |short: &str| {
            if short == "ST" {
                "S".to_owned()
            } else {
                short.to_owned()
            }
        };
        let attributes = subject.attributes().rev();
        attributes
            .map(|(attribute, value)| (name(attribute.short_name()), value.to_owned()))
            .collect()
    };
    let lines_of = |subject: &Subject, kind| {
        let recipe = recipe(Tool::Certreq, Shell::Sh, subject, &names(), kind).unwrap();
        assert_eq!((recipe.files.len(), recipe.commands.len()), (1, 1));
        let words = windows_words(&recipe.commands[0].text);
        assert_eq!(words, ["certreq", "-new", &recipe.files[0].name, &recipe.csr_file]);
        let lines = recipe.files[0].content.split("\r\n").map(str::to_owned);
        let lines: Vec<String> = lines.collect();
        assert!(lines.iter().all(|line| !line.contains(['\r', '\n'])));
        lines
    };
    for kind in NewKeyKind::ALL {
        let usual = lines_of(&subject(), kind);
        for value in HOSTILE {
            let subject = with_everywhere(value);
            let lines = lines_of(&subject, kind);
            let at = usual.iter().position(|line| line.starts_with("Subject = ")).unwrap();
            assert_eq!(x500(&inf_string(&lines[at])), expected(&subject));
            // But for the subject, no line depends on it.
            assert_eq!((&lines[..at], &lines[at + 1..]), (&usual[..at], &usual[at + 1..]));
        }
        let text = usual.join("\n");
        let names = "2.5.29.17 = \"{text}\"\n_continue_ = \"dns=www.example.com&\"\n\
            _continue_ = \"dns=*.xn--e1afmkfd.xn--p1ai&\"\n_continue_ = \"ipaddress=192.0.2.7&\"\n\
            _continue_ = \"ipaddress=2001:db8::7&\"\n";
        assert!(text.contains(names), "{text}");
    }
}

#[test]
fn what_windows_reads_is_in_its_own_encoding() {
    let inf = |subject: &Subject| {
        let recipe = recipe(Tool::Certreq, Shell::Windows, subject, &names(), NewKeyKind::P256).unwrap();
        recipe.files[0].clone()
    };
    let russian = inf(&subject());
    assert_eq!(russian.encoding, Encoding::Utf16);
    let bytes = russian.bytes();
    assert_eq!(bytes[..2], [0xff, 0xfe]);
    let units: Vec<u16> = bytes[2..]
        .chunks(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    assert_eq!(String::from_utf16(&units).unwrap(), russian.content);
    let english = inf(&with_everywhere("Example"));
    assert_eq!(english.bytes(), english.content.as_bytes());
}

#[test]
fn a_subject_that_no_line_of_certreq_holds_is_refused() {
    let entries = SubjectEntries {
        organizational_units: vec!["u".repeat(64); 60],
        ..crate::made::entries()
    };
    let subject = Subject::new(&entries).unwrap();
    let refusal = recipe(Tool::Certreq, Shell::Windows, &subject, &names(), NewKeyKind::P256);
    assert_eq!(refusal.unwrap_err(), NoRecipe::SubjectTooLong);
}

#[test]
fn every_server_has_its_tool_and_every_tool_its_shells() {
    let tools = ServerKind::ALL.map(Tool::of);
    assert_eq!(tools.iter().filter(|tool| **tool == Tool::Certreq).count(), 2);
    assert_eq!(Tool::of(ServerKind::Tomcat), Tool::Keytool);
    assert_eq!(Tool::of(ServerKind::Nginx), Tool::OpenSsl);
    assert_eq!(Tool::of(ServerKind::F5), Tool::OpenSslWithFile);
    for tool in tools {
        for shell in tool.shells() {
            let recipe = recipe(tool, *shell, &subject(), &names(), NewKeyKind::Rsa2048).unwrap();
            assert_eq!(recipe.tool, tool);
            assert!(recipe.commands.iter().all(|command| command.shell == *shell));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn openssl_takes_any_subject_for_what_it_is(subject in any_subject(), is_sh in proptest::bool::ANY) {
        let shell = if is_sh { Shell::Sh } else { Shell::Windows };
        let recipe = recipe(Tool::OpenSsl, shell, &subject, &names(), NewKeyKind::P256).unwrap();
        is_as_asked(&run(&recipe), &subject, &names());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn keytool_takes_any_subject_for_what_it_is(subject in any_subject()) {
        if !subject.is_empty() {
            let recipe = recipe(Tool::Keytool, Shell::Sh, &subject, &names(), NewKeyKind::P256).unwrap();
            is_as_asked(&run(&recipe), &subject, &names());
        }
    }
}
