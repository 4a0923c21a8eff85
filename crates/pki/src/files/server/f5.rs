//! F5 BIG-IP: certificate, chain and key as objects of their own (`tmsh install sys crypto cert` and `key`, TMSH Reference), which
//! a client SSL profile joins ("SSL Certificate Management", techdocs.f5.com).

use super::subject::Subject;
use super::{FileRole, KeyFile, ServerFiles, Shell, Step, StepKind, WithRoot, quote};
use crate::files::{chain_pem, leaf_pem};

pub(super) fn f5(subject: &Subject<'_>, key: KeyFile<'_>) -> ServerFiles {
    let leaf = subject.file("", "crt", FileRole::Leaf, leaf_pem(subject.chain));
    let chain = subject.file("-chain", "crt", FileRole::Chain, chain_pem(subject.chain, WithRoot::No));
    let mut steps = vec![subject.verify(&chain.name, &leaf.name)];
    let mut files = vec![leaf];
    let has_chain = !subject.chain.intermediates().is_empty();
    if has_chain {
        files.push(chain);
    }
    if let KeyFile::Pem(text) = key {
        let file = subject.file("", "key", FileRole::Key, text);
        if let Some(leaf) = files.first() {
            steps.push(Subject::compare_key(&leaf.name, &file.name));
        }
        files.push(file);
    }
    let copied: Vec<String> = files.iter().map(|file| quote(Shell::Sh, &file.name)).collect();
    let copy = format!("scp {} root@BIG-IP:/var/tmp/", copied.join(" "));
    steps.push(Step::new(StepKind::CopyFiles, Shell::Sh, [copy]));

    let [object, of_chain] = ["", "-chain"].map(|suffix| quote(Shell::Sh, &subject.name(suffix, "")));
    let commands = files.iter().map(|file| {
        let (what, object) = match file.role {
            FileRole::Key => ("key", &object),
            FileRole::Chain => ("cert", &of_chain),
            _ => ("cert", &object),
        };
        let path = quote(Shell::Sh, &format!("/var/tmp/{}", file.name));
        super::Command {
            shell: Shell::Sh,
            text: format!("tmsh install sys crypto {what} {object} from-local-file {path}"),
        }
    });
    steps.push(Step {
        kind: StepKind::InstallObjects,
        commands: commands.collect(),
    });
    let profile = quote(Shell::Sh, &subject.name("-clientssl", ""));
    let chain = if has_chain {
        format!(" chain {of_chain}")
    } else {
        String::new()
    };
    let create = format!(
        "tmsh create ltm profile client-ssl {profile} \
         cert-key-chain replace-all-with {{ default {{ cert {object} key {object}{chain} }} }}"
    );
    steps.push(Step::new(StepKind::CreateProfile, Shell::Sh, [create]));
    let save = "tmsh save sys config".to_owned();
    steps.push(Step::new(StepKind::SaveConfiguration, Shell::Sh, [save]));
    steps.extend(subject.test_connection());
    ServerFiles { files, steps }
}
