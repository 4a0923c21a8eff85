//! What can be wrong, or unwise, about a name and about the set of names.

use super::ReservedRange;
use crate::{DcvMethod, Field, Product, Severity};

/// Something wrong or unwise about a name of the certificate.
///
/// Positions count characters from 1 in the trimmed entry; labels count from 1 at the left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameProblem {
    // One entry: its text.
    /// Nothing was entered.
    Missing,
    /// An invisible character is inside: a control character, a zero-width or bidirectional mark, a non-breaking space.
    InvisibleCharacter {
        /// The character, to be shown by its code point.
        character: char,
        /// Where it stands.
        position: usize,
        /// The name without invisible characters, where that is one that can be ordered.
        suggestion: Option<String>,
    },
    /// White space is inside.
    WhiteSpace {
        /// Where it stands.
        position: usize,
    },
    /// Several names stand in one entry; [`crate::split_pasted`] takes them apart.
    SeveralNames {
        /// How many.
        count: usize,
    },
    /// More than a name was pasted: an address of the web, a mail address, a port, a path.
    MoreThanAName {
        /// What the entry looks like.
        pasted: Pasted,
        /// The host in it, where that is one that can be ordered.
        suggestion: Option<String>,
    },
    /// A character that no name holds; names are made of letters, digits, hyphens and periods (section 7.1).
    BadCharacter {
        /// The character.
        character: char,
        /// Where it stands.
        position: usize,
    },
    /// An underscore, which has been refused since 2018 (section 7.1).
    Underscore {
        /// The label that has it.
        label: String,
        /// Where it stands.
        position: usize,
    },
    /// A dash, a symbol or a sign that IDNA2008 (RFC 5892) does not allow in a name.
    BadSymbol {
        /// The character.
        character: char,
        /// Where it stands.
        position: usize,
        /// The name with a hyphen in place of a dash of another kind, where that is one that can be ordered.
        suggestion: Option<String>,
    },

    // One entry: its form.
    /// An empty label: two periods in a row, or one at the start.
    EmptyLabel {
        /// Which label.
        label: usize,
    },
    /// A trailing period.
    TrailingDot {
        /// The name without it, where that is one that can be ordered.
        suggestion: Option<String>,
    },
    /// A label longer than 63 characters (RFC 1035, section 2.3.4).
    LabelTooLong {
        /// The label.
        label: String,
        /// Its length.
        length: usize,
        /// The limit.
        limit: usize,
    },
    /// A name longer than 253 characters (RFC 1035, section 2.3.4).
    NameTooLong {
        /// Its length.
        length: usize,
        /// The limit.
        limit: usize,
    },
    /// A common name longer than 64 characters (section 7.3; RFC 5280, appendix A.1).
    CommonNameTooLong {
        /// Its length as it would be sent.
        length: usize,
        /// The limit.
        limit: usize,
    },
    /// A label that starts or ends with a hyphen.
    HyphenAtEdge {
        /// The label.
        label: String,
    },
    /// A label with `--` as its third and fourth characters that is no A-label (RFC 5891, section 4.2.3.1).
    ReservedLabel {
        /// The label.
        label: String,
    },
    /// A label that starts with `xn--` and is no valid A-label.
    BadALabel {
        /// The label.
        label: String,
    },
    /// A label in another script that has no A-label: the browser's IDNA refuses it.
    NotConvertible {
        /// The label, or the whole name where only that is refused.
        label: String,
    },

    // One entry: the wildcard.
    /// A wildcard anywhere but alone as the left-most label (section 7.1).
    BadWildcard(WildcardFault),
    /// A wildcard directly over a public suffix (section 7.1; BR 3.2.2.6).
    WildcardOverPublicSuffix {
        /// The suffix.
        suffix: String,
    },

    // One entry: where the name lives.
    /// A name of one label, which only an internal network knows (section 7.1).
    SingleLabel,
    /// A name under a domain that exists in internal networks only, such as `.local` (section 7.1).
    InternalName {
        /// The domain.
        domain: String,
    },
    /// The last label is no top-level domain.
    UnknownTopLevelDomain {
        /// The label.
        label: String,
    },
    /// The last label is a number.
    NumericTopLevelDomain {
        /// The label.
        label: String,
    },
    /// It looks like an IPv4 address and is none.
    NotAnAddress,
    /// The name is a public suffix itself: many people's domains lie under it.
    PublicSuffix {
        /// The name.
        name: String,
    },
    /// A name in a reverse zone, refused since 2026-03-15 (section 7.1).
    ReverseZone {
        /// The zone.
        zone: &'static str,
    },
    /// A `.onion` name that is no address of version 3 (section 7.1; BR appendix B).
    BadOnion(OnionFault),
    /// An IP address that does not lie in the public internet (section 7.1; BR 4.2.2).
    ReservedAddress {
        /// The range that holds it.
        range: ReservedRange,
    },

    // One entry: advice.
    /// What will be sent differs from what was typed: letters of another script become A-labels.
    WillBeSentAs {
        /// The name as it will be sent.
        name: String,
    },
    /// An A-label that IDNA2008 would not have made: some registries sell such names, and DigiCert may refuse them.
    UnusualALabel {
        /// The label.
        label: String,
        /// The character that is not allowed, where it is one.
        character: Option<char>,
    },
    /// An IP address as the common name, which DigiCert's older advice is against (section 7.1).
    AddressAsCommonName,

    // The set.
    /// The name stands in an earlier row too; it is sent once.
    Repeated {
        /// The name.
        name: String,
        /// The place that has it first.
        first: Field,
    },
    /// The name is the common name, which the certificate holds anyway; it is sent once.
    RepeatsCommonName {
        /// The name.
        name: String,
    },
    /// More names than DigiCert is known to take (section 1.2, UNCONFIRMED).
    TooManyNames {
        /// How many there are, the common name included.
        count: usize,
        /// The soft limit.
        limit: usize,
    },
    /// A wildcard in an EV certificate (EV Guidelines 9.8.1).
    WildcardInEv {
        /// The name.
        name: String,
        /// The products that take it.
        products: &'static [Product],
    },
    /// A wildcard in a product for one domain (section 1.1).
    WildcardInSingle {
        /// The name.
        name: String,
        /// The products that take it.
        products: &'static [Product],
    },
    /// A wildcard in a multi-domain product: whether that is possible depends on the account (section 1.1, note a).
    WildcardInMulti {
        /// The name.
        name: String,
    },
    /// The common name of a wildcard product is no wildcard (section 1.1).
    CommonNameNotWildcard {
        /// The wildcard that would cover the common name, where one may be had.
        suggestion: Option<String>,
        /// The products that take the common name as it is.
        products: &'static [Product],
    },
    /// A name that the wildcard does not cover: it counts, and may cost, as an additional name (section 1.3).
    NotCoveredByWildcard {
        /// The name.
        name: String,
        /// The wildcard.
        wildcard: String,
    },
    /// A product for one domain carries beside the common name only its pair with or without `www.` (section 1.3).
    NotInSingle {
        /// The name.
        name: String,
        /// The pair that would be free, where the common name has one.
        pair: Option<String>,
        /// The products that take the name.
        products: &'static [Product],
    },
    /// An IP address in an EV certificate, which holds DNS names only (EV Guidelines 9.2.2).
    AddressInEv {
        /// The products that take it.
        products: &'static [Product],
    },
    /// A file shows control over one exact name, so it can't serve a wildcard (section 5.2).
    WildcardNeedsOtherMethod {
        /// The first wildcard.
        name: String,
        /// The method chosen.
        method: DcvMethod,
    },
    /// Only `http-token` is known to serve an IP address (section 5.2).
    AddressNeedsHttpToken {
        /// The first address.
        address: String,
        /// The method chosen; `None` is the API's default, mail.
        method: Option<DcvMethod>,
    },
    /// A wildcard and an IP address in one order need different validation methods (section 7.1).
    WildcardWithAddress {
        /// The first wildcard.
        name: String,
        /// The first address.
        address: String,
    },
}

