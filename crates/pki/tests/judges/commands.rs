//! The commands, given to a shell, and names that try to break out of them.

use crate::made::{LeafKey, Made};
use crate::program::{SH, text};
use certdesk_pki::ServerKind;
use certdesk_pki::files::server::{KeyFile, NamedFile, Shell, StepKind, quote, server_files};

const ALL_SHELLS: [Shell; 6] = [
    Shell::Sh,
    Shell::PowerShell,
    Shell::NginxConfiguration,
    Shell::ApacheConfiguration,
    Shell::HaProxyConfiguration,
    Shell::TomcatConfiguration,
];

/// Common names as no CA would ever sign them.
static HOSTILE: [&str; 12] = [
    "'; touch broken-out; '",
    "\"; touch broken-out; \"",
    "$(touch broken-out)",
    "`touch broken-out`",
    "a\ntouch broken-out\n",
    "a && touch broken-out",
    "-rf",
    "--help",
    "../../etc/passwd",
    "\u{2019}; touch broken-out; \u{2019}",
    "\"/><Valve className=\"x\"/>",
    "x;\n} http { lua $ssl }",
];

#[test]
fn the_files_verify_by_the_commands_that_come_with_them() {
    let pem_kinds = ServerKind::ALL
        .into_iter()
        .filter(|kind| !matches!(kind, ServerKind::Iis | ServerKind::Exchange | ServerKind::Tomcat));
    for kind in pem_kinds {
        for intermediates in [0, 1, 2] {
            let made = Made::of_length(LeafKey::P256, &["*.example.com", "*.example.com"], intermediates);
            let given = server_files(kind, &made.chain, KeyFile::Pem(&made.key_pem)).unwrap();
            made.write_files(&given);
            let said = made.shell(&made.command(&given, StepKind::VerifyFiles));
            assert!(said.ends_with(": OK\n"), "{said}");
            let compare = given
                .steps
                .iter()
                .find(|step| step.kind == StepKind::CompareKey)
                .unwrap();
            let hashes: Vec<String> = compare
                .commands
                .iter()
                .map(|command| made.shell(&command.text))
                .collect();
            assert_eq!(hashes.len(), 2);
            assert_eq!(hashes[0], hashes[1], "{kind:?}");
            assert!(hashes[0].contains("(stdin)= "), "{hashes:?}");
        }
    }
}

#[test]
fn no_name_breaks_out_of_a_command() {
    let key = "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n";
    for name in HOSTILE {
        let made = Made::new(LeafKey::P256, &[name, "example.com"]);
        for kind in ServerKind::ALL {
            for key in [KeyFile::Elsewhere, KeyFile::Pem(key), KeyFile::Pkcs12(b"pfx")] {
                let given = server_files(kind, &made.chain, key).unwrap();
                for NamedFile { name, .. } in &given.files {
                    let is_harmless = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
                    assert!(name.chars().all(is_harmless) && !name.starts_with(['-', '.']), "{name}");
                }
                for command in given.steps.iter().flat_map(|step| &step.commands) {
                    assert!(!command.text.contains("touch broken-out"), "{}", command.text);
                    assert!(!command.text.contains("className="), "{}", command.text);
                }
            }
        }
        let given = server_files(ServerKind::Nginx, &made.chain, KeyFile::Pem(key)).unwrap();
        made.write_files(&given);
        made.shell(&made.command(&given, StepKind::VerifyFiles));
        assert!(!made.folder().join("broken-out").exists(), "{name}");
    }
}

#[test]
fn a_host_is_asked_that_is_one() {
    let test = |names: &[&str]| {
        let made = Made::new(LeafKey::P256, names);
        let given = server_files(ServerKind::Other, &made.chain, KeyFile::Elsewhere).unwrap();
        let step = given
            .steps
            .into_iter()
            .find(|step| step.kind == StepKind::TestConnection);
        step.map(|step| step.commands[0].text.clone())
    };
    let of = |host: &str| {
        Some(format!(
            "openssl s_client -connect {host}:443 -servername {host} -verify_hostname {host} -verify_return_error </dev/null"
        ))
    };
    assert_eq!(
        test(&["example.com", "www.example.com", "example.com"]),
        of("example.com")
    );
    // A client does not look at the common name.
    assert_eq!(test(&["example.com", "www.example.com"]), of("www.example.com"));
    assert_eq!(test(&["example.com"]), of("example.com"));
    assert_eq!(
        test(&["*.example.com", "*.example.com", "example.com"]),
        of("example.com")
    );
    assert_eq!(test(&["*.example.com", "*.example.com"]), of("www.example.com"));
    assert_eq!(test(&["$(id).example", "real.example"]), of("real.example"));
    assert_eq!(test(&["", "real.example"]), of("real.example"));
    assert_eq!(test(&["-x.example"]), None);
    assert_eq!(test(&["A signer of code"]), None);
}

