//! A form as the tests fill it.

use certdesk_order::{
    CheckedCsr, CheckedEntries, CheckedNames, Entries, FormContext, JudgedNames, NameEntries, NameEntry, NameRules,
    OrderRequest, Preview, Problem, RowKey, SignatureState, csr_rules, problems,
};

/// A form, judged.
pub(crate) struct Form {
    pub(crate) entries: CheckedEntries,
    pub(crate) names: CheckedNames,
    pub(crate) csr: CheckedCsr,
}

impl Form {
    pub(crate) fn new(entries: &Entries, names: &[&str], context: &FormContext) -> Self {
        let rows = names.iter().skip(1).zip(0..);
        let typed = NameEntries {
            common_name: names.first().copied().unwrap_or_default().to_owned(),
            dns_names: rows
                .map(|(name, key)| NameEntry {
                    key: RowKey(key),
                    value: (*name).to_owned(),
                })
                .collect(),
        };
        let rules = NameRules {
            product: entries.product,
            dcv_method: entries.dcv_method,
            max_names: context.max_names,
            suffixes: None,
        };
        let read = csr_rules::read(entries.csr.as_bytes());
        Self {
            entries: CheckedEntries::new(entries, context),
            names: CheckedNames::new(&JudgedNames::read(&typed, &|_| None, None), &rules),
            csr: CheckedCsr::new(&read, SignatureState::Valid, entries.product),
        }
    }

    pub(crate) fn build(&self) -> Result<OrderRequest, Vec<Problem>> {
        OrderRequest::build(&self.entries, &self.names, &self.csr)
    }

    pub(crate) fn preview(&self) -> Preview {
        Preview::new(&self.entries, &self.names, &self.csr)
    }

    pub(crate) fn problems(&self) -> Vec<Problem> {
        problems(&self.entries, &self.names, &self.csr)
    }
}
