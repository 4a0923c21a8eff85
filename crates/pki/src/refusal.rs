//! What a person's paste needed, and why it can't be used, as data.

use crate::asn1_fault::Asn1Error;

/// Something that was mended on the way to the CSR.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Repair {
    /// It was a DER file, not PEM.
    DerFile,
    /// Bytes behind the DER that mean nothing (a newline, zeros) were left out.
    TrailingBytes {
        /// How many.
        count: usize,
    },
    /// The text was UTF-16, or neither UTF-8 nor UTF-16 and taken as Windows-1252.
    Encoding,
    /// A byte order mark, non-breaking or zero-width spaces were removed.
    InvisibleCharacters,
    /// Lines ended with a lone carriage return.
    CarriageReturns,
    /// `\n` stood there as two characters, as in JSON or source code.
    EscapedNewlines,
    /// Signs of quotation (`> ` of mails, quotation marks) were removed from lines.
    Quotation,
    /// Lines were indented.
    Indentation,
    /// There was text around the request.
    SurroundingText,
    /// Other PEM blocks (certificates, parameters) stood beside the request.
    OtherBlocks {
        /// How many.
        count: usize,
    },
    /// The dashes of BEGIN or END were too few, too many, or of another kind.
    Dashes,
    /// BEGIN and END were not the customary label, or not in capitals.
    Label {
        /// The label as it stood there.
        found: String,
    },
    /// There was neither a BEGIN nor an END line.
    MissingArmour,
    /// There was no BEGIN line.
    MissingBegin,
    /// There was no END line.
    MissingEnd,
    /// Lines were of other lengths than PEM's.
    LineLengths,
    /// The `=` at the end were missing, or too many.
    Padding,
    /// `-` and `_` stood for `+` and `/`.
    UrlSafeAlphabet,
    /// Header lines (RFC 1421) stood within the block.
    Headers,
    /// The same request stood there more than once.
    Duplicates {
        /// How often.
        count: usize,
    },
}

/// The kind of a private key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PrivateKeyKind {
    /// PKCS#8, unencrypted.
    Pkcs8,
    /// PKCS#8, encrypted.
    EncryptedPkcs8,
    /// RSA, PKCS#1.
    Pkcs1,
    /// EC, SEC 1.
    Sec1,
    /// DSA.
    Dsa,
    /// OpenSSH.
    OpenSsh,
    /// Any other (PuTTY, PGP, JWK, a printed key).
    Other,
}

/// Why no CSR could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CsrRefusal {
    /// There is nothing, or only white space.
    Empty,
    /// There is more than is looked at.
    TooLarge {
        /// How many bytes there are.
        len: usize,
        /// How many are looked at.
        limit: usize,
    },
    /// A private key is there, perhaps beside a request: it must not be kept or sent.
    PrivateKey {
        /// Its kind.
        kind: PrivateKeyKind,
    },
    /// A certificate, not a request.
    Certificate,
    /// A bare public key.
    PublicKey,
    /// PKCS#7 (`.p7b`): certificates.
    Pkcs7,
    /// PKCS#12 (`.pfx`, `.p12`): it holds a private key.
    Pkcs12,
    /// A certificate revocation list.
    Crl,
    /// SPKAC, the key that browsers once made.
    Spkac,
    /// Several different requests.
    SeveralCsrs {
        /// How many.
        count: usize,
    },
    /// A PEM block of a kind that has nothing to do with requests.
    UnknownLabel {
        /// Its label.
        label: String,
        /// The line of its BEGIN, from 1.
        line: usize,
    },
    /// A request in the armour of something else.
    Mislabelled {
        /// The label.
        label: String,
        /// The line of its BEGIN, from 1.
        line: usize,
    },
    /// There is a BEGIN line but no END, and what stands between is not whole.
    MissingEnd {
        /// The line of BEGIN, from 1.
        line: usize,
    },
    /// There is an END line but no BEGIN, and what stands before it is not whole.
    MissingBegin {
        /// The line of END, from 1.
        line: usize,
    },
    /// The request is shorter than it says itself: its end is missing.
    CutOff {
        /// How many bytes are there.
        have: usize,
        /// How many there should be at least.
        need: usize,
    },
    /// A character that base64 does not have.
    BadBase64 {
        /// Its line, from 1.
        line: usize,
        /// The character; `None` when the number of characters is impossible.
        character: Option<char>,
    },
    /// Text in which nothing looks like a request.
    NotACsr,
    /// A file that is neither text nor any form of request.
    Binary,
    /// The request does not keep to ASN.1 or RFC 2986.
    Asn1(Asn1Error),
    /// More stands behind the request.
    TrailingData {
        /// How many bytes.
        count: usize,
    },
    /// All is well but the key, which makes no sense.
    KeyUnreadable(Asn1Error),
}
