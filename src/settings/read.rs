//! Reading config.json, key by key, so that each fault is told where it is.

use certdesk_order::{
    CustomFieldDefinition, CustomFieldType, DcvMethod, Entries, OrganizationChoice, PaymentMethod, Product,
    SERVER_PLATFORMS, SignatureHash, ValidityChoice,
};
use serde_json::{Map, Value};

use super::keys::{DEFAULT_KEYS, KEYS};
use super::problem::fault;
use super::{Choice, ConfigProblem, Credentials, Expected, Settings};

const ORDERS_PAGE: &str = "https://www.digicert.com/secure/orders/";
/// The shortest that an order can run in years, and what most are.
const DEFAULT_YEARS: &str = "1";
const DEFAULT_TIME_LIMIT_SECONDS: i64 = 60;
const DEFAULT_MAX_NAMES: i64 = 250;

/// Reads config.json.
///
/// # Errors
///
/// Every fault of the file, in the order of its keys.
pub fn read(text: &str) -> Result<Settings, Vec<ConfigProblem>> {
    let file = match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(file)) => file,
        Ok(other) => return Err(vec![fault("", Some(&other), Expected::Object)]),
        Err(error) => return Err(vec![fault("", None, Expected::Json(error.to_string()))]),
    };
    let mut reader = Reader::default();
    reader.known_keys("", &file, &KEYS);
    let proxy = reader.proxy(&file);
    let credentials = reader
        .word(&file, "", "credentials", &Credentials::ALL)
        .unwrap_or(Credentials::SameOrigin);
    let time_limit = reader
        .number(&file, "", "time_limit_seconds", 5, 600)
        .unwrap_or(DEFAULT_TIME_LIMIT_SECONDS);
    let products = reader.products(&file);
    let defaults = reader.defaults(&file, &products);
    let organizations = reader.choices(&file, "organizations", 1).unwrap_or_default();
    let server_platforms = reader
        .choices(&file, "server_platforms", i64::MIN)
        .unwrap_or_else(known_platforms);
    let containers = reader.choices(&file, "containers", 1).unwrap_or_default();
    let custom_fields = reader.custom_fields(&file);
    let locales = reader.texts(&file, "locales").unwrap_or_else(|| vec!["en".to_owned()]);
    let max_names = reader
        .number(&file, "", "max_names", 1, 10_000)
        .unwrap_or(DEFAULT_MAX_NAMES);
    let account_url = reader
        .text(&file, "", "account_url")
        .unwrap_or_else(|| ORDERS_PAGE.to_owned());
    // A link may have a query, but nothing that the browser would run.
    if !["https://", "http://", "/"]
        .iter()
        .any(|start| account_url.starts_with(start))
    {
        reader.tell("account_url", file.get("account_url"), Expected::Address);
    }
    let account = !file.contains_key("account") || reader.boolean(&file, "", "account");
    if !reader.faults.is_empty() {
        return Err(reader.faults);
    }
    Ok(Settings {
        proxy,
        credentials,
        // Both numbers were held to ranges that fit.
        time_limit_seconds: u32::try_from(time_limit).unwrap_or(60),
        products,
        defaults,
        organizations,
        server_platforms,
        containers,
        custom_fields,
        locales,
        max_names: usize::try_from(max_names).unwrap_or(250),
        account,
        account_url,
    })
}

