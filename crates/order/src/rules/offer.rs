//! What the account offers beside what is chosen: the product, its hashes, years and platforms, the container's domains.
//!
//! Nothing of it changes an entry. A product that is not enabled is refused for certain; the rest is advice, since the list may
//! be older than the account.

use crate::{
    Coverage, Entries, EntryProblem, Field, NameSet, Problem, Product, ValidityChoice,
    account::{Container, Facts, OfferedProduct},
    characters::trim,
};

/// The most names outside of a container's domains that are named.
const MOST_NAMED: usize = 5;

/// What is known of the chosen product and container.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offer {
    product: Option<OfferedProduct>,
    container: Option<Container>,
    /// Whether the products are known, and the chosen one is not among them.
    is_not_enabled: bool,
}

impl Offer {
    /// Finds what is chosen in what the account has told.
    pub(crate) fn new(entries: &Entries, facts: &Facts) -> Self {
        let offered = entries.product.zip(facts.products.as_deref());
        let product = offered.and_then(|(chosen, all)| all.iter().find(|it| it.id.as_str() == chosen.id()).cloned());
        let id = trim(&entries.container_id);
        let containers = facts.containers.as_deref().map(Vec::as_slice).unwrap_or_default();
        Self {
            is_not_enabled: offered.is_some_and(|(_, all)| !all.is_empty()) && product.is_none(),
            product,
            container: containers.iter().find(|it| it.id.to_string() == id).cloned(),
        }
    }

    /// Whether the product may be ordered.
    pub(crate) fn of_product(&self, problems: &mut Vec<Problem>) {
        if self.is_not_enabled {
            problems.push(Problem::new(Field::Product, EntryProblem::ProductNotEnabled));
        }
    }

    /// Whether the length is one of the product's.
    pub(crate) fn of_validity(&self, entries: &Entries, problems: &mut Vec<Problem>) {
        let Some(product) = &self.product else { return };
        match entries.validity {
            ValidityChoice::Years => {
                let years = trim(&entries.validity_years).parse::<u8>().ok();
                if years.is_some_and(|years| !product.years.is_empty() && !product.years.contains(&years)) {
                    let years = product.years.clone();
                    problems.push(Problem::new(
                        Field::ValidityYears,
                        EntryProblem::YearsNotOfProduct { years },
                    ));
                }
            }
            ValidityChoice::Days => {}
            ValidityChoice::Date => {
                if product.takes_end_date == Some(false) && !trim(&entries.custom_expiration_date).is_empty() {
                    problems.push(Problem::new(Field::CustomExpirationDate, EntryProblem::NotOfProduct));
                }
            }
        }
    }

    /// Whether the hash is one of the product's.
    pub(crate) fn of_hash(&self, entries: &Entries, problems: &mut Vec<Problem>) {
        let Some(product) = &self.product else { return };
        if !product.hashes.is_empty() && !product.hashes.contains(&entries.signature_hash) {
            let hashes = product.hashes.clone();
            problems.push(Problem::new(
                Field::SignatureHash,
                EntryProblem::HashNotOfProduct { hashes },
            ));
        }
    }

    /// Whether the platform is one of the product's.
    pub(crate) fn of_platform(&self, platform: Option<i64>, problems: &mut Vec<Problem>) {
        let Some(product) = &self.product else { return };
        let is_known = |id| product.platforms.is_empty() || product.platforms.iter().any(|it| it.id == id);
        if platform.is_some_and(|id| !is_known(id)) {
            problems.push(Problem::new(Field::ServerPlatform, EntryProblem::NotOfProduct));
        }
    }

    /// Whether the product may renew itself.
    pub(crate) fn of_auto_renew(&self, entries: &Entries, problems: &mut Vec<Problem>) {
        let is_refused = self
            .product
            .as_ref()
            .is_some_and(|it| it.takes_auto_renew == Some(false));
        if entries.auto_renew && is_refused {
            problems.push(Problem::new(Field::AutoRenew, EntryProblem::NotOfProduct));
        }
    }

    /// Whether the product may be ordered in the container.
    pub(crate) fn of_container(&self, problems: &mut Vec<Problem>) {
        let (Some(product), Some(container)) = (&self.product, &self.container) else {
            return;
        };
        if !product.container_ids.is_empty() && !product.container_ids.contains(&container.id) {
            problems.push(Problem::new(Field::ContainerId, EntryProblem::NotOfProduct));
        }
    }

