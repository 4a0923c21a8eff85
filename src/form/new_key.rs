//! A key and a CSR for those who have none: made in the page, with the names of the form.

use certdesk_order::{Field, Name, OrganizationChoice};
use certdesk_pki::make::{AltName, CsrToSign, DnsName, NewKeyKind, Subject, SubjectAttribute, SubjectEntries};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Judged;
use super::key_file::KeyFile;
use super::recipes::Recipes;
use crate::browser::{can_make_keys, make_key};
use crate::held_key::{KeyPhase, MadeKey};
use crate::widgets::{Disclosure, Messages, Select, SelectOption};

/// What is made, and what stood in the box before.
#[derive(Clone, Copy)]
struct Maker {
    form: Judged,
    kind: RwSignal<NewKeyKind>,
    /// There is no name yet that a CSR could be made for.
    is_nameless: RwSignal<bool>,
    before: RwSignal<Option<String>>,
    /// The user was asked whether a key that is not saved may go.
    is_asked: RwSignal<bool>,
}

/// The fold below the CSR's box.
pub(crate) fn new_key(form: Judged) -> AnyView {
    let words = form.words;
    let maker = Maker {
        form,
        kind: RwSignal::new(NewKeyKind::Rsa2048),
        is_nameless: RwSignal::new(false),
        before: RwSignal::new(None),
        is_asked: RwSignal::new(false),
    };
    // An error at the CSR that only saving the key mends is mended in here.
    let must_show = Memo::new(move |_| form.due.attempts.get() > 0 && form.checks.key_unsaved.get());
    view! {
        <Disclosure title=words.signal(|text| text.new_key().title) must_show=Signal::from(must_show)>
            <div class="unjudged">
            {if can_make_keys() {
                view! { <Making maker /> }.into_any()
            } else {
                view! { <p class="note note-advice">{move || words.text().new_key().insecure}</p> }.into_any()
            }}
            <Recipes form kind=maker.kind />
            </div>
        </Disclosure>
    }
    .into_any()
}

#[component]
fn Making(maker: Maker) -> impl IntoView {
    let form = maker.form;
    let words = form.words;
    let phase = form.held_key.phase;
    let kinds = Signal::derive(move || {
        let named = |kind: NewKeyKind| SelectOption {
            value: id(kind).to_owned(),
            label: (words.text().new_key().kind_name)(kind).to_owned(),
        };
        NewKeyKind::ALL.map(named).to_vec()
    });
    let label = move || {
        let text = words.text().new_key();
        match phase.get() {
            _ if maker.is_asked.get() => text.make_and_lose,
            KeyPhase::Held { .. } => text.make_again,
            _ => text.make,
        }
    };
    let said = move || {
        let text = words.text().new_key();
        if maker.is_nameless.get() {
            return text.names_first;
        }
        if maker.is_asked.get() {
            return text.would_be_lost;
        }
        match phase.get() {
            KeyPhase::None => "",
            KeyPhase::Making => text.making,
            KeyPhase::Failed => text.failed,
            KeyPhase::Held { .. } => text.made,
        }
    };
    let undo = move || {
        let before = maker.before.get()?;
        Some(view! {
            <button
                class="button button-quiet"
                type="button"
                on:click=move |_| {
                    form.draft.entries.csr.set(before.clone());
                    form.edited(Field::Csr);
                    maker.before.set(None);
                }
            >
                {move || words.text().csr.undo}
            </button>
        })
    };
    view! {
        <p class="soft">{move || words.text().new_key().lead}</p>
        <Select
            id="new-key-kind"
            label=words.signal(|text| text.new_key().kind)
            hint=words.signal(|text| text.new_key().kind_hint)
            options=kinds
            value=Signal::derive(move || id(maker.kind.get()).to_owned())
            on_choose=move |chosen: String| {
                maker.kind.set(NewKeyKind::ALL.into_iter().find(|kind| id(*kind) == chosen).unwrap_or(NewKeyKind::Rsa2048));
            }
            messages=Messages::none()
            error_word=form.error_word()
        />
        <div class="buttons">
            <button
                class="button button-second"
                type="button"
                id="new-key-make"
                aria-disabled=move || (phase.get() == KeyPhase::Making).then_some("true")
                on:click=move |_| make(maker)
            >
                {label}
            </button>
            {undo}
        </div>
        <p class="said" role="status">{said}</p>
        {move || matches!(phase.get(), KeyPhase::Held { .. }).then(|| view! { <KeyFile form /> })}
    }
}

