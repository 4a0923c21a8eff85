//! What the rules must know beyond the entries: today's date and what the account asks for.

use time::Date;

use crate::account::Facts;

/// The surroundings of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormContext {
    /// Today where the person is. DigiCert's day may be one earlier or later; the rules keep that margin.
    pub today: Date,
    /// The account's own fields (DigiCert API notes, section 6.3); empty where they are not known.
    pub custom_fields: Vec<CustomFieldDefinition>,
    /// The most names, common name included, of which the form does not warn (section 1.2).
    pub max_names: usize,
    /// What the account has told of what it offers.
    pub facts: Facts,
}

impl FormContext {
    /// The most names that two resellers know of (section 1.2, UNCONFIRMED by DigiCert).
    pub const MAX_NAMES: usize = 250;

    /// The surroundings of a form that knows of no fields of the account.
    #[must_use]
    pub fn new(today: Date) -> Self {
        Self {
            today,
            custom_fields: Vec::new(),
            max_names: Self::MAX_NAMES,
            facts: Facts::default(),
        }
    }

    /// What is known of one of the account's fields.
    #[must_use]
    pub fn custom_field(&self, metadata_id: u64) -> Option<&CustomFieldDefinition> {
        self.custom_fields
            .iter()
            .find(|definition| definition.metadata_id == metadata_id)
    }
}

/// One of the account's own fields (DigiCert API notes, section 6.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomFieldDefinition {
    /// The number that the API knows it by.
    pub metadata_id: u64,
    /// The name that people know it by.
    pub label: String,
    /// What is to be entered, or empty.
    pub description: String,
    /// What kind of value it takes.
    pub data_type: CustomFieldType,
    /// Whether an order is refused without it.
    pub required: bool,
}

/// What kind of value one of the account's own fields takes (DigiCert API notes, section 6.3: `data_type`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CustomFieldType {
    /// No type is set: anything.
    #[default]
    Anything,
    /// `text`.
    Text,
    /// `int`.
    Int,
    /// `email_address`.
    EmailAddress,
    /// `email_list`.
    EmailList,
}
