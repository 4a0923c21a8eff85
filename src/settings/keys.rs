//! The keys that config.json may have.

/// The keys of the file.
pub(super) const KEYS: [&str; 14] = [
    "proxy",
    "credentials",
    "time_limit_seconds",
    "products",
    "defaults",
    "organizations",
    "server_platforms",
    "containers",
    "custom_fields",
    "locales",
    "max_names",
    "account",
    "account_url",
    "$comment",
];

/// The keys of `defaults`.
pub(super) const DEFAULT_KEYS: [&str; 20] = [
    "product",
    "signature_hash",
    "server_platform",
    "profile_option",
    "organization",
    "organization_id",
    "validity",
    "validity_years",
    "validity_days",
    "dcv_method",
    "locale",
    "skip_approval",
    "auto_renew",
    "custom_renewal_message",
    "disable_renewal_notifications",
    "additional_emails",
    "payment_method",
    "container_id",
    "comments",
    "disable_ct",
];

/// The table of the administrator's guide says what the code does.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::read;

    /// A row: the key, its default and its example, as they are written.
    fn rows() -> Vec<(&'static str, &'static str, &'static str)> {
        let guide = include_str!("../../docs/admin-guide.md");
        let (_, table) = guide.split_once("\n| key | type | default | example |\n").unwrap();
        let cells = |row: &'static str| row.trim_matches('|').split(" | ").map(str::trim).collect::<Vec<_>>();
        table
            .lines()
            .skip(1)
            .take_while(|line| line.starts_with('|'))
            .map(|row| match cells(row)[..] {
                [key, _, default, example] => (key.trim_matches('`'), default, example.trim_matches('`')),
                ref cells => panic!("{cells:?}"),
            })
            .collect()
    }

    /// A file with one key beside the proxy.
    fn file(key: &str, value: &str) -> String {
        match key.split_once('.') {
            _ if key == "proxy" => format!(r#"{{"proxy": {value}}}"#),
            None => format!(r#"{{"proxy": "/api", "{key}": {value}}}"#),
            Some((outer, inner)) => format!(r#"{{"proxy": "/api", "{outer}": {{"{inner}": {value}}}}}"#),
        }
    }

    #[test]
    fn the_guide_has_every_key_and_no_other() {
        let documented: Vec<_> = rows().into_iter().map(|(key, ..)| key.to_owned()).collect();
        let inner = DEFAULT_KEYS.iter().map(|key| format!("defaults.{key}"));
        let mut known: Vec<_> = KEYS.iter().map(|key| (*key).to_owned()).chain(inner).collect();
        let mut sorted = documented.clone();
        sorted.sort();
        known.sort();
        assert_eq!(sorted, known);
    }

    #[test]
    fn the_guides_examples_are_taken_and_change_something() {
        let without = read(r#"{"proxy": "/api"}"#).unwrap();
        for (key, _, example) in rows() {
            let with = read(&file(key, example)).unwrap_or_else(|faults| panic!("{key}: {example}: {faults:?}"));
            assert!(key == "$comment" || with != without, "{key}: {example} changes nothing");
        }
    }

    #[test]
    fn the_guides_defaults_are_the_defaults() {
        let without = read(r#"{"proxy": "/api"}"#).unwrap();
        let mut compared = 0;
        for (key, default, _) in rows() {
            let Some((value, _)) = default.strip_prefix('`').and_then(|value| value.split_once('`')) else {
                continue;
            };
            assert_eq!(read(&file(key, value)).as_ref(), Ok(&without), "{key}: {value}");
            compared += 1;
        }
        assert!(compared > 15, "{compared}");
    }
}
