//! A server that is not known: every form that one may want.

use super::subject::Subject;
use super::{FileRole, KeyFile, ServerFiles, WithRoot};
use crate::files::{chain_pem, full_chain_pem, leaf_pem, p7b_der, p7b_pem};

pub(super) fn other(subject: &Subject<'_>, key: KeyFile<'_>) -> ServerFiles {
    let chain = subject.chain;
    let mut files = vec![
        subject.file("", "crt", FileRole::Leaf, leaf_pem(chain)),
        subject.file("", "der", FileRole::LeafDer, subject.leaf.der()),
    ];
    if !chain.intermediates().is_empty() {
        let text = chain_pem(chain, WithRoot::No);
        files.push(subject.file("-chain", "pem", FileRole::Chain, text));
    }
    let text = full_chain_pem(chain, WithRoot::No);
    files.push(subject.file("-fullchain", "pem", FileRole::FullChain, text));
    // Without a root these would be the same once more.
    if chain.root().is_some() {
        files.extend([
            subject.file(
                "-chain-with-root",
                "pem",
                FileRole::ChainWithRoot,
                chain_pem(chain, WithRoot::Yes),
            ),
            subject.file(
                "-fullchain-with-root",
                "pem",
                FileRole::FullChainWithRoot,
                full_chain_pem(chain, WithRoot::Yes),
            ),
            subject.file(
                "-with-root",
                "p7b",
                FileRole::P7bWithRoot,
                p7b_pem(chain, WithRoot::Yes),
            ),
        ]);
    }
    files.extend([
        subject.file("", "p7b", FileRole::P7b, p7b_pem(chain, WithRoot::No)),
        subject.file("-der", "p7b", FileRole::P7bDer, p7b_der(chain, WithRoot::No)),
    ]);
    let [leaf, untrusted] = [("", "crt"), ("-chain", "pem")].map(|(suffix, extension)| subject.name(suffix, extension));
    let mut steps = vec![subject.verify(&untrusted, &leaf)];
    if let KeyFile::Pem(text) = key {
        let file = subject.file("", "key", FileRole::Key, text);
        steps.push(Subject::compare_key(&leaf, &file.name));
        files.push(file);
    }
    steps.extend(subject.test_connection());
    ServerFiles { files, steps }
}
