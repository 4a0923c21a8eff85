//! All entries judged: what is typed and right, and all that is to be said of the rest.

use certdesk_pki::CsrReading;
use time::Date;

use crate::{
    CsrProblem, DcvMethod, Entries, EntryProblem, Field, FormContext, JudgedNames, Name, NameProblem, NameRules,
    NameSet, OrganizationChoice, PaymentMethod, Problem, Product, SignatureHash, SignatureState, Validation, Validity,
    account::OrderContact,
    csr_rules, names,
    rules::{self, CustomField, NewOrganization, Offer, Thumbprint},
};

/// Every entry but names and CSR, judged.
///
/// It costs no more than the entries are long; a page keeps it while only names change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedEntries {
    pub(crate) product: Option<Product>,
    pub(crate) signature_hash: SignatureHash,
    pub(crate) server_platform: Option<i64>,
    pub(crate) profile_option: Option<String>,
    pub(crate) organization_units: Vec<String>,
    pub(crate) organization: Organization,
    pub(crate) validity: Option<Validity>,
    pub(crate) today: Date,
    pub(crate) dcv_method: Option<DcvMethod>,
    pub(crate) locale: Option<String>,
    pub(crate) skip_approval: bool,
    pub(crate) comments: Option<String>,
    pub(crate) renewal_of_order_id: Option<u64>,
    pub(crate) renewed_thumbprint: Option<Thumbprint>,
    pub(crate) auto_renew: bool,
    pub(crate) custom_renewal_message: Option<String>,
    pub(crate) disable_renewal_notifications: bool,
    pub(crate) additional_emails: Vec<String>,
    pub(crate) payment_method: Option<PaymentMethod>,
    pub(crate) disable_ct: bool,
    pub(crate) container_id: Option<u64>,
    pub(crate) custom_fields: Vec<CustomField>,
    /// Who may approve an EV order beside those that DigiCert knows.
    pub(crate) approvers: Vec<OrderContact>,
    offer: Offer,
    problems: Vec<Problem>,
}

/// The organization of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Organization {
    /// One of the account, if its number is right.
    Existing(Option<u64>),
    /// A new one.
    New(Box<NewOrganization>),
}

impl Organization {
    /// Whether it has what an order can't do without (DigiCert API notes, section 3.1).
    pub(crate) const fn is_whole(&self) -> bool {
        match self {
            Self::Existing(id) => id.is_some(),
            Self::New(new) => new.name.is_some() && new.city.is_some() && new.country.is_some(),
        }
    }
}

/// The names, judged one by one and as a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedNames {
    /// The common name as it is sent, if it is one.
    pub(crate) common_name: Option<String>,
    /// The other names as they are sent, those that are wrong left out.
    pub(crate) dns_names: Vec<String>,
    set: NameSet,
    judged_for: (Option<Product>, Option<DcvMethod>),
    max_names: usize,
    own_problems: Vec<Problem>,
    set_problems: Vec<Problem>,
}

/// The CSR, read and judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedCsr {
    /// The CSR in PEM (RFC 7468: 64 columns, LF), if it is one that may be sent.
    pub(crate) pem: Option<String>,
    problems: Vec<Problem>,
}

