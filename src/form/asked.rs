//! What the form takes from the account: lists that take the place of boxes, fields, the chosen organization, the price.
//!
//! A part of the form that the user is in is left alone until the focus has gone elsewhere.

use std::sync::Arc;
use std::time::Duration;

use certdesk_order::account::{
    Facts, OfferedProduct, Organization, OrganizationId, Person, PriceEstimate, ProductId, bodies, paths,
    read_candidates, read_organization, read_price_estimate,
};
use certdesk_order::{
    ApproverEntry, CustomFieldDefinition, CustomFieldEntry, Entries, OrganizationChoice, Product, Validation, Validity,
};
use leptos::{ev, prelude::*};

use super::account::may_come;
use super::{Form, Judged};
use crate::account::{Account, Load, Part};
use crate::browser::{Kept, once_released};

/// How long what a price depends on must rest before the price is asked for: so it is at most once in that time.
const PRICE_REST: Duration = Duration::from_secs(1);
/// For which name a price is asked where none is entered yet: the answer shows no more than whether the key may ask.
const PROBE_NAME: &str = "example.com";

/// On what a price depends.
type Priced = (Product, Vec<String>, Option<Validity>);

/// What the form takes from the account.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The account's own fields, those of config.json first: it wins where both know a field.
    pub definitions: RwSignal<Arc<Vec<CustomFieldDefinition>>>,
    /// How often they have changed: their rows are drawn anew.
    pub fields_version: RwSignal<u32>,
    /// The products by which those that are offered are shown.
    pub offered: RwSignal<Option<Arc<Vec<OfferedProduct>>>>,
    /// Whether containers are chosen from the account's list.
    pub containers_listed: RwSignal<bool>,
    /// The chosen organization in full, for an EV order.
    pub organization: RwSignal<Load<Arc<Organization>>>,
    /// Who could approve an EV order.
    pub candidates: RwSignal<Load<Arc<Vec<Person>>>>,
    /// Whom the order adds to those who may approve it, as entered.
    pub approvers: RwSignal<Vec<ApproverEntry>>,
    /// What the order would cost.
    pub price: RwSignal<Load<PriceEstimate>>,
    /// For what that is.
    priced: RwSignal<Option<Priced>>,
    settings: &'static crate::settings::Settings,
}

impl Asked {
    /// Nothing is here yet.
    pub(super) fn new(form: Form) -> Self {
        Self {
            definitions: RwSignal::new(Arc::new(form.settings.custom_fields.clone())),
            fields_version: RwSignal::new(0),
            offered: RwSignal::new(None),
            containers_listed: RwSignal::new(false),
            organization: RwSignal::new(Load::NotAsked),
            candidates: RwSignal::new(Load::NotAsked),
            approvers: RwSignal::new(kept_approvers(form)),
            price: RwSignal::new(Load::NotAsked),
            priced: RwSignal::new(None),
            settings: form.settings,
        }
    }

    /// The entries with those who may approve them.
    pub(super) fn with_approvers(self, entries: Entries) -> Entries {
        Entries {
            approvers: self.approvers.get(),
            ..entries
        }
    }

    /// What the rules take from it.
    pub(super) fn facts(self, account: Account) -> Facts {
        Facts {
            products: account.products.with(|products| products.here().cloned()),
            containers: account.containers.with(|containers| containers.here().cloned()),
            organization: self.organization.with(|organization| organization.here().cloned()),
        }
    }

    /// The numbers of the fields that only the account has told of.
    pub(super) fn brought_fields(self) -> Vec<String> {
        let of_config = &self.settings.custom_fields;
        self.definitions.with(|all| {
            let brought = all.iter().skip(of_config.len());
            brought.map(|definition| definition.metadata_id.to_string()).collect()
        })
    }

