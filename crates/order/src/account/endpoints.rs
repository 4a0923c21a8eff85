//! Every call that the page makes: the one table that the proxy's configuration and the documents are checked against.
//!
//! The paths of the calls are built in [`super::paths`], from this table alone.

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    Post,
    /// PUT.
    Put,
}

impl Method {
    /// The method as it stands in a request.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
        }
    }
}

/// A call to the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// The path below the base address, such as `https://www.digicert.com/services/v2`; `{}` stands for one segment.
    pub path: &'static str,
    /// What it is for, in one line.
    pub purpose: &'static str,
    /// Whether something is different afterwards.
    pub changes: bool,
}

const fn reads(path: &'static str, purpose: &'static str) -> Call {
    Call {
        method: Method::Get,
        path,
        purpose,
        changes: false,
    }
}

const fn changes(method: Method, path: &'static str, purpose: &'static str) -> Call {
    Call {
        method,
        path,
        purpose,
        changes: true,
    }
}

macro_rules! calls {
    ($($(#[$doc:meta])* $name:ident = $call:expr;)*) => {
        $($(#[$doc])* pub const $name: Call = $call;)*

        /// All calls, in the order in which the page comes to need them.
        ///
        /// A proxy that allows exactly these allows the page all that it does, and nothing else of the API.
        pub const CALLS: &[Call] = &[$($name),*];
    };
}

calls! {
    /// An order (DigiCert API notes, section 2).
    ORDER = changes(Method::Post, "/order/certificate/{}", "place an order for a product");
    /// A product (section 6.4); also the question whether the API is there.
    PRODUCT = reads("/product/{}", "what a product takes; whether the API is there");
    /// The products (section 6.4).
    PRODUCTS = reads("/product", "the products that the account may order");
    /// The user behind the key (section 6.5).
    USER = reads("/user/me", "the user behind the key, and its roles");
    /// The organizations (section 6.1).
    ORGANIZATIONS = reads("/organization", "the organizations to choose from");
    /// An organization (section 6.1).
    ORGANIZATION = reads("/organization/{}", "an organization with its contacts");
    /// The validations of an organization (section 6.1).
    ORGANIZATION_VALIDATIONS = reads("/organization/{}/validation", "how far an organization is validated");
    /// Candidates for verified contacts (section 3.5).
    POTENTIAL_APPROVERS = reads("/organization/potential-approvers", "who could become a verified contact");
    /// The containers (section 6.2).
    CONTAINERS = reads("/container", "the divisions to order in");
    /// The organizations of a container (section 6.1).
    CONTAINER_ORGANIZATIONS = reads("/container/{}/order/organization", "the organizations that a division may order for");
    /// The account's own fields (section 6.3).
    METADATA = reads("/account/metadata", "the account's own fields of an order");
    /// The balance (section 6.12).
    BALANCE = reads("/finance/balance", "what is left to order from");
    /// The price (section 6.11): sent by POST, and changes nothing.
    ORDER_PRICING = Call {
        method: Method::Post,
        path: "/finance/order-pricing",
        purpose: "what an order would cost",
        changes: false,
    };
    /// The orders (section 6.7).
    ORDERS = reads("/order/certificate", "the account's orders; those that hold a name already");
    /// An order (section 6.6).
    ORDER_INFO = reads("/order/certificate/{}", "an order in full");
    /// What has changed (section 6.7).
    STATUS_CHANGES = reads("/order/certificate/status-changes", "which orders have changed lately");
    /// The notes of an order.
    NOTES = reads("/order/certificate/{}/note", "the notes of an order");
    /// A note to an order.
    ADD_NOTE = changes(Method::Post, "/order/certificate/{}/note", "add a note to an order");
    /// A CSR for an order (section 6.7).
    CSR = changes(Method::Post, "/order/certificate/{}/csr", "add a missing CSR to an order that waits");
    /// Reissue (section 6.7).
    REISSUE = changes(Method::Post, "/order/certificate/{}/reissue", "order a certificate in place of the present one");
    /// Cancel (section 6.7).
    ORDER_STATUS = changes(Method::Put, "/order/certificate/{}/status", "cancel an order that waits");
    /// The random value of an order (section 6.10): an existing one is given again.
    DCV_RANDOM_VALUE = changes(Method::Put, "/order/certificate/{}/dcv-random-value", "the value that shows control over the domains");
    /// Look for it (section 6.10): what is found may issue the certificate.
    CHECK_DCV = changes(Method::Put, "/order/certificate/{}/check-dcv", "look now whether control over the domains is shown");
    /// The way in which it is shown (section 6.10).
    DCV_METHOD = changes(Method::Put, "/order/certificate/{}/dcv-method", "change how control over the domains is shown");
    /// Its mails (section 6.10).
    RESEND_EMAILS = changes(Method::Put, "/order/certificate/{}/resend-emails", "send the mails to the domains again");
    /// The domains (section 6.10).
    DOMAINS = reads("/domain", "the account's domains, and until when they are validated");
    /// A domain (section 6.10).
    DOMAIN = reads("/domain/{}", "a domain, and what is to be shown there");
    /// The way in which control over one domain is shown (section 6.10).
    DOMAIN_DCV_METHOD = changes(Method::Put, "/domain/{}/dcv/method", "change how control over a domain is shown");
    /// A value for one domain (section 6.10).
    DOMAIN_DCV_TOKEN = changes(Method::Post, "/domain/{}/dcv/token", "a new value that shows control over a domain");
    /// Look for it (section 6.10).
    DOMAIN_CHECK_DCV = changes(Method::Put, "/domain/{}/dcv/validate-token", "look now whether control over a domain is shown");
    /// Its mails (section 6.10).
    DOMAIN_DCV_EMAILS = changes(Method::Put, "/domain/{}/dcv/emails", "send the mails to a domain again");
    /// The requests (section 6.7).
    REQUESTS = reads("/request", "what waits for an approver");
    /// A request (section 6.7).
    REQUEST = reads("/request/{}", "a request in full");
    /// Approve or reject (section 6.7).
    REQUEST_STATUS = changes(Method::Put, "/request/{}/status", "approve or reject a request");
    /// The chain of a certificate (section 6.9).
    CHAIN = reads("/certificate/{}/chain", "the intermediates and the root of a certificate");
    /// A certificate as a file (section 6.8).
    DOWNLOAD = reads("/certificate/{}/download/format/{}", "a certificate as a file");
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_call_is_listed_twice_and_each_path_is_whole() {
        let mut seen = HashSet::new();
        for call in CALLS {
            assert!(seen.insert((call.method, call.path)), "{} twice", call.path);
            assert!(call.path.starts_with('/') && !call.path.ends_with('/'), "{}", call.path);
            for segment in call.path.split('/').skip(1) {
                let plain = segment.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
                assert!(segment == "{}" || (plain && !segment.is_empty()), "{}", call.path);
            }
            assert!(
                !call.purpose.is_empty() && !call.purpose.ends_with('.'),
                "{}",
                call.path
            );
        }
    }

    #[test]
    fn what_reads_is_known_by_its_method_but_for_the_price() {
        for call in CALLS.iter().filter(|call| **call != ORDER_PRICING) {
            assert_eq!(call.changes, call.method != Method::Get, "{}", call.path);
        }
        let pricing = CALLS.iter().find(|call| call.path == ORDER_PRICING.path);
        assert_eq!(
            pricing.map(|call| (call.method, call.changes)),
            Some((Method::Post, false))
        );
    }

    #[test]
    fn nothing_is_revoked_or_deleted_from_the_page() {
        for call in CALLS {
            assert!(!call.path.contains("revoke"), "{}", call.path);
        }
    }
}
