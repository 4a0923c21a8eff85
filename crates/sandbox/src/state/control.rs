//! Control of domains: random values and how long they serve, looking for them in the world, and mail
//! (digicert-api 5.2, 6.10).

use time::Duration;

use super::State;
use crate::account::{Domain, Validation, ValidationType};
use crate::ca::SubjectName;
use crate::calendar;
use crate::decision;
use crate::order::{Order, Token};
use crate::records::MailRecord;

/// How long a random value serves, in days.
pub(crate) const TOKEN_DAYS: i64 = 30;

/// The methods and what the console calls them.
pub(crate) const METHODS: &[(&str, &str)] = &[
    ("email", "Email"),
    ("dns-txt-token", "DNS TXT"),
    ("dns-cname-token", "DNS CNAME"),
    ("http-token", "HTTP practical demonstration"),
    (
        "http-token-dynamic",
        "HTTP practical demonstration with unique filename",
    ),
];

/// The addresses at a domain to which mail goes.
const MAILBOXES: [&str; 5] = ["admin", "administrator", "hostmaster", "postmaster", "webmaster"];

impl State {
    /// Gives each domain that has none a random value, from now on.
    pub(super) fn give_tokens(&mut self) {
        let expires = self.now().saturating_add(Duration::days(TOKEN_DAYS));
        for domain in &self.account.domains {
            self.tokens.entry(domain.id).or_insert_with(|| Token {
                value: random_value(&format!("domain {}", domain.id)),
                expires,
                renewals: 0,
            });
        }
    }

    /// The random value of a domain.
    pub(crate) fn token_of(&self, domain: &Domain) -> Option<&Token> {
        self.tokens.get(&domain.id)
    }

    /// The random value of a domain; a new one if the last has expired.
    pub(crate) fn renewed_token(&mut self, domain: u64) -> Option<Token> {
        let now = self.now();
        let token = self.tokens.get_mut(&domain)?;
        renew(token, &format!("domain {domain}"), now);
        Some(token.clone())
    }

    /// The random value of an order; a new one if the last has expired.
    pub(crate) fn renewed_token_of_order(&mut self, order_id: u64) -> Option<Token> {
        let now = self.now();
        let order = self.order_mut(order_id)?;
        renew(&mut order.token, &format!("order {order_id}"), now);
        Some(order.token.clone())
    }

    /// The method by which control of a domain is shown.
    pub(crate) fn method_of(&self, domain: u64) -> &str {
        self.methods.get(&domain).map_or("email", String::as_str)
    }

    /// Sets the method by which control of a domain is shown.
    pub(crate) fn set_method(&mut self, domain: u64, method: &str) {
        self.methods.insert(domain, method.to_owned());
    }

    /// Looks for the random value of a domain; whether it was found, by which the domain is validated.
    pub(crate) fn check_domain(&mut self, id: u64) -> bool {
        let Some(domain) = self.account.domains.iter().find(|domain| domain.id == id) else {
            return false;
        };
        let now = self.now();
        let method = self.method_of(id).to_owned();
        let found = self
            .token_of(domain)
            .is_some_and(|token| token.expires > now && self.world.shows(&method, &domain.name, &token.value));
        if found {
            self.validate_domain(id, None, method.starts_with("http-token"));
        }
        found
    }

    /// Looks for the random values of names of an order, of all or of some.
    pub(crate) fn check_names(&mut self, order_id: u64, only: Option<&[String]>) {
        let (now, today) = (self.now(), self.today());
        let Some(order) = self.order(order_id) else { return };
        let method = order.terms.dcv_method.clone().unwrap_or_else(|| "email".to_owned());
        let (product, organization) = (order.product, order.terms.organization_id);
        let mut domains = Vec::new();
        let mut names = Vec::new();
        for name in order.certificates.iter().flat_map(|it| &it.request.names) {
            let text = name.text();
            if only.is_some_and(|only| !only.iter().any(|it| it.eq_ignore_ascii_case(&text)))
                || decision::is_name_of_order_validated(&self.account, order, name, today)
            {
                continue;
            }
            let domain = decision::domain_of(&self.account, product, organization, name);
            // The value of the order serves for each of its names, that of a domain for what lies below it.
            let tokens = [Some(&order.token), domain.and_then(|domain| self.token_of(domain))];
            let values = || tokens.iter().flatten().filter(|token| token.expires > now);
            let shows = |at: &str| values().any(|token| self.world.shows(&method, at, &token.value));
            let of_account = domain.filter(|domain| {
                product.validation != ValidationType::Dv && (!method.starts_with("http-token") || domain.name == text)
            });
            match of_account {
                Some(domain) if shows(&domain.name) => domains.push(domain.id),
                _ if shows(&text) => names.push(text),
                _ => {}
            }
        }
        if let Some(order) = self.order_mut(order_id) {
            order.validated_names.extend(names);
        }
        for id in domains {
            self.validate_domain(id, Some(product.validation), method.starts_with("http-token"));
        }
        self.changed = true;
        self.settle();
    }

