//! What pkilint, DigiCert's own linter, says of the certificates, where Python is there to run it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::desk::{Desk, account, chain_of, order_with};
use crate::openssl::Files;
use crate::signing_request::SigningRequest;

/// The version of the linter.
const PKILINT: &str = "0.13.3";

/// The folder of the linter's programs, installed with the project's other tools if they are not there yet; or why this
/// machine cannot have them.
fn programs() -> Result<PathBuf, String> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("a checkout");
    let tools = env::var_os("CERTDESK_TOOLS").filter(|folder| !folder.is_empty());
    let tools = tools.map_or_else(|| project.join(".tools"), |folder| project.join(folder));
    let home = tools.join(format!("pkilint-{PKILINT}"));
    let done = home.join("complete");
    if !done.is_file() {
        fs::create_dir_all(&tools).map_err(|error| error.to_string())?;
        fs::write(tools.join(".gitignore"), "*\n").map_err(|error| error.to_string())?;
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
        let package = format!("pkilint=={PKILINT}");
        run(Command::new(home.join("bin/pip")).args(["install", "--quiet", "--disable-pip-version-check", &package]))?;
        fs::write(&done, "").map_err(|error| error.to_string())?;
    }
    Ok(home.join("bin"))
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?} does not start: {error}."))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "{command:?} fails: {}",
        String::from_utf8_lossy(&output.stderr)
    ))
}

#[tokio::test]
async fn the_linter_finds_no_error_in_what_is_issued() {
    let programs = match tokio::task::spawn_blocking(programs).await.unwrap() {
        Ok(programs) => programs,
        Err(why) => {
            // Seen where the test passes too: the test's own capture holds `println!` back.
            let _ = std::io::Write::write_all(&mut std::io::stdout(), format!("Not linted: {why}\n").as_bytes());
            return;
        }
    };
    let mut account = account();
    // Today, because the demo is of today; the linter takes the rules of the day on which a certificate begins.
    account.today = Some(time::OffsetDateTime::now_utc().date());
    let desk = Desk::with(account).await;
    let files = Files::new();
    for (product, others, hash, request) in [
        (
            "ssl_securesite",
            json!(["www.example.com"]),
            "sha256",
            SigningRequest::rsa(),
        ),
        (
            "ssl_securesite_multi_domain",
            json!(["a.example.org"]),
            "sha384",
            SigningRequest::new(),
        ),
        (
            "ssl_ev_securesite",
            json!([]),
            "sha512",
            SigningRequest::on(&rcgen::PKCS_ECDSA_P384_SHA384),
        ),
        (
            "ssl_ev_securesite_multi_domain",
            json!(["a.example.com"]),
            "sha256",
            SigningRequest::rsa(),
        ),
        (
            "ssl_securesite_flex",
            json!(["*.example.com"]),
            "sha256",
            SigningRequest::on(&rcgen::PKCS_ECDSA_P521_SHA512),
        ),
        (
            "ssl_dv_geotrust_flex",
            json!(["*.example.org"]),
            "sha256",
            SigningRequest::new(),
        ),
    ] {
        let mut order = order_with(&request);
        order["certificate"]["dns_names"] = others;
        order["certificate"]["signature_hash"] = json!(hash);
        let chain = chain_of(&desk.order(product, &order).await);
        for (index, pem) in chain.iter().enumerate() {
            let file = files.put("certificate.pem", pem);
            // Warnings are of what is allowed: a common name, a subject key identifier, keys that encipher keys.
            let output = Command::new(programs.join("lint_cabf_serverauth_cert"))
                .args(["lint", "--detect", "--severity", "ERROR"])
                .arg(&file)
                .output()
                .expect("a linter");
            let found = String::from_utf8_lossy(&output.stdout);
            assert!(
                output.status.success() && found.trim().is_empty(),
                "{product} {index}: {found}{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}
