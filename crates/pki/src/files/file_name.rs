//! File names that every system takes, made from names of hosts.

/// How many bytes a file name has at most, its extension included: less than every file system's limit of 255.
const MAX_LEN: usize = 120;
const MAX_EXTENSION: usize = 8;

/// A safe file name from `name` (a common name, say) and an `extension` without its dot.
///
/// `*` becomes `wildcard`; whatever is not a letter, a digit, `-`, `_` or `.` becomes `_`, so that no path separator,
/// control or bidirectional character is left; no dot stands at either end; Windows' reserved names (`con`, `lpt1`) get a `_`
/// in front; at most 120 bytes, the last 8 of them for the extension. A name of nothing is `certificate`.
pub fn safe_file_name(name: &str, extension: &str) -> String {
    let mut stem = clean(name);
    if stem.is_empty() {
        stem.push_str("certificate");
    }
    if is_reserved(&stem) {
        stem.insert(0, '_');
    }
    let mut extension = clean(extension);
    cut(&mut extension, MAX_EXTENSION);
    cut(&mut stem, MAX_LEN - MAX_EXTENSION - 1);
    if !extension.is_empty() {
        stem.push('.');
        stem.push_str(&extension);
    }
    stem
}

/// Cuts a text to a number of bytes, at the end of a character and not behind a dot.
fn cut(text: &mut String, len: usize) {
    text.truncate(text.floor_char_boundary(len));
    text.truncate(text.trim_end_matches('.').len());
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
