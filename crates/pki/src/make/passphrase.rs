//! How hard a passphrase is to guess: a rough estimate that rather says too little.
//!
//! By hand, because the crate for it (zxcvbn 3, which ranks real passwords) weighs 2.4 MB as WebAssembly and 697 KB with
//! brotli, four times what the whole page may. What follows from that: words of the language are not known here, so every
//! text of letters counts as if it were words, and a random one is estimated too low rather than words too high.
//!
//! The estimate is a number of bits. Every character that no pattern explains counts by how mixed the passphrase is:
//!
//! | It holds | Bits each | Because |
//! |---|---|---|
//! | letters of one case, or digits alone | 2 | a letter of running text holds 1 to 2 (Shannon 1951); digits are dates |
//! | two kinds of small letters, capitals, digits, signs | 3 | words with something between them |
//! | three kinds | 4 | |
//! | all four kinds | 4½ | random ones hold 6½ |
//!
//! Capitals at the beginning and digits and signs at the end count as no kind of their own: that is where people put them.
//! A piece counts 2 bits as a whole if it is one of the commonest passwords or one of the names in the form,
//! also where signs stand for letters (`p@$$w0rd`), or if it repeats what stands before it, or runs along the alphabet, the
//! digits or a row of the keyboard.
//!
//! What the bits stand against is someone who has the file: with [`crate::make::PBKDF2_ITERATIONS`] one graphics card tries
//! in the order of 10⁴ passphrases a second, which takes it a day for 30 bits, a century for 45, and thousands of millennia
//! for 60.

/// A passphrase of fewer characters is weak, whatever it holds.
pub const MIN_PASSPHRASE: usize = 12;

/// How strong a passphrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassphraseStrength {
    /// Under 30 bits, or shorter than 8 characters: guessed within a day.
    VeryWeak,
    /// Under 45 bits, or shorter than [`MIN_PASSPHRASE`]: keeps a file for as long as no one cares for it.
    Weak,
    /// Under 60 bits: good enough for a key that is kept where others do not come.
    Fair,
    /// 60 bits or more.
    Strong,
}

/// What holds a passphrase back most; the first of these that does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StrengthReason {
    /// There is none.
    Empty,
    /// It is, or holds, one of the commonest passwords.
    Common,
    /// It holds a name that stands in the form.
    OwnName,
    /// It runs along the alphabet, the digits or a row of the keyboard.
    Sequence,
    /// It repeats itself.
    Repeats,
    /// It has fewer characters than [`MIN_PASSPHRASE`].
    Short,
    /// Nothing in particular: more words, or a better mixture of characters, would make it stronger.
    Plain,
    /// Nothing: it is strong.
    Enough,
}

/// What [`estimate_passphrase`] finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassphraseEstimate {
    /// How strong it is.
    pub strength: PassphraseStrength,
    /// What holds it back.
    pub reason: StrengthReason,
}

/// Beyond so many characters nothing is looked at: what is strong gets no stronger, and every key press asks anew.
const MAX_CHARS: usize = 128;

/// Estimates a passphrase; `names` are what stands in the form (common name, organization), of which an attacker tries every
/// word of four characters or more.
pub fn estimate_passphrase(passphrase: &str, names: &[&str]) -> PassphraseEstimate {
    let chars: Vec<char> = passphrase.chars().take(MAX_CHARS).collect();
    let kept = Kept::of(&chars, names);
    let bits = kept.count() * half_bits(&chars) / 2 + 2 * kept.patterns;
    let by_bits = match bits {
        ..30 => PassphraseStrength::VeryWeak,
        30..45 => PassphraseStrength::Weak,
        45..60 => PassphraseStrength::Fair,
        60.. => PassphraseStrength::Strong,
    };
    let by_length = match chars.len() {
        ..8 => PassphraseStrength::VeryWeak,
        8..MIN_PASSPHRASE => PassphraseStrength::Weak,
        _ => PassphraseStrength::Strong,
    };
    let strength = by_bits.min(by_length);
    let reason = if chars.is_empty() {
        StrengthReason::Empty
    } else if strength == PassphraseStrength::Strong {
        StrengthReason::Enough
    } else if let Some(reason) = kept.reason {
        reason
    } else if chars.len() < MIN_PASSPHRASE {
        StrengthReason::Short
    } else {
        StrengthReason::Plain
    };
    PassphraseEstimate { strength, reason }
}

/// Half the bits of each character that no pattern explains.
fn half_bits(chars: &[char]) -> usize {
    let is_end = |c: &char| !c.is_alphabetic() && *c != ' ';
    let begin = chars.iter().take_while(|c| c.is_uppercase()).count();
    let end = chars.iter().rev().take_while(|c| is_end(c)).count();
    let inner = chars.get(begin..chars.len().saturating_sub(end)).unwrap_or_default();
    let kinds = [
        inner.iter().any(|c| c.is_alphabetic() && !c.is_uppercase()),
        inner.iter().any(|c| c.is_uppercase()),
        inner.iter().any(|c| c.is_numeric()),
        inner.iter().any(|c| !c.is_alphanumeric() && *c != ' '),
    ];
    match kinds.iter().filter(|kind| **kind).count() {
        0 | 1 => 4,
        2 => 6,
        3 => 8,
        _ => 9,
    }
}

