//! HAProxy: leaf, chain and key one behind the other in one PEM file (Configuration Manual, section 5.1, `crt`).

use super::subject::Subject;
use super::{FileRole, KeyFile, ServerFiles, Shell, Step, StepKind, full_chain, quote};
use zeroize::Zeroizing;

const CONFIGURATION: &str = "/etc/haproxy/haproxy.cfg";

pub(super) fn haproxy(subject: &Subject<'_>, key: KeyFile<'_>) -> ServerFiles {
    let name = subject.name("", "pem");
    let mut file = full_chain(subject);
    let mut steps = vec![subject.verify(&name, &name)];
    let installed = if let KeyFile::Pem(text) = key {
        file.role = FileRole::FullChainAndKey;
        // Room for all at once: what grows leaves a copy of the key behind.
        let mut content = Zeroizing::new(Vec::with_capacity(file.content.len() + text.len()));
        content.extend_from_slice(&file.content);
        content.extend_from_slice(text.as_bytes());
        file.content = content;
        steps.push(Subject::compare_key(&name, &name));
        name
    } else {
        let joined = subject.name("-with-key", "pem");
        let [certificate, key, all] = [&name, &subject.name("", "key"), &joined].map(|name| quote(Shell::Sh, name));
        let join = format!("(umask 077; cat {certificate} {key} > {all})");
        steps.push(Step::new(StepKind::JoinOwnKey, Shell::Sh, [join]));
        joined
    };
    let path = format!("/etc/haproxy/{installed}");
    let [from, to] = [&installed, &path].map(|word| quote(Shell::Sh, word));
    let copy = format!("sudo install -D -m 600 {from} {to}");
    let bind = format!("bind :443 ssl crt {}", quote(Shell::HaProxyConfiguration, &path));
    steps.push(Step::new(StepKind::CopyFiles, Shell::Sh, [copy]));
    steps.push(Step::new(StepKind::Configure, Shell::HaProxyConfiguration, [bind]));
    let test = format!("sudo haproxy -c -f {CONFIGURATION}");
    steps.push(Step::new(StepKind::TestConfiguration, Shell::Sh, [test]));
    let reload = "sudo systemctl reload haproxy".to_owned();
    steps.push(Step::new(StepKind::Reload, Shell::Sh, [reload]));
    steps.extend(subject.test_connection());
    ServerFiles {
        files: vec![file],
        steps,
    }
}
