//! What narrows a list: the parameters behind a path, percent-encoded.

use super::ids::{ContainerId, OrganizationId, ProductId};
use super::status::OrderStatus;

/// Adds text to an address so that it is one piece of it: everything but RFC 3986's unreserved characters is encoded.
pub(crate) fn push_encoded(address: &mut String, text: &str) {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    let digit = |half: u8| DIGITS.get(usize::from(half)).copied().unwrap_or('0');
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            address.push(char::from(byte));
        } else {
            address.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
}

/// Parameters, as they are gathered.
#[derive(Debug, Default)]
pub(crate) struct Query(String);

impl Query {
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        self.0.push(if self.0.is_empty() { '?' } else { '&' });
        push_encoded(&mut self.0, name);
        self.0.push('=');
        push_encoded(&mut self.0, value);
    }

    pub(crate) fn add_if(&mut self, name: &str, value: Option<&impl ToString>) {
        if let Some(value) = value {
            self.add(name, &value.to_string());
        }
    }

    fn page(&mut self, window: Window) {
        self.add("limit", &window.limit.clamp(1, MOST_A_PAGE).to_string());
        if window.offset > 0 {
            self.add("offset", &window.offset.to_string());
        }
    }

    /// The parameters with the `?` before them; empty where there are none.
    pub(crate) fn text(self) -> String {
        self.0
    }
}

/// The most entries that the API gives in a page (DigiCert API notes, section 6).
pub const MOST_A_PAGE: u32 = 1000;

/// Which part of a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Entries before it.
    pub offset: u64,
    /// The most entries of it; 1 to [`MOST_A_PAGE`], anything else is brought there.
    pub limit: u32,
}

impl Default for Window {
    /// The first [`MOST_A_PAGE`] entries.
    fn default() -> Self {
        Self {
            offset: 0,
            limit: MOST_A_PAGE,
        }
    }
}

/// By what the list of orders is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OrderSort {
    /// By the day on which they were placed.
    #[default]
    Placed,
    /// By the last day of their certificates.
    ValidTill,
    /// By their numbers.
    Id,
    /// By the common names of their certificates.
    CommonName,
    /// By their statuses.
    Status,
}

impl OrderSort {
    const fn field(self) -> &'static str {
        match self {
            Self::Placed => "date_created",
            Self::ValidTill => "valid_till",
            Self::Id => "order_id",
            Self::CommonName => "common_name",
            Self::Status => "status",
        }
    }
}

/// Which orders are asked for (section 6.7). What is `None`, empty or blank does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderQuery {
    /// Which part of the list.
    pub window: Window,
    /// By what it is sorted.
    pub sort: OrderSort,
    /// Whether the greatest, or the latest, comes first.
    pub descending: bool,
    /// What was typed into the search field: looked for in common names and mail addresses, anywhere in them.
    pub search: String,
    /// Orders whose common name or additional names include this one, to the letter.
    pub domain_name: Option<String>,
    /// Orders in one of these states.
    pub statuses: Vec<OrderStatus>,
    /// Orders for this organization.
    pub organization: Option<OrganizationId>,
    /// Orders for this product.
    pub product: Option<ProductId>,
    /// Orders in this container.
    pub container: Option<ContainerId>,
}

impl OrderQuery {
    pub(crate) fn parameters(&self) -> String {
        let mut query = Query::default();
        query.page(self.window);
        let direction = if self.descending { "-" } else { "" };
        query.add("sort", &[direction, self.sort.field()].concat());
        let search = self.search.trim();
        if !search.is_empty() {
            // `%` stands for any text; without it the whole field would have to be equal.
            query.add("filters[search]", &["%", search, "%"].concat());
        }
        query.add_if("filters[domain_name]", self.domain_name.as_ref());
        match self.statuses.as_slice() {
            [] => {}
            [status] => query.add("filters[status]", status.word()),
            several => {
                for (index, status) in several.iter().enumerate() {
                    query.add(&format!("filters[status][{index}]"), status.word());
                }
            }
        }
        query.add_if("filters[organization_id]", self.organization.as_ref());
        query.add_if("filters[product_name_id]", self.product.as_ref());
        query.add_if("filters[container_id]", self.container.as_ref());
        query.text()
    }
}

