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
