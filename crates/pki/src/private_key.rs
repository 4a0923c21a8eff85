//! Knowing a private key by what stands around it, however damaged it or its armour is. What is base64 or DER without any
//! such word is known by its structure, see [`crate::identify`].

use crate::armour::is_dash;
use crate::refusal::PrivateKeyKind;

/// Headers of formats that hold private keys: Java's keystores (JKS, JCEKS), Microsoft's PVK and private key blob.
static MAGICS: [&[u8]; 4] = [
    &[0xfe, 0xed, 0xfe, 0xed],
    &[0xce, 0xce, 0xce, 0xce],
    &[0x1e, 0xf1, 0xb5, 0xb0],
    &[0x07, 0x02, 0, 0],
];

/// A private key that a file which is no text, or is too long to be read, holds or names.
pub(crate) fn mentioned_in_bytes(bytes: &[u8]) -> Option<PrivateKeyKind> {
    if MAGICS.iter().any(|magic| bytes.starts_with(magic)) {
        return Some(PrivateKeyKind::Other);
    }
    let mut text = bytes.to_vec();
    // Without the zeros UTF-16 and UTF-32 are as good as ASCII.
    if text.contains(&0) {
        text.retain(|byte| *byte != 0);
    }
    let text = String::from_utf8(text).unwrap_or_else(|error| {
        let mut text = error.into_bytes();
        for byte in &mut text {
            match *byte {
                // Windows-1252 has its dashes there.
                0x96 | 0x97 => *byte = b'-',
                0x80.. => *byte = b'?',
                _ => {}
            }
        }
        String::from_utf8(text).unwrap_or_default()
    });
    if text.contains("openssh-key-v1") {
        return Some(PrivateKeyKind::OpenSsh);
    }
    mentioned(&text)
}

/// A private key that a text names.
pub(crate) fn mentioned(text: &str) -> Option<PrivateKeyKind> {
    // ASCII capitals keep every offset.
    let capitals = text.to_ascii_uppercase();
    for (index, (offset, word)) in capitals.match_indices("PRIVATE").enumerate() {
        if index == MAX_MENTIONS {
            return Some(PrivateKeyKind::Other);
        }
        let end = offset + word.len();
        let kind = in_armour(&capitals, offset, end);
        if kind.is_some() {
            return kind;
        }
        let behind = capitals.get(end..).unwrap_or_default();
        if PRINTED.iter().any(|sign| behind.starts_with(sign)) {
            return Some(PrivateKeyKind::Other);
        }
    }
    let other = SIGNS.iter().any(|sign| capitals.contains(sign)) || is_key_object(&capitals) || is_encoded(text);
    other.then_some(PrivateKeyKind::Other)
}

/// A text that says the word more often than this is taken for a private key without looking any closer, which takes time.
const MAX_MENTIONS: usize = 1000;

/// What follows the word where OpenSSL prints a key (`privateExponent`, `Private-Key:`), and in PuTTY's files.
static PRINTED: [&str; 4] = ["EXPONENT", "-KEY:", "-LINES:", "-MAC:"];

/// The first line of PuTTY's files, and what OpenSSH's begin with: "openssh-key-v1" in base64.
static SIGNS: [&str; 2] = ["PUTTY-USER-KEY-FILE", "B3BLBNNZAC1RZXKTDJ"];

/// How far from the word anything is looked for, in bytes: `-----BEGIN SSH2 ENCRYPTED PRIVATE KEY BLOCK-----`, with room.
const NEAR: usize = 96;

/// Words that stand between BEGIN and PRIVATE KEY: few, and most often one of these.
static LABEL_WORDS: [&str; 9] = [
    "RSA",
    "EC",
    "DSA",
    "ENCRYPTED",
    "OPENSSH",
    "SSH2",
    "PGP",
    "ANY",
    "ED25519",
];
const MAX_LABEL_WORDS: usize = 3;

