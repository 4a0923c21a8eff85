//! The form, filled from an order: to renew it, or to order another like it.

use std::sync::Arc;

use certdesk_order::account::{Order, Renewal, RenewalEntries};
use certdesk_order::{CustomFieldEntry, Entries, NameEntries, NameEntry};
use leptos::{html, prelude::*};

use crate::form::{Judged, fill as fill_form, is_blank};
use crate::outcome::parts::{group, paragraph};
use crate::widgets::Disclosure;

/// What the form is filled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// To renew the order.
    Renewal,
    /// To order another like it.
    Alike,
}

/// What goes into the form, and for what the user is asked first.
#[derive(Clone, Copy)]
pub(super) struct Filling {
    form: Judged,
    order: RwSignal<Option<Arc<Order>>>,
    /// The form holds entries, and the user is asked about them.
    asked: RwSignal<Option<Fill>>,
}

impl Filling {
    pub(super) fn new(form: Judged, order: RwSignal<Option<Arc<Order>>>) -> Self {
        Self {
            form,
            order,
            asked: RwSignal::new(None),
        }
    }

    /// Fills the form and leads to it.
    fn fill(self, fill: Fill) {
        let Some(order) = self.order.get_untracked() else {
            return;
        };
        let names = names_of(&order);
        let common_name = names.common_name.clone();
        let entries = entries_of(&order, fill, self.form.settings.defaults.clone());
        fill_form(*self.form, entries, names);
        self.form
            .checks
            .orders
            .get_value()
            .filled
            .set(Some((fill, order.id, common_name)));
        // The address tells the view.
        let _ = window().location().set_hash("");
    }

    /// Fills the form if nothing is lost by it, and asks otherwise.
    fn try_fill(self, fill: Fill) {
        if is_blank(*self.form) {
            self.fill(fill);
        } else {
            self.asked.set(Some(fill));
        }
    }
}

/// The names of an order, as they stand in the form.
fn names_of(order: &Order) -> NameEntries {
    let names = &order.certificate.names;
    let mut names = names.iter().cloned();
    NameEntries {
        common_name: names.next().unwrap_or_default(),
        dns_names: names
            .map(|value| NameEntry {
                value,
                ..NameEntry::default()
            })
            .collect(),
    }
}

/// All else that an order says, over what the form holds at first. The CSR is not taken over: a new certificate deserves a new key.
fn entries_of(order: &Order, fill: Fill, defaults: Entries) -> Entries {
    let certificate = &order.certificate;
    let text = |id: Option<String>, default: &String| id.unwrap_or_else(|| default.clone());
    let organization = order.organization.as_ref().and_then(|organization| organization.id);
    let container = order.container.as_ref().map(|container| container.id.to_string());
    let platform = certificate.platform.as_ref().map(|platform| platform.id.to_string());
    let fields = order.custom_fields.iter().map(|field| CustomFieldEntry {
        metadata_id: field.metadata_id.to_string(),
        value: field.value.clone(),
        ..CustomFieldEntry::default()
    });
    let mut entries = Entries {
        product: order
            .product
            .as_ref()
            .and_then(|product| product.id.product())
            .or(defaults.product),
        signature_hash: certificate.signature_hash.unwrap_or(defaults.signature_hash),
        server_platform: text(platform, &defaults.server_platform),
        organization_id: text(organization.map(|id| id.to_string()), &defaults.organization_id),
        container_id: text(container, &defaults.container_id),
        dcv_method: order.dcv_method.or(defaults.dcv_method),
        additional_emails: order.additional_emails.join("\n"),
        custom_fields: fields.collect(),
        ..defaults
    };
    if fill == Fill::Renewal {
        let renewal = RenewalEntries::of(order);
        entries.renewal_of_order_id = renewal.order_id.to_string();
        entries.renewed_thumbprint = renewal
            .thumbprint
            .map(|thumbprint| thumbprint.as_str().to_owned())
            .unwrap_or_default();
    }
    entries
}

