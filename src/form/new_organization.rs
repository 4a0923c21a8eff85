//! A new organization, with all that DigiCert asks about it.

use certdesk_order::{ContactField, Field, OrganizationField, Validation};
use leptos::prelude::*;

use super::Form;
use super::entry::{Entry, EntryCheckbox};
use super::section::Group;
use crate::draft::ContactSignals;
use crate::widgets::InputKind;

/// The whole object of a new organization (DigiCert API notes, section 3.1).
pub(crate) fn new_organization(form: Form) -> AnyView {
    let words = form.words;
    let entries = form.draft.entries.new_organization;
    let is_ev = move || {
        form.draft
            .entries
            .product
            .get()
            .is_some_and(|product| product.validation() == Validation::Ev)
    };
    let field = Field::NewOrganization;
    view! {
        <Group title=words.signal(|text| text.form.organization_address)>
            <div class="columns">
                <Entry form field=field(OrganizationField::Name) value=entries.name required=true autocomplete="organization" />
                <Entry form field=field(OrganizationField::AssumedName) value=entries.assumed_name />
                <Entry form field=field(OrganizationField::Address) value=entries.address required=true autocomplete="address-line1" />
                <Entry form field=field(OrganizationField::Address2) value=entries.address2 autocomplete="address-line2" />
                <Entry form field=field(OrganizationField::City) value=entries.city required=true autocomplete="address-level2" />
                <Entry form field=field(OrganizationField::State) value=entries.state required=true autocomplete="address-level1" />
                <Entry form field=field(OrganizationField::Zip) value=entries.zip required=true autocomplete="postal-code" kind=InputKind::Code />
                <Entry form field=field(OrganizationField::Country) value=entries.country required=true autocomplete="country" />
                <Entry
                    form
                    field=field(OrganizationField::Telephone)
                    value=entries.telephone
                    required=true
                    autocomplete="tel"
                    kind=InputKind::Telephone
                />
                <Entry form field=field(OrganizationField::ContainerId) value=entries.container_id kind=InputKind::Number />
            </div>
            <EntryCheckbox form field=field(OrganizationField::SkipDuplicateCheck) value=entries.skip_duplicate_check />
        </Group>
        <Group title=words.signal(|text| text.form.organization_contact)>
            <Contact form field=Field::OrganizationContact entries=entries.contact />
        </Group>
        <EntryCheckbox form field=field(OrganizationField::Validate) value=entries.validate />
        <div class:hidden=move || !(is_ev() && entries.validate.get())>
            <Group
                title=words.signal(|text| text.form.verified_contact)
                lead=words.signal(|text| text.form.verified_contact_lead)
            >
                <Contact form field=Field::VerifiedContact entries=entries.verified_contact />
            </Group>
        </div>
    }
    .into_any()
}

/// A person (DigiCert API notes, sections 3.2 and 3.5).
#[component]
fn Contact(form: Form, field: fn(ContactField) -> Field, entries: ContactSignals) -> impl IntoView {
    view! {
        <div class="columns">
            <Entry form field=field(ContactField::FirstName) value=entries.first_name required=true />
            <Entry form field=field(ContactField::LastName) value=entries.last_name required=true />
            <Entry form field=field(ContactField::Email) value=entries.email required=true kind=InputKind::Email />
            <Entry form field=field(ContactField::JobTitle) value=entries.job_title />
            <Entry form field=field(ContactField::Telephone) value=entries.telephone kind=InputKind::Telephone />
            <Entry form field=field(ContactField::TelephoneExtension) value=entries.telephone_extension kind=InputKind::Telephone />
        </div>
    }
}
