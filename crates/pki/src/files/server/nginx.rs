//! nginx: one PEM file in which the leaf comes before its chain ("Configuring HTTPS servers", SSL certificate chains,
//! nginx.org), and the key in another (`ssl_certificate`, `ssl_certificate_key` of ngx_http_ssl_module).

use super::subject::Subject;
use super::{FileRole, KeyFile, ServerFiles, Shell, Step, StepKind, full_chain, quote};

pub(super) fn nginx(subject: &Subject<'_>, key: KeyFile<'_>) -> ServerFiles {
    beside_key(subject, key, |certificate, key| {
        let [certificate, key] = [certificate, key].map(|path| quote(Shell::NginxConfiguration, path));
        let configure = (
            Shell::NginxConfiguration,
            format!("ssl_certificate {certificate};\nssl_certificate_key {key};"),
        );
        let test = "sudo nginx -t".to_owned();
        let reload = "sudo nginx -s reload".to_owned();
        (configure, test, reload)
    })
}

/// The files and steps of a server that wants leaf and chain in one file and the key in another: `commands` makes of the paths
/// of both the lines of its configuration, the command that tests them, and the one that takes them up.
pub(super) fn beside_key(
    subject: &Subject<'_>,
    key: KeyFile<'_>,
    commands: impl FnOnce(&str, &str) -> ((Shell, String), String, String),
) -> ServerFiles {
    let mut files = vec![full_chain(subject)];
    let (certificate_name, key_name) = (subject.name("-fullchain", "pem"), subject.name("", "key"));
    let mut steps = vec![subject.verify(&certificate_name, &certificate_name)];
    let [certificate_path, key_path] = [("/etc/ssl/", &certificate_name), ("/etc/ssl/private/", &key_name)]
        .map(|(folder, name)| format!("{folder}{name}"));
    let install = |mode: &str, name: &str, path: &str| {
        let [name, path] = [name, path].map(|word| quote(Shell::Sh, word));
        format!("sudo install -D -m {mode} {name} {path}")
    };
    let copy_certificate = install("644", &certificate_name, &certificate_path);
    let mut configuring = StepKind::ConfigureWithOwnKey;
    if let KeyFile::Pem(text) = key {
        files.push(subject.file("", "key", FileRole::Key, text));
        steps.push(Subject::compare_key(&certificate_name, &key_name));
        let copy_key = install("600", &key_name, &key_path);
        steps.push(Step::new(StepKind::CopyFiles, Shell::Sh, [copy_certificate, copy_key]));
        configuring = StepKind::Configure;
    } else {
        steps.push(Step::new(StepKind::CopyFiles, Shell::Sh, [copy_certificate]));
    }
    let ((shell, lines), test, reload) = commands(&certificate_path, &key_path);
    steps.push(Step::new(configuring, shell, [lines]));
    steps.push(Step::new(StepKind::TestConfiguration, Shell::Sh, [test]));
    steps.push(Step::new(StepKind::Reload, Shell::Sh, [reload]));
    steps.extend(subject.test_connection());
    ServerFiles { files, steps }
}
