//! The rules for the set of names.

use std::collections::hash_map::Entry;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{NameSet, covered_by_wildcard, www_pair};
use crate::name::{Name, NameProblem, PublicSuffixes, WildcardName};
use crate::{Coverage, DcvMethod, Field, Problem, Product, Validation};

/// What the judging of the set depends on.
#[derive(Clone, Copy, Debug)]
pub struct NameRules<'a> {
    /// The product, once it is chosen; without it the rules that need it say nothing.
    pub product: Option<Product>,
    /// How control over the domains is to be shown; `None` is the API's default, mail.
    pub dcv_method: Option<DcvMethod>,
    /// The most names, common name included, of which is not warned (DigiCert API notes, section 1.2).
    pub max_names: usize,
    /// The public suffixes, where they are known.
    pub suffixes: Option<&'a PublicSuffixes>,
}

/// The products that take any DNS name.
const MULTI: &[Product] = &[Product::SecureSiteMultiDomain, Product::SecureSiteEvMultiDomain];
/// The EV products that take any DNS name.
const EV_MULTI: &[Product] = &[Product::SecureSiteEvMultiDomain];
/// The products that take any DNS name and are not made for EV.
const OV_MULTI: &[Product] = &[Product::SecureSiteMultiDomain];
/// The products for wildcards.
const WILDCARD: &[Product] = &[Product::SecureSiteWildcard];
/// The products that take one DNS name and its pair, or more.
const NO_WILDCARD: &[Product] = &[
    Product::SecureSite,
    Product::SecureSiteMultiDomain,
    Product::SecureSiteEv,
    Product::SecureSiteEvMultiDomain,
];

/// Judges the names as a set (DigiCert API notes, sections 1.1 to 1.3, 5.2 and 7.1): problems at their rows and for the whole.
///
/// Linear in the number of names.
#[must_use]
pub fn check(set: &NameSet, rules: &NameRules<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let count = repetitions(set, &mut problems);
    if let Some(product) = rules.product {
        coverage(set, product, rules.suffixes, &mut problems);
        if product.validation() == Validation::Ev {
            let addresses = set.all().filter(|(_, name)| matches!(name, Name::Ip(_)));
            problems.extend(
                addresses.map(|(field, _)| Problem::new(field, NameProblem::AddressInEv { products: OV_MULTI })),
            );
        }
    }
    if count > rules.max_names {
        problems.push(Problem::new(
            Field::DnsNames,
            NameProblem::TooManyNames {
                count,
                limit: rules.max_names,
            },
        ));
    }
    validation_method(set, rules.dcv_method, &mut problems);
    problems
}

/// Names the rows that repeat another, and counts the names that are left.
fn repetitions(set: &NameSet, problems: &mut Vec<Problem>) -> usize {
    let mut first = FxHashMap::<&Name, Field>::with_capacity_and_hasher(set.rows().len() + 1, FxBuildHasher);
    for (field, name) in set.all() {
        match first.entry(name) {
            Entry::Vacant(vacant) => {
                vacant.insert(field);
            }
            Entry::Occupied(occupied) => {
                let name = name.to_text();
                problems.push(Problem::new(
                    field,
                    match *occupied.get() {
                        Field::CommonName => NameProblem::RepeatsCommonName { name },
                        first => NameProblem::Repeated { name, first },
                    },
                ));
            }
        }
    }
    first.len()
}

/// Judges each name by what the product may carry.
fn coverage(set: &NameSet, product: Product, suffixes: Option<&PublicSuffixes>, problems: &mut Vec<Problem>) {
    let is_ev = product.validation() == Validation::Ev;
    let mut wildcards = set.all().filter_map(|(field, name)| Some((field, name.wildcard()?)));
    if is_ev {
        // EV Guidelines 9.8.1 make one exception.
        let refused = wildcards.filter(|(_, name)| !name.base().is_onion());
        problems.extend(refused.map(|(field, name)| {
            Problem::new(
                field,
                NameProblem::WildcardInEv {
                    name: name.as_str().to_owned(),
                    products: WILDCARD,
                },
            )
        }));
    } else if product.coverage() == Coverage::Multi {
        problems.extend(wildcards.by_ref().map(|(field, name)| {
            Problem::new(
                field,
                NameProblem::WildcardInMulti {
                    name: name.as_str().to_owned(),
                },
            )
        }));
    } else if product.coverage() == Coverage::Single {
        problems.extend(wildcards.by_ref().map(|(field, name)| {
            Problem::new(
                field,
                NameProblem::WildcardInSingle {
                    name: name.as_str().to_owned(),
                    products: WILDCARD,
                },
            )
        }));
    }
    match product.coverage() {
        Coverage::Multi => {}
        Coverage::Single => single(set, is_ev, suffixes, problems),
        Coverage::Wildcard => wildcard(set, suffixes, problems),
    }
}

