//! The path of each call, built from the table of [`super::endpoints`] and from typed values.

use super::endpoints as table;
use super::endpoints::Call;
use super::ids::{CertificateId, ContainerId, DomainId, OrderId, OrganizationId, ProductId, RequestId};
use super::query::{DomainQuery, OrderQuery, OrganizationQuery, Query, RequestQuery, push_encoded};

/// A call with all that its address takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The call.
    pub call: &'static Call,
    /// Path and query below the base address, from the `/` on.
    pub path: String,
}

impl Target {
    /// Fills the segments of a call; each is percent-encoded, so it stays one segment.
    fn new(call: &'static Call, segments: &[&str], query: &str) -> Self {
        let mut parts = call.path.split("{}");
        let mut path = parts.next().unwrap_or_default().to_owned();
        for (segment, part) in segments.iter().zip(parts) {
            push_encoded(&mut path, segment);
            path.push_str(part);
        }
        path.push_str(query);
        Self { call, path }
    }

    fn of(call: &'static Call) -> Self {
        Self::new(call, &[], "")
    }

    fn at(call: &'static Call, id: impl ToString) -> Self {
        Self::new(call, &[&id.to_string()], "")
    }
}

/// A format of download (DigiCert API notes, section 5.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DownloadFormat {
    /// One PEM file: leaf, intermediates, root.
    PemAll,
    /// One PEM file without the root.
    PemNoRoot,
    /// One PEM file: the leaf alone.
    PemNoIntermediate,
    /// PKCS #7 in PEM, `.p7b`.
    P7b,
    /// PKCS #7 in PEM, `.cer`.
    Cer,
    /// A ZIP file: root, intermediate and leaf, `.crt`.
    Default,
    /// A ZIP file: root, intermediate and leaf, `.cer`.
    DefaultCer,
    /// A ZIP file: root, intermediate and leaf in PEM, `.crt`.
    DefaultPem,
    /// A ZIP file: intermediate and leaf, `.crt`.
    Apache,
}

impl DownloadFormat {
    /// All formats that the documents name, single files first.
    pub const ALL: [Self; 9] = [
        Self::PemAll,
        Self::PemNoRoot,
        Self::PemNoIntermediate,
        Self::P7b,
        Self::Cer,
        Self::Default,
        Self::DefaultCer,
        Self::DefaultPem,
        Self::Apache,
    ];

    /// The word in the path.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::PemAll => "pem_all",
            Self::PemNoRoot => "pem_noroot",
            Self::PemNoIntermediate => "pem_nointermediate",
            Self::P7b => "p7b",
            Self::Cer => "cer",
            Self::Default => "default",
            Self::DefaultCer => "default_cer",
            Self::DefaultPem => "default_pem",
            Self::Apache => "apache",
        }
    }

    /// The extension of the file that comes, without the point.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::PemAll | Self::PemNoRoot | Self::PemNoIntermediate => "pem",
            Self::P7b => "p7b",
            Self::Cer => "cer",
            Self::Default | Self::DefaultCer | Self::DefaultPem | Self::Apache => "zip",
        }
    }
}

/// Places an order.
#[must_use]
pub fn order(product: &ProductId) -> Target {
    Target::at(&table::ORDER, product)
}

/// Asks for a product.
#[must_use]
pub fn product(product: &ProductId) -> Target {
    Target::at(&table::PRODUCT, product)
}

/// Asks for the products.
#[must_use]
pub fn products() -> Target {
    Target::of(&table::PRODUCTS)
}

/// Asks for the user behind the key.
#[must_use]
pub fn user() -> Target {
    Target::of(&table::USER)
}

/// Asks for organizations.
#[must_use]
pub fn organizations(query: OrganizationQuery) -> Target {
    Target::new(&table::ORGANIZATIONS, &[], &query.parameters())
}

/// Asks for an organization.
#[must_use]
pub fn organization(id: OrganizationId) -> Target {
    Target::at(&table::ORGANIZATION, id)
}

/// Asks for the validations of an organization.
#[must_use]
pub fn organization_validations(id: OrganizationId) -> Target {
    Target::at(&table::ORGANIZATION_VALIDATIONS, id)
}

/// Asks who could become a verified contact.
#[must_use]
pub fn potential_approvers() -> Target {
    Target::of(&table::POTENTIAL_APPROVERS)
}

/// Asks for the containers.
#[must_use]
pub fn containers() -> Target {
    Target::of(&table::CONTAINERS)
}

/// Asks for the organizations that a container may order for.
#[must_use]
pub fn container_organizations(id: ContainerId) -> Target {
    Target::at(&table::CONTAINER_ORGANIZATIONS, id)
}

