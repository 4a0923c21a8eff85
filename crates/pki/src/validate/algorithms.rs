//! The signature algorithms that webpki is given: they verify nothing and repeat what someone else found.

use super::PathFault;
use crate::algorithm::{Hash, SignatureAlgorithm};
use crate::signed::Signed;
use crate::verdicts::{Verdict, Verdicts};
use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, alg_id};
use std::sync::atomic::{AtomicBool, Ordering};

/// The verdicts on the signatures of one validation, and whether one was wanted that is not there. webpki shares its algorithms
/// between threads, hence the atomics.
#[derive(Debug)]
pub(super) struct Answers {
    listed: Vec<(Signed, Verdict)>,
    unchecked: AtomicBool,
    unlisted: AtomicBool,
}

impl Answers {
    pub(super) fn new(signatures: Vec<Signed>, verdicts: &Verdicts) -> Self {
        let with_verdict = |signed: Signed| {
            let verdict = verdicts.get(&signed);
            (signed, verdict)
        };
        Self {
            listed: signatures.into_iter().map(with_verdict).collect(),
            unchecked: AtomicBool::new(false),
            unlisted: AtomicBool::new(false),
        }
    }

    /// What kept webpki from an answer, if anything did: webpki itself knows valid and invalid signatures only.
    pub(super) fn gap(&self) -> Option<PathFault> {
        if self.unchecked.load(Ordering::Relaxed) {
            return Some(PathFault::SignatureUnchecked);
        }
        // More signatures than are listed at most.
        self.unlisted.load(Ordering::Relaxed).then_some(PathFault::TooMuchWork)
    }
}

/// One pair of key and signature algorithm.
#[derive(Debug)]
pub(super) struct Algorithm<'a> {
    key: AlgorithmIdentifier,
    signature: AlgorithmIdentifier,
    meaning: SignatureAlgorithm,
    answers: &'a Answers,
}

impl SignatureVerificationAlgorithm for Algorithm<'_> {
    fn verify_signature(&self, public_key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        // webpki has compared the identifiers of both algorithms with ours, so that the key's bits stand for the key.
        let entry = self.answers.listed.iter().find(|(signed, _)| {
            signed.message == message
                && signed.signature == signature
                && signed.key.key_bits() == public_key
                && signed.algorithm == self.meaning
        });
        match entry {
            Some((_, Verdict::Valid)) => return Ok(()),
            Some((_, Verdict::Invalid)) => {}
            Some((_, Verdict::Unchecked)) => self.answers.unchecked.store(true, Ordering::Relaxed),
            None => self.answers.unlisted.store(true, Ordering::Relaxed),
        }
        Err(InvalidSignature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.key
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.signature
    }
}

/// Everything of BR 7.1.3.1 and 7.1.3.2, each curve with each hash, and Ed25519; no SHA-1.
pub(super) fn supported(answers: &Answers) -> Vec<Algorithm<'_>> {
    let of = |key, signature, meaning| Algorithm {
        key,
        signature,
        meaning,
        answers,
    };
    let mut algorithms = vec![of(alg_id::ED25519, alg_id::ED25519, SignatureAlgorithm::Ed25519)];
    for (hash, salt_len, pkcs1, pss, ecdsa) in [
        (
            Hash::Sha256,
            32,
            alg_id::RSA_PKCS1_SHA256,
            alg_id::RSA_PSS_SHA256,
            alg_id::ECDSA_SHA256,
        ),
        (
            Hash::Sha384,
            48,
            alg_id::RSA_PKCS1_SHA384,
            alg_id::RSA_PSS_SHA384,
            alg_id::ECDSA_SHA384,
        ),
        (
            Hash::Sha512,
            64,
            alg_id::RSA_PKCS1_SHA512,
            alg_id::RSA_PSS_SHA512,
            alg_id::ECDSA_SHA512,
        ),
    ] {
        algorithms.push(of(alg_id::RSA_ENCRYPTION, pkcs1, SignatureAlgorithm::RsaPkcs1 { hash }));
        let meaning = SignatureAlgorithm::RsaPss {
            hash,
            mgf_hash: hash,
            salt_len,
        };
        algorithms.push(of(alg_id::RSA_ENCRYPTION, pss, meaning));
        for curve in [alg_id::ECDSA_P256, alg_id::ECDSA_P384, alg_id::ECDSA_P521] {
            algorithms.push(of(curve, ecdsa, SignatureAlgorithm::Ecdsa { hash }));
        }
    }
    algorithms
}

pub(super) fn as_dyn<'a>(algorithm: &'a Algorithm<'_>) -> &'a dyn SignatureVerificationAlgorithm {
    algorithm
}
