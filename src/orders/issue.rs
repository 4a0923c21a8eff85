//! The certificate of an order and its chain: fetched, checked, and shown as after an order.

use std::sync::Arc;

use certdesk_order::ChainEntry;
use certdesk_order::account::{CertificateId, Order, paths, read_chain};
use leptos::prelude::*;

use super::formats::formats;
use super::look::{Look, trouble};
use super::order::page;
use crate::form::Judged;
use crate::outcome::parts::group;
use crate::outcome::{Issue, issued};

/// The sections; nothing while there is no certificate.
pub(super) fn certificate(form: Judged, order: RwSignal<Option<Arc<Order>>>) -> AnyView {
    let words = form.words;
    let chain = Look::<Vec<ChainEntry>>::new(form.checks.account);
    // A reissue is another certificate, so its chain is fetched, too; any other look at the order leaves what is here.
    let wanted = Memo::new(move |_| {
        order.with(|order| {
            let order = order.as_ref().filter(|order| order.status.has_certificate())?;
            Some((order.certificate.id?, order.certificate.thumbprint.clone()))
        })
    });
    let ask = move |id: CertificateId| chain.ask(paths::chain(id), read_chain);
    Effect::new(move |_| {
        if let Some((id, _)) = wanted.get() {
            ask(id);
        }
    });
    on_cleanup(move || chain.stop());
    let issue = RwSignal::new(None::<Arc<Issue>>);
    Effect::new(move |_| {
        let Some(entries) = chain.found.get() else { return };
        let Some(order) = order.get_untracked() else { return };
        let read = Issue::of_account(&order, &entries, form.settings, form.held_key);
        read.verify();
        issue.set(Some(Arc::new(read)));
    });
    let awaited = move || {
        let awaited = chain.progress.is_asking.get() && issue.with(Option::is_none);
        awaited.then(|| words.text().orders().chain_awaited)
    };
    let again = move || {
        let id = chain.progress.error.with(Option::is_some).then(|| wanted.get())??.0;
        Some(view! {
            <button class="button button-second" type="button" on:click=move |_| ask(id)>
                {words.text().form.try_again}
            </button>
        })
    };
    let sections = move || {
        let page = page(form);
        issue.with(|issue| issue.as_ref().map(|issue| issued(page, issue)))
    };
    let files = move || {
        let (id, _) = wanted.get()?;
        Some(formats(form, order, id))
    };
    let state = view! {
        <p class="soft" role="status">{awaited}</p>
        {trouble(words, chain.progress)}
        {again}
    }
    .into_any();
    group("outcome", vec![state, sections.into_any(), files.into_any()])
}
