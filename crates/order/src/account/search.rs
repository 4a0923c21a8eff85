//! Finding entries of a long list by what is typed: whatever the case and the accents.

/// Base letters of U+00C0 to U+017F, by their places; `_` where there is none.
const LATIN: &str = "\
    aaaaaa_ceeeeiiii_nooooo_ouuuuy__\
    aaaaaa_ceeeeiiii_nooooo_ouuuuy_y\
    aaaaaaccccccccddddeeeeeeeeeegggg\
    gggghhhhiiiiiiiiii__jjkk_lllllll\
    lllnnnnnnn__oooooo__rrrrrrssssss\
    ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
/// The first letter of [`LATIN`].
const LATIN_START: u32 = 0xc0;
/// Base letters of U+1EA0 to U+1EF9, each of them twice: capital and small.
const VIETNAMESE: &str = "aaaaaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyy";
/// The first letter of [`VIETNAMESE`].
const VIETNAMESE_START: u32 = 0x1ea0;

/// Folds text so that it is found however it is written: lower case, letters without their accents, `ß` as `ss`, `æ` as `ae`,
/// `ё` as `е`, everything that is neither letter nor digit as one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        push_folded(&mut folded, character);
    }
    let kept = folded.trim_end().len();
    folded.truncate(kept);
    folded
}

fn push_folded(folded: &mut String, character: char) {
    match character {
        // Most of what there is: no table is asked.
        'a'..='z' | '0'..='9' => folded.push(character),
        'A'..='Z' => folded.push(character.to_ascii_lowercase()),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'þ' | 'Þ' => folded.push_str("th"),
        'ð' | 'Ð' => folded.push('d'),
        'ø' | 'Ø' => folded.push('o'),
        'ı' => folded.push('i'),
        'ё' | 'Ё' => folded.push('е'),
        'й' | 'Й' => folded.push('и'),
        'ї' | 'Ї' => folded.push('і'),
        // Combining accents: what stands before them is there already.
        '\u{300}'..='\u{36f}' => {}
        _ => {
            if let Some(base) = base(character) {
                folded.push(base);
            } else if character.is_alphanumeric() {
                folded.extend(character.to_lowercase());
            } else if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
    }
}

/// The letter without its accent, if it is one of the tables'.
fn base(character: char) -> Option<char> {
    let at = |table: &str, start: u32, each: u32| {
        let place = u32::from(character).checked_sub(start)?.checked_div(each)?;
        let letter = table.as_bytes().get(usize::try_from(place).ok()?)?;
        (*letter != b'_').then(|| char::from(*letter))
    };
    at(LATIN, LATIN_START, 1).or_else(|| at(VIETNAMESE, VIETNAMESE_START, 2))
}

/// A list that can be searched; what is typed is looked for in texts that were folded once.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    folded: Vec<String>,
}

impl SearchIndex {
    /// Folds the texts of a list, in its order.
    pub fn new<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self {
            folded: texts.into_iter().map(|text| fold(text.as_ref())).collect(),
        }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// The places of the entries that have every typed word, the best first: those that begin with what is typed, then those in
    /// which each word begins one of theirs, then those that have it anywhere; in the order of the list among themselves. What
    /// has no letter and no digit finds all.
    #[must_use]
    pub fn find(&self, typed: &str) -> Vec<usize> {
        let typed = fold(typed);
        let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
        let mut found = [Vec::new(), Vec::new(), Vec::new()];
        for (place, text) in self.folded.iter().enumerate() {
            let Some(rank) = rank(text, &typed, &words) else {
                continue;
            };
            if let Some(found) = found.get_mut(rank) {
                found.push(place);
            }
        }
        found.concat()
    }
}

fn rank(text: &str, typed: &str, words: &[&str]) -> Option<usize> {
    let mut all_begin = true;
    for word in words {
        let first = text.find(word)?;
        // Only where the first place begins no word another place may.
        all_begin = all_begin
            && (begins_word(text, first) || text.match_indices(word).any(|(place, _)| begins_word(text, place)));
    }
    Some(match (text.starts_with(typed), all_begin) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    })
}

/// Whether a word begins at a place of folded text.
fn begins_word(text: &str, place: usize) -> bool {
    text.get(..place)
        .is_some_and(|before| before.is_empty() || before.ends_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_folded_to_what_is_typed_without_thought() {
        for (text, folded) in [
            ("Société Générale", "societe generale"),
            ("MÜNCHEN Straße", "munchen strasse"),
            ("Łódź Þór Ærø", "lodz thor aero"),
            ("Čeština ŽÍŽALA ÿ ſ", "cestina zizala y s"),
            ("Việt Nam ĐẮK LẮK", "viet nam dak lak"),
            ("İstanbul ıstanbul", "istanbul istanbul"),
            ("Ёлка Йод Їжак", "елка иод іжак"),
            ("e\u{301}tat", "etat"),
            ("  A.B. & Co., Ltd.  ", "a b co ltd"),
            ("東京 Ω", "東京 ω"),
            ("", ""),
            ("--", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
            assert_eq!(fold(folded), folded, "folding again changes nothing");
        }
    }

    #[test]
    fn the_tables_have_a_letter_for_each_place() {
        assert_eq!(LATIN.len(), 0x180 - 0xc0);
        assert_eq!(VIETNAMESE.len(), (0x1efa - 0x1ea0) / 2);
        for (character, letter) in [
            ('ž', 'z'),
            ('Ž', 'z'),
            ('ņ', 'n'),
            ('ő', 'o'),
            ('ų', 'u'),
            ('ĳ', 'ĳ'),
            ('×', ' '),
        ] {
            assert_eq!(
                base(character),
                Some(letter).filter(char::is_ascii_lowercase),
                "{character}"
            );
        }
        for (character, letter) in [
            ('Ạ', 'a'),
            ('ặ', 'a'),
            ('ệ', 'e'),
            ('ị', 'i'),
            ('ợ', 'o'),
            ('ự', 'u'),
            ('ỹ', 'y'),
        ] {
            assert_eq!(base(character), Some(letter), "{character}");
        }
    }

    #[test]
    fn every_word_must_be_there_and_the_best_comes_first() {
        let index = SearchIndex::new(["Old Example", "Counterexample", "Example Ltd", "Exa", "Other"]);
        assert_eq!(index.find("exa"), [2, 3, 0, 1]);
        assert_eq!(index.find("EXAMPLE l"), [2, 0, 1]);
        assert_eq!(index.find("ltd example"), [2]);
        assert!(index.find("zzz").is_empty());
        assert_eq!(index.find(" - ").len(), index.len());
    }

    #[test]
    fn a_word_that_begins_later_counts_as_beginning() {
        let index = SearchIndex::new(["xab", "xab ab"]);
        assert_eq!(index.find("ab"), [1, 0]);
        assert!(SearchIndex::default().is_empty() && index.find("").len() == 2);
    }
}