    /// Follows what comes, and asks for what follows from the entries.
    pub(super) fn follow(self, judged: Judged) {
        let account = judged.checks.account;
        if !account.is_asked {
            return;
        }
        let moves = RwSignal::new(0_u32);
        let watch = window_event_listener(ev::focusout, move |_| {
            // The focus is nowhere while it moves.
            request_animation_frame(move || {
                moves.try_update(|moves| *moves = moves.wrapping_add(1));
            });
        });
        on_cleanup(move || watch.remove());
        let form = *judged;
        Effect::new(move |_| {
            moves.track();
            let is_here = account
                .organizations
                .with(|all| all.here().is_some_and(|all| !all.is_empty()));
            if is_here
                && !form.organizations_listed.get_untracked()
                && !is_within("#organization-id, #organization-id-list")
            {
                once_released(move || {
                    form.organizations_listed.try_set(true);
                });
            }
        });
        Effect::new(move |_| {
            moves.track();
            let is_here = account
                .containers
                .with(|all| all.here().is_some_and(|all| !all.is_empty()));
            if is_here && !self.containers_listed.get_untracked() && !is_within("#container-id, #container-id-list") {
                once_released(move || {
                    self.containers_listed.try_set(true);
                });
            }
        });
        Effect::new(move |_| {
            moves.track();
            let here = account.products.with(|all| all.here().cloned());
            if here != self.offered.get_untracked() && !is_within("[name=product]") {
                once_released(move || {
                    self.offered.try_set(here);
                });
            }
        });
        Effect::new(move |_| {
            moves.track();
            let here = account.fields.with(|all| all.here().cloned());
            let Some(here) = here else { return };
            let mut all = form.settings.custom_fields.clone();
            for field in here.iter().filter(|field| field.is_active) {
                if !all
                    .iter()
                    .any(|known| known.metadata_id == field.definition.metadata_id)
                {
                    all.push(field.definition.clone());
                }
            }
            let is_new = self.definitions.with_untracked(|known| **known != all);
            if is_new && !is_within("#custom-fields *") {
                once_released(move || {
                    self.definitions.set(Arc::new(all));
                    add_known_fields(judged);
                    self.fields_version.update(|version| *version = version.wrapping_add(1));
                });
            }
        });
        Effect::new(move |_| {
            let is_settled = account
                .containers
                .with(|all| !matches!(all, Load::NotAsked | Load::Asking));
            if is_settled && account.balance.with_untracked(|balance| *balance == Load::NotAsked) {
                account.load_balance();
            }
        });
        self.follow_organization(judged);
        self.follow_price(judged);
    }

    /// An EV order needs the organization in full, and whom else one could name.
    fn follow_organization(self, judged: Judged) {
        let account = judged.checks.account;
        let entries = judged.draft.entries;
        let chosen = Memo::new(move |_| {
            let is_ev = entries.product.get().map(Product::validation) == Some(Validation::Ev);
            if !is_ev || entries.organization.get() != OrganizationChoice::Existing {
                return None;
            }
            let id = entries.organization_id.with(|typed| typed.trim().parse().ok());
            let id = id.and_then(OrganizationId::new)?;
            let is_listed = |all: &Arc<Vec<Organization>>| all.iter().any(|organization| organization.id == id);
            account
                .organizations
                .with(|all| all.here().is_some_and(is_listed))
                .then_some(id)
        });
        Effect::new(move |_| {
            let Some(id) = chosen.get() else {
                self.organization.set(Load::NotAsked);
                return;
            };
            self.organization.set(Load::Asking);
            let target = paths::organization(id);
            let came = RwSignal::new(Load::NotAsked);
            account.fetch(Part::Approvers, came, target.clone(), async move {
                let read = account.client.read(&target, read_organization).await.map(Arc::new);
                // Another organization may be chosen by now.
                if chosen.try_get_untracked().flatten() == Some(id) {
                    self.organization
                        .try_set(read.clone().map_or_else(Load::Failed, Load::Here));
                }
                read
            });
            if self
                .candidates
                .with_untracked(|candidates| *candidates == Load::NotAsked)
            {
                self.load_candidates(account);
            }
        });
    }

    /// Asks who could approve EV orders.
    pub(super) fn load_candidates(self, account: Account) {
        let target = paths::potential_approvers();
        account.fetch(Part::Candidates, self.candidates, target.clone(), async move {
            let listed = account.client.read(&target, read_candidates).await?;
            Ok(Arc::new(listed.entries))
        });
    }

    /// The price follows product, names and length once they rest. It is asked for once at the start, too: a key that may not
    /// ask for it, and may look at the balance, is one that may not order.
    fn follow_price(self, judged: Judged) {
        let account = judged.checks.account;
        let checks = judged.checks;
        let entries = judged.draft.entries;
        let wanted = Memo::new(move |_| {
            let product = entries.product.get()?;
            let names: Vec<_> = checks.names.with(|names| {
                let common_name = names.set().common_name().into_iter();
                common_name
                    .chain(names.set().dns_names())
                    .map(|name| name.to_text())
                    .collect()
            });
            (!names.is_empty()).then(|| (product, names, checks.validity()))
        });
        let rest = StoredValue::new(None::<TimeoutHandle>);
        Effect::new(move |_| {
            let wanted = wanted.get();
            let may_ask = account.balance.with(|balance| balance.here().is_some());
            if let Some(waiting) = rest.get_value() {
                waiting.clear();
            }
            if self.priced.get_untracked() != wanted {
                self.priced.set(None);
                self.price.set(Load::NotAsked);
            }
            if !may_ask || account.rights.with_untracked(|rights| rights.cannot_order()) {
                return;
            }
            let before = untrack(|| account.state(Part::Price));
            let is_denied = before
                .as_ref()
                .and_then(|state| state.failure.as_ref())
                .is_some_and(|error| !may_come(error));
            let ask: Box<dyn FnOnce()> = match (wanted, &before) {
                (Some(_), Some(_)) if is_denied => return,
                (Some(wanted), _) => Box::new(move || self.ask_price(account, wanted)),
                (None, None) => Box::new(move || self.probe(account)),
                (None, Some(_)) => return,
            };
            let delay = if before.is_none() { Duration::ZERO } else { PRICE_REST };
            rest.set_value(set_timeout_with_handle(ask, delay).ok());
        });
    }

