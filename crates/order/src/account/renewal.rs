//! Renewing an order: when it makes sense, and what goes into the form for it.

use time::{Date, Duration};

use super::ids::OrderId;
use super::order::Order;
use super::status::OrderStatus;
use crate::rules::Thumbprint;

/// Days before the end of an order from which the console lets it be renewed (DigiCert API notes, section 7.6).
pub const RENEWABLE_DAYS: i64 = 90;
/// Days before the end of an order at which DigiCert renews by itself, where that is set (section 7.6).
pub const SELF_RENEWAL_DAYS: i64 = 30;

/// Whether it makes sense to renew an order now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// Not yet: from this day on.
    Early {
        /// The first day.
        opens: Date,
        /// The last day of the order.
        ends: Date,
    },
    /// Now.
    Open {
        /// The last day of the order.
        ends: Date,
        /// The day on which it renews itself, if it does and that day is still to come.
        renews_itself: Option<Date>,
    },
    /// The order has ended. Whether it may still be renewed is UNCONFIRMED (section 7.6): it can be tried.
    Ended {
        /// The last day of the order.
        ended: Date,
    },
    /// The certificate ends long before its order, which is paid for until then: a reissue costs nothing.
    ReissueInstead {
        /// The last day of the certificate.
        certificate_ends: Date,
        /// The last day of the order.
        order_ends: Date,
    },
    /// It was renewed.
    Renewed {
        /// By this order, if that is told.
        by: Option<OrderId>,
    },
    /// It has no certificate that could be renewed, or nobody knows when it ends.
    Impossible,
}

impl Renewal {
    /// Of an order, on a day.
    ///
    /// What ends is the order, where it outlives its certificate: certificates are shorter than orders since 2026 (section 7.7).
    #[must_use]
    pub fn of(order: &Order, today: Date) -> Self {
        if order.is_renewed {
            return Self::Renewed { by: order.renewed_by };
        }
        if !matches!(
            order.status,
            OrderStatus::Issued | OrderStatus::ReissuePending | OrderStatus::Expired
        ) {
            return Self::Impossible;
        }
        let certificate_ends = order.certificate.valid_till.map(|moment| moment.day);
        let order_ends = order.valid_till.map(|moment| moment.day);
        let Some(ends) = order_ends.max(certificate_ends) else {
            return Self::Impossible;
        };
        if ends < today {
            return Self::Ended { ended: ends };
        }
        let opens = ends.saturating_sub(Duration::days(RENEWABLE_DAYS));
        if opens <= today {
            let day = ends.saturating_sub(Duration::days(SELF_RENEWAL_DAYS));
            let renews_itself = (order.renews_itself && day >= today).then_some(day);
            return Self::Open { ends, renews_itself };
        }
        match certificate_ends {
            // Not before the certificate is itself in the last part of its time: until then nothing is due.
            Some(certificate_ends)
                if certificate_ends < ends
                    && certificate_ends.saturating_sub(Duration::days(SELF_RENEWAL_DAYS)) <= today =>
            {
                Self::ReissueInstead {
                    certificate_ends,
                    order_ends: ends,
                }
            }
            _ => Self::Early { opens, ends },
        }
    }

    /// Whether a renewal is to be offered.
    #[must_use]
    pub const fn is_offered(self) -> bool {
        matches!(self, Self::Open { .. } | Self::Ended { .. })
    }
}

/// What goes into the form for a renewal (section 2.1: `renewal_of_order_id`, `renewed_thumbprint`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalEntries {
    /// The order that is renewed.
    pub order_id: OrderId,
    /// The thumbprint of its certificate, if the answer has one that is SHA-1.
    pub thumbprint: Option<Thumbprint>,
}