/// The part: what would be filled in, and the button for it.
pub(super) fn fill(filling: Filling, fill: Fill, renewal: Renewal) -> AnyView {
    let words = filling.form.words;
    let is_offered = fill == Fill::Alike || renewal.is_offered();
    let id = match fill {
        Fill::Renewal => "fill-renewal",
        Fill::Alike => "fill-alike",
    };
    let lead = move || {
        let text = words.text();
        let said = match fill {
            Fill::Renewal => (text.orders().renewal)(renewal, text.date),
            Fill::Alike => text.orders().alike_lead.to_owned(),
        };
        paragraph("", said)
    };
    let asks = Memo::new(move |_| filling.asked.get() == Some(fill));
    let keep = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if asks.get() {
            request_animation_frame(move || {
                if let Some(keep) = keep.try_get_untracked().flatten() {
                    let _ = keep.focus();
                }
            });
        }
    });
    let question = move || {
        asks.get().then(|| {
            view! {
                <div class="note note-advice">
                    <p>{words.text().orders().replace_sure}</p>
                    <div class="buttons">
                        <button class="button button-second" type="button" on:click=move |_| filling.fill(fill)>
                            {words.text().orders().replace}
                        </button>
                        <button
                            class="button button-quiet"
                            type="button"
                            node_ref=keep
                            on:click=move |_| {
                                filling.asked.set(None);
                                crate::widgets::lead_to(id);
                            }
                        >
                            {words.text().orders().keep}
                        </button>
                    </div>
                </div>
            }
        })
    };
    let button = is_offered.then(|| {
        view! {
            <button class="button button-second" type="button" id=id on:click=move |_| filling.try_fill(fill)>
                {move || (words.text().orders().fill)(fill)}
            </button>
        }
        .into_any()
    });
    let title = match fill {
        Fill::Renewal => words.signal(|text| text.orders().renew),
        Fill::Alike => words.signal(|text| text.orders().alike),
    };
    let question = view! { <div role="status">{question}</div> }.into_any();
    let body = [Some(lead.into_any()), button, Some(question)];
    let body = group("action", body.into_iter().flatten().collect());
    view! { <Disclosure title>{body}</Disclosure> }.into_any()
}

/// At the top of the form: from which order it was filled, while its common name is still that order's.
pub(crate) fn filled_note(form: Judged) -> AnyView {
    let words = form.words;
    (move || {
        let (fill, id, common_name) = form.checks.orders.get_value().filled.get()?;
        let is_still = form.draft.common_name.with(|typed| *typed == common_name);
        let said = is_still.then(|| (words.text().orders().filled)(fill, id.get()))?;
        Some(view! { <p class="note filled">{said}</p> })
    })
    .into_any()
}

#[cfg(test)]
mod tests {
    use certdesk_order::Product;
    use certdesk_order::account::read_order;

    use super::*;

    fn order() -> Order {
        read_order(
            br#"{"id":112233,"status":"issued","product":{"name_id":"ssl_securesite_multi_domain"},
            "organization":{"id":123456},"container":{"id":5},"additional_emails":["a@example.com","b@example.com"],
            "custom_fields":[{"metadata_id":11,"value":"INV-1"}],
            "certificate":{"common_name":"example.com","dns_names":["example.com","www.example.com"],"csr":"pem",
            "thumbprint":"0123456789ABCDEF0123456789ABCDEF01234567","signature_hash":"sha384"}}"#,
        )
        .unwrap()
    }

    #[test]
    fn a_renewal_brings_names_numbers_and_thumbprint_and_no_csr() {
        let order = order();
        let defaults = Entries {
            validity_years: "1".into(),
            csr: String::new(),
            ..Entries::default()
        };
        let entries = entries_of(&order, Fill::Renewal, defaults.clone());
        assert_eq!(entries.product, Some(Product::ALL[1]));
        assert_eq!((entries.csr.as_str(), entries.validity_years.as_str()), ("", "1"));
        assert_eq!(
            (entries.organization_id.as_str(), entries.container_id.as_str()),
            ("123456", "5")
        );
        assert_eq!(entries.renewal_of_order_id, "112233");
        assert!(
            entries
                .renewed_thumbprint
                .eq_ignore_ascii_case("0123456789abcdef0123456789abcdef01234567")
        );
        assert_eq!(entries.additional_emails, "a@example.com\nb@example.com");
        assert_eq!(entries.custom_fields[0].value, "INV-1");
        let names = names_of(&order);
        assert_eq!((names.common_name.as_str(), names.dns_names.len()), ("example.com", 1));
        let alike = entries_of(&order, Fill::Alike, defaults);
        assert_eq!(
            (alike.renewal_of_order_id.as_str(), alike.renewed_thumbprint.as_str()),
            ("", "")
        );
    }
}
