//! What is wrong or unwise about names.

use certdesk_order::{Field, NameProblem, OnionFault, Pasted, ReservedRange, WildcardFault};

use super::products;
use crate::text::en::fields::noun;
use crate::text::en::words::{capitalized, character, quoted};

pub(super) fn sentence(field: Field, problem: &NameProblem) -> String {
    let the = format!("the {}", noun(field));
    let start = capitalized(&the);
    match problem {
        NameProblem::Missing if field == Field::CommonName => "Enter the common name, such as www.example.com.".to_owned(),
        NameProblem::Missing => "Enter an additional name, or remove its line.".to_owned(),
        NameProblem::InvisibleCharacter { character: found, position, suggestion } => format!(
            "{start} contains {} at position {position}.{}",
            character(*found),
            meant(suggestion.as_deref(), " Delete it, or type the name again.")
        ),
        NameProblem::WhiteSpace { position } => {
            format!("{start} contains a space at position {position}. Delete it: names have no spaces.")
        }
        NameProblem::SeveralNames { count } if field == Field::CommonName => {
            format!("Enter only one common name: here are {count}. Put the others into the list of additional names.")
        }
        NameProblem::SeveralNames { count } => format!("One line holds {count} additional names. Put each on a line of its own."),
        NameProblem::MoreThanAName { pasted, suggestion } => {
            format!("{}{}", more_than_a_name(&the, *pasted), meant(suggestion.as_deref(), ""))
        }
        NameProblem::BadCharacter { character: found, position } => format!(
            "{start} contains {} at position {position}. Use letters, digits, hyphens and dots only.",
            character(*found)
        ),
        NameProblem::Underscore { label, .. } => format!(
            "{start} contains an underscore, in {}. Certificates can't have one in a name, so use a name without it.",
            quoted(label)
        ),
        NameProblem::BadSymbol { character: found, position, suggestion } => format!(
            "{start} contains {} at position {position}, which no name may have.{}",
            character(*found),
            meant(suggestion.as_deref(), " Use letters, digits and hyphens.")
        ),
        NameProblem::EmptyLabel { .. } => {
            format!("{start} has a dot too many: two in a row, or one at the start. Delete it.")
        }
        NameProblem::TrailingDot { suggestion: Some(name) } => {
            format!("{start} ends with a dot. Enter it without: {}.", quoted(name))
        }
        NameProblem::TrailingDot { suggestion: None } => format!("{start} ends with a dot. Delete it."),
        NameProblem::LabelTooLong { label, length, limit } => format!(
            "{start} has {length} characters without a dot, in {}. {limit} is the most.",
            quoted(label)
        ),
        NameProblem::NameTooLong { length, limit } => format!("{start} has {length} characters; {limit} is the most."),
        NameProblem::CommonNameTooLong { length, limit } => format!(
            "The common name has {length} characters as it is sent; {limit} is the most. Enter a shorter name here, and this one \
             among the additional names."
        ),
        NameProblem::HyphenAtEdge { label } => {
            format!("In {the}, {} starts or ends with a hyphen. Delete the hyphen.", quoted(label))
        }
        NameProblem::ReservedLabel { label } => format!(
            "In {the}, {} has hyphens as third and fourth characters. Such names are reserved: check the spelling.",
            quoted(label)
        ),
        NameProblem::BadALabel { label } => format!(
            "In {the}, {} starts with xn-- and encodes no name. Enter the name in its own script, and it is encoded for you.",
            quoted(label)
        ),
        NameProblem::NotConvertible { label } => format!(
            "{} in {the} can't be turned into an internet name. Check each letter, and use one script only.",
            quoted(label)
        ),
        NameProblem::BadWildcard(fault) => bad_wildcard(&start, *fault),
        NameProblem::WildcardOverPublicSuffix { suffix } => format!(
            "No certificate may cover all names under {}. Enter a wildcard of your own domain, such as *.example.com.",
            quoted(suffix)
        ),
        NameProblem::SingleLabel => format!(
            "{start} has no dot, so only an internal network knows it. Enter the full name, such as server.example.com."
        ),
        NameProblem::InternalName { domain } => format!(
            "{start} belongs to {}, which is not on the public internet. Enter a public name, such as server.example.com.",
            quoted(domain)
        ),
        NameProblem::UnknownTopLevelDomain { label } => {
            format!("{start} ends with {}, and there is no such top-level domain. Check the spelling.", quoted(label))
        }
        NameProblem::NumericTopLevelDomain { label } => {
            format!("{start} ends with {}, and no top-level domain is a number. Check the end of the name.", quoted(label))
        }
        NameProblem::NotAnAddress => format!(
            "{start} looks like an IP address and is none. Enter four numbers from 0 to 255, such as 198.41.0.4, or a host name."
        ),
        NameProblem::PublicSuffix { name } => format!(
            "{} is shared by the domains of many owners, so nobody gets a certificate for it. Enter your own domain under it.",
            quoted(name)
        ),
        NameProblem::ReverseZone { zone } => format!(
            "{start} ends with {}. Certificates for such names are no longer issued: enter the host's own name.",
            quoted(zone)
        ),
        NameProblem::BadOnion(OnionFault::NotVersion3) => format!(
            "{start} is no .onion address of version 3, which has 56 letters and digits before .onion. Check the address."
        ),
        NameProblem::BadOnion(OnionFault::Checksum) => {
            format!("{start} is a .onion address with a mistake in it: its checksum is wrong. Copy the address again.")
        }
        NameProblem::ReservedAddress { range } => format!(
            "{start} is {}. Certificates are issued for public addresses only, so enter one, or a host name.",
            reserved(*range)
        ),
        NameProblem::WillBeSentAs { name } => format!("{start} will be sent as {}.", quoted(name)),
        NameProblem::UnusualALabel { label, character: Some(found) } => format!(
            "In {the}, {} encodes {}, which the rules for names don't allow. DigiCert may refuse it.",
            quoted(label),
            character(*found)
        ),
        NameProblem::UnusualALabel { label, character: None } => {
            format!("In {the}, {} breaks the rules for names in other scripts. DigiCert may refuse it.", quoted(label))
        }
        NameProblem::AddressAsCommonName => {
            "The common name is an IP address. If you can, enter a host name here, and the address among the additional names."
                .to_owned()
        }
        NameProblem::Repeated { name, .. } => format!("The additional name {} is in the list twice. It is sent once.", quoted(name)),
        NameProblem::RepeatsCommonName { name } => {
            format!("The additional name {} is the common name too. It is sent once.", quoted(name))
        }
        NameProblem::TooManyNames { count, limit } => {
            format!("There are {count} names, and DigiCert may refuse more than {limit}. If it does, split the order.")
        }
        NameProblem::WildcardInEv { name, products: others } => format!(
            "EV certificates can't have wildcards. Remove {}, or choose {}.",
            quoted(name),
            products(others)
        ),
        NameProblem::WildcardInSingle { name, products: others } => format!(
            "This certificate can't have wildcards. Remove {}, or choose {}.",
            quoted(name),
            products(others)
        ),
        NameProblem::WildcardInMulti { name } => format!(
            "{} is a wildcard, which not every account can order in a multi-domain certificate. DigiCert may refuse it.",
            quoted(name)
        ),
        NameProblem::CommonNameNotWildcard { suggestion: Some(name), products: others } => format!(
            "The common name of a wildcard certificate starts with an asterisk. Enter {}, or choose {}.",
            quoted(name),
            products(others)
        ),
        NameProblem::CommonNameNotWildcard { suggestion: None, products: others } => format!(
            "The common name of a wildcard certificate is such as *.example.com. Enter such a name, or choose {}.",
            products(others)
        ),
        NameProblem::NotCoveredByWildcard { name, wildcard } => {
            format!("{} is not covered by {}, so it may cost extra.", quoted(name), quoted(wildcard))
        }
        NameProblem::NotInSingle { name, pair: Some(pair), products: others } => format!(
            "Beside the common name, this certificate takes only {}. Remove {}, or choose {}.",
            quoted(pair),
            quoted(name),
            products(others)
        ),
        NameProblem::NotInSingle { name, pair: None, products: others } => format!(
            "This certificate takes no name beside the common name. Remove {}, or choose {}.",
            quoted(name),
            products(others)
        ),
        NameProblem::AddressInEv { products: others } => format!(
            "{start} is an IP address, which EV certificates can't have. Enter a host name, or choose {}.",
            products(others)
        ),
        NameProblem::WildcardNeedsOtherMethod { name, .. } => format!(
            "The wildcard {} can't be validated by a file. Choose validation by e-mail or by a DNS record.",
            quoted(name)
        ),
        NameProblem::AddressNeedsHttpToken { address, .. } => format!(
            "The IP address {} can perhaps be validated only by a file on the web server. Choose that method if you can.",
            quoted(address)
        ),
        NameProblem::WildcardWithAddress { name, address } => format!(
            "The wildcard {} and the IP address {} need different validation methods. Better order two certificates.",
            quoted(name),
            quoted(address)
        ),
    }
}

