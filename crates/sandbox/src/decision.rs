//! What becomes of an order: which request it makes, and whether the certificate can be issued at once
//! (digicert-api 4.1 and 8.4).

use time::Date;

use crate::account::{Account, ApprovalMode, Domain, ValidationType};
use crate::ca::SubjectName;
use crate::order::{OrderTerms, RequestStatus};
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

/// Whether an approved order can be issued: the organization and each domain validated for the product, and for EV a
/// verified contact who approves by being the user behind the key. Private products need no domain validation.
pub(crate) fn is_validated(
    account: &Account,
    product: &Product,
    organization: Option<u64>,
    names: &[SubjectName],
    today: Date,
) -> bool {
    let organization_ok = product.validation == ValidationType::Dv
        || organization
            .and_then(|id| account.organization(id))
            .is_some_and(|organization| {
                organization.is_active
                    && organization
                        .validations
                        .iter()
                        .any(|it| it.serves(product.validation, today))
            });
    let contact_ok = product.validation != ValidationType::Ev || account.user.ev_approver;
    organization_ok
        && contact_ok
        && names
            .iter()
            .all(|name| is_name_validated(account, product, organization, name, today))
}

/// Whether a name is validated for an organization.
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
    domain_of(account, product, organization, name)
        .is_some_and(|domain| domain.validations.iter().any(|it| it.serves(product.validation, today)))
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
        let judge = |product, organization, names: &[&str]| {
            let names: Vec<SubjectName> = names.iter().map(|name| SubjectName::Dns((*name).to_owned())).collect();
            is_validated(&account, product, Some(organization), &names, TODAY)
        };
        let today = time::OffsetDateTime::now_utc().date();
        assert!((today - TODAY).whole_days().abs() < 10_000);
        let account_today = |product, organization, names: &[&str]| {
            let names: Vec<SubjectName> = names.iter().map(|name| SubjectName::Dns((*name).to_owned())).collect();
            is_validated(&account, product, Some(organization), &names, today)
        };
        assert!(account_today(ov, 123_456, &["example.com", "*.a.example.org"]));
        assert!(account_today(ev, 123_456, &["example.com"]));
        assert!(!account_today(ov, 123_456, &["example.com", "example.net"]));
        assert!(!account_today(ov, 123_457, &["example.com"]));
        assert!(!account_today(ev, 123_457, &["beispiel.de"]));
        assert!(!account_today(ov, 123_458, &["sample-logistics.co.uk"]));
        assert!(!judge(ov, 999, &["example.com"]));
    }
}
