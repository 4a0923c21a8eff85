//! What can be downloaded: names and contents of the files.

use certdesk_pki::files::{WithRoot, chain_pem, full_chain_pem, leaf_pem, safe_file_name, zip};
use certdesk_pki::{Chain, LeftoverReason};

use super::names::title;

/// The most bytes of a name before its ending: the longest common name has 64 (RFC 5280, appendix A.1).
const STEM: usize = 90;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// The leaf and the intermediates, in PEM.
    FullChain,
    /// The leaf, in PEM.
    Leaf,
    /// The intermediates, in PEM.
    Chain,
    /// One certificate, in DER.
    Der,
    /// All of them.
    Zip,
}

impl FileKind {
    /// The media type: RFC 8555 section 9.1 for PEM, RFC 2585 section 4.1 for DER.
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::FullChain | Self::Leaf | Self::Chain => "application/pem-certificate-chain",
            Self::Der => "application/pkix-cert",
            Self::Zip => "application/zip",
        }
    }
}

/// A file that can be downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    pub(super) kind: FileKind,
    /// A name that every system takes.
    pub(super) name: String,
    pub(super) content: Vec<u8>,
}

/// All files of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Files {
    /// Full chain, leaf and chain in PEM, those that there are, and all as ZIP; no two have the same name.
    pub(super) whole: Vec<File>,
    /// Each certificate in DER: those of the path, then those that are left over.
    pub(super) single: Vec<File>,
}

impl Files {
    /// The files of a chain with a certificate at least, named after its leaf.
    pub(super) fn of(chain: &Chain) -> Self {
        let title = chain.leaf().map(title).unwrap_or_default();
        let file = |kind, ending, content: Vec<u8>| File {
            kind,
            name: file_name(&title, ending),
            content,
        };
        let mut whole = Vec::new();
        let between = chain_pem(chain, WithRoot::No).into_bytes();
        if !between.is_empty() {
            let full = full_chain_pem(chain, WithRoot::No).into_bytes();
            whole.push(file(FileKind::FullChain, "-fullchain.pem", full));
        }
        whole.push(file(FileKind::Leaf, ".pem", leaf_pem(chain).into_bytes()));
        if !between.is_empty() {
            whole.push(file(FileKind::Chain, "-chain.pem", between));
        }
        let single = single(chain);
        let modified = chain.leaf().map(|leaf| leaf.not_before());
        let entries: Vec<_> = whole
            .iter()
            .chain(&single)
            .map(|file| (file.name.as_str(), file.content.as_slice()))
            .collect();
        let archive = modified.and_then(|modified| zip(&entries, modified).ok());
        whole.extend(archive.map(|archive| file(FileKind::Zip, ".zip", archive)));
        Self { whole, single }
    }
}

/// A safe file name that keeps its ending however long the title is.
fn file_name(title: &str, ending: &str) -> String {
    let mut name = safe_file_name(title, "");
    name.truncate(name.floor_char_boundary(STEM));
    name.push_str(ending);
    name
}

/// Each certificate once, in DER.
fn single(chain: &Chain) -> Vec<File> {
    let left_over = chain.leftovers().iter();
    let left_over = left_over
        .filter(|it| it.reason != LeftoverReason::Duplicate)
        .map(|it| &it.certificate);
    let mut files: Vec<File> = Vec::new();
    for certificate in chain.path().iter().chain(left_over) {
        let title = title(certificate);
        let mut name = file_name(&title, ".der");
        let mut number = 1_usize;
        // Cross-certificates have the same name; and some systems tell no small letters from large ones.
        while files.iter().any(|file| file.name.to_lowercase() == name.to_lowercase()) {
            number = number.saturating_add(1);
            name = file_name(&title, &format!("-{number}.der"));
        }
        files.push(File {
            kind: FileKind::Der,
            name,
            content: certificate.der().to_vec(),
        });
    }
    files
}

#[cfg(test)]
mod tests {
    use certdesk_order::ChainEntry;
    use certdesk_pki::{Verdicts, read_csr};