/// Asks for the account's own fields.
#[must_use]
pub fn account_fields() -> Target {
    Target::of(&table::METADATA)
}

/// Asks for the balance; an account of several containers answers for one of them alone (section 6.12).
#[must_use]
pub fn balance(container: Option<ContainerId>) -> Target {
    let mut query = Query::default();
    query.add_if("container_id", container.as_ref());
    Target::new(&table::BALANCE, &[], &query.text())
}

/// Asks for a price; its body is [`super::bodies::price`].
#[must_use]
pub fn price() -> Target {
    Target::of(&table::ORDER_PRICING)
}

/// Asks for orders.
#[must_use]
pub fn orders(query: &OrderQuery) -> Target {
    Target::new(&table::ORDERS, &[], &query.parameters())
}

/// Asks for an order in full.
#[must_use]
pub fn order_info(id: OrderId) -> Target {
    Target::at(&table::ORDER_INFO, id)
}

/// Asks which orders have changed in the last minutes: 1 to [`super::poll::MOST_MINUTES`], anything else is brought there.
#[must_use]
pub fn status_changes(minutes: u32) -> Target {
    let mut query = Query::default();
    query.add("minutes", &minutes.clamp(1, super::poll::MOST_MINUTES).to_string());
    Target::new(&table::STATUS_CHANGES, &[], &query.text())
}

/// Asks for the notes of an order.
#[must_use]
pub fn notes(id: OrderId) -> Target {
    Target::at(&table::NOTES, id)
}

/// Adds a note; its body is [`super::bodies::note`].
#[must_use]
pub fn add_note(id: OrderId) -> Target {
    Target::at(&table::ADD_NOTE, id)
}

/// Adds a CSR; its body is [`super::bodies::csr`].
#[must_use]
pub fn add_csr(id: OrderId) -> Target {
    Target::at(&table::CSR, id)
}

/// Reissues; its body is [`super::bodies::Reissue::body`].
#[must_use]
pub fn reissue(id: OrderId) -> Target {
    Target::at(&table::REISSUE, id)
}

/// Cancels; its body is [`super::bodies::cancel`].
#[must_use]
pub fn order_status(id: OrderId) -> Target {
    Target::at(&table::ORDER_STATUS, id)
}

/// Asks for the random value of an order; no body.
#[must_use]
pub fn dcv_random_value(id: OrderId) -> Target {
    Target::at(&table::DCV_RANDOM_VALUE, id)
}

/// Looks now whether control over the domains of an order is shown; no body.
#[must_use]
pub fn check_dcv(id: OrderId) -> Target {
    Target::at(&table::CHECK_DCV, id)
}

/// Changes how it is shown; its body is [`super::bodies::dcv_method`].
#[must_use]
pub fn dcv_method(id: OrderId) -> Target {
    Target::at(&table::DCV_METHOD, id)
}

/// Sends the mails again; its body is [`super::bodies::resend_emails`].
#[must_use]
pub fn resend_emails(id: OrderId) -> Target {
    Target::at(&table::RESEND_EMAILS, id)
}

/// Asks for domains.
#[must_use]
pub fn domains(query: DomainQuery) -> Target {
    Target::new(&table::DOMAINS, &[], &query.parameters())
}

/// Asks for a domain, its validations and what is to be shown there.
#[must_use]
pub fn domain(id: DomainId) -> Target {
    let mut query = Query::default();
    query.add("include_dcv", "true");
    query.add("include_validation", "true");
    Target::new(&table::DOMAIN, &[&id.to_string()], &query.text())
}

/// Changes how control over a domain is shown; its body is [`super::bodies::dcv_method`].
#[must_use]
pub fn domain_dcv_method(id: DomainId) -> Target {
    Target::at(&table::DOMAIN_DCV_METHOD, id)
}

/// Asks for a new value for a domain; no body.
#[must_use]
pub fn domain_dcv_token(id: DomainId) -> Target {
    Target::at(&table::DOMAIN_DCV_TOKEN, id)
}

/// Looks now whether control over a domain is shown; no body.
#[must_use]
pub fn domain_check_dcv(id: DomainId) -> Target {
    Target::at(&table::DOMAIN_CHECK_DCV, id)
}

/// Sends the mails to a domain again; its body may be `{}`.
#[must_use]
pub fn domain_dcv_emails(id: DomainId) -> Target {
    Target::at(&table::DOMAIN_DCV_EMAILS, id)
}