fn known_platforms() -> Vec<Choice> {
    SERVER_PLATFORMS
        .iter()
        .map(|&(id, name)| Choice {
            id,
            name: name.to_owned(),
        })
        .collect()
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

#[derive(Default)]
struct Reader {
    faults: Vec<ConfigProblem>,
}

impl Reader {
    fn tell(&mut self, key: &str, value: Option<&Value>, expected: Expected) {
        self.faults.push(fault(key, value, expected));
    }

    fn known_keys(&mut self, path: &str, object: &Map<String, Value>, known: &[&'static str]) {
        for (key, value) in object {
            if !known.contains(&key.as_str()) {
                let near = known.iter().copied().find(|known| is_near(key, known));
                self.tell(&join(path, key), Some(value), Expected::NoSuchKey(near));
            }
        }
    }

    fn text(&mut self, object: &Map<String, Value>, path: &str, key: &str) -> Option<String> {
        match object.get(key)? {
            Value::String(text) => Some(text.clone()),
            other => {
                self.tell(&join(path, key), Some(other), Expected::Text);
                None
            }
        }
    }

    fn name(&mut self, object: &Map<String, Value>, path: &str, key: &str) -> Option<String> {
        match object.get(key) {
            Some(Value::String(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            other => {
                self.tell(&join(path, key), other, Expected::NonEmptyText);
                None
            }
        }
    }

    fn boolean(&mut self, object: &Map<String, Value>, path: &str, key: &str) -> bool {
        match object.get(key) {
            None => false,
            Some(Value::Bool(value)) => *value,
            other => {
                self.tell(&join(path, key), other, Expected::Boolean);
                false
            }
        }
    }

    fn number(&mut self, object: &Map<String, Value>, path: &str, key: &str, least: i64, greatest: i64) -> Option<i64> {
        let value = object.get(key)?;
        let number = value.as_i64().filter(|number| (least..=greatest).contains(number));
        if number.is_none() {
            self.tell(&join(path, key), Some(value), Expected::Number { least, greatest });
        }
        number
    }

    fn word<T: Copy>(
        &mut self,
        object: &Map<String, Value>,
        path: &str,
        key: &str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let value = object.get(key)?;
        let found = value
            .as_str()
            .and_then(|text| words.iter().find(|(word, _)| *word == text));
        if found.is_none() {
            let words = words.iter().map(|(word, _)| *word).collect();
            self.tell(&join(path, key), Some(value), Expected::OneOf(words));
        }
        found.map(|(_, value)| *value)
    }

    fn list<'a>(&mut self, object: &'a Map<String, Value>, key: &str) -> Option<&'a Vec<Value>> {
        match object.get(key)? {
            Value::Array(list) => Some(list),
            other => {
                self.tell(key, Some(other), Expected::List);
                None
            }
        }
    }

    fn texts(&mut self, object: &Map<String, Value>, key: &str) -> Option<Vec<String>> {
        let list = self.list(object, key)?;
        let mut texts = Vec::new();
        for (index, value) in list.iter().enumerate() {
            match value {
                Value::String(text) if !text.trim().is_empty() => texts.push(text.clone()),
                other => self.tell(&format!("{key}[{index}]"), Some(other), Expected::NonEmptyText),
            }
        }
        Some(texts)
    }

    fn objects<'a>(
        &mut self,
        object: &'a Map<String, Value>,
        key: &str,
    ) -> Option<Vec<(String, &'a Map<String, Value>)>> {
        let list = self.list(object, key)?;
        let mut objects = Vec::new();
        for (index, value) in list.iter().enumerate() {
            let path = format!("{key}[{index}]");
            match value {
                Value::Object(entry) => objects.push((path, entry)),
                other => self.tell(&path, Some(other), Expected::Object),
            }
        }
        Some(objects)
    }

    fn proxy(&mut self, file: &Map<String, Value>) -> String {
        let text = file
            .get("proxy")
            .and_then(Value::as_str)
            .map(str::trim)
            .unwrap_or_default();
        if is_address(text) {
            return text.trim_end_matches('/').to_owned();
        }
        self.tell("proxy", file.get("proxy"), Expected::Address);
        String::new()
    }

    fn products(&mut self, file: &Map<String, Value>) -> Vec<Product> {
        let Some(list) = self.list(file, "products") else {
            return Product::ALL.to_vec();
        };
        let mut products = Vec::new();
        for (index, value) in list.iter().enumerate() {
            match value.as_str().and_then(Product::from_id) {
                Some(product) if !products.contains(&product) => products.push(product),
                Some(_) => {}
                None => {
                    let ids = Product::ALL.iter().map(|product| product.id()).collect();
                    self.tell(&format!("products[{index}]"), Some(value), Expected::OneOf(ids));
                }
            }
        }
        if list.is_empty() {
            self.tell("products", file.get("products"), Expected::SomeEntry);
        }
        products
    }

    fn choices(&mut self, file: &Map<String, Value>, key: &str, least: i64) -> Option<Vec<Choice>> {
        let mut choices = Vec::new();
        for (path, entry) in self.objects(file, key)? {
            self.known_keys(&path, entry, &["id", "name"]);
            let id = self.number(entry, &path, "id", least, i64::MAX);
            if !entry.contains_key("id") {
                self.tell(
                    &join(&path, "id"),
                    None,
                    Expected::Number {
                        least,
                        greatest: i64::MAX,
                    },
                );
            }
            if choices.iter().any(|choice: &Choice| Some(choice.id) == id) {
                self.tell(&join(&path, "id"), entry.get("id"), Expected::Once);
            }
            let name = self.name(entry, &path, "name");
            choices.extend(id.zip(name).map(|(id, name)| Choice { id, name }));
        }
        Some(choices)
    }

    fn custom_fields(&mut self, file: &Map<String, Value>) -> Vec<CustomFieldDefinition> {
        const TYPES: [(&str, CustomFieldType); 5] = [
            ("anything", CustomFieldType::Anything),
            ("text", CustomFieldType::Text),
            ("int", CustomFieldType::Int),
            ("email_address", CustomFieldType::EmailAddress),
            ("email_list", CustomFieldType::EmailList),
        ];
        let mut fields = Vec::new();
        for (path, entry) in self.objects(file, "custom_fields").unwrap_or_default() {
            self.known_keys(
                &path,
                entry,
                &["metadata_id", "label", "description", "required", "data_type"],
            );
            let id = self.number(entry, &path, "metadata_id", 1, i64::MAX);
            if !entry.contains_key("metadata_id") {
                let expected = Expected::Number {
                    least: 1,
                    greatest: i64::MAX,
                };
                self.tell(&join(&path, "metadata_id"), None, expected);
            }
            if fields
                .iter()
                .any(|field: &CustomFieldDefinition| i64::try_from(field.metadata_id).ok() == id)
            {
                self.tell(&join(&path, "metadata_id"), entry.get("metadata_id"), Expected::Once);
            }
            let label = self.name(entry, &path, "label");
            let description = self.text(entry, &path, "description").unwrap_or_default();
            let required = self.boolean(entry, &path, "required");
            let data_type = self
                .word(entry, &path, "data_type", &TYPES)
                .unwrap_or(CustomFieldType::Anything);
            fields.extend(id.zip(label).and_then(|(id, label)| {
                let metadata_id = u64::try_from(id).ok()?;
                Some(CustomFieldDefinition {
                    metadata_id,
                    label,
                    description,
                    data_type,
                    required,
                })
            }));
        }
        fields
    }

    fn defaults(&mut self, file: &Map<String, Value>, products: &[Product]) -> Entries {
        let nothing = Map::new();
        let defaults = match file.get("defaults") {
            None => &nothing,
            Some(Value::Object(defaults)) => defaults,
            other => {
                self.tell("defaults", other, Expected::Object);
                &nothing
            }
        };
        let path = "defaults";
        self.known_keys(path, defaults, &DEFAULT_KEYS);
        let only_product = match products {
            [only] => Some(*only),
            _ => None,
        };
        let products: Vec<_> = products.iter().map(|&product| (product.id(), product)).collect();
        let hashes = SignatureHash::ALL.map(|hash| (hash.id(), hash));
        let methods = DcvMethod::ALL.map(|method| (method.id(), method));
        let payments = PaymentMethod::ALL.map(|method| (method.id(), method));
        let organizations = [
            ("existing", OrganizationChoice::Existing),
            ("new", OrganizationChoice::New),
        ];
        let validities = [
            ("years", ValidityChoice::Years),
            ("days", ValidityChoice::Days),
            ("date", ValidityChoice::Date),
        ];
        Entries {
            product: self.word(defaults, path, "product", &products).or(only_product),
            signature_hash: self.word(defaults, path, "signature_hash", &hashes).unwrap_or_default(),
            server_platform: self.digits(defaults, path, "server_platform"),
            profile_option: self.text(defaults, path, "profile_option").unwrap_or_default(),
            organization: self
                .word(defaults, path, "organization", &organizations)
                .unwrap_or_default(),
            organization_id: self.digits(defaults, path, "organization_id"),
            validity: self.word(defaults, path, "validity", &validities).unwrap_or_default(),
            validity_years: if defaults.contains_key("validity_years") {
                self.digits(defaults, path, "validity_years")
            } else {
                DEFAULT_YEARS.to_owned()
            },
            validity_days: self.digits(defaults, path, "validity_days"),
            dcv_method: self.word(defaults, path, "dcv_method", &methods),
            locale: self.text(defaults, path, "locale").unwrap_or_default(),
            skip_approval: self.boolean(defaults, path, "skip_approval"),
            comments: self.text(defaults, path, "comments").unwrap_or_default(),
            auto_renew: self.boolean(defaults, path, "auto_renew"),
            custom_renewal_message: self.text(defaults, path, "custom_renewal_message").unwrap_or_default(),
            disable_renewal_notifications: self.boolean(defaults, path, "disable_renewal_notifications"),
            additional_emails: self.text(defaults, path, "additional_emails").unwrap_or_default(),
            payment_method: self.word(defaults, path, "payment_method", &payments),
            disable_ct: self.boolean(defaults, path, "disable_ct"),
            container_id: self.digits(defaults, path, "container_id"),
            ..Entries::default()
        }
    }

    /// A number that the form holds as text, so that it can stand there as if it had been typed.
    fn digits(&mut self, object: &Map<String, Value>, path: &str, key: &str) -> String {
        self.number(object, path, key, -1, i64::MAX)
            .map(|number| number.to_string())
            .unwrap_or_default()
    }
}

/// Whether an address can stand before `/order/certificate/…`.
fn is_address(text: &str) -> bool {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'?' | b'#' | b'@' | b'\\' | b'"' | b'<' | b'>'));
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) => plain && !rest.is_empty() && !rest.starts_with('/'),
        None => plain && text.starts_with('/') && !text.starts_with("//"),
    }
}