/// Asks whether a name was meant, or says something else.
fn meant(suggestion: Option<&str>, otherwise: &str) -> String {
    suggestion.map_or_else(
        || otherwise.to_owned(),
        |name| format!(" Did you mean {}?", quoted(name)),
    )
}

fn more_than_a_name(the: &str, pasted: Pasted) -> String {
    match pasted {
        Pasted::Url => format!("Enter {the} without https:// and the rest of the web address."),
        Pasted::Path => format!("Enter {the} without the path behind it."),
        Pasted::Port => format!("Enter {the} without the port number."),
        Pasted::Email => format!("Enter {the} without what stands before the @."),
        Pasted::Cidr => format!("Enter a single IP address as {the}, not a range."),
        Pasted::Surroundings => format!("Enter {the} without what stands around it, such as quotation marks or DNS:."),
    }
}

fn bad_wildcard(start: &str, fault: WildcardFault) -> String {
    match fault {
        WildcardFault::Bare => format!("{start} is an asterisk alone. Enter the domain too, as in *.example.com."),
        WildcardFault::Several => {
            format!("{start} has more than one asterisk. Use one, at the start, as in *.example.com.")
        }
        WildcardFault::NotLeftmost => {
            format!("{start} has its asterisk in the middle. Put it at the start, as in *.example.com.")
        }
        WildcardFault::Partial => {
            format!(
                "{start} has an asterisk beside other characters. Let it stand alone before the first dot, as in *.example.com."
            )
        }
    }
}

/// What an address is, so that it can't be in a public certificate.
const fn reserved(range: ReservedRange) -> &'static str {
    match range {
        ReservedRange::ThisNetwork => "no address of a single computer",
        ReservedRange::Private => "a private IP address",
        ReservedRange::CarrierShared => "an IP address that carriers use inside their networks",
        ReservedRange::Loopback => "a loopback address, by which a computer reaches itself",
        ReservedRange::LinkLocal => "a link-local IP address",
        ReservedRange::Documentation => "an IP address for examples in documents",
        ReservedRange::Benchmarking => "an IP address for measurements",
        ReservedRange::Multicast => "a multicast address",
        ReservedRange::Broadcast => "the broadcast address",
        ReservedRange::Protocol => "an IP address reserved for protocols or the future",
        ReservedRange::UniqueLocal => "a unique local IPv6 address, which is private",
        ReservedRange::Embedded => "an IPv4 address inside an IPv6 address",
        ReservedRange::Discard => "an IP address whose traffic is discarded",
    }
}