impl CheckedEntries {
    /// Judges all entries but names and CSR.
    #[must_use]
    pub fn new(entries: &Entries, context: &FormContext) -> Self {
        // The problems gather in the order in which the fields stand on the page; names and CSR follow the product.
        let mut problems = Vec::new();
        let all = &mut problems;
        if entries.product.is_none() {
            all.push(Problem::new(Field::Product, EntryProblem::Missing));
        }
        let offer = Offer::new(entries, &context.facts);
        offer.of_product(all);
        let organization = organization(entries, all);
        let approvers = approvers(entries, &organization, context, all);
        let validity = rules::validity(entries, context).take(all);
        offer.of_validity(entries, all);
        let custom_fields = rules::custom_fields(&entries.custom_fields, context);
        // Where a field of the account is required, the account's fields stand before what is optional, and else behind it.
        let custom_first = context.custom_fields.iter().any(|definition| definition.required);
        if custom_first {
            all.extend(custom_fields.problems.iter().cloned());
        }
        offer.of_hash(entries, all);
        let server_platform = rules::server_platform(&entries.server_platform).take(all).flatten();
        offer.of_platform(server_platform, all);
        let profile_option = rules::profile_option(&entries.profile_option).take(all).flatten();
        let organization_units = rules::organization_units(&entries.organization_units)
            .take(all)
            .unwrap_or_default();
        let locale = rules::locale(&entries.locale, entries.dcv_method).take(all).flatten();
        let comments = rules::comments(&entries.comments).take(all).flatten();
        let renewal_of_order_id = rules::renewal_of_order_id(&entries.renewal_of_order_id)
            .take(all)
            .flatten();
        let renewed_thumbprint = rules::renewed_thumbprint(&entries.renewed_thumbprint, &entries.renewal_of_order_id)
            .take(all)
            .flatten();
        let auto_renew = rules::auto_renew(entries.auto_renew, entries.payment_method)
            .take(all)
            .unwrap_or_default();
        offer.of_auto_renew(entries, all);
        let additional_emails = rules::additional_emails(&entries.additional_emails)
            .take(all)
            .unwrap_or_default();
        let disable_renewal_notifications = entries.disable_renewal_notifications;
        let custom_renewal_message =
            rules::custom_renewal_message(&entries.custom_renewal_message, disable_renewal_notifications)
                .take(all)
                .flatten();
        let container_id = rules::container_id(Field::ContainerId, &entries.container_id)
            .take(all)
            .flatten();
        offer.of_container(all);
        let disable_ct = rules::disable_ct(entries.disable_ct).take(all).unwrap_or_default();
        if !custom_first {
            all.extend(custom_fields.problems);
        }
        Self {
            product: entries.product,
            signature_hash: entries.signature_hash,
            server_platform,
            profile_option,
            organization_units,
            organization,
            validity,
            today: context.today,
            dcv_method: entries.dcv_method,
            locale,
            skip_approval: entries.skip_approval,
            comments,
            renewal_of_order_id,
            renewed_thumbprint,
            auto_renew,
            custom_renewal_message,
            disable_renewal_notifications,
            additional_emails,
            payment_method: entries.payment_method,
            disable_ct,
            container_id,
            custom_fields: custom_fields.fields,
            approvers,
            offer,
            problems,
        }
    }

    /// Errors and advice, in the order of the fields on the page.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The product, once it is chosen.
    #[must_use]
    pub const fn product(&self) -> Option<Product> {
        self.product
    }

    /// The validity, if it is one that can be ordered.
    #[must_use]
    pub const fn validity(&self) -> Option<Validity> {
        self.validity
    }
}

/// The organization (section 2.1, rule 3: exactly one of number and object).
fn organization(entries: &Entries, problems: &mut Vec<Problem>) -> Organization {
    match entries.organization {
        OrganizationChoice::Existing => {
            Organization::Existing(rules::organization_id(&entries.organization_id).take(problems))
        }
        OrganizationChoice::New => {
            let validation: Option<Validation> = entries.product.map(Product::validation);
            Organization::New(Box::new(rules::new_organization(
                &entries.new_organization,
                validation,
                problems,
            )))
        }
    }
}

/// The verified contacts of an EV order for an organization of the account; a new one brings its own (section 3.5).
fn approvers(
    entries: &Entries,
    organization: &Organization,
    context: &FormContext,
    problems: &mut Vec<Problem>,
) -> Vec<OrderContact> {
    let is_ev = entries.product.map(Product::validation) == Some(Validation::Ev);
    match organization {
        Organization::Existing(id) if is_ev => {
            let known = context.facts.organization.as_deref();
            let known = known.filter(|known| *id == Some(known.id.get()));
            rules::approvers(&entries.approvers, known, problems)
        }
        _ => Vec::new(),
    }
}

