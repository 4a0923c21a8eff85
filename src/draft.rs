//! The form's state: a signal a field, so that a keystroke wakes only what depends on it.
//!
//! Nothing is refused and nothing is lost here: the signals hold what was typed. `order::rules` judge it elsewhere.

use certdesk_order::{
    Checked, ContactEntries, CustomFieldEntry, DcvMethod, Entries, Field, Name, NameEntries, NameEntry,
    OrganizationChoice, OrganizationEntries, PaymentMethod, Product, PublicSuffixes, RowKey, SignatureHash,
    ValidityChoice, name,
};
use leptos::prelude::*;

use crate::later::Arrival;

/// Declares a struct of signals beside the plain struct that it mirrors, so that each field stands in one list only.
macro_rules! signals {
    (
        $(#[$doc:meta])* $name:ident mirrors $plain:ident
        { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }
        nested { $($(#[$nested_doc:meta])* $nested:ident: $draft:ident,)* }
        $(apart { $($apart:ident,)* })?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: RwSignal<$type>,)*
            $($(#[$nested_doc])* pub $nested: $draft,)*
        }

        impl $name {
            /// Makes the signals with these entries in them.
            #[must_use]
            pub fn new(entries: $plain) -> Self {
                Self {
                    $($field: RwSignal::new(entries.$field),)*
                    $($nested: $draft::new(entries.$nested),)*
                }
            }

            /// The entries as they stand; whoever calls it in a memo or an effect depends on all of them.
            #[must_use]
            pub fn entries(&self) -> $plain {
                $plain {
                    $($field: self.$field.get(),)*
                    $($nested: self.$nested.entries(),)*
                    $($($apart: Default::default(),)*)?
                }
            }

            /// Puts other entries into the signals.
            pub fn set(&self, entries: $plain) {
                $(self.$field.set(entries.$field);)*
                $(self.$nested.set(entries.$nested);)*
            }
        }
    };
}

signals! {
    /// Every entry of the form but the names and the account's own fields, a signal each: [`Entries`].
    EntrySignals mirrors Entries {
        /// The product, once it is chosen.
        product: Option<Product>,
        /// The CSR's box.
        csr: String,
        /// The hash of the certificate's signature.
        signature_hash: SignatureHash,
        /// The server platform's number.
        server_platform: String,
        /// A certificate profile.
        profile_option: String,
        /// Departments, one a line.
        organization_units: String,
        /// An organization of the account, or a new one.
        organization: OrganizationChoice,
        /// The number of an organization of the account.
        organization_id: String,
        /// In which of three ways the validity is given.
        validity: ValidityChoice,
        /// Years.
        validity_years: String,
        /// Days.
        validity_days: String,
        /// `yyyy-MM-dd`.
        custom_expiration_date: String,
        /// How control over the domains is shown.
        dcv_method: Option<DcvMethod>,
        /// The language of the validation e-mail.
        locale: String,
        /// Ask to skip the approval step.
        skip_approval: bool,
        /// A message for the approver.
        comments: String,
        /// The order that this one renews.
        renewal_of_order_id: String,
        /// The thumbprint of the certificate that this one renews.
        renewed_thumbprint: String,
        /// Ask that the certificate renews itself.
        auto_renew: bool,
        /// A sentence for the renewal notices.
        custom_renewal_message: String,
        /// Ask for no renewal notices.
        disable_renewal_notifications: bool,
        /// More recipients of the notices.
        additional_emails: String,
        /// How the order is paid.
        payment_method: Option<PaymentMethod>,
        /// Ask that the certificate is not logged.
        disable_ct: bool,
        /// A container's number.
        container_id: String,
        /// The account's own fields.
        custom_fields: Vec<CustomFieldEntry>,
    }
    nested {
        /// The new organization.
        new_organization: OrganizationSignals,
    }
    // It comes with what is loaded later: crate::form.
    apart { approvers, }
}

signals! {
    /// A new organization, a signal a field: [`OrganizationEntries`].
    OrganizationSignals mirrors OrganizationEntries {
        /// The registered legal name.
        name: String,
        /// The name it does business under.
        assumed_name: String,
        /// Street.
        address: String,
        /// The second line of the street.
        address2: String,
        /// City.
        city: String,
        /// State or province.
        state: String,
        /// Postal code.
        zip: String,
        /// Country, two letters.
        country: String,
        /// Telephone.
        telephone: String,
        /// A container's number.
        container_id: String,
        /// Create it even if it looks like one that the account has.
        skip_duplicate_check: bool,
        /// Submit it for validation at once.
        validate: bool,
    }
    nested {
        /// Whom DigiCert asks about the organization.
        contact: ContactSignals,
        /// Who approves EV orders.
        verified_contact: ContactSignals,
    }
}

signals! {
    /// A person, a signal a field: [`ContactEntries`].
    ContactSignals mirrors ContactEntries {
        /// First name.
        first_name: String,
        /// Last name.
        last_name: String,
        /// E-mail address.
        email: String,
        /// Job title.
        job_title: String,
        /// Telephone.
        telephone: String,
        /// Telephone extension.
        telephone_extension: String,
    }
    nested {}
}

/// One row of the additional names: its identity and what was typed into it.
///
/// The signal is counted by reference and not owned by the scope that made it: a row may be added by an effect that is
/// gone before the row is, and to read a disposed signal is a panic.
#[derive(Clone, Debug)]
pub struct NameRow {
    /// The row.
    pub key: RowKey,
    /// The name as typed.
    pub value: ArcRwSignal<String>,
    /// Its judgement, made anew only when this row changes; `None` while the row is blank, which is no fault.
    pub judged: ArcMemo<Option<Checked<Name>>>,
}

/// The whole form: what the user has typed.
#[derive(Clone, Copy, Debug)]
pub struct Draft {
    /// All but the names.
    pub entries: EntrySignals,
    /// The common name as typed.
    pub common_name: RwSignal<String>,
    /// The additional names, in their order.
    pub dns_names: RwSignal<Vec<NameRow>>,
    next_key: StoredValue<u32>,
    judge: Judge,
}

/// What is needed to judge a single name: the browser's IDNA, and the public suffixes once they have arrived.
#[derive(Clone, Copy, Debug)]
pub struct Judge {
    /// How names in other scripts become A-labels.
    pub idna: fn(&str) -> Option<String>,
    /// The public suffixes; they live as long as the page does.
    pub suffixes: RwSignal<Option<&'static PublicSuffixes>>,
    /// How far that is which knows the rules.
    pub arrival: RwSignal<Arrival>,
}

impl Judge {
    /// Judges a name; `None` for a blank one, and while the rules are not here. Whoever calls it in a memo follows the
    /// arrival of rules and suffixes.
    #[must_use]
    pub fn name(self, field: Field, typed: &str) -> Option<Checked<Name>> {
        match self.arrival.get() {
            Arrival::Here(later, _) => (later.name)(self, field, typed),
            Arrival::Awaited | Arrival::Failed => None,
        }
    }

    /// The same by the rules themselves.
    pub(crate) fn name_now(self, field: Field, typed: &str) -> Option<Checked<Name>> {
        (!typed.trim().is_empty()).then(|| name::check(field, typed, &self.idna, self.suffixes.get()))
    }
}

impl Draft {
    /// Makes a form with these entries in it.
    #[must_use]
    pub fn new(entries: Entries, names: NameEntries, judge: Judge) -> Self {
        let draft = Self {
            entries: EntrySignals::new(Entries::default()),
            common_name: RwSignal::new(String::new()),
            dns_names: RwSignal::new(Vec::new()),
            next_key: StoredValue::new(0),
            judge,
        };
        draft.set(entries, names);
        draft
    }

    /// Replaces all that is typed.
    pub fn set(&self, entries: Entries, names: NameEntries) {
        // Rows get keys of this form, whatever keys they were kept under: two forms must not share one.
        let custom_fields = entries
            .custom_fields
            .iter()
            .map(|field| CustomFieldEntry {
                key: self.new_key(),
                ..field.clone()
            })
            .collect();
        self.entries.set(Entries {
            custom_fields,
            ..entries
        });
        self.common_name.set(names.common_name);
        let rows = names
            .dns_names
            .into_iter()
            .map(|name| self.new_row(name.value))
            .collect();
        self.dns_names.set(rows);
    }

    /// The names as they stand; whoever calls it in a memo or an effect depends on every row.
    #[must_use]
    pub fn names(&self) -> NameEntries {
        NameEntries {
            common_name: self.common_name.get(),
            dns_names: self.dns_names.with(|rows| {
                rows.iter()
                    .map(|row| NameEntry {
                        key: row.key,
                        value: row.value.get(),
                    })
                    .collect()
            }),
        }
    }

    /// Adds rows with these names at the end, and gives the key of the first.
    pub fn add_names(&self, names: impl IntoIterator<Item = String>) -> Option<RowKey> {
        let rows: Vec<_> = names.into_iter().map(|name| self.new_row(name)).collect();
        let first = rows.first().map(|row| row.key);
        self.dns_names.update(|all| all.extend(rows));
        first
    }

    /// Takes a row away.
    pub fn remove_name(&self, key: RowKey) {
        self.dns_names.update(|rows| rows.retain(|row| row.key != key));
    }

    /// A key that no row of this form has had.
    #[must_use]
    pub fn new_key(&self) -> RowKey {
        let key = self.next_key.get_value();
        self.next_key.set_value(key.wrapping_add(1));
        RowKey(key)
    }

    fn new_row(&self, name: String) -> NameRow {
        let key = self.new_key();
        let value = ArcRwSignal::new(name);
        let typed = value.clone();
        let judge = self.judge;
        // To compare judgements would bring all problems into the form's piece of WebAssembly; a row that changes is judged anew.
        let judged = ArcMemo::new_with_compare(
            move |_| typed.with(|typed| judge.name(Field::DnsName(key), typed)),
            |_, _| true,
        );
        NameRow { key, value, judged }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_comes_out() {
        let owner = Owner::new();
        owner.set();
        let mut entries = Entries {
            comments: "for Ann".into(),
            skip_approval: true,
            ..Entries::default()
        };
        entries.new_organization.contact.email = "ann@example.com".into();
        entries.custom_fields = vec![CustomFieldEntry::default(), CustomFieldEntry::default()];
        let names = NameEntries {
            common_name: "example.com".into(),
            dns_names: vec![NameEntry {
                key: RowKey(7),
                value: "www.example.com".into(),
            }],
        };
        let judge = Judge {
            idna: |_| None,
            suffixes: RwSignal::new(None),
            arrival: RwSignal::new(Arrival::Awaited),
        };
        let draft = Draft::new(entries.clone(), names, judge);
        let out = draft.entries.entries();
        assert_eq!(out.comments, entries.comments);
        assert_eq!(out.new_organization, entries.new_organization);
        assert_ne!(out.custom_fields[0].key, out.custom_fields[1].key);
        let names = draft.names();
        assert_eq!(names.common_name, "example.com");
        assert_eq!(names.dns_names[0].value, "www.example.com");
        draft.remove_name(names.dns_names[0].key);
        assert!(draft.names().dns_names.is_empty());
    }
}