/// What the choice of a kind is called in the list; not shown.
const fn id(kind: NewKeyKind) -> &'static str {
    match kind {
        NewKeyKind::Rsa2048 => "rsa-2048",
        NewKeyKind::Rsa3072 => "rsa-3072",
        NewKeyKind::Rsa4096 => "rsa-4096",
        NewKeyKind::P256 => "p-256",
        NewKeyKind::P384 => "p-384",
    }
}

/// Makes both, once: while a key is being made a second press does nothing.
fn make(maker: Maker) {
    let form = maker.form;
    let held = form.held_key;
    if held.phase.get_untracked() == KeyPhase::Making {
        return;
    }
    // The press may be what ends the typing.
    form.names_settled();
    let names = untrack(|| alt_names(form));
    maker.is_nameless.set(names.is_empty());
    if names.is_empty() {
        return;
    }
    // A CSR may have been made of it that stands elsewhere by now.
    if untrack(|| held.is_unsaved()) && !maker.is_asked.get_untracked() {
        maker.is_asked.set(true);
        return;
    }
    maker.is_asked.set(false);
    let subject = untrack(|| subject(form));
    let kind = maker.kind.get_untracked();
    let former = held.phase.get_untracked();
    held.phase.set(KeyPhase::Making);
    spawn_local(async move {
        match made(kind, &subject, &names).await {
            Some(made) => {
                let csr = form.draft.entries.csr;
                let typed = csr.get_untracked();
                // The CSR of a key that is given up has no use; what the user put there has.
                let is_own = held.with(|made| made.csr.trim() == typed.trim()) == Some(true);
                if !is_own && !typed.trim().is_empty() {
                    maker.before.set(Some(typed));
                }
                csr.set(made.csr.clone());
                held.hold(made);
                form.edited(Field::Csr);
            }
            // A key that was there before is still there.
            None if matches!(former, KeyPhase::Held { .. }) => held.phase.set(former),
            None => held.phase.set(KeyPhase::Failed),
        }
    });
}

async fn made(kind: NewKeyKind, subject: &Subject, names: &[AltName]) -> Option<MadeKey> {
    let pair = make_key(kind).await.ok()?;
    let unsigned = CsrToSign::new(subject, names, &pair.spki).ok()?;
    let signature = pair.sign(&unsigned.signing(), unsigned.message()).await.ok()?;
    let csr = unsigned.finish(&signature).ok()?;
    Some(MadeKey {
        key: pair.key,
        public: csr.key().clone(),
        csr: csr.to_pem(),
    })
}

/// The valid names of the form, the common name first.
pub(super) fn alt_names(form: Judged) -> Vec<AltName> {
    let alt_name = |name: &Name| match name {
        Name::Ip(address) => address.to_string().parse().ok().map(AltName::Ip),
        name => DnsName::new(&name.to_text()).ok().map(AltName::Dns),
    };
    form.checks
        .names
        .with(|names| names.set().all().filter_map(|(_, name)| alt_name(name)).collect())
}

/// Whose the CSR will be, as far as the form knows it; what does not fit into a certificate's subject is left out.
pub(super) fn subject(form: Judged) -> Subject {
    let entries = form.draft.entries;
    let filled = |value: RwSignal<String>| Some(value.get().trim().to_owned()).filter(|value| !value.is_empty());
    let common_name = form
        .checks
        .names
        .with(|names| names.set().common_name().map(Name::to_text));
    let mut wanted = match entries.organization.get() {
        OrganizationChoice::New => {
            let new = entries.new_organization;
            SubjectEntries {
                organization: filled(new.name),
                locality: filled(new.city),
                state: filled(new.state),
                country: filled(new.country).map(|country| country.to_uppercase()),
                ..SubjectEntries::default()
            }
        }
        OrganizationChoice::Existing => {
            let number = entries.organization_id.get();
            let known = form.settings.organizations.iter();
            let mut known = known.filter(|choice| choice.id.to_string() == number.trim());
            SubjectEntries {
                organization: known.next().map(|choice| choice.name.clone()),
                ..SubjectEntries::default()
            }
        }
    };
    wanted.common_name = common_name;
    Subject::new(&wanted).unwrap_or_else(|faults| {
        for fault in faults {
            match fault.attribute {
                SubjectAttribute::CommonName => wanted.common_name = None,
                SubjectAttribute::Organization => wanted.organization = None,
                SubjectAttribute::Locality => wanted.locality = None,
                SubjectAttribute::State => wanted.state = None,
                SubjectAttribute::Country => wanted.country = None,
                SubjectAttribute::OrganizationalUnit => wanted.organizational_units = Vec::new(),
            }
        }
        Subject::new(&wanted).unwrap_or_default()
    })
}