/// Whether the word PRIVATE between `start` and `end` is that of a BEGIN or END line, and of what key. Sentences about
/// private keys are no such lines, though a mail's words around a request may begin or end with them.
fn in_armour(capitals: &str, start: usize, end: usize) -> Option<PrivateKeyKind> {
    let before = capitals.get(capitals.floor_char_boundary(start.saturating_sub(NEAR))..start)?;
    let behind = capitals.get(end..capitals.floor_char_boundary(end.saturating_add(NEAR)))?;
    let (before, behind) = (plain(before), plain(behind));
    let behind = behind
        .trim_start_matches(|c: char| !c.is_ascii_alphanumeric())
        .strip_prefix("KEY")?;
    let line_end = behind.trim_start_matches([' ', '\t']);
    let line_end = line_end.strip_prefix("BLOCK").unwrap_or(line_end);
    let line_end = line_end.trim_start_matches([' ', '\t']);
    let dashes_behind = line_end.chars().take_while(|c| is_dash(*c)).count();

    let mut label = Vec::new();
    let mut line_start = before.as_str();
    let is_armour = loop {
        let trimmed = line_start.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let rest = trimmed.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        let word = trimmed.get(rest.len()..).unwrap_or_default();
        let is_apart = line_start.get(trimmed.len()..).is_some_and(|gap| gap.contains(is_dash));
        if word.is_empty() || is_apart || label.len() > MAX_LABEL_WORDS {
            break false;
        }
        line_start = rest;
        // Where the spaces are lost, the label clings to BEGIN.
        let joined = word.strip_prefix("BEGIN").or_else(|| word.strip_prefix("END"));
        if let Some(clinging) = joined.filter(|rest| rest.is_empty() || LABEL_WORDS.contains(rest)) {
            if !clinging.is_empty() {
                label.push(clinging);
            }
            break true;
        }
        label.push(word);
    };
    let between = before.get(line_start.len()..).unwrap_or_default();
    let line_start = line_start.trim_end_matches([' ', '\t']);
    let is_alone = {
        let first = line_start.rsplit('\n').next().unwrap_or_default();
        let last = line_end.split('\n').next().unwrap_or_default();
        !first.contains(char::is_alphanumeric) && !last.contains(char::is_alphanumeric)
    };
    let is_label = || {
        label.iter().all(|word| LABEL_WORDS.contains(word)) && !between.contains(['.', ',', ';', ':', '!', '?', '\n'])
    };
    // Two dashes behind it make a line of armour, even where BEGIN itself is no longer to be read.
    let is_line = is_armour && (line_start.ends_with(is_dash) || is_alone || is_label());
    if dashes_behind < 2 && !is_line {
        return None;
    }
    Some(match label.first().copied().filter(|_| is_armour) {
        None => PrivateKeyKind::Pkcs8,
        Some("RSA") => PrivateKeyKind::Pkcs1,
        Some("EC") => PrivateKeyKind::Sec1,
        Some("DSA") => PrivateKeyKind::Dsa,
        Some("OPENSSH") => PrivateKeyKind::OpenSsh,
        Some("ENCRYPTED") if label.len() == 1 => PrivateKeyKind::EncryptedPkcs8,
        Some(_) => PrivateKeyKind::Other,
    })
}

/// With spaces and dashes for what web forms, mails and pages write for them.
fn plain(text: &str) -> String {
    text.replace("%20", " ")
        .replace("=20", " ")
        .replace("&NBSP;", " ")
        .replace("%2D", "-")
}

/// A private key as a JSON Web Key (RFC 7517) or in XML (RFC 4051).
fn is_key_object(capitals: &str) -> bool {
    (has_member(capitals, "KTY") && has_member(capitals, "D"))
        || (capitals.contains("RSAKEYVALUE") && capitals.contains("<D>"))
}

/// Whether `name` stands there as a member's name: in quotation marks, or before a colon.
fn has_member(capitals: &str, name: &str) -> bool {
    capitals.match_indices(name).any(|(offset, _)| {
        let before = capitals.get(..offset).unwrap_or_default();
        let behind = capitals.get(offset + name.len()..).unwrap_or_default();
        let before = before.trim_end_matches([' ', '\t']).chars().next_back();
        let behind = behind.trim_start_matches([' ', '\t']).chars().next();
        matches!(before, None | Some('"' | '\'' | '\n' | '{' | ',')) && matches!(behind, Some('"' | '\'' | ':'))
    })
}

/// Whether the words stand there in base64, as in Kubernetes' secrets: the armour itself is encoded once more, in one of three
/// ways, for three bytes make four characters.
fn is_encoded(text: &str) -> bool {
    let mut digits = text.as_bytes().to_vec();
    digits.retain(|byte| !byte.is_ascii_whitespace());
    let digits = String::from_utf8(digits).unwrap_or_default();
    ["UFJJVkFURSBLRV", "BSSVZBVEUgS0VZ", "QUklWQVRFIEtFW"]
        .iter()
        .any(|words| digits.contains(words))
}