    use super::*;
    use crate::outcome::received::Received;

    const LEAF: &str = include_str!("../../tests/data/outcome/leaf.pem");
    const INTERMEDIATE: &str = include_str!("../../tests/data/outcome/intermediate.pem");
    const ROOT: &str = include_str!("../../tests/data/outcome/root.pem");
    const MIXED: &str = include_str!("../../tests/data/outcome/mixed.pem");

    fn files(pems: &[&str]) -> Files {
        let entry = |pem: &&str| ChainEntry {
            subject_common_name: None,
            pem: (*pem).to_owned(),
        };
        let received = Received::read(&pems.iter().map(entry).collect::<Vec<_>>());
        let csr = read_csr(include_bytes!("../../tests/data/outcome/leaf.csr"))
            .unwrap()
            .csr;
        Files::of(&Chain::build(
            &received.certificates,
            Some(csr.key()),
            &[],
            &Verdicts::default(),
        ))
    }

    fn names(files: &[File]) -> Vec<&str> {
        files.iter().map(|file| file.name.as_str()).collect()
    }

    /// The Base64 of a PEM block's first line, by which it is known.
    fn mark(pem: &str) -> &str {
        pem.lines().nth(3).unwrap()
    }

    #[test]
    fn a_chain_has_three_files_in_pem_one_in_der_for_each_certificate_and_an_archive() {
        let files = files(&[ROOT, LEAF, INTERMEDIATE]);
        assert_eq!(
            names(&files.whole),
            [
                "www.example.com-fullchain.pem",
                "www.example.com.pem",
                "www.example.com-chain.pem",
                "www.example.com.zip"
            ]
        );
        assert_eq!(
            names(&files.single),
            ["www.example.com.der", "Example_TLS_CA_1.der", "Example_Root_R1.der"]
        );
        let text = |index: usize| String::from_utf8(files.whole[index].content.clone()).unwrap();
        let at = |text: &str, pem| text.find(mark(pem));
        assert!(at(&text(0), LEAF).unwrap() < at(&text(0), INTERMEDIATE).unwrap());
        assert_eq!(at(&text(0), ROOT), None);
        assert_eq!((at(&text(1), LEAF).is_some(), at(&text(1), INTERMEDIATE)), (true, None));
        assert_eq!((at(&text(2), LEAF), at(&text(2), INTERMEDIATE).is_some()), (None, true));
        let archive = &files.whole[3].content;
        for name in names(&files.single).into_iter().chain(names(&files.whole[..3])) {
            assert!(
                archive.windows(name.len()).any(|part| part == name.as_bytes()),
                "{name} is not in the archive"
            );
        }
    }

    #[test]
    fn a_name_is_safe_and_keeps_its_ending() {
        assert_eq!(
            file_name("*.example.com", "-chain.pem"),
            "wildcard.example.com-chain.pem"
        );
        assert_eq!(file_name("../a/b", ".der"), "a_b.der");
        assert_eq!(file_name("", ".zip"), "certificate.zip");
        let long = file_name(&"ж".repeat(300), "-fullchain.pem");
        assert!(long.len() <= 120 && long.ends_with("ж-fullchain.pem"), "{long}");
    }

    #[test]
    fn a_leaf_alone_has_no_file_for_its_chain() {
        let files = files(&[LEAF]);
        assert_eq!(names(&files.whole), ["www.example.com.pem", "www.example.com.zip"]);
        assert_eq!(names(&files.single), ["www.example.com.der"]);
    }

    #[test]
    fn certificates_of_the_same_name_have_files_of_different_names() {
        let files = files(&[LEAF, MIXED, LEAF, INTERMEDIATE, ROOT]);
        let mut single = names(&files.single);
        assert!(single.contains(&"www.example.com-2.der"), "{single:?}");
        assert_eq!(single.len(), 4);
        single.sort_unstable();
        single.dedup();
        assert_eq!(single.len(), 4);
        assert!(files.whole.iter().any(|file| file.kind == FileKind::Zip));
    }
}
