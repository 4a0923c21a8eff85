//! Entries as they were kept between two visits, read back.
//!
//! By hand, over a [`Value`]: what serde derives for these structs weighs 15 KB brotli in the page, a tenth of its first load,
//! and drops the whole draft where one entry is not as expected.

use serde_json::Value;

use crate::{
    ApproverEntry, ContactEntries, CustomFieldEntry, DcvMethod, Entries, NameEntries, NameEntry, OrganizationChoice,
    OrganizationEntries, PaymentMethod, Product, RowKey, SignatureHash, ValidityChoice,
};

/// What can be read back.
trait Readable: Default {
    fn read(value: Value) -> Self;
}

impl Readable for String {
    fn read(value: Value) -> Self {
        if let Value::String(text) = value {
            text
        } else {
            Self::new()
        }
    }
}

impl Readable for bool {
    fn read(value: Value) -> Self {
        value == Value::Bool(true)
    }
}

impl Readable for RowKey {
    fn read(value: Value) -> Self {
        Self(
            value
                .as_u64()
                .and_then(|key| u32::try_from(key).ok())
                .unwrap_or_default(),
        )
    }
}

impl<T: Readable> Readable for Vec<T> {
    fn read(value: Value) -> Self {
        if let Value::Array(all) = value {
            all.into_iter().map(T::read).collect()
        } else {
            Self::new()
        }
    }
}

fn find<T: Copy>(value: &Value, all: &[T], id: fn(T) -> &'static str) -> Option<T> {
    let text = value.as_str()?;
    all.iter().copied().find(|one| id(*one) == text)
}

impl Readable for Option<Product> {
    fn read(value: Value) -> Self {
        find(&value, &Product::ALL, Product::id)
    }
}

impl Readable for Option<DcvMethod> {
    fn read(value: Value) -> Self {
        find(&value, &DcvMethod::ALL, DcvMethod::id)
    }
}

impl Readable for Option<PaymentMethod> {
    fn read(value: Value) -> Self {
        find(&value, &PaymentMethod::ALL, PaymentMethod::id)
    }
}

impl Readable for SignatureHash {
    fn read(value: Value) -> Self {
        find(&value, &Self::ALL, Self::id).unwrap_or_default()
    }
}

impl Readable for OrganizationChoice {
    fn read(value: Value) -> Self {
        if value.as_str() == Some("new") {
            Self::New
        } else {
            Self::Existing
        }
    }
}

impl Readable for ValidityChoice {
    fn read(value: Value) -> Self {
        match value.as_str() {
            Some("days") => Self::Days,
            Some("date") => Self::Date,
            _ => Self::Years,
        }
    }
}

fn member(value: &mut Value, name: &str) -> Value {
    value.get_mut(name).map(Value::take).unwrap_or_default()
}

macro_rules! readable {
    ($type:ident { $($field:ident),* } $(without { $($apart:ident),* })?) => {
        impl Readable for $type {
            fn read(mut value: Value) -> Self {
                Self {
                    $($field: Readable::read(member(&mut value, stringify!($field))),)*
                    $($($apart: Default::default(),)*)?
                }
            }
        }
    };
}

readable!(Entries {
    product,
    csr,
    signature_hash,
    server_platform,
    profile_option,
    organization_units,
    organization,
    organization_id,
    new_organization,
    validity,
    validity_years,
    validity_days,
    custom_expiration_date,
    dcv_method,
    locale,
    skip_approval,
    comments,
    renewal_of_order_id,
    renewed_thumbprint,
    auto_renew,
    custom_renewal_message,
    disable_renewal_notifications,
    additional_emails,
    payment_method,
    disable_ct,
    container_id,
    custom_fields
} without { approvers });
readable!(NameEntries { common_name, dns_names });
readable!(NameEntry { key, value });
readable!(ApproverEntry { key, user_id, person });
readable!(CustomFieldEntry {
    key,
    metadata_id,
    value
});
readable!(OrganizationEntries {
    name,
    assumed_name,
    address,
    address2,
    city,
    state,
    zip,
    country,
    telephone,
    container_id,
    skip_duplicate_check,
    validate,
    contact,
    verified_contact
});
readable!(ContactEntries {
    first_name,
    last_name,
    email,
    job_title,
    telephone,
    telephone_extension
});

impl Entries {
    /// Reads what its `Serialize` has written; what is missing or of another kind is as if it was left alone.
    #[must_use]
    pub fn from_kept(value: Value) -> Self {
        Self::read(value)
    }
}

