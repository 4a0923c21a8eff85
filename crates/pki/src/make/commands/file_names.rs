//! The names of the files that the commands write.

use crate::files::safe_file_name;
use crate::make::alt_name::AltName;
use crate::make::subject::Subject;

/// A file name without extension, after the common name or the first name: letters of ASCII, digits, `.`, `-` and `_`, none
/// of `.` and `-` first, so that no shell and no tool takes it for anything else. At most 111 bytes.
pub(super) fn stem(subject: &Subject, names: &[AltName]) -> String {
    let name = match (subject.common_name(), names) {
        (Some(name), _) => name.to_owned(),
        (None, [first, ..]) => first.to_string(),
        (None, []) => String::new(),
    };
    let ascii: String = name.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    safe_file_name(ascii.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '*'), "")
}