/// Which characters no pattern explains, and how many patterns explain the others.
struct Kept {
    free: Vec<bool>,
    patterns: usize,
    reason: Option<StrengthReason>,
}

impl Kept {
    fn of(chars: &[char], names: &[&str]) -> Self {
        let mut kept = Self {
            free: vec![true; chars.len()],
            patterns: 0,
            reason: None,
        };
        let small: Vec<char> = chars.iter().map(|c| small(*c)).collect();
        let plain: Vec<char> = small.iter().map(|c| without_sign(*c)).collect();
        for word in COMMON {
            kept.take_word(&[&small, &plain], word, StrengthReason::Common);
        }
        for word in words(names) {
            kept.take_word(&[&small, &plain], &word, StrengthReason::OwnName);
        }
        let mut start = 0;
        while start < small.len() {
            let run = sequence_len(&small, start);
            if run >= 3 {
                kept.take(start, run, StrengthReason::Sequence);
            }
            start += run.max(1);
        }
        let mut start = 1;
        while start < small.len() {
            let run = repeat_len(&small, start);
            if run >= 3 {
                kept.take(start, run, StrengthReason::Repeats);
            }
            start += if run >= 3 { run } else { 1 };
        }
        kept
    }

    fn count(&self) -> usize {
        self.free.iter().filter(|free| **free).count()
    }

    /// Every place where the word stands in one of the spellings.
    fn take_word(&mut self, spellings: &[&[char]], word: &str, reason: StrengthReason) {
        let word: Vec<char> = word.chars().collect();
        for spelling in spellings {
            for (start, window) in spelling.windows(word.len().max(1)).enumerate() {
                if *window == *word {
                    self.take(start, word.len(), reason);
                }
            }
        }
    }

    fn take(&mut self, start: usize, len: usize, reason: StrengthReason) {
        let piece = self.free.iter_mut().skip(start).take(len);
        let mut is_new = false;
        for free in piece {
            is_new |= *free;
            *free = false;
        }
        if is_new {
            self.patterns += 1;
            self.reason = self.reason.or(Some(reason));
        }
    }
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The letter that a digit or a sign stands for.
fn without_sign(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c => c,
    }
}

/// The words of the names, in small letters.
fn words(names: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = names
        .iter()
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= 4)
        .map(|word| word.chars().map(small).collect())
        .collect();
    // A word of others must not be taken piecemeal.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words
}

/// How many characters from `start` on run along one of the rows, in either direction.
fn sequence_len(chars: &[char], start: usize) -> usize {
    let rest = chars.get(start..).unwrap_or_default();
    let along = |row: &[char]| {
        let from = row.iter().position(|c| rest.first() == Some(c));
        from.map_or(0, |from| {
            let row = row.iter().skip(from);
            row.zip(rest).take_while(|(expected, c)| expected == c).count()
        })
    };
    ROWS.iter()
        .map(|row| {
            let forth: Vec<char> = row.chars().collect();
            let back: Vec<char> = row.chars().rev().collect();
            along(&forth).max(along(&back))
        })
        .max()
        .unwrap_or_default()
}

/// How many characters from `start` on stand before it already, one after the other (`aaaa`, `abcabc`, `horse…horse`).
fn repeat_len(chars: &[char], start: usize) -> usize {
    (0..start)
        .map(|earlier| {
            let before = chars.iter().skip(earlier);
            let behind = chars.iter().skip(start);
            before
                .zip(behind)
                .take_while(|(before, behind)| before == behind)
                .count()
        })
        .max()
        .unwrap_or_default()
}

/// The alphabets, the digits, and the rows of the English and the Russian keyboard.
static ROWS: [&str; 9] = [
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "01234567890",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю.",
];

/// Words that stand in the yearly lists of the commonest passwords and that no row explains, and those of this trade.
static COMMON: [&str; 56] = [
    "password",
    "passwort",
    "passphrase",
    "passw",
    "letmein",
    "welcome",
    "iloveyou",
    "dragon",
    "monkey",
    "football",
    "baseball",
    "sunshine",
    "princess",
    "shadow",
    "master",
    "superman",
    "batman",
    "trustno",
    "starwars",
    "whatever",
    "freedom",
    "michael",
    "jordan",
    "charlie",
    "admin",
    "administrator",
    "root",
    "login",
    "secret",
    "changeit",
    "changeme",
    "default",
    "guest",
    "hello",
    "test",
    "server",
    "certificate",
    "private",
    "digicert",
    "openssl",
    "summer",
    "winter",
    "spring",
    "autumn",
    "love",
    "october",
    "january",
    "пароль",
    "привет",
    "секрет",
    "админ",
    "любовь",
    "россия",
    "москва",
    "gfhjkm",
    "ghbdtn",
];