#[test]
fn what_is_quoted_is_one_word_to_a_shell() {
    let made = Made::new(LeafKey::P256, &["example.com"]);
    for word in HOSTILE
        .iter()
        .copied()
        .chain(["", "plain", "a b", "*", "~", "!!", "\\", "a'b''c"])
    {
        let mut shell = SH.command(made.folder());
        shell.args(["-c", &format!("printf '%s|' {}", quote(Shell::Sh, word))]);
        let said = text(&SH.output(shell));
        assert_eq!(said, format!("{}|", word.replace('\n', "_")), "{word}");
        for shell in ALL_SHELLS {
            assert!(!quote(shell, word).contains(char::is_control));
        }
    }
    assert_eq!(
        quote(Shell::PowerShell, "a'b\u{2019}c $x `d"),
        "'a''b\u{2019}\u{2019}c $x `d'"
    );
    assert_eq!(quote(Shell::NginxConfiguration, "a\"b\\c$d"), "\"a\\\"b\\\\c_d\"");
    assert_eq!(quote(Shell::TomcatConfiguration, "a\"<&"), "\"a&quot;&lt;&amp;\"");
}

#[test]
fn each_server_gets_its_own_files() {
    let made = Made::new(LeafKey::P256, &["*.example.com", "*.example.com"]);
    let names = |kind: ServerKind, key: KeyFile<'_>| -> String {
        let given = server_files(kind, &made.chain, key).unwrap();
        let names: Vec<_> = given
            .files
            .iter()
            .map(|file| file.name.replace("wildcard.example.com", "X"))
            .collect();
        names.join(" ")
    };
    let pem = KeyFile::Pem(&made.key_pem);
    let pfx = KeyFile::Pkcs12(b"pfx");
    for (kind, without, with_pem, with_pfx) in [
        (ServerKind::Nginx, "X.pem", "X.pem X.key", "X.pem X.pfx"),
        (ServerKind::Apache, "X.pem", "X.pem X.key", "X.pem X.pfx"),
        (ServerKind::HaProxy, "X.pem", "X.pem", "X.pem X.pfx"),
        (ServerKind::Iis, "X.p7b", "X.p7b X.key", "X.pfx"),
        (ServerKind::Exchange, "X.p7b", "X.p7b X.key", "X.pfx"),
        (ServerKind::Tomcat, "X.p7b", "X.p7b X.key", "X.pfx"),
        (
            ServerKind::F5,
            "X.crt X-chain.crt",
            "X.crt X-chain.crt X.key",
            "X.crt X-chain.crt X.pfx",
        ),
    ] {
        assert_eq!(names(kind, KeyFile::Elsewhere), without, "{kind:?}");
        assert_eq!(names(kind, pem), with_pem, "{kind:?}");
        assert_eq!(names(kind, pfx), with_pfx, "{kind:?}");
    }
    assert_eq!(
        names(ServerKind::Other, pem),
        "X.crt X.der X-chain.pem X-fullchain.pem X-chain-with-root.pem X-fullchain-with-root.pem X-with-root.p7b X.p7b X-der.p7b X.key"
    );
    let none = certdesk_pki::Chain::build(&[], None, &[], &certdesk_pki::Verdicts::default());
    assert_eq!(server_files(ServerKind::Other, &none, KeyFile::Elsewhere), None);
}

#[test]
fn names_that_are_cut_stay_apart_and_no_key_is_shown() {
    let long = "ü".repeat(64);
    let made = Made::new(LeafKey::P256, &[&long, "example.com"]);
    let given = server_files(ServerKind::Other, &made.chain, KeyFile::Pem(&made.key_pem)).unwrap();
    let mut names: Vec<_> = given.files.iter().map(|file| file.name.to_lowercase()).collect();
    names.sort();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
    assert!(!Made::zip(&given.entries()).is_empty());
    let shown = format!("{given:?}");
    assert!(
        !shown.contains("PRIVATE KEY") && !shown.contains("45, 45, 45"),
        "{shown}"
    );
}
