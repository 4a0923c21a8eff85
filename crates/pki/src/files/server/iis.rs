//! Internet Information Services: a PKCS#12 file where the key is here (Import-PfxCertificate), else a PKCS#7 file that completes
//! the request made on the server (`certreq -accept`, which takes a file with the chain); both in Microsoft's documentation.

use super::subject::Subject;
use super::{FileRole, KeyFile, ServerFiles, Shell, Step, StepKind, WithRoot, quote};
use crate::files::p7b_pem;

pub(super) fn iis(subject: &Subject<'_>, key: KeyFile<'_>) -> ServerFiles {
    let import = if matches!(key, KeyFile::Pkcs12(_)) {
        let file = quote(Shell::PowerShell, &subject.name("", "pfx"));
        let import = format!(
            "Import-PfxCertificate -FilePath {file} -CertStoreLocation Cert:\\LocalMachine\\My -Password (Read-Host -AsSecureString)"
        );
        Step::new(StepKind::ImportPkcs12, Shell::PowerShell, [import])
    } else {
        let file = quote(Shell::PowerShell, &subject.name("", "p7b"));
        let accept = format!("certreq -accept -machine {file}");
        Step::new(StepKind::AcceptCertificate, Shell::PowerShell, [accept])
    };
    let thumbprint = subject.thumbprint();
    let bind = format!(
        "(Get-WebBinding -Name 'Default Web Site' -Protocol https -Port 443).AddSslCertificate('{thumbprint}', 'My')"
    );
    let mut steps = vec![
        import,
        check_store(&thumbprint),
        Step::new(
            StepKind::BindToSite,
            Shell::PowerShell,
            ["Import-Module WebAdministration".to_owned(), bind],
        ),
    ];
    steps.extend(subject.test_connection());
    ServerFiles {
        files: windows_files(subject, key),
        steps,
    }
}

/// The PKCS#12 file alone where there is one, for there is all in it; else the PKCS#7 file.
pub(super) fn windows_files(subject: &Subject<'_>, key: KeyFile<'_>) -> Vec<super::NamedFile> {
    vec![match key {
        KeyFile::Pkcs12(content) => subject.file("", "pfx", FileRole::Pkcs12, content),
        KeyFile::Elsewhere | KeyFile::Pem(_) => {
            let p7b = p7b_pem(subject.chain, WithRoot::No);
            subject.file("", "p7b", FileRole::P7b, p7b)
        }
    }]
}

/// `certutil -verifystore` of the computer's own certificates.
fn check_store(thumbprint: &str) -> Step {
    let text = format!("certutil -verifystore My {thumbprint}");
    Step::new(StepKind::CheckStore, Shell::PowerShell, [text])
}
