//! Makes `public/public-suffixes.txt` from the Public Suffix List.
//!
//! ```text
//! cargo run -p certdesk-order --example public_suffixes -- public_suffix_list.dat > public/public-suffixes.txt
//! ```
//!
//! The list is published at <https://publicsuffix.org/list/public_suffix_list.dat>. Only the registries' part is kept,
//! turned into A-labels; the form of the file is documented at `certdesk_order::PublicSuffixes`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("the path of public_suffix_list.dat is missing")?;
    let list = std::fs::read_to_string(path)?;
    let version = list
        .lines()
        .find_map(|line| line.strip_prefix("// VERSION: "))
        .ok_or("the list names no version")?;
    let (_, rest) = list
        .split_once("===BEGIN ICANN DOMAINS===")
        .ok_or("the list has no registries' part")?;
    let (part, _) = rest
        .split_once("===END ICANN DOMAINS===")
        .ok_or("the list is cut off")?;

    let mut domains = BTreeMap::<String, Vec<String>>::new();
    for rule in part
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
    {
        let (sign, name) = match rule.strip_prefix('!') {
            Some(name) => ("!", name),
            None => rule.strip_prefix("*.").map_or(("", rule), |name| ("*.", name)),
        };
        let name = idna::domain_to_ascii(name)?;
        let (relative, domain) = name.rsplit_once('.').unwrap_or(("", &name));
        let word = match (sign, relative) {
            ("*.", "") => "*".to_owned(),
            ("", "") => "=".to_owned(),
            _ => [sign, relative].concat(),
        };
        domains.entry(domain.to_owned()).or_default().push(word);
    }

    let mut file = String::new();
    writeln!(
        file,
        "# The registries' part (ICANN DOMAINS) of the Public Suffix List, as A-labels in a compact form."
    )?;
    writeln!(
        file,
        "# Version {version}, from https://publicsuffix.org/list/public_suffix_list.dat"
    )?;
    writeln!(
        file,
        "# This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0."
    )?;
    writeln!(
        file,
        "# If a copy of the MPL was not distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/."
    )?;
    for (domain, mut words) in domains {
        words.sort_unstable();
        writeln!(file, "{domain} {}", words.join(" "))?;
    }
    certdesk_order::PublicSuffixes::parse(&file).map_err(|error| format!("the file can't be read back: {error:?}"))?;
    print!("{file}");
    Ok(())
}
