//! File names that every system takes, made from names of hosts.

/// How many bytes a file name has at most, its extension included: less than every file system's limit of 255.
const MAX_LEN: usize = 120;

/// A safe file name from `name` (a common name, say) and an `extension` without its dot.
///
/// `*` becomes `wildcard`; whatever is not a letter, a digit, `-`, `_` or `.` becomes `_`, so that no path separator,
/// control or bidirectional character is left; no dot stands at either end; Windows' reserved names (`con`, `lpt1`) get a `_`
/// in front; at most 120 bytes. A name of nothing is `certificate`.
pub fn safe_file_name(name: &str, extension: &str) -> String {
    let stem = clean(name);
    let extension = clean(extension);
    let room = MAX_LEN.saturating_sub(extension.len() + 1);
    let mut stem = if stem.is_empty() {
        "certificate".to_owned()
    } else {
        stem
    };
    if is_reserved(&stem) {
        stem.insert(0, '_');
    }
    let end = stem
        .char_indices()
        .map(|(start, c)| start + c.len_utf8())
        .take_while(|end| *end <= room)
        .last();
    stem.truncate(end.unwrap_or_default());
    let stem = stem.trim_end_matches('.');
    if extension.is_empty() {
        stem.to_owned()
    } else {
        format!("{stem}.{extension}")
    }
}

fn clean(name: &str) -> String {
    let mut clean = String::new();
    for c in name.chars() {
        match c {
            '*' => clean.push_str("wildcard"),
            '-' | '_' | '.' => clean.push(c),
            c if c.is_alphanumeric() => clean.push(c),
            _ if clean.ends_with('_') => {}
            _ => clean.push('_'),
        }
    }
    clean.trim_matches(['.', '_']).to_owned()
}

/// Windows takes these for devices, whatever their extension and case.
fn is_reserved(stem: &str) -> bool {
    let device = stem.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = device.strip_prefix("com").or_else(|| device.strip_prefix("lpt"));
    matches!(device.as_str(), "con" | "prn" | "aux" | "nul")
        || numbered.is_some_and(|number| {
            matches!(
                number,
                "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
            )
        })
}