/// Whether an unknown key was probably meant to be a known one: the same letters, or all of them but one.
fn is_near(key: &str, known: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (key, known) = (letters(key), letters(known));
    let same_start = key.chars().zip(known.chars()).take_while(|(a, b)| a == b).count();
    let same_end = key
        .chars()
        .rev()
        .zip(known.chars().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let longer = key.chars().count().max(known.chars().count());
    longer > 2 && same_start + same_end + 1 >= longer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<(String, Option<String>)> {
        read(text)
            .unwrap_err()
            .into_iter()
            .map(|fault| (fault.key.clone(), fault.shown_value()))
            .collect()
    }

    #[test]
    fn a_proxy_is_all_that_it_needs() {
        let settings = read(r#"{"proxy": "https://desk.example/digicert/"}"#).unwrap();
        assert_eq!(settings.proxy, "https://desk.example/digicert");
        assert_eq!(settings.products, Product::ALL);
        assert_eq!(settings.credentials, Credentials::SameOrigin);
        assert_eq!(settings.server_platforms.len(), SERVER_PLATFORMS.len());
    }

    #[test]
    fn each_fault_names_its_key_and_its_value() {
        assert_eq!(keys("{}"), [("proxy".into(), None)]);
        assert_eq!(
            keys(r#"{"proxy": "ftp://x"}"#),
            [("proxy".into(), Some(r#""ftp://x""#.into()))]
        );
        let faults = keys(
            r#"{"proxy": "/api", "products": ["ssl_plus"], "time_limit_seconds": "60",
                "organizations": [{"id": 1, "name": "A"}, {"name": ""}], "defaults": {"validity_years": true}}"#,
        );
        let names: Vec<_> = faults.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(
            names,
            [
                "time_limit_seconds",
                "products[0]",
                "defaults.validity_years",
                "organizations[1].id",
                "organizations[1].name"
            ]
        );
    }

    #[test]
    fn an_unknown_key_is_told_with_the_one_that_was_meant() {
        let faults = read(r#"{"proxy": "/api", "organisations": [], "xyz": 1}"#).unwrap_err();
        assert_eq!(faults[0].expected, Expected::NoSuchKey(Some("organizations")));
        assert_eq!(faults[1].expected, Expected::NoSuchKey(None));
    }

    #[test]
    fn an_address_is_absolute_or_a_path_of_this_origin() {
        for good in ["https://a.example", "http://127.0.0.1:8080/services/v2", "/digicert"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "a.example",
            "//a.example",
            "https://",
            "https:///x",
            "https://u@h",
            "/x?y",
            "/a b",
            "javascript:1",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn what_is_not_json_is_told_with_its_place() {
        let faults = read("{\n\"proxy\": }").unwrap_err();
        assert!(matches!(&faults[0].expected, Expected::Json(words) if words.contains("line 2")));
    }
}