/// Asks for requests.
#[must_use]
pub fn requests(query: RequestQuery) -> Target {
    Target::new(&table::REQUESTS, &[], &query.parameters())
}

/// Asks for a request.
#[must_use]
pub fn request(id: RequestId) -> Target {
    Target::at(&table::REQUEST, id)
}

/// Approves or rejects; its body is [`super::bodies::decide`].
#[must_use]
pub fn request_status(id: RequestId) -> Target {
    Target::at(&table::REQUEST_STATUS, id)
}

/// Asks for the chain of a certificate.
#[must_use]
pub fn chain(id: CertificateId) -> Target {
    Target::at(&table::CHAIN, id)
}

/// Asks for a certificate as a file.
#[must_use]
pub fn download(id: CertificateId, format: DownloadFormat) -> Target {
    Target::new(&table::DOWNLOAD, &[&id.to_string(), format.word()], "")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::endpoints::CALLS;
    use super::*;

    fn all() -> Vec<Target> {
        let (order_id, request_id) = (OrderId::new(112_233).unwrap(), RequestId::new(7).unwrap());
        let (organization_id, container_id) = (OrganizationId::new(5).unwrap(), ContainerId::new(2).unwrap());
        let (domain_id, certificate_id) = (DomainId::new(9).unwrap(), CertificateId::new(113).unwrap());
        let product_id = ProductId::new("ssl_securesite").unwrap();
        vec![
            order(&product_id),
            product(&product_id),
            products(),
            user(),
            organizations(OrganizationQuery::default()),
            organization(organization_id),
            organization_validations(organization_id),
            potential_approvers(),
            containers(),
            container_organizations(container_id),
            account_fields(),
            balance(Some(container_id)),
            price(),
            orders(&OrderQuery::default()),
            order_info(order_id),
            status_changes(5),
            notes(order_id),
            add_note(order_id),
            add_csr(order_id),
            reissue(order_id),
            order_status(order_id),
            dcv_random_value(order_id),
            check_dcv(order_id),
            dcv_method(order_id),
            resend_emails(order_id),
            domains(DomainQuery::default()),
            domain(domain_id),
            domain_dcv_method(domain_id),
            domain_dcv_token(domain_id),
            domain_check_dcv(domain_id),
            domain_dcv_emails(domain_id),
            requests(RequestQuery::default()),
            request(request_id),
            request_status(request_id),
            chain(certificate_id),
            download(certificate_id, DownloadFormat::PemAll),
        ]
    }

    #[test]
    fn every_call_of_the_table_has_its_path_and_no_other_is_made() {
        let made: HashSet<_> = all()
            .into_iter()
            .map(|target| (target.call.method, target.call.path))
            .collect();
        let listed: HashSet<_> = CALLS.iter().map(|call| (call.method, call.path)).collect();
        assert_eq!(made, listed);
    }

    #[test]
    fn a_path_has_the_shape_of_its_call() {
        for target in all() {
            let path = target.path.split('?').next().unwrap();
            let (given, wanted): (Vec<_>, Vec<_>) = (path.split('/').collect(), target.call.path.split('/').collect());
            assert_eq!(given.len(), wanted.len(), "{}", target.path);
            for (given, wanted) in given.iter().zip(wanted) {
                assert!(
                    *given == wanted || (wanted == "{}" && !given.is_empty()),
                    "{}",
                    target.path
                );
            }
        }
    }

    #[test]
    fn paths_are_those_of_the_documents() {
        let order_id = OrderId::new(112_233).unwrap();
        assert_eq!(order_info(order_id).path, "/order/certificate/112233");
        assert_eq!(check_dcv(order_id).path, "/order/certificate/112233/check-dcv");
        assert_eq!(status_changes(0).path, "/order/certificate/status-changes?minutes=1");
        assert_eq!(
            status_changes(u32::MAX).path,
            "/order/certificate/status-changes?minutes=10080"
        );
        assert_eq!(balance(None).path, "/finance/balance");
        let certificate_id = CertificateId::new(113).unwrap();
        assert_eq!(
            download(certificate_id, DownloadFormat::P7b).path,
            "/certificate/113/download/format/p7b"
        );
        let domain_id = DomainId::new(9).unwrap();
        assert_eq!(
            domain(domain_id).path,
            "/domain/9?include_dcv=true&include_validation=true"
        );
    }

    #[test]
    fn each_format_has_its_own_word() {
        let words: HashSet<_> = DownloadFormat::ALL.into_iter().map(DownloadFormat::word).collect();
        assert_eq!(words.len(), DownloadFormat::ALL.len());
        assert_eq!(DownloadFormat::Apache.extension(), "zip");
    }
}
