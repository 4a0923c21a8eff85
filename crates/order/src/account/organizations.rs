//! The organizations of the account, with their validations.

use super::containers::ContainerName;
use super::failure::Unreadable;
use super::ids::OrganizationId;
use super::list::{Listed, one, read};
use super::moment::Moment;
use super::people::Person;
use crate::lenient::{Object, flag, object, objects, text};

/// The most verified contacts of one organization that are read.
pub(super) const MOST_CONTACTS: usize = 500;

/// An organization (DigiCert API notes, section 6.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its number.
    pub id: OrganizationId,
    /// Its legal name; the number where the answer has none.
    pub name: String,
    /// The name under which it trades.
    pub assumed_name: Option<String>,
    /// Whether it may be ordered for; `true` where the answer does not say.
    pub is_active: bool,
    /// Where it is.
    pub address: Address,
    /// The container that it belongs to.
    pub container: Option<ContainerName>,
    /// Its validations; `None` where the answer was not asked to have them.
    pub validations: Option<Vec<OrganizationValidation>>,
    /// Whom DigiCert asks about it.
    pub contact: Option<Person>,
    /// Who may approve its EV orders, each once.
    pub verified_contacts: Vec<Person>,
}

/// An address; what the answer does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Street.
    pub street: Option<String>,
    /// Second line of the street.
    pub street2: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State or province.
    pub state: Option<String>,
    /// Postal code.
    pub zip: Option<String>,
    /// Country, two letters in whatever case they came.
    pub country: Option<String>,
    /// Telephone number.
    pub telephone: Option<String>,
}

/// One validation of an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationValidation {
    /// `ov`, `ev`, `cs`, … in lower case.
    pub kind: String,
    /// Where it stands.
    pub status: ValidationStatus,
    /// Until when it holds.
    pub until: Option<Moment>,
}

/// Where a validation stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValidationStatus {
    /// `active`, or `complete`, as domains have it.
    Active,
    /// `pending`.
    Pending,
    /// `expired`.
    Expired,
    /// A status that no source knows, or none (then empty).
    Other(String),
}

impl ValidationStatus {
    fn read(validation: &Object) -> Self {
        let word = text(validation, "status").unwrap_or_default();
        match word.trim().to_ascii_lowercase().as_str() {
            "active" | "complete" | "validated" => Self::Active,
            "pending" => Self::Pending,
            "expired" => Self::Expired,
            _ => Self::Other(word),
        }
    }
}

impl OrganizationValidation {
    pub(crate) fn read(validation: &Object) -> Option<Self> {
        Some(Self {
            kind: text(validation, "type")?.trim().to_ascii_lowercase(),
            status: ValidationStatus::read(validation),
            until: Moment::read(validation, "validated_until"),
        })
    }
}

impl Organization {
    pub(crate) fn read(organization: &Object) -> Option<Self> {
        let id = OrganizationId::read(organization, "id")?;
        let status = text(organization, "status");
        let mut verified_contacts: Vec<Person> = Vec::new();
        let of_validations = objects(organization, "validations").flat_map(|it| objects(it, "verified_users"));
        let all = objects(organization, "verified_contacts")
            .chain(objects(organization, "ev_approvers"))
            .chain(of_validations);
        for person in all.take(MOST_CONTACTS).filter_map(Person::read_contact) {
            if !verified_contacts.iter().any(|known| known.is(&person)) {
                verified_contacts.push(person);
            }
        }
        Some(Self {
            id,
            name: text(organization, "name")
                .or_else(|| text(organization, "display_name"))
                .unwrap_or_else(|| id.to_string()),
            assumed_name: text(organization, "assumed_name"),
            is_active: flag(organization, "is_active").unwrap_or_else(|| {
                // Where only the status is told, everything but `active` is no longer in use.
                status.is_none_or(|status| status.trim().eq_ignore_ascii_case("active"))
            }),
            address: Address::read(organization),
            container: object(organization, "container").and_then(ContainerName::read),
            validations: organization.contains_key("validations").then(|| {
                objects(organization, "validations")
                    .filter_map(OrganizationValidation::read)
                    .collect()
            }),
            contact: Person::contact_in(organization, "organization_contact"),
            verified_contacts,
        })
    }

