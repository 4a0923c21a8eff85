//! The files to download, judged by the programs that will open them.

use crate::sample::{self, certificate, certificates, openssl, pem, verdicts};
use certdesk_pki::files::{WithRoot, ZipRefusal, chain_pem, full_chain_pem, leaf_pem, safe_file_name, zip};
use certdesk_pki::{Chain, Verdicts};
use std::path::{Path, PathBuf};
use std::process::Command;
use time::OffsetDateTime;

fn chain() -> Chain {
    let given = certificates(&["root", "intermediate", "leaf"]);
    Chain::build(&given, None, &[], &verdicts(&given))
}

#[test]
fn pem_files_hold_the_path_from_the_leaf_up() {
    let chain = chain();
    let [leaf, intermediate, root] = ["leaf", "intermediate", "root"].map(pem);
    assert_eq!(leaf_pem(&chain), leaf);
    assert_eq!(chain_pem(&chain, WithRoot::No), intermediate);
    assert_eq!(chain_pem(&chain, WithRoot::Yes), [&intermediate[..], &root].concat());
    assert_eq!(
        full_chain_pem(&chain, WithRoot::No),
        [&leaf[..], &intermediate].concat()
    );
    assert_eq!(
        full_chain_pem(&chain, WithRoot::Yes),
        [leaf, intermediate, root].concat()
    );
}

#[test]
fn nothing_there_is_nothing_written() {
    let empty = Chain::build(&[], None, &[], &Verdicts::default());
    assert_eq!(full_chain_pem(&empty, WithRoot::Yes), "");
    let alone = Chain::build(&certificates(&["self-signed"]), None, &[], &Verdicts::default());
    assert_eq!(full_chain_pem(&alone, WithRoot::Yes), pem("self-signed"));
    assert_eq!(chain_pem(&alone, WithRoot::Yes), "");
}

