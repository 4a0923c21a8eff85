//! The `config.json` that an administrator would write for an account.

use serde_json::{Value, json};

use crate::account::Account;

/// A page's `config.json` for an account whose proxy is at `proxy`: its organizations, containers and custom fields by name,
/// so that whoever tries the page need not know their numbers.
#[must_use]
pub fn page_config(account: &Account, proxy: &str) -> Value {
    let organizations = account
        .organizations
        .iter()
        .filter(|organization| organization.is_active);
    let fields = account.custom_fields.iter().filter(|field| field.is_active);
    json!({
        "proxy": proxy,
        "organizations": organizations
            .map(|organization| json!({ "id": organization.id, "name": organization.name }))
            .collect::<Vec<_>>(),
        "containers": account
            .containers
            .iter()
            .map(|container| json!({ "id": container.id, "name": container.name }))
            .collect::<Vec<_>>(),
        "custom_fields": fields
            .map(|field| {
                json!({
                    "metadata_id": field.id,
                    "label": field.label,
                    "required": field.is_required,
                    "data_type": field.data_type.map_or("anything", crate::account::DataType::word),
                })
            })
            .collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_account_is_named_and_not_numbered() {
        let mut account = Account::default();
        for field in &mut account.custom_fields {
            field.is_active = field.id != 13;
        }
        let config = page_config(&account, "http://127.0.0.1:1/services/v2");
        assert_eq!(config["proxy"], "http://127.0.0.1:1/services/v2");
        assert_eq!(
            config["organizations"][0],
            json!({ "id": 123_456, "name": "Example Corporation" })
        );
        assert_eq!(
            config["containers"][2],
            json!({ "id": 7, "name": "Payments (two approvals)" })
        );
        assert_eq!(
            config["custom_fields"],
            json!([
                { "metadata_id": 11, "label": "Invoice number", "required": false, "data_type": "anything" },
                { "metadata_id": 12, "label": "Cost centre", "required": false, "data_type": "int" },
            ])
        );
    }
}