    /// What a search looks in: names, city, country and number.
    #[must_use]
    pub fn search_text(&self) -> String {
        let id = self.id.to_string();
        let parts = [
            Some(&self.name),
            self.assumed_name.as_ref(),
            self.address.city.as_ref(),
            self.address.country.as_ref(),
            Some(&id),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(" ")
    }
}

impl Address {
    fn read(organization: &Object) -> Self {
        let told = |member| text(organization, member);
        Self {
            street: told("address"),
            street2: told("address2"),
            city: told("city"),
            state: told("state"),
            zip: told("zip"),
            country: told("country"),
            telephone: told("telephone"),
        }
    }
}

/// Reads `/organization`, and `/container/{id}/order/organization`.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_organizations(body: &[u8]) -> Result<Listed<Organization>, Unreadable> {
    read(body, "organizations", Organization::read)
}

/// Reads `/organization/{id}`.
///
/// # Errors
///
/// The body is no JSON object, or has no number.
pub fn read_organization(body: &[u8]) -> Result<Organization, Unreadable> {
    one(body, |organization| {
        Organization::read(organization).ok_or(Unreadable::Lacks("id"))
    })
}

/// Reads `/organization/{id}/validation`.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_organization_validations(body: &[u8]) -> Result<Listed<OrganizationValidation>, Unreadable> {
    read(body, "validations", OrganizationValidation::read)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_organization_is_read_in_full() {
        let body = json!({
            "id": "117483", "status": "active", "name": "Example", "assumed_name": "Shop", "display_name": "Example (Shop)",
            "is_active": "1", "address": "1 Main St", "zip": 84043, "city": "Lehi", "state": "Utah", "country": "us",
            "telephone": 18_015_550_100_u64, "container": {"id": 1, "parent_id": 0, "name": "Root", "is_active": true},
            "organization_contact": {"id": 7, "first_name": "Ann", "last_name": "Lee", "email": "ann@example.com"},
            "validations": [
                {"type": "OV", "name": "OV", "date_created": "2026-01-01T00:00:00+00:00",
                 "validated_until": "2027-02-01T23:59:59+00:00", "status": "active"},
                {"type": "ev", "status": "pending", "validated_until": null, "verified_users": [{"id": 9, "first_name": "Bo"}]},
                {"name": "No type"}
            ],
            "ev_approvers": [{"id": "9", "first_name": "Bo", "last_name": "Yi"}, {"id": 10, "first_name": "Cy"}]
        });
        let organization = read_organization(body.to_string().as_bytes()).unwrap();
        assert_eq!((organization.id.get(), organization.is_active), (117_483, true));
        assert_eq!(organization.address.zip.as_deref(), Some("84043"));
        assert_eq!(organization.search_text(), "Example Shop Lehi us 117483");
        let validations = organization.validations.unwrap();
        assert_eq!(validations.len(), 2);
        assert_eq!(
            (validations[0].kind.as_str(), &validations[0].status),
            ("ov", &ValidationStatus::Active)
        );
        assert_eq!(
            (validations[1].until, &validations[1].status),
            (None, &ValidationStatus::Pending)
        );
        assert_eq!(organization.contact.unwrap().shown().as_deref(), Some("Ann Lee"));
        assert_eq!(organization.verified_contacts.len(), 2);
    }

    #[test]
    fn a_list_is_read_without_validations_and_with_odd_entries() {
        let body = json!({"organizations": [
            {"id": 1, "name": "A", "container": [], "validations": null},
            {"id": 2, "display_name": "B", "status": "inactive", "container_id_assignments": ["1"]},
            {"id": 3, "is_active": false},
            {"name": "No number"}, 7
        ], "page": {"total": 5, "limit": 1000, "offset": 0}});
        let listed = read_organizations(body.to_string().as_bytes()).unwrap();
        assert_eq!((listed.entries.len(), listed.unread, listed.total()), (3, 2, 5));
        let [first, second, third] = listed.entries.as_slice() else {
            panic!("three")
        };
        assert_eq!(
            (first.container.as_ref(), first.validations.as_deref()),
            (None, Some([].as_slice()))
        );
        assert_eq!(
            (second.name.as_str(), second.is_active, second.validations.as_ref()),
            ("B", false, None)
        );
        assert_eq!((third.name.as_str(), third.is_active), ("3", false));
        assert_eq!(read_organization(b"{\"name\":\"x\"}"), Err(Unreadable::Lacks("id")));
    }

    #[test]
    fn validations_have_a_list_of_their_own() {
        let body = br#"{"validations":[{"type":"ov","status":"EXPIRED"},{"type":"cs","status":"odd"},{"type":"ev"}]}"#;
        let listed = read_organization_validations(body).unwrap();
        let statuses: Vec<_> = listed.entries.into_iter().map(|it| it.status).collect();
        assert_eq!(
            statuses,
            [
                ValidationStatus::Expired,
                ValidationStatus::Other("odd".into()),
                ValidationStatus::Other(String::new())
            ]
        );
    }
}