impl CheckedNames {
    /// Takes names that were judged one by one, and judges them as a set.
    #[must_use]
    pub fn new(judged: &JudgedNames, rules: &NameRules<'_>) -> Self {
        let set = judged.set();
        let mut own_problems = judged.common_name.problems.clone();
        if set.common_name().is_none() && judged.common_name.error().is_none() {
            own_problems.push(Problem::new(Field::CommonName, NameProblem::Missing));
        }
        own_problems.extend(
            judged
                .rows
                .iter()
                .flat_map(|(_, checked)| checked.problems.iter().cloned()),
        );
        Self {
            common_name: set.common_name().map(Name::to_text),
            dns_names: set.dns_names().into_iter().map(Name::to_text).collect(),
            set_problems: names::check(&set, rules),
            set,
            judged_for: (rules.product, rules.dcv_method),
            max_names: rules.max_names,
            own_problems,
        }
    }

    /// The valid names with their places.
    #[must_use]
    pub const fn set(&self) -> &NameSet {
        &self.set
    }

    /// What is to be said of single names: of the common name, then of the rows in their order.
    #[must_use]
    pub fn own_problems(&self) -> &[Problem] {
        &self.own_problems
    }

    /// What is to be said of the names as a set: repetitions, what the product does not carry, their number.
    #[must_use]
    pub fn set_problems(&self) -> &[Problem] {
        &self.set_problems
    }

    /// The problems of the set for what is chosen now: names that were judged for another product are judged anew, so that
    /// no order is built on a judgement that is out of date.
    fn set_problems_for(&self, entries: &CheckedEntries) -> Vec<Problem> {
        let (product, dcv_method) = (entries.product, entries.dcv_method);
        if self.judged_for == (product, dcv_method) {
            return self.set_problems.clone();
        }
        names::check(
            &self.set,
            &NameRules {
                product,
                dcv_method,
                max_names: self.max_names,
                suffixes: None,
            },
        )
    }
}

impl CheckedCsr {
    /// Judges a CSR that was read ([`csr_rules::read`]), or says why it could not be.
    #[must_use]
    pub fn new(read: &Result<CsrReading, CsrProblem>, signature: SignatureState, product: Option<Product>) -> Self {
        let mut found = match read {
            Ok(reading) => csr_rules::judge(&reading.csr, signature, product),
            Err(problem) => vec![problem.clone()],
        };
        found.sort_by_key(|problem| std::cmp::Reverse(problem.severity()));
        let problems: Vec<_> = found
            .into_iter()
            .map(|problem| Problem::new(Field::Csr, problem))
            .collect();
        let is_good = !problems.iter().any(Problem::is_error);
        let pem = read
            .as_ref()
            .ok()
            .filter(|_| is_good)
            .map(|reading| reading.csr.to_pem());
        Self { pem, problems }
    }

    /// Errors and advice, the gravest first.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The CSR in PEM as it is sent, if it may be.
    #[must_use]
    pub fn pem(&self) -> Option<&str> {
        self.pem.as_deref()
    }
}

/// All problems of a form, errors and advice, in the order of the fields on the page.
#[must_use]
pub fn problems(entries: &CheckedEntries, names: &CheckedNames, csr: &CheckedCsr) -> Vec<Problem> {
    let (product, others): (Vec<_>, Vec<_>) = entries
        .problems
        .iter()
        .cloned()
        .partition(|problem| problem.field == Field::Product);
    let set_problems = names.set_problems_for(entries);
    let of_names = entries.offer.of_names(entries.product, &names.set);
    [
        product,
        csr.problems.clone(),
        names.own_problems.clone(),
        set_problems,
        of_names,
        others,
    ]
    .concat()
}