#[test]
fn openssl_verifies_the_leaf_by_the_chain() {
    let folder = folder("verify");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let chain = chain();
    let root = write("root.pem", &pem("root"));
    let untrusted = write("chain.pem", &chain_pem(&chain, WithRoot::No));
    let leaf = write("leaf.pem", &leaf_pem(&chain));
    let answer = openssl(
        &[
            "verify",
            "-x509_strict",
            "-CAfile",
            &root,
            "-untrusted",
            &untrusted,
            &leaf,
        ],
        &[],
    );
    assert_eq!(answer, format!("{leaf}: OK\n"));
    let full = full_chain_pem(&chain, WithRoot::Yes);
    let p7b = openssl(&["crl2pkcs7", "-nocrl", "-certfile", &write("full.pem", &full)], &[]);
    let listed = openssl(&["pkcs7", "-print_certs", "-noout"], p7b.as_bytes());
    assert_eq!(listed.matches("subject=").count(), 3);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn file_names_are_those_of_the_host_where_it_is_harmless() {
    for (name, expected) in [
        ("www.example.com", "www.example.com.pem"),
        ("*.example.com", "wildcard.example.com.pem"),
        ("Bücher.example", "Bücher.example.pem"),
        ("東京.example", "東京.example.pem"),
        ("", "certificate.pem"),
        ("...", "certificate.pem"),
        (" ", "certificate.pem"),
        ("../../etc/passwd", "etc_passwd.pem"),
        ("..\\..\\windows\\system.ini", "windows_system.ini.pem"),
        ("C:\\a", "C_a.pem"),
        ("/absolute", "absolute.pem"),
        (".hidden", "hidden.pem"),
        ("-rf", "-rf.pem"),
        ("a\0b\nc", "a_b_c.pem"),
        ("trailing. ", "trailing.pem"),
        ("invoice\u{202e}fdp.exe", "invoice_fdp.exe.pem"),
        ("a\u{200b}b\u{2066}c", "a_b_c.pem"),
        ("a<b>c:d\"e|f?g", "a_b_c_d_e_f_g.pem"),
        ("con", "_con.pem"),
        ("NUL.example", "_NUL.example.pem"),
        ("Lpt1", "_Lpt1.pem"),
        ("com¹.x", "_com¹.x.pem"),
        ("console", "console.pem"),
        ("com10", "com10.pem"),
    ] {
        assert_eq!(safe_file_name(name, "pem"), expected, "{name:?}");
    }
    assert_eq!(safe_file_name("a", ""), "a");
    assert_eq!(safe_file_name("a", "../sh"), "a.sh");
    assert_eq!(safe_file_name("con", ""), "_con");
}

#[test]
fn long_file_names_are_cut_between_characters() {
    for name in [
        "a".repeat(500),
        "ü".repeat(500),
        "東".repeat(500),
        "a.".repeat(500),
        "*".repeat(500),
    ] {
        let file = safe_file_name(&name, "pem");
        assert!(file.len() <= 120, "{file}");
        assert!(file.len() > 110, "{file}");
        assert!(file.ends_with(".pem") && !file.ends_with("..pem"), "{file}");
    }
    let long_extension = safe_file_name("a", &"e".repeat(500));
    assert!(long_extension.len() <= 120, "{long_extension}");
}

/// A new folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Unpacks by whatever program is there, which also tests the archive.
fn unpack(archive: &Path, into: &Path) {
    let by = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(into).env("LC_ALL", "C.UTF-8");
        command.output().ok()
    };
    let file = archive.to_str().unwrap();
    let output = by("unzip", &["-q", "-o", file])
        .or_else(|| by("python3", &["-m", "zipfile", "-e", file, "."]))
        .unwrap_or_else(|| {
            panic!("This test opens a ZIP file by the program unzip or python3, and neither is there. Install one.")
        });
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn an_outside_program_opens_the_archive_and_finds_every_byte() {
    let der = certificate("leaf").der().to_vec();
    let text = full_chain_pem(&chain(), WithRoot::Yes);
    let name = safe_file_name("Bücher.example", "pem");
    let entries: [(&str, &[u8]); 4] = [
        (&name, text.as_bytes()),
        ("leaf.der", &der),
        ("empty", b""),
        ("folder/a.txt", b"a"),
    ];
    // 2026-02-28 23:59:58 UTC
    let modified = OffsetDateTime::from_unix_timestamp(1_772_323_198).unwrap();
    let archive = zip(&entries, modified).unwrap();
    let folder = folder("zip");
    let path = folder.join("all.zip");
    std::fs::write(&path, archive).unwrap();
    unpack(&path, &folder);
    for (name, content) in entries {
        let found = std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(found, content, "{name}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn times_are_those_of_dos() {
    let field = |year_time: OffsetDateTime| {
        let archive = zip(&[("a", b"")], year_time).unwrap();
        let number = |at: usize| u16::from_le_bytes([archive[at], archive[at + 1]]);
        (number(12), number(10))
    };
    let at = |seconds| OffsetDateTime::from_unix_timestamp(seconds).unwrap();
    // 2026-02-28: 46 years, month 2, day 28; 23:59:58.
    assert_eq!(
        field(at(1_772_323_198)),
        (46 << 9 | 2 << 5 | 28, 23 << 11 | 59 << 5 | 29)
    );
    // 1970 is before DOS, and 2200 after it.
    assert_eq!(field(at(0)).0 >> 9, 0);
    assert_eq!(field(at(7_258_118_400)).0 >> 9, 127);
}

#[test]
fn what_zip_can_not_hold_is_refused() {
    let now = OffsetDateTime::UNIX_EPOCH;
    assert_eq!(
        zip(&[("a", b"1"), ("b", b""), ("a", b"2")], now),
        Err(ZipRefusal::SameName)
    );
    let long = "a".repeat(65_536);
    assert_eq!(zip(&[(&long, b"")], now), Err(ZipRefusal::TooLarge));
    let empty = zip(&[], now).unwrap();
    assert_eq!(empty.len(), 22);
}

#[test]
fn a_request_is_written_as_openssl_writes_it() {
    let text = sample::text("leaf.csr");
    assert_eq!(sample::csr().to_pem(), openssl(&["req"], text.as_bytes()));
}
