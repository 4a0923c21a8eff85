//! Microsoft Exchange Server: Import-ExchangeCertificate takes a PKCS#12 file with its password, and a PKCS#7 file that completes
//! a request; Enable-ExchangeCertificate lets services use it (both in Microsoft's documentation, module `exchange`).

use super::iis::windows_files;
use super::subject::Subject;
use super::{KeyFile, ServerFiles, Shell, Step, StepKind, quote};

pub(super) fn exchange(subject: &Subject<'_>, key: KeyFile<'_>) -> ServerFiles {
    // .NET has a working folder of its own, so it is given the whole path.
    let import = |extension: &str| {
        let file = quote(Shell::PowerShell, &subject.name("", extension));
        format!("Import-ExchangeCertificate -FileData ([System.IO.File]::ReadAllBytes((Resolve-Path {file})))")
    };
    let import = if matches!(key, KeyFile::Pkcs12(_)) {
        let text = import("pfx") + " -Password (Read-Host -AsSecureString)";
        Step::new(StepKind::ImportPkcs12, Shell::PowerShell, [text])
    } else {
        Step::new(StepKind::AcceptCertificate, Shell::PowerShell, [import("p7b")])
    };
    let thumbprint = subject.thumbprint();
    let enable = format!("Enable-ExchangeCertificate -Thumbprint {thumbprint} -Services IIS,SMTP");
    let show =
        format!("Get-ExchangeCertificate -Thumbprint {thumbprint} | Format-List Status,Services,CertificateDomains");
    let mut steps = vec![
        import,
        Step::new(StepKind::EnableServices, Shell::PowerShell, [enable]),
        Step::new(StepKind::CheckStore, Shell::PowerShell, [show]),
    ];
    steps.extend(subject.test_connection());
    ServerFiles {
        files: windows_files(subject, key),
        steps,
    }
}