/// A product for one domain holds the common name and its pair (section 1.3).
fn single(set: &NameSet, is_ev: bool, suffixes: Option<&PublicSuffixes>, problems: &mut Vec<Problem>) {
    let Some(common_name) = set.common_name() else { return };
    let pair = common_name.dns().and_then(|name| www_pair(name, suffixes));
    for (key, name) in set.rows() {
        let (Name::Dns(_) | Name::Ip(_)) = name else { continue };
        let is_free = name == common_name || (name.dns().is_some() && name.dns() == pair.as_ref());
        // An address in an EV product has its own problem.
        if is_free || (is_ev && name.dns().is_none()) {
            continue;
        }
        problems.push(Problem::new(
            Field::DnsName(*key),
            NameProblem::NotInSingle {
                name: name.to_text(),
                pair: pair.as_ref().map(|pair| pair.as_str().to_owned()),
                products: match (name, is_ev) {
                    (Name::Ip(_), _) => OV_MULTI,
                    (_, true) => EV_MULTI,
                    (_, false) => MULTI,
                },
            },
        ));
    }
}

/// A wildcard product has a wildcard as its common name; other names may cost (sections 1.1 and 1.3).
fn wildcard(set: &NameSet, suffixes: Option<&PublicSuffixes>, problems: &mut Vec<Problem>) {
    let wildcard = match set.common_name() {
        None => return,
        Some(Name::Wildcard(wildcard)) => wildcard,
        Some(other) => {
            problems.push(Problem::new(
                Field::CommonName,
                NameProblem::CommonNameNotWildcard {
                    suggestion: other.dns().and_then(|name| {
                        let is_bare =
                            suffixes.is_none_or(|suffixes| suffixes.registrable_domain(name.as_str()).is_some());
                        let base = if is_bare {
                            name.as_str().strip_prefix("www.").unwrap_or(name.as_str())
                        } else {
                            ""
                        };
                        base.contains('.').then(|| ["*.", base].concat())
                    }),
                    products: if other.dns().is_some() { NO_WILDCARD } else { OV_MULTI },
                },
            ));
            return;
        }
    };
    for (key, name) in set
        .rows()
        .iter()
        .filter(|(_, name)| !covered_by_wildcard(name, wildcard))
    {
        problems.push(Problem::new(
            Field::DnsName(*key),
            NameProblem::NotCoveredByWildcard {
                name: name.to_text(),
                wildcard: wildcard.as_str().to_owned(),
            },
        ));
    }
}

/// Judges the validation method by the names that need a certain one (sections 5.2 and 7.1).
fn validation_method(set: &NameSet, method: Option<DcvMethod>, problems: &mut Vec<Problem>) {
    let wildcard = set
        .all()
        .find_map(|(_, name)| name.wildcard())
        .map(WildcardName::as_str);
    let address = set.all().find_map(|(_, name)| match name {
        Name::Ip(address) => Some(address),
        Name::Dns(_) | Name::Wildcard(_) => None,
    });
    if let (Some(name), Some(address)) = (wildcard, address) {
        let (name, address) = (name.to_owned(), address.to_string());
        problems.push(Problem::new(
            Field::DnsNames,
            NameProblem::WildcardWithAddress { name, address },
        ));
    }
    if let (Some(name), Some(method)) = (wildcard, method.filter(|method| method.is_file())) {
        let name = name.to_owned();
        problems.push(Problem::new(
            Field::DcvMethod,
            NameProblem::WildcardNeedsOtherMethod { name, method },
        ));
    }
    if let Some(address) = address
        && method != Some(DcvMethod::HttpToken)
    {
        let address = address.to_string();
        problems.push(Problem::new(
            Field::DcvMethod,
            NameProblem::AddressNeedsHttpToken { address, method },
        ));
    }
}
