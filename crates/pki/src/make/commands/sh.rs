//! Quoting for the POSIX shell.

/// One word: in single quotes everything means itself (XCU section 2.2.2) but the single quote, which is written outside.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::from("'");
    for c in text.chars() {
        match c {
            '\'' => quoted.push_str("'\\''"),
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}
