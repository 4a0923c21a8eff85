//! What can be left alone: folded away by theme, opened by an error inside.

use certdesk_order::{CustomFieldEntry, DcvMethod, Field, PROFILE_OPTIONS, PaymentMethod, SignatureHash};
use leptos::prelude::*;

use super::containers::container_choice;
use super::custom_fields::{CustomFields, is_any_required};
use super::entry::{Entry, EntryArea, EntryCheckbox};
use super::organization::numbered;
use super::section::Section;
use super::{Form, Judged, field_id};
use crate::text::Text;
use crate::widgets::{Disclosure, InputKind, Select, SelectOption};

/// All of them.
pub(crate) fn options(judged: Judged) -> AnyView {
    let form = *judged;
    let words = form.words;
    view! {
        <Section id="section-options" title=words.signal(|text| text.form.options)>
            <p class="section-lead">{move || words.text().form.options_lead}</p>
            <div class="folds">
                <CertificateDetails form />
                <DomainValidation form />
                <Approval form />
                <Renewal form />
                <Notifications form />
                <Payment form />
                <Account judged />
                {own_fields(judged)}
            </div>
        </Section>
    }
    .into_any()
}

/// A part that folds away: it counts what is set in it, and shows itself when one of its fields has an error.
fn fold(
    form: Form,
    title: fn(&'static Text) -> &'static str,
    fields: Vec<Field>,
    set: impl Fn() -> usize + Send + Sync + 'static,
    body: AnyView,
) -> impl IntoView {
    let words = form.words;
    let must_show = Memo::new(move |_| fields.iter().any(|&field| form.has_error(field)));
    let note = Signal::derive(move || (words.text().form.fields_set)(set()));
    view! {
        <Disclosure title=words.signal(title) note must_show=Signal::from(must_show)>
            {body}
        </Disclosure>
    }
}

fn filled(value: RwSignal<String>) -> usize {
    usize::from(value.with(|value| !value.trim().is_empty()))
}

fn ticked(value: RwSignal<bool>) -> usize {
    usize::from(value.get())
}

#[component]
fn CertificateDetails(form: Form) -> impl IntoView {
    let entries = form.draft.entries;
    let words = form.words;
    let hashes = Signal::derive(|| {
        SignatureHash::ALL
            .map(|hash| SelectOption {
                value: hash.id().to_owned(),
                label: hash.name().to_owned(),
            })
            .to_vec()
    });
    let hash = entries.signature_hash;
    let profile_list = format!("{}-list", field_id(Field::ProfileOption));
    let profiles = PROFILE_OPTIONS
        .into_iter()
        .map(|id| {
            let label = move || (words.text().option().profile)(id).unwrap_or_default();
            view! { <option value=id>{label}</option> }
        })
        .collect_view();
    let body = view! {
        <Select
            id=field_id(Field::SignatureHash)
            label=form.label(Field::SignatureHash)
            hint=form.hint(Field::SignatureHash)
            options=hashes
            value=Signal::derive(move || hash.get().id().to_owned())
            on_choose=move |chosen: String| {
                hash.set(SignatureHash::ALL.into_iter().find(|hash| hash.id() == chosen).unwrap_or_default());
                form.edited(Field::SignatureHash);
            }
            messages=form.messages(Field::SignatureHash)
            error_word=form.error_word()
        />
        {numbered(
            form,
            Field::ServerPlatform,
            entries.server_platform,
            &form.settings.server_platforms,
            |text| text.option().platform_by_number,
        )}
        <Entry
            form
            field=Field::ProfileOption
            value=entries.profile_option
            kind=InputKind::Code
            list=profile_list.clone()
        />
        <datalist id=profile_list>{profiles}</datalist>
        <EntryArea form field=Field::OrganizationUnits value=entries.organization_units rows=2 />
    }
    .into_any();
    fold(
        form,
        |text| text.form.certificate,
        vec![
            Field::SignatureHash,
            Field::ServerPlatform,
            Field::ProfileOption,
            Field::OrganizationUnits,
        ],
        move || {
            usize::from(hash.get() != SignatureHash::default())
                + filled(entries.server_platform)
                + filled(entries.profile_option)
                + filled(entries.organization_units)
        },
        body,
    )
}

#[component]
fn DomainValidation(form: Form) -> impl IntoView {
    let entries = form.draft.entries;
    let words = form.words;
    let method = entries.dcv_method;
    let methods = Signal::derive(move || {
        let text = words.text();
        let default = SelectOption {
            value: String::new(),
            label: text.option().default.to_owned(),
        };
        let named = DcvMethod::ALL.map(|method| SelectOption {
            value: method.id().to_owned(),
            label: (text.option().dcv)(method).0.to_owned(),
        });
        std::iter::once(default).chain(named).collect()
    });
    let hint = Signal::derive(move || {
        let text = words.text();
        match method.get() {
            Some(method) => (text.option().dcv)(method).1.to_owned(),
            None => (text.hint)(Field::DcvMethod).to_owned(),
        }
    });
    let locale_list = format!("{}-list", field_id(Field::Locale));
    let locales = form
        .settings
        .locales
        .iter()
        .map(|code| view! { <option value=code.clone()>{code.clone()}</option> });
    let body = view! {
        <Select
            id=field_id(Field::DcvMethod)
            label=form.label(Field::DcvMethod)
            hint
            options=methods
            value=Signal::derive(move || method.get().map(DcvMethod::id).unwrap_or_default().to_owned())
            on_choose=move |chosen: String| {
                method.set(DcvMethod::ALL.into_iter().find(|method| method.id() == chosen));
                form.edited(Field::DcvMethod);
                form.left(Field::DcvMethod);
            }
            messages=form.messages(Field::DcvMethod)
            error_word=form.error_word()
        />
        <Entry form field=Field::Locale value=entries.locale kind=InputKind::Code list=locale_list.clone() />
        <datalist id=locale_list>{locales.collect_view()}</datalist>
    }
    .into_any();
    fold(
        form,
        |text| text.form.validation,
        vec![Field::DcvMethod, Field::Locale],
        move || usize::from(method.get().is_some()) + filled(entries.locale),
        body,
    )
}

#[component]
fn Approval(form: Form) -> impl IntoView {
    let entries = form.draft.entries;
    let body = view! {
        <EntryCheckbox form field=Field::SkipApproval value=entries.skip_approval />
        <EntryArea form field=Field::Comments value=entries.comments />
    }
    .into_any();
    fold(
        form,
        |text| text.form.approval,
        vec![Field::SkipApproval, Field::Comments],
        move || ticked(entries.skip_approval) + filled(entries.comments),
        body,
    )
}

#[component]
fn Renewal(form: Form) -> impl IntoView {
    let entries = form.draft.entries;
    let body = view! {
        <Entry form field=Field::RenewalOfOrderId value=entries.renewal_of_order_id kind=InputKind::Number />
        <Entry form field=Field::RenewedThumbprint value=entries.renewed_thumbprint kind=InputKind::Code />
        <EntryCheckbox form field=Field::AutoRenew value=entries.auto_renew />
    }
    .into_any();
    fold(
        form,
        |text| text.form.renewal,
        vec![Field::RenewalOfOrderId, Field::RenewedThumbprint, Field::AutoRenew],
        move || filled(entries.renewal_of_order_id) + filled(entries.renewed_thumbprint) + ticked(entries.auto_renew),
        body,
    )
}

#[component]
fn Notifications(form: Form) -> impl IntoView {
    let entries = form.draft.entries;
    let body = view! {
        <EntryArea form field=Field::AdditionalEmails value=entries.additional_emails />
        <EntryArea form field=Field::CustomRenewalMessage value=entries.custom_renewal_message rows=2 />
        <EntryCheckbox
            form
            field=Field::DisableRenewalNotifications
            value=entries.disable_renewal_notifications
        />
    }
    .into_any();
    fold(
        form,
        |text| text.form.notifications,
        vec![
            Field::AdditionalEmails,
            Field::CustomRenewalMessage,
            Field::DisableRenewalNotifications,
        ],
        move || {
            filled(entries.additional_emails)
                + filled(entries.custom_renewal_message)
                + ticked(entries.disable_renewal_notifications)
        },
        body,
    )
}

#[component]
fn Payment(form: Form) -> impl IntoView {
    let method = form.draft.entries.payment_method;
    let words = form.words;
    let methods = Signal::derive(move || {
        let text = words.text();
        let default = SelectOption {
            value: String::new(),
            label: text.option().default.to_owned(),
        };
        let named = PaymentMethod::ALL.map(|method| SelectOption {
            value: method.id().to_owned(),
            label: (text.option().payment)(method).to_owned(),
        });
        std::iter::once(default).chain(named).collect()
    });
    let body = view! {
        <Select
            id=field_id(Field::PaymentMethod)
            label=form.label(Field::PaymentMethod)
            hint=form.hint(Field::PaymentMethod)
            options=methods
            value=Signal::derive(move || method.get().map(PaymentMethod::id).unwrap_or_default().to_owned())
            on_choose=move |chosen: String| {
                method.set(PaymentMethod::ALL.into_iter().find(|method| method.id() == chosen));
                form.edited(Field::PaymentMethod);
                form.left(Field::PaymentMethod);
            }
            messages=form.messages(Field::PaymentMethod)
            error_word=form.error_word()
        />
    }
    .into_any();
    fold(
        form,
        |text| text.form.payment,
        vec![Field::PaymentMethod],
        move || usize::from(method.get().is_some()),
        body,
    )
}

#[component]
fn Account(judged: Judged) -> impl IntoView {
    let form = *judged;
    let entries = form.draft.entries;
    let body = view! {
        {container_choice(judged)}
        <EntryCheckbox form field=Field::DisableCt value=entries.disable_ct />
    }
    .into_any();
    fold(
        form,
        |text| text.form.account,
        vec![Field::ContainerId, Field::DisableCt],
        move || filled(entries.container_id) + ticked(entries.disable_ct),
        body,
    )
}

/// The account's own fields; where a required one is known, they stand open in a section of their own instead.
fn own_fields(form: Judged) -> AnyView {
    let rows = form.draft.entries.custom_fields;
    let must_show = Memo::new(move |_| {
        let row_has_error = |row: &CustomFieldEntry| {
            form.has_error(Field::CustomFieldId(row.key)) || form.has_error(Field::CustomFieldValue(row.key))
        };
        form.has_error(Field::CustomFields) || rows.with(|rows| rows.iter().any(row_has_error))
    });
    let words = form.words;
    let note = Signal::derive(move || {
        let filled = rows.with(|rows| rows.iter().filter(|row| !row.value.trim().is_empty()).count());
        (words.text().form.fields_set)(filled)
    });
    let fold = move || {
        (!is_any_required(form)).then(|| {
            view! {
                <Disclosure title=words.signal(|text| text.form.custom_fields) note must_show=Signal::from(must_show)>
                    <CustomFields form />
                </Disclosure>
            }
        })
    };
    fold.into_any()
}