    /// Validates a domain: in each way that was asked for before, and in one more.
    fn validate_domain(&mut self, id: u64, kind: Option<ValidationType>, only_itself: bool) {
        let today = self.today();
        // Validation of domains is used again as long as certificates last (digicert-api 7.7).
        let until = today.saturating_add(Duration::days(calendar::certificate_cap_days(today) - 1));
        let Some(domain) = self.account.domains.iter_mut().find(|domain| domain.id == id) else {
            return;
        };
        let kind = kind.or_else(|| domain.validations.is_empty().then_some(ValidationType::Ov));
        if let Some(kind) = kind
            && !domain.validations.iter().any(|it| it.r#type == kind)
        {
            domain.validations.push(Validation {
                r#type: kind,
                validated_until: None,
            });
        }
        for validation in &mut domain.validations {
            validation.validated_until = Some(until);
        }
        domain.only_itself = only_itself;
        self.changed = true;
    }

    /// The names of an order that are not validated, each without `*.` and once.
    pub(crate) fn waiting_names(&self, order: &Order) -> Vec<String> {
        let today = self.today();
        let mut waiting: Vec<String> = Vec::new();
        for name in order.certificates.iter().flat_map(|it| &it.request.names) {
            let SubjectName::Dns(text) = name else { continue };
            let text = text.strip_prefix("*.").unwrap_or(text);
            if !decision::is_name_of_order_validated(&self.account, order, name, today)
                && !waiting.iter().any(|known| known == text)
            {
                waiting.push(text.to_owned());
            }
        }
        waiting
    }

    /// Sends mail that asks for approval of a name, to some addresses or to those that the domain has by custom.
    pub(crate) fn send_mail(&mut self, order_id: Option<u64>, name: &str, to: Vec<String>) {
        let to = if to.is_empty() { mailboxes(name).to_vec() } else { to };
        self.mails.push(MailRecord {
            order_id,
            domain: name.to_owned(),
            to,
        });
    }

    /// Follows the last mail for a name, as its reader would; whether there was one.
    pub(crate) fn follow_mail(&mut self, name: &str) -> bool {
        let Some(mail) = self.mails.iter().rev().find(|mail| mail.domain == name).cloned() else {
            return false;
        };
        let order = mail.order_id.and_then(|id| self.order(id));
        let is_dv = order.is_some_and(|order| order.product.validation == ValidationType::Dv);
        let (kind, organization) = order.map_or((None, None), |order| {
            (Some(order.product.validation), order.terms.organization_id)
        });
        let domain = self.account.domain_of(name, organization).map(|domain| domain.id);
        match (domain, mail.order_id) {
            (Some(domain), _) if !is_dv => self.validate_domain(domain, kind, false),
            (_, Some(order)) => {
                if let Some(order) = self.order_mut(order) {
                    order.validated_names.extend([name.to_owned(), format!("*.{name}")]);
                }
            }
            _ => return false,
        }
        self.changed = true;
        self.settle();
        true
    }
}

/// The addresses at a domain to which mail goes: those of the domain that can be registered.
pub(crate) fn mailboxes(name: &str) -> [String; 5] {
    let base = psl::domain_str(name).unwrap_or(name);
    MAILBOXES.map(|mailbox| format!("{mailbox}@{base}"))
}

fn renew(token: &mut Token, of: &str, now: time::OffsetDateTime) {
    if token.expires <= now {
        token.renewals += 1;
        token.value = random_value(&format!("{of} {}", token.renewals));
        token.expires = now.saturating_add(Duration::days(TOKEN_DAYS));
    }
}

/// A value for DCV: 32 characters that look random and are the same for the same thing.
pub(super) fn random_value(of: &str) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, of.as_bytes());
    hex::encode(digest).chars().take(32).collect()
}