impl ApproverEntry {
    /// Reads the approvers of what the `Serialize` of [`Entries`] has written. They are read apart from the rest, which a page
    /// needs sooner.
    #[must_use]
    pub fn all_from_kept(mut entries: Value) -> Vec<Self> {
        Readable::read(member(&mut entries, "approvers"))
    }
}

impl NameEntries {
    /// Reads what its `Serialize` has written; what is missing or of another kind is as if it was left alone.
    #[must_use]
    pub fn from_kept(value: Value) -> Self {
        Self::read(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact() -> ContactEntries {
        ContactEntries {
            first_name: "Ann".into(),
            last_name: "Lee".into(),
            email: "ann@example.com".into(),
            job_title: "CTO".into(),
            telephone: "1".into(),
            telephone_extension: "2".into(),
        }
    }

    #[test]
    fn every_entry_is_read_back_as_it_was_written() {
        let texts = Entries {
            csr: "csr".into(),
            server_platform: "45".into(),
            profile_option: "p".into(),
            organization_units: "u".into(),
            organization_id: "1".into(),
            validity_years: "1".into(),
            validity_days: "2".into(),
            custom_expiration_date: "d".into(),
            locale: "en".into(),
            comments: "c".into(),
            renewal_of_order_id: "3".into(),
            renewed_thumbprint: "t".into(),
            custom_renewal_message: "m".into(),
            additional_emails: "e".into(),
            container_id: "5".into(),
            skip_approval: true,
            auto_renew: true,
            disable_renewal_notifications: true,
            disable_ct: true,
            organization: OrganizationChoice::New,
            new_organization: OrganizationEntries {
                name: "n".into(),
                assumed_name: "a".into(),
                address: "s".into(),
                address2: "s2".into(),
                city: "c".into(),
                state: "st".into(),
                zip: "z".into(),
                country: "de".into(),
                telephone: "t".into(),
                container_id: "5".into(),
                skip_duplicate_check: true,
                validate: true,
                contact: contact(),
                verified_contact: contact(),
            },
            custom_fields: vec![CustomFieldEntry {
                key: RowKey(3),
                metadata_id: "11".into(),
                value: "v".into(),
            }],
            ..Entries::default()
        };
        let validities = [ValidityChoice::Years, ValidityChoice::Days, ValidityChoice::Date];
        for (index, product) in Product::ALL.into_iter().enumerate() {
            let entries = Entries {
                product: Some(product),
                signature_hash: SignatureHash::ALL[index % SignatureHash::ALL.len()],
                dcv_method: Some(DcvMethod::ALL[index % DcvMethod::ALL.len()]),
                payment_method: Some(PaymentMethod::ALL[index % PaymentMethod::ALL.len()]),
                validity: validities[index % validities.len()],
                ..texts.clone()
            };
            let value = serde_json::to_value(&entries).unwrap();
            // Nothing is left out by the macro: no member may read back as if it was left alone.
            assert_eq!(Entries::from_kept(value), entries);
        }
        let approvers = vec![ApproverEntry {
            key: RowKey(4),
            user_id: "7".into(),
            person: contact(),
        }];
        let entries = Entries {
            approvers: approvers.clone(),
            ..Entries::default()
        };
        let value = serde_json::to_value(&entries).unwrap();
        assert_eq!(ApproverEntry::all_from_kept(value), approvers);
        let names = NameEntries {
            common_name: "a".into(),
            dns_names: vec![NameEntry {
                key: RowKey(7),
                value: "b".into(),
            }],
        };
        assert_eq!(NameEntries::from_kept(serde_json::to_value(&names).unwrap()), names);
        let nothing = serde_json::to_value(Entries::default()).unwrap();
        assert_eq!(Entries::from_kept(nothing), Entries::default());
    }

    #[test]
    fn what_is_of_another_kind_is_as_if_left_alone_and_the_rest_stays() {
        let value = serde_json::json!({
            "csr": 7, "comments": "c", "custom_fields": [{"key": "x", "value": "v"}, 3], "product": "ssl_plus",
            "new_organization": [], "skip_approval": "true", "validity": "weeks",
        });
        let entries = Entries::from_kept(value);
        assert_eq!((entries.csr.as_str(), entries.comments.as_str()), ("", "c"));
        assert_eq!(entries.custom_fields.len(), 2);
        assert_eq!(entries.custom_fields[0].value, "v");
        assert_eq!(
            (entries.product, entries.skip_approval, entries.validity),
            (None, false, ValidityChoice::Years)
        );
        for odd in [Value::Null, Value::from(3), Value::from("x"), Value::from(vec![1])] {
            assert_eq!(Entries::from_kept(odd.clone()), Entries::default());
            assert_eq!(NameEntries::from_kept(odd), NameEntries::default());
        }
    }
}
