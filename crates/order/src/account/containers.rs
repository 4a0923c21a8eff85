//! Containers, which the console calls divisions.

use super::failure::Unreadable;
use super::ids::ContainerId;
use super::list::{Listed, read};
use crate::lenient::{Object, flag, text, texts};

/// A container of the account (DigiCert API notes, section 6.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// Its number.
    pub id: ContainerId,
    /// Its name; the number where the answer has none.
    pub name: String,
    /// The container above; `None` for the root.
    pub parent_id: Option<ContainerId>,
    /// Whether it is in use.
    pub is_active: bool,
    /// The domains that may be ordered there, in lower case; empty where all may.
    pub allowed_domain_names: Vec<String>,
}

/// A container as other answers name one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerName {
    /// Its number.
    pub id: ContainerId,
    /// Its name.
    pub name: Option<String>,
}

impl ContainerName {
    pub(crate) fn read(container: &Object) -> Option<Self> {
        Some(Self {
            id: ContainerId::read(container, "id")?,
            name: text(container, "name"),
        })
    }
}

impl Container {
    fn read(container: &Object) -> Option<Self> {
        let id = ContainerId::read(container, "id")?;
        Some(Self {
            id,
            name: text(container, "name").unwrap_or_else(|| id.to_string()),
            parent_id: ContainerId::read(container, "parent_id"),
            is_active: flag(container, "is_active").unwrap_or(true),
            allowed_domain_names: texts(container, "allowed_domain_names")
                .iter()
                .map(|name| name.to_ascii_lowercase())
                .collect(),
        })
    }

    /// Whether a name may be ordered there: one of the allowed domains, or a name below one; a wildcard counts as its base.
    #[must_use]
    pub fn allows(&self, name: &str) -> bool {
        let name = name.strip_prefix("*.").unwrap_or(name).to_ascii_lowercase();
        let below = |domain: &String| {
            name.strip_suffix(domain.as_str())
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        self.allowed_domain_names.is_empty() || self.allowed_domain_names.iter().any(below)
    }
}

/// Reads `/container`.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_containers(body: &[u8]) -> Result<Listed<Container>, Unreadable> {
    read(body, "containers", Container::read)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn containers_are_read_with_odd_types() {
        let body = json!({"containers": [
            {"id": 1, "public_id": "x", "name": "Root", "parent_id": 0, "template_id": 5, "has_logo": false, "is_active": true},
            {"id": "2", "name": "Shop", "parent_id": "1", "is_active": "1", "allowed_domain_names": ["Example.com", ""],
             "user_id_assignments": ["7"]},
            {"id": 3, "name": null, "parent_id": 1, "is_active": "0", "allowed_domain_names": null},
            {"name": "No number"}
        ]});
        let listed = read_containers(body.to_string().as_bytes()).unwrap();
        assert_eq!((listed.entries.len(), listed.unread), (3, 1));
        let [root, shop, other] = listed.entries.as_slice() else {
            panic!("three")
        };
        assert_eq!((root.parent_id, root.is_active), (None, true));
        assert_eq!((shop.parent_id, shop.is_active), (Some(root.id), true));
        assert_eq!(shop.allowed_domain_names, ["example.com"]);
        assert_eq!((other.name.as_str(), other.is_active), ("3", false));
    }

    #[test]
    fn allowed_domains_allow_what_is_below_them() {
        let container = |names: &[&str]| Container {
            id: ContainerId::new(1).unwrap(),
            name: String::new(),
            parent_id: None,
            is_active: true,
            allowed_domain_names: names.iter().map(|&name| name.to_owned()).collect(),
        };
        let shop = container(&["example.com"]);
        for name in ["example.com", "www.example.com", "a.b.EXAMPLE.com", "*.example.com"] {
            assert!(shop.allows(name), "{name}");
        }
        for name in ["badexample.com", "example.org", "com", ""] {
            assert!(!shop.allows(name), "{name}");
        }
        assert!(container(&[]).allows("anything.example"));
    }
}
