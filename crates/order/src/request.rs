//! The order request: built by the checks alone, and serialised to exactly the API's JSON.

use std::collections::HashSet;

use crate::{
    CheckedCsr, CheckedEntries, CheckedNames, Field, Problem, Product, Validity,
    body::{Body, pretty},
    curl::curl,
    problems,
};

/// An order that may be sent (DigiCert API notes, section 2.1).
///
/// Nothing makes one but the rules, so whoever holds it knows that no rule has an error against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRequest {
    product: Product,
    common_name: String,
    csr: String,
    validity: Validity,
    entries: CheckedEntries,
    names: CheckedNames,
}

impl OrderRequest {
    /// Builds the order.
    ///
    /// # Errors
    ///
    /// All errors of the form, in the order of the fields on the page; advice is not among them.
    pub fn build(entries: &CheckedEntries, names: &CheckedNames, csr: &CheckedCsr) -> Result<Self, Vec<Problem>> {
        let errors: Vec<_> = problems(entries, names, csr)
            .into_iter()
            .filter(Problem::is_error)
            .collect();
        match (entries.product, &names.common_name, &csr.pem, entries.validity) {
            (Some(product), Some(common_name), Some(pem), Some(validity))
                if errors.is_empty() && entries.organization.is_whole() =>
            {
                Ok(Self {
                    product,
                    common_name: common_name.clone(),
                    csr: pem.clone(),
                    validity,
                    entries: entries.clone(),
                    names: names.clone(),
                })
            }
            _ => Err(errors),
        }
    }

    /// The product.
    #[must_use]
    pub const fn product(&self) -> Product {
        self.product
    }

    /// All names, the common name first.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        std::iter::once(&self.common_name)
            .chain(&self.names.dns_names)
            .cloned()
            .collect()
    }

    /// The CSR in PEM.
    #[must_use]
    pub fn csr(&self) -> &str {
        &self.csr
    }

    /// How long the order lasts.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        self.validity
    }

    /// The path below the base address: `/order/certificate/{product}`.
    #[must_use]
    pub fn path(&self) -> String {
        ["/order/certificate/", self.product.id()].concat()
    }

    /// The body: what is shown is what is posted, byte for byte.
    #[must_use]
    pub fn to_pretty_json(&self) -> String {
        pretty(&Body::new(
            &self.entries,
            Some(&self.common_name),
            &self.names.dns_names,
            Some(&self.csr),
        ))
    }

    /// The same as a command for a shell, with a placeholder for the key.
    #[must_use]
    pub fn curl(&self, base_url: &str) -> String {
        curl(base_url, Some(self.product), &self.to_pretty_json())
    }
}

/// What an order looks like while it is not complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The product, once it is chosen.
    pub product: Option<Product>,
    /// The body, as far as the entries are right.
    pub json: String,
    /// The fields that have an error, each once, in the order of the page: what is missing and what is wrong.
    pub unfinished: Vec<Field>,
}

impl Preview {
    /// Shows the order as far as it is right.
    #[must_use]
    pub fn new(entries: &CheckedEntries, names: &CheckedNames, csr: &CheckedCsr) -> Self {
        let body = Body::new(
            entries,
            names.common_name.as_deref(),
            &names.dns_names,
            csr.pem.as_deref(),
        );
        let mut seen = HashSet::new();
        let errors = problems(entries, names, csr).into_iter().filter(Problem::is_error);
        let unfinished = errors
            .map(|problem| problem.field)
            .filter(|&field| seen.insert(field))
            .collect();
        Self {
            product: entries.product,
            json: pretty(&body),
            unfinished,
        }
    }

    /// The same as a command for a shell, with placeholders for the key and for what is not chosen yet.
    #[must_use]
    pub fn curl(&self, base_url: &str) -> String {
        curl(base_url, self.product, &self.json)
    }
}
