//! Tomcat and other Java servers: a PKCS#12 file serves as the keystore (Tomcat's SSL/TLS How-To, "Prepare the Certificate
//! Keystore"); where the key is in a keystore already, `keytool -importcert` takes a PKCS#7 file for the answer to its request,
//! and builds the chain up to a root that is in it or among those that Java trusts (documentation of keytool).

use super::subject::Subject;
use super::{FileRole, KeyFile, NamedFile, ServerFiles, Shell, Step, StepKind, WithRoot, quote};
use crate::files::p7b_pem;

/// The alias that Tomcat's How-To gives the key, and what it calls the keystore.
const ALIAS: &str = "tomcat";
const KEYSTORE: &str = "keystore.p12";

pub(super) fn tomcat(subject: &Subject<'_>, key: KeyFile<'_>) -> ServerFiles {
    let (files, mut steps, keystore) = match key {
        KeyFile::Pkcs12(content) => with_pkcs12(subject, content),
        KeyFile::Elsewhere | KeyFile::Pem(_) => into_keystore(subject),
    };
    let copied = format!("conf/{keystore}");
    let copy = format!(
        "install -m 600 {} \"$CATALINA_BASE/conf/\"",
        quote(Shell::Sh, &keystore)
    );
    let element = format!(
        "<Certificate certificateKeystoreFile={} certificateKeystoreType=\"PKCS12\" certificateKeystorePassword=\"…\"/>",
        quote(Shell::TomcatConfiguration, &copied)
    );
    let test = "\"$CATALINA_HOME/bin/configtest.sh\"".to_owned();
    let reload = "sudo systemctl restart tomcat".to_owned();
    steps.push(Step::new(StepKind::CopyFiles, Shell::Sh, [copy]));
    steps.push(Step::new(StepKind::Configure, Shell::TomcatConfiguration, [element]));
    steps.push(Step::new(StepKind::TestConfiguration, Shell::Sh, [test]));
    steps.push(Step::new(StepKind::Reload, Shell::Sh, [reload]));
    steps.extend(subject.test_connection());
    ServerFiles { files, steps }
}

fn with_pkcs12(subject: &Subject<'_>, content: &[u8]) -> (Vec<NamedFile>, Vec<Step>, String) {
    let file = subject.file("", "pfx", FileRole::Pkcs12, content);
    let name = file.name.clone();
    let list = format!(
        "keytool -list -v -keystore {} -storetype PKCS12",
        quote(Shell::Sh, &name)
    );
    let steps = vec![Step::new(StepKind::ListKeystore, Shell::Sh, [list])];
    (vec![file], steps, name)
}

fn into_keystore(subject: &Subject<'_>) -> (Vec<NamedFile>, Vec<Step>, String) {
    let p7b = p7b_pem(subject.chain, WithRoot::Yes);
    let file = subject.file("", "p7b", FileRole::P7bWithRoot, p7b);
    let import = format!(
        "keytool -importcert -trustcacerts -alias {ALIAS} -file {} -keystore {KEYSTORE}",
        quote(Shell::Sh, &file.name)
    );
    let list = format!("keytool -list -v -alias {ALIAS} -keystore {KEYSTORE}");
    let steps = vec![
        Step::new(StepKind::ImportReply, Shell::Sh, [import]),
        Step::new(StepKind::ListKeystore, Shell::Sh, [list]),
    ];
    (vec![file], steps, KEYSTORE.to_owned())
}
