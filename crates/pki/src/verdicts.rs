//! What the verifier (WebCrypto on the page) said of each signature.

use crate::certificate::Certificate;
use crate::key::PublicKey;
use crate::signed::Signed;

/// What is known of one signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The key made it.
    Valid,
    /// The key did not make it.
    Invalid,
    /// No one could say: no WebCrypto there, or an algorithm that it does not offer.
    Unchecked,
}

/// The verdicts on a chain's signatures; what is not in it is [`Verdict::Unchecked`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdicts {
    entries: Vec<(Signed, Verdict)>,
}

impl Verdicts {
    /// Notes the verdict on a signature; a later one replaces an earlier one.
    pub fn insert(&mut self, signed: Signed, verdict: Verdict) {
        match self.entries.iter_mut().find(|(known, _)| *known == signed) {
            Some((_, known)) => *known = verdict,
            None => self.entries.push((signed, verdict)),
        }
    }

    /// The verdict on a signature.
    pub fn get(&self, signed: &Signed) -> Verdict {
        self.entries
            .iter()
            .find(|(known, _)| known == signed)
            .map_or(Verdict::Unchecked, |(_, verdict)| *verdict)
    }

    /// The verdict on a certificate's signature by this key, without a copy of what was signed.
    pub(crate) fn on(&self, certificate: &Certificate, issuer_key: &PublicKey) -> Verdict {
        self.entries
            .iter()
            .find(|(known, _)| known.key == *issuer_key && certificate.bears(known))
            .map_or(Verdict::Unchecked, |(_, verdict)| *verdict)
    }
}

impl FromIterator<(Signed, Verdict)> for Verdicts {
    fn from_iter<I: IntoIterator<Item = (Signed, Verdict)>>(entries: I) -> Self {
        let mut verdicts = Self::default();
        entries
            .into_iter()
            .for_each(|(signed, verdict)| verdicts.insert(signed, verdict));
        verdicts
    }
}