    /// Shows whether the key may ask for a price, before there is anything to ask it for.
    fn probe(self, account: Account) {
        let product = self
            .settings
            .products
            .first()
            .and_then(|product| ProductId::new(product.id()));
        let Some(product) = product else { return };
        let body = bodies::price(&product, &[PROBE_NAME.to_owned()], None);
        let target = paths::price();
        account.fetch(Part::Price, RwSignal::new(Load::NotAsked), target.clone(), async move {
            account.client.ask(&target, Some(body), read_price_estimate).await
        });
    }

    fn ask_price(self, account: Account, wanted: Priced) {
        if self.priced.get_untracked().as_ref() == Some(&wanted) {
            return;
        }
        let Some(product) = ProductId::new(wanted.0.id()) else {
            return;
        };
        let body = bodies::price(&product, &wanted.1, wanted.2);
        self.priced.set(Some(wanted.clone()));
        self.price.set(Load::Asking);
        let target = paths::price();
        account.fetch(Part::Price, RwSignal::new(Load::NotAsked), target.clone(), async move {
            let price = account.client.ask(&target, Some(body), read_price_estimate).await;
            // Another price may be wanted by now.
            if self.priced.try_get_untracked().flatten().as_ref() == Some(&wanted) {
                self.price.try_set(price.clone().map_or_else(Load::Failed, Load::Here));
            }
            price
        });
    }
}

/// The approvers of an earlier visit, under keys of this form.
fn kept_approvers(form: Form) -> Vec<ApproverEntry> {
    let kept = Kept::Draft.get::<serde_json::Value>();
    let entries = kept.and_then(|mut kept| kept.get_mut("entries").map(serde_json::Value::take));
    let mut approvers = entries.map(ApproverEntry::all_from_kept).unwrap_or_default();
    for approver in &mut approvers {
        approver.key = form.draft.new_key();
    }
    approvers
}

/// What the form does for itself when it is emptied: the fields of the account have their rows again, and nobody is added.
pub(crate) fn afresh(form: Judged) {
    form.checks.asked().approvers.set(Vec::new());
    add_known_fields(form);
}

/// Whether the focus is in one of these.
fn is_within(selector: &str) -> bool {
    let focused = document().active_element();
    focused.is_some_and(|focused| focused.matches(selector).unwrap_or_default())
}

/// Gives each field that the account has told of its row.
fn add_known_fields(form: Judged) {
    let missing = form.checks.asked().definitions.with_untracked(|definitions| {
        form.draft.entries.custom_fields.with_untracked(|rows| {
            let ids = definitions.iter().map(|definition| definition.metadata_id.to_string());
            let is_missing = |id: &String| !rows.iter().any(|row| row.metadata_id.trim() == id);
            ids.filter(is_missing).collect::<Vec<_>>()
        })
    });
    if missing.is_empty() {
        return;
    }
    form.draft.entries.custom_fields.update(|rows| {
        rows.extend(missing.into_iter().map(|metadata_id| CustomFieldEntry {
            key: form.draft.new_key(),
            metadata_id,
            ..CustomFieldEntry::default()
        }));
    });
}

/// Whether a product is not offered: the account is not enabled for it. A chosen one keeps its place.
pub(crate) fn is_hidden(form: Judged, product: Product) -> bool {
    let is_enabled = |all: &[OfferedProduct], product: Product| all.iter().any(|it| it.id.as_str() == product.id());
    let is_other = form.draft.entries.product.get() != Some(product);
    form.checks.asked().offered.with(|offered| {
        let Some(offered) = offered else { return false };
        // Where none of them is enabled, there is nothing that could take their place.
        let is_any = form
            .settings
            .products
            .iter()
            .any(|product| is_enabled(offered, *product));
        is_any && is_other && !is_enabled(offered, product)
    })
}