/// Which organizations are asked for (section 6.1): with their validations, and only those in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrganizationQuery {
    /// Which part of the list.
    pub window: Window,
    /// Those of this container.
    pub container: Option<ContainerId>,
    /// Whether those that are no longer in use are wanted, too.
    pub with_inactive: bool,
}

impl OrganizationQuery {
    pub(crate) fn parameters(self) -> String {
        let mut query = Query::default();
        query.page(self.window);
        query.add("include_validation", "true");
        if !self.with_inactive {
            query.add("filters[status]", "active");
        }
        query.add_if("container_id", self.container.as_ref());
        query.text()
    }
}

/// Which domains are asked for (section 6.10): with their validations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DomainQuery {
    /// Which part of the list.
    pub window: Window,
    /// Those of this container.
    pub container: Option<ContainerId>,
}

impl DomainQuery {
    pub(crate) fn parameters(self) -> String {
        let mut query = Query::default();
        query.page(self.window);
        query.add("include_validation", "true");
        query.add_if("container_id", self.container.as_ref());
        query.text()
    }
}

/// Which requests are asked for (section 6.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RequestQuery {
    /// Which part of the list.
    pub window: Window,
    /// Whether only those that wait for an approver are wanted.
    pub waiting_only: bool,
}

impl RequestQuery {
    pub(crate) fn parameters(self) -> String {
        let mut query = Query::default();
        query.page(self.window);
        if self.waiting_only {
            // Both words are in use: for the first and for the second of two approvals (section 4.1).
            query.add("filters[status][0]", "pending");
            query.add("filters[status][1]", "submitted");
        }
        query.text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_typed_stays_one_value() {
        let mut query = Query::default();
        query.add("filters[search]", "%a&b=c#d/../?\u{e9} +\u{0}%");
        assert_eq!(
            query.text(),
            "?filters%5Bsearch%5D=%25a%26b%3Dc%23d%2F..%2F%3F%C3%A9%20%2B%00%25"
        );
    }

    #[test]
    fn orders_are_asked_for_with_all_that_narrows_them() {
        let query = OrderQuery {
            window: Window { offset: 50, limit: 25 },
            sort: OrderSort::ValidTill,
            descending: true,
            search: " shop ".into(),
            domain_name: Some("*.example.com".into()),
            statuses: vec![OrderStatus::Issued, OrderStatus::Pending],
            organization: OrganizationId::new(7),
            product: ProductId::new("ssl_securesite"),
            container: ContainerId::new(2),
        };
        assert_eq!(
            query.parameters(),
            "?limit=25&offset=50&sort=-valid_till&filters%5Bsearch%5D=%25shop%25&filters%5Bdomain_name%5D=%2A.example.com\
             &filters%5Bstatus%5D%5B0%5D=issued&filters%5Bstatus%5D%5B1%5D=pending&filters%5Borganization_id%5D=7\
             &filters%5Bproduct_name_id%5D=ssl_securesite&filters%5Bcontainer_id%5D=2"
        );
        let one = OrderQuery {
            statuses: vec![OrderStatus::Issued],
            ..OrderQuery::default()
        };
        assert_eq!(
            one.parameters(),
            "?limit=1000&sort=date_created&filters%5Bstatus%5D=issued"
        );
    }

    #[test]
    fn a_page_has_one_to_a_thousand_entries() {
        let limit = |limit| {
            let window = Window { offset: 0, limit };
            RequestQuery {
                window,
                waiting_only: false,
            }
            .parameters()
        };
        assert_eq!(limit(0), "?limit=1");
        assert_eq!(limit(u32::MAX), "?limit=1000");
    }

    #[test]
    fn other_lists_are_narrowed_too() {
        assert_eq!(
            OrganizationQuery::default().parameters(),
            "?limit=1000&include_validation=true&filters%5Bstatus%5D=active"
        );
        let container = ContainerId::new(3);
        assert_eq!(
            DomainQuery {
                container,
                ..DomainQuery::default()
            }
            .parameters(),
            "?limit=1000&include_validation=true&container_id=3"
        );
        let waiting = RequestQuery {
            waiting_only: true,
            ..RequestQuery::default()
        };
        assert!(
            waiting
                .parameters()
                .ends_with("%5B0%5D=pending&filters%5Bstatus%5D%5B1%5D=submitted")
        );
    }
}