impl RenewalEntries {
    /// Of an order.
    #[must_use]
    pub fn of(order: &Order) -> Self {
        Self {
            order_id: order.id,
            thumbprint: order.certificate.thumbprint.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::account::read_order;

    const TODAY: Date = date!(2026 - 11 - 25);

    fn renewal(members: &str) -> Renewal {
        let body = format!(r#"{{"id":112233,"status":"issued",{members}}}"#);
        Renewal::of(&read_order(body.as_bytes()).unwrap(), TODAY)
    }

    fn ending(order: &str, certificate: &str) -> Renewal {
        renewal(&format!(
            r#""order_valid_till":"{order}","certificate":{{"valid_till":"{certificate}"}}"#
        ))
    }

    #[test]
    fn the_window_opens_ninety_days_before_the_end() {
        let ends = date!(2027 - 02 - 23);
        let renews_itself = None;
        assert_eq!(
            ending("2027-02-23", "2027-02-23"),
            Renewal::Open { ends, renews_itself }
        );
        let (opens, ends) = (date!(2026 - 11 - 26), date!(2027 - 02 - 24));
        assert_eq!(ending("2027-02-24", "2027-02-24"), Renewal::Early { opens, ends });
        assert_eq!(
            ending("2026-11-25", "2026-11-25"),
            Renewal::Open {
                ends: TODAY,
                renews_itself
            }
        );
        let ended = date!(2026 - 11 - 24);
        assert_eq!(ending("2026-11-24", "2026-11-24"), Renewal::Ended { ended });
    }

    #[test]
    fn an_order_that_outlives_its_certificate_is_reissued() {
        let order_ends = date!(2027 - 11 - 14);
        let certificate_ends = date!(2026 - 12 - 20);
        assert_eq!(
            ending("2027-11-14", "2026-12-20"),
            Renewal::ReissueInstead {
                certificate_ends,
                order_ends
            }
        );
        // While the certificate has its time, nothing is due; near the end of the order a renewal is.
        assert!(matches!(ending("2027-11-14", "2027-06-01"), Renewal::Early { .. }));
        assert!(matches!(ending("2027-01-14", "2026-12-20"), Renewal::Open { .. }));
    }

    #[test]
    fn the_day_on_which_it_renews_itself_is_told() {
        let open = |ends: &str| renewal(&format!(r#""auto_renew":1,"order_valid_till":"{ends}""#));
        let Renewal::Open { renews_itself, .. } = open("2026-12-31") else {
            panic!("open")
        };
        assert_eq!(renews_itself, Some(date!(2026 - 12 - 01)));
        assert!(matches!(
            open("2026-12-20"),
            Renewal::Open {
                renews_itself: None,
                ..
            }
        ));
    }

    #[test]
    fn what_was_renewed_or_never_issued_is_not_offered() {
        let by = OrderId::new(9);
        assert_eq!(
            renewal(r#""renewed_order_id":"9","order_valid_till":"2026-12-01""#),
            Renewal::Renewed { by }
        );
        assert_eq!(renewal(r#""is_renewed":"1""#), Renewal::Renewed { by: None });
        assert_eq!(renewal(r#""certificate":{}"#), Renewal::Impossible);
        for status in ["pending", "revoked", "canceled"] {
            let body = format!(r#"{{"id":1,"status":"{status}","order_valid_till":"2026-12-01"}}"#);
            assert_eq!(
                Renewal::of(&read_order(body.as_bytes()).unwrap(), TODAY),
                Renewal::Impossible
            );
        }
        assert!(ending("2026-12-01", "2026-12-01").is_offered() && !Renewal::Impossible.is_offered());
    }

    #[test]
    fn number_and_thumbprint_go_into_the_form() {
        let body = br#"{"id":112233,"certificate":{"thumbprint":"01:23:45:67:89:ab:cd:ef:01:23:45:67:89:ab:cd:ef:01:23:45:67"}}"#;
        let entries = RenewalEntries::of(&read_order(body).unwrap());
        assert_eq!(entries.order_id.get(), 112_233);
        assert_eq!(
            entries.thumbprint.as_ref().map(Thumbprint::as_str),
            Some("0123456789ABCDEF0123456789ABCDEF01234567")
        );
        let sha256 = format!(r#"{{"id":1,"certificate":{{"thumbprint":"{}"}}}}"#, "ab".repeat(32));
        assert_eq!(
            RenewalEntries::of(&read_order(sha256.as_bytes()).unwrap()).thumbprint,
            None
        );
    }
}
