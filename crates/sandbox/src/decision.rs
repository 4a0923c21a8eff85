//! What becomes of an order: which request it makes, and whether the certificate can be issued at once
//! (digicert-api 4.1 and 8.4).

use time::Date;

use crate::account::{Account, ApprovalMode, Domain, ValidationType};
use crate::ca::SubjectName;
use crate::order::{Order, OrderTerms, RequestStatus};
use crate::products::Product;

/// The state of the request that an order makes, or none if approval is skipped.
///
/// `skip_approval` is honoured if the user behind the key may approve, for EV only if the user is a verified contact
/// too. Else it is passed over; that there is no error then is UNCONFIRMED in the documents.
pub(crate) fn approval(account: &Account, product: &Product, terms: &OrderTerms) -> Option<RequestStatus> {
    if terms.skip_approval && may_approve(account, product) {
        return None;
    }
    match account.approval_in(terms.container_id) {
        ApprovalMode::OneStep => Some(RequestStatus::Pending),
        ApprovalMode::TwoStep => Some(RequestStatus::Submitted),
        ApprovalMode::AutoApprove => Some(RequestStatus::Approved),
        ApprovalMode::SkipApproval => None,
    }
}

/// Whether the user behind the key may approve an order of a product.
pub(crate) fn may_approve(account: &Account, product: &Product) -> bool {
    account.user.role.may_approve() && (product.validation != ValidationType::Ev || account.user.ev_approver)
}

/// Whether the organization of an order is validated for its product; DV needs none.
pub(crate) fn is_organization_validated(
    account: &Account,
    product: &Product,
    organization: Option<u64>,
    today: Date,
) -> bool {
    product.validation == ValidationType::Dv
        || organization
            .and_then(|id| account.organization(id))
            .is_some_and(|organization| {
                organization.is_active
                    && organization
                        .validations
                        .iter()
                        .any(|it| it.serves(product.validation, today))
            })
}

/// Whether a name is validated for an organization by what the account has. Private products need no validation.
pub(crate) fn is_name_validated(
    account: &Account,
    product: &Product,
    organization: Option<u64>,
    name: &SubjectName,
    today: Date,
) -> bool {
    if product.is_private() {
        return true;
    }
    let SubjectName::Dns(text) = name else {
        return false;
    };
    let bare = text.strip_prefix("*.").unwrap_or(text);
    account
        .domains_over(bare, organization.filter(|_| product.validation != ValidationType::Dv))
        .any(|domain| {
            !domain.inactive
                && (!domain.only_itself || domain.name == *text)
                && domain.validations.iter().any(|it| it.serves(product.validation, today))
        })
}

/// Whether a name of an order is validated, by what the account has or for the order alone.
pub(crate) fn is_name_of_order_validated(account: &Account, order: &Order, name: &SubjectName, today: Date) -> bool {
    order.validated_names.iter().any(|validated| *validated == name.text())
        || is_name_validated(account, order.product, order.terms.organization_id, name, today)
}

/// The domain under which a name would be validated; none for an address, which is validated with its order.
pub(crate) fn domain_of<'a>(
    account: &'a Account,
    product: &Product,
    organization: Option<u64>,
    name: &SubjectName,
) -> Option<&'a Domain> {
    let SubjectName::Dns(name) = name else {
        return None;
    };
    let name = name.strip_prefix("*.").unwrap_or(name);
    account.domain_of(name, organization.filter(|_| product.validation != ValidationType::Dv))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::account::Role;
    use crate::products::find;

    const TODAY: Date = date!(2026 - 11 - 24);

    fn terms(skip_approval: bool, container_id: u64) -> OrderTerms {
        OrderTerms {
            end: TODAY,
            certificate_end: TODAY,
            validity_years: 1,
            organization_id: Some(123_456),
            container_id,
            comments: String::new(),
            auto_renew: false,
            custom_renewal_message: String::new(),
            disable_renewal_notifications: false,
            additional_emails: Vec::new(),
            renewal_of_order_id: None,
            payment_method: "balance".into(),
            dcv_method: None,
            skip_approval,
            disable_ct: false,
            custom_fields: Vec::new(),
            alternative_order_id: None,
            contacts: Vec::new(),
        }
    }

    #[test]
    fn each_mode_makes_its_request_and_skipping_needs_the_right() {
        let ov = find("ssl_securesite").unwrap();
        let ev = find("ssl_ev_securesite").unwrap();
        let mut account = Account::default();
        for (mode, request) in [
            (ApprovalMode::OneStep, Some(RequestStatus::Pending)),
            (ApprovalMode::TwoStep, Some(RequestStatus::Submitted)),
            (ApprovalMode::AutoApprove, Some(RequestStatus::Approved)),
            (ApprovalMode::SkipApproval, None),
        ] {
            account.approval = mode;
            assert_eq!(approval(&account, ov, &terms(false, 5)), request);
            assert_eq!(approval(&account, ov, &terms(true, 5)), None);
        }
        assert_eq!(approval(&account, ov, &terms(false, 7)), Some(RequestStatus::Submitted));
        account.approval = ApprovalMode::OneStep;
        account.user.ev_approver = false;
        assert_eq!(approval(&account, ev, &terms(true, 5)), Some(RequestStatus::Pending));
        assert_eq!(approval(&account, ov, &terms(true, 5)), None);
        account.user.role = Role::StandardUser;
        assert_eq!(approval(&account, ov, &terms(true, 5)), Some(RequestStatus::Pending));
    }

    #[test]
    fn all_must_be_validated_for_the_same_organization() {
        let account = Account::default();
        let ov = find("ssl_securesite_multi_domain").unwrap();
        let ev = find("ssl_ev_securesite_multi_domain").unwrap();
        let today = time::OffsetDateTime::now_utc().date();
        let judge = |product, organization, names: &[&str]| {
            is_organization_validated(&account, product, Some(organization), today)
                && names.iter().all(|name| {
                    let name = SubjectName::Dns((*name).to_owned());
                    is_name_validated(&account, product, Some(organization), &name, today)
                })
        };
        assert!(judge(ov, 123_456, &["example.com", "*.a.example.org"]));
        assert!(judge(ev, 123_456, &["example.com"]));
        assert!(!judge(ov, 123_456, &["example.com", "example.net"]));
        assert!(!judge(ov, 123_457, &["example.com"]));
        assert!(!judge(ev, 123_457, &["beispiel.de"]));
        assert!(!judge(ov, 123_458, &["sample-logistics.co.uk"]));
        assert!(!judge(ov, 999, &["example.com"]));
        // A file shows nothing of the names below.
        let mut account = account.clone();
        account.domains[0].only_itself = true;
        for (name, validated) in [
            ("example.com", true),
            ("www.example.com", false),
            ("*.example.com", false),
        ] {
            let name = SubjectName::Dns(name.to_owned());
            assert_eq!(is_name_validated(&account, ov, Some(123_456), &name, today), validated);
        }
    }
}