/// What was pasted in place of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pasted {
    /// An address with a scheme, such as `https://`.
    Url,
    /// A path, a query or a fragment behind the host.
    Path,
    /// A port behind the host.
    Port,
    /// A mail address, or a user name before the host.
    Email,
    /// A range of IP addresses in CIDR notation.
    Cidr,
    /// What other programs print around a name: `DNS:` before it, quotes or brackets around it.
    Surroundings,
}

/// What is wrong with a wildcard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WildcardFault {
    /// The asterisk is all there is.
    Bare,
    /// More than one asterisk.
    Several,
    /// Alone in a label that is not the left-most.
    NotLeftmost,
    /// A part of a label, as in `www*.example.com`.
    Partial,
}

/// What is wrong with a `.onion` name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OnionFault {
    /// The label before `.onion` is missing or no 56 characters of base32: an address of version 2, or none.
    NotVersion3,
    /// The checksum in the address is wrong: a character was mistyped.
    Checksum,
}

impl NameProblem {
    /// Whether it stops the order.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::WillBeSentAs { .. }
            | Self::UnusualALabel { .. }
            | Self::AddressAsCommonName
            | Self::Repeated { .. }
            | Self::RepeatsCommonName { .. }
            | Self::TooManyNames { .. }
            | Self::WildcardInMulti { .. }
            | Self::NotCoveredByWildcard { .. }
            | Self::AddressNeedsHttpToken { .. }
            | Self::WildcardWithAddress { .. } => Severity::Advice,
            Self::Missing
            | Self::InvisibleCharacter { .. }
            | Self::WhiteSpace { .. }
            | Self::SeveralNames { .. }
            | Self::MoreThanAName { .. }
            | Self::BadCharacter { .. }
            | Self::Underscore { .. }
            | Self::BadSymbol { .. }
            | Self::EmptyLabel { .. }
            | Self::TrailingDot { .. }
            | Self::LabelTooLong { .. }
            | Self::NameTooLong { .. }
            | Self::CommonNameTooLong { .. }
            | Self::HyphenAtEdge { .. }
            | Self::ReservedLabel { .. }
            | Self::BadALabel { .. }
            | Self::NotConvertible { .. }
            | Self::BadWildcard(_)
            | Self::WildcardOverPublicSuffix { .. }
            | Self::SingleLabel
            | Self::InternalName { .. }
            | Self::UnknownTopLevelDomain { .. }
            | Self::NumericTopLevelDomain { .. }
            | Self::NotAnAddress
            | Self::PublicSuffix { .. }
            | Self::ReverseZone { .. }
            | Self::BadOnion(_)
            | Self::ReservedAddress { .. }
            | Self::WildcardInEv { .. }
            | Self::WildcardInSingle { .. }
            | Self::CommonNameNotWildcard { .. }
            | Self::NotInSingle { .. }
            | Self::AddressInEv { .. }
            | Self::WildcardNeedsOtherMethod { .. } => Severity::Error,
        }
    }

    /// What was probably meant: an entry that the rules take, ready to stand in place of the one typed.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::InvisibleCharacter { suggestion, .. }
            | Self::MoreThanAName { suggestion, .. }
            | Self::BadSymbol { suggestion, .. }
            | Self::TrailingDot { suggestion }
            | Self::CommonNameNotWildcard { suggestion, .. } => suggestion.as_deref(),
            _ => None,
        }
    }
}