    /// Whether the product takes further names, and the container these. That a product for one name takes no others is said
    /// by the rules for names, which know of its free pair.
    pub(crate) fn of_names(&self, chosen: Option<Product>, names: &NameSet) -> Vec<Problem> {
        let mut problems = Vec::new();
        let is_single = chosen.is_some_and(|it| it.coverage() == Coverage::Single);
        let takes_none = self
            .product
            .as_ref()
            .is_some_and(|it| it.takes_dns_names == Some(false));
        if takes_none && !is_single && !names.dns_names().is_empty() {
            problems.push(Problem::new(Field::DnsNames, EntryProblem::NotOfProduct));
        }
        if let Some(container) = &self.container {
            let mut outside: Vec<_> = names.all().map(|(_, name)| name.to_text()).collect();
            outside.retain(|name| !container.allows(name));
            if !outside.is_empty() {
                let more = outside.len().saturating_sub(MOST_NAMED);
                outside.truncate(MOST_NAMED);
                let domains = container.allowed_domain_names.clone();
                let what = EntryProblem::OutsideOfContainer {
                    names: outside,
                    more,
                    domains,
                };
                problems.push(Problem::new(Field::ContainerId, what));
            }
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        SignatureHash,
        account::{read_containers, read_products},
    };

    fn facts() -> Facts {
        let products = br#"{"products":[{"name_id":"ssl_securesite","allowed_validity_years":[1,2],
            "signature_hash_types":{"allowed_hash_types":[{"id":"sha256"}]},"server_platforms":[{"id":2,"name":"Apache"}],
            "allow_auto_renew":false,"custom_expiration_date_allowed":false,"allowed_container_ids":[7]}]}"#;
        let containers = br#"{"containers":[{"id":5,"allowed_domain_names":["example.com"]},{"id":7}]}"#;
        Facts {
            products: Some(Arc::new(read_products(products).unwrap().entries)),
            containers: Some(Arc::new(read_containers(containers).unwrap().entries)),
            ..Facts::default()
        }
    }

    fn whats(entries: &Entries, facts: &Facts) -> Vec<Field> {
        let offer = Offer::new(entries, facts);
        let mut all = Vec::new();
        offer.of_product(&mut all);
        offer.of_validity(entries, &mut all);
        offer.of_hash(entries, &mut all);
        offer.of_platform(entries.server_platform.parse().ok(), &mut all);
        offer.of_auto_renew(entries, &mut all);
        offer.of_container(&mut all);
        all.into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn what_the_product_has_passes_and_what_it_lacks_is_said() {
        let good = Entries {
            product: Some(Product::SecureSite),
            validity_years: "2".into(),
            server_platform: "2".into(),
            container_id: "7".into(),
            ..Entries::default()
        };
        assert_eq!(whats(&good, &facts()), []);
        let bad = Entries {
            validity_years: "3".into(),
            signature_hash: SignatureHash::Sha384,
            server_platform: "9".into(),
            auto_renew: true,
            container_id: "5".into(),
            ..good.clone()
        };
        let fields = [
            Field::ValidityYears,
            Field::SignatureHash,
            Field::ServerPlatform,
            Field::AutoRenew,
            Field::ContainerId,
        ];
        assert_eq!(whats(&bad, &facts()), fields);
        assert_eq!(whats(&bad, &Facts::default()), [], "nothing is known");
        let dated = Entries {
            validity: ValidityChoice::Date,
            custom_expiration_date: "2027-01-01".into(),
            ..good
        };
        assert_eq!(whats(&dated, &facts()), [Field::CustomExpirationDate]);
    }

    #[test]
    fn a_product_that_is_not_enabled_stops_the_order() {
        let entries = Entries {
            product: Some(Product::SecureSiteEv),
            ..Entries::default()
        };
        let mut problems = Vec::new();
        Offer::new(&entries, &facts()).of_product(&mut problems);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].is_error());
        let empty = Facts {
            products: Some(Arc::default()),
            ..Facts::default()
        };
        let mut problems = Vec::new();
        Offer::new(&entries, &empty).of_product(&mut problems);
        assert_eq!(problems, [], "an empty list is no account's");
    }
}
