//! The subject that a new CSR asks for.

use crate::oid::{Oid, known};

/// The attributes of a subject that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SubjectAttribute {
    /// countryName.
    Country,
    /// stateOrProvinceName.
    State,
    /// localityName.
    Locality,
    /// organizationName.
    Organization,
    /// organizationalUnitName.
    OrganizationalUnit,
    /// commonName.
    CommonName,
}

impl SubjectAttribute {
    /// The attribute's type.
    pub const fn oid(self) -> Oid {
        match self {
            Self::Country => known::COUNTRY,
            Self::State => known::STATE,
            Self::Locality => known::LOCALITY,
            Self::Organization => known::ORGANIZATION,
            Self::OrganizationalUnit => known::ORGANIZATIONAL_UNIT,
            Self::CommonName => known::COMMON_NAME,
        }
    }

    /// The short name that RFC 4514 section 3 gives it and every tool takes: `CN`, `O` and so on.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::Country => "C",
            Self::State => "ST",
            Self::Locality => "L",
            Self::Organization => "O",
            Self::OrganizationalUnit => "OU",
            Self::CommonName => "CN",
        }
    }

    /// How many characters it has at most: the upper bounds of RFC 5280 appendix A.1.
    pub const fn max_chars(self) -> usize {
        match self {
            Self::Country => 2,
            Self::State | Self::Locality => 128,
            Self::Organization | Self::OrganizationalUnit | Self::CommonName => 64,
        }
    }
}

/// What someone entered for a subject; `None` where nothing is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubjectEntries {
    /// The common name.
    pub common_name: Option<String>,
    /// The organization.
    pub organization: Option<String>,
    /// The organizational units, in the order in which they are asked for.
    pub organizational_units: Vec<String>,
    /// The locality.
    pub locality: Option<String>,
    /// The state or province, spelled out.
    pub state: Option<String>,
    /// The country: two capital letters (ISO 3166-1 alpha-2).
    pub country: Option<String>,
}

/// An entry that no subject can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubjectFault {
    /// The attribute.
    pub attribute: SubjectAttribute,
    /// Its place among those of the same type, from 0.
    pub index: usize,
    /// What is wrong with it.
    pub problem: SubjectProblem,
}

/// What is wrong with an entry of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectProblem {
    /// There is no character in it but spaces (X.520: at least one character).
    Empty,
    /// It has more characters than RFC 5280 appendix A.1 allows.
    TooLong {
        /// How many it has.
        chars: usize,
        /// How many it may have.
        max: usize,
    },
    /// It holds a character that is not to be seen and can hide or end what follows it: a control character, an end of
    /// line, or one that turns the direction of writing.
    Invisible {
        /// Its place, counted in characters from 0.
        index: usize,
        /// The character.
        character: char,
    },
    /// A country that is not two capital letters from A to Z (ISO 3166-1 alpha-2).
    NotACountryCode,
}

/// A subject whose every value fits its attribute. It may be empty.
///
/// No value holds a control character, so that none can end a line of a command or file that it stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    attributes: Vec<(SubjectAttribute, String)>,
}

impl Subject {
    /// Takes the entries as they are, spaces at their ends included.
    ///
    /// # Errors
    /// Every entry that does not fit, in the order of [`Self::attributes`].
    pub fn new(entries: &SubjectEntries) -> Result<Self, Vec<SubjectFault>> {
        use SubjectAttribute::{CommonName, Country, Locality, Organization, OrganizationalUnit, State};
        let one = |attribute, entry: &Option<String>| entry.clone().map(|value| (attribute, 0, value));
        let units = entries.organizational_units.iter().enumerate();
        // From the country down to the name, as X.501 builds its tree and every tool writes it.
        let all = one(Country, &entries.country)
            .into_iter()
            .chain(one(State, &entries.state))
            .chain(one(Locality, &entries.locality))
            .chain(one(Organization, &entries.organization))
            .chain(units.map(|(index, unit)| (OrganizationalUnit, index, unit.clone())))
            .chain(one(CommonName, &entries.common_name));
        let mut attributes = Vec::new();
        let mut faults = Vec::new();
        for (attribute, index, value) in all {
            match problem(attribute, &value) {
                None => attributes.push((attribute, value)),
                Some(problem) => faults.push(SubjectFault {
                    attribute,
                    index,
                    problem,
                }),
            }
        }
        if faults.is_empty() {
            Ok(Self { attributes })
        } else {
            Err(faults)
        }
    }

    /// Types and values in the order in which they are encoded: country, state, locality, organization, organizational
    /// units, common name.
    pub fn attributes(&self) -> impl DoubleEndedIterator<Item = (SubjectAttribute, &str)> + Clone {
        self.attributes
            .iter()
            .map(|(attribute, value)| (*attribute, value.as_str()))
    }

    /// Whether it has no attribute at all.
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty()
    }

    /// The common name.
    pub fn common_name(&self) -> Option<&str> {
        self.attributes()
            .find(|(attribute, _)| *attribute == SubjectAttribute::CommonName)
            .map(|(_, value)| value)
    }
}

fn problem(attribute: SubjectAttribute, value: &str) -> Option<SubjectProblem> {
    let max = attribute.max_chars();
    let chars = value.chars().count();
    if let Some((index, character)) = value.chars().enumerate().find(|(_, c)| is_invisible(*c)) {
        return Some(SubjectProblem::Invisible { index, character });
    }
    if value.trim().is_empty() {
        return Some(SubjectProblem::Empty);
    }
    if attribute == SubjectAttribute::Country {
        let is_code = chars == max && value.bytes().all(|byte| byte.is_ascii_uppercase());
        return (!is_code).then_some(SubjectProblem::NotACountryCode);
    }
    (chars > max).then_some(SubjectProblem::TooLong { chars, max })
}

/// Controls (Unicode's Cc), ends of line, the marks that turn the direction of writing (UAX #9), and what no text holds.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
        || u32::from(c) & 0xfffe == 0xfffe
}
