//! The account's own fields of an order.

use super::failure::Unreadable;
use super::list::{Listed, read};
use crate::lenient::{Object, flag, number, text};
use crate::{CustomFieldDefinition, CustomFieldType};

/// One of the account's own fields, in use or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountField {
    /// What the form is to know of it.
    pub definition: CustomFieldDefinition,
    /// Whether it is in use: a field that is not is neither offered nor demanded.
    pub is_active: bool,
}

impl AccountField {
    fn read(field: &Object) -> Option<Self> {
        let metadata_id = number(field, "id")?;
        let data_type = text(field, "data_type").map(|word| word.trim().to_ascii_lowercase());
        Some(Self {
            definition: CustomFieldDefinition {
                metadata_id,
                label: text(field, "label").unwrap_or_else(|| metadata_id.to_string()),
                description: text(field, "description").unwrap_or_default(),
                data_type: match data_type.as_deref() {
                    Some("text") => CustomFieldType::Text,
                    Some("int") => CustomFieldType::Int,
                    Some("email_address") => CustomFieldType::EmailAddress,
                    Some("email_list") => CustomFieldType::EmailList,
                    // A type that no source knows is judged by the API alone.
                    _ => CustomFieldType::Anything,
                },
                required: flag(field, "is_required").unwrap_or_default(),
            },
            is_active: flag(field, "is_active").unwrap_or(true),
        })
    }
}

/// Reads `/account/metadata` (DigiCert API notes, section 6.3); `{}` is an account without fields of its own.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_account_fields(body: &[u8]) -> Result<Listed<AccountField>, Unreadable> {
    read(body, "metadata", AccountField::read)
}

impl Listed<AccountField> {
    /// The fields that are in use, as [`crate::FormContext`] takes them, in the account's order.
    #[must_use]
    pub fn definitions(self) -> Vec<CustomFieldDefinition> {
        let in_use = self.entries.into_iter().filter(|field| field.is_active);
        in_use.map(|field| field.definition).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_read_with_their_types() {
        let body = json!({"metadata": [
            {"id": 11, "label": "Cost centre", "is_required": true, "is_active": true, "data_type": "int"},
            {"id": "12", "label": "Owner", "is_required": "1", "is_active": "1", "data_type": "email_address",
             "description": "Who pays", "show_in_receipt": true},
            {"id": 13, "label": "Copies", "is_required": 0, "is_active": 1, "data_type": "email_list"},
            {"id": 14, "label": "Text", "is_required": false, "is_active": true, "data_type": "text"},
            {"id": 15, "label": "Anything", "is_required": false, "is_active": true},
            {"id": 16, "label": "New type", "is_active": true, "data_type": "colour"},
            {"id": 17, "label": "Gone", "is_required": true, "is_active": false},
            {"label": "No number"}
        ]});
        let listed = read_account_fields(body.to_string().as_bytes()).unwrap();
        assert_eq!((listed.entries.len(), listed.unread), (7, 1));
        let fields = listed.definitions();
        use CustomFieldType::{Anything, EmailAddress, EmailList, Int, Text};
        let types: Vec<_> = fields.iter().map(|field| field.data_type).collect();
        assert_eq!(types, [Int, EmailAddress, EmailList, Text, Anything, Anything]);
        let required: Vec<_> = fields
            .iter()
            .filter(|field| field.required)
            .map(|field| field.metadata_id)
            .collect();
        assert_eq!(required, [11, 12]);
        assert_eq!(fields[1].description, "Who pays");
    }

    #[test]
    fn an_account_without_fields_answers_with_an_empty_object() {
        assert_eq!(read_account_fields(b"{}").unwrap().definitions(), []);
        assert_eq!(read_account_fields(b""), Err(Unreadable::Empty));
    }
}
