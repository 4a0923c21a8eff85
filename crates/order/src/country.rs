//! Countries: the two-letter codes of ISO 3166-1.

/// All officially assigned codes of ISO 3166-1 alpha-2, in lower case, in alphabetical order, one behind the other.
///
/// One string weighs a fifth of a table of strings.
const CODES: &str = "adaeafagaialamaoaqarasatauawaxaz\
babbbdbebfbgbhbibjblbmbnbobqbrbsbtbvbwbybz\
cacccdcfcgchcickclcmcncocrcucvcwcxcycz\
dedjdkdmdodzeceeegeheresetfifjfkfmfofr\
gagbgdgegfggghgiglgmgngpgqgrgsgtgugwgyhkhmhnhrhthu\
idieiliminioiqirisitjejmjojpkekgkhkikmknkpkrkwkykz\
lalblclilklrlsltlulvlymamcmdmemfmgmhmkmlmmmnmompmqmrmsmtmumvmwmxmymz\
nancnenfngninlnonpnrnunzompapepfpgphpkplpmpnprpsptpwpyqarerorsrurw\
sasbscsdsesgshsisjskslsmsnsosrssstsvsxsysztctdtftgthtjtktltmtntotrtttvtwtz\
uaugumusuyuzvavcvevgvivnvuwfwsyeytzazmzw";

/// What people write where a code of two letters is wanted, with the code that they mean.
const MEANT: [(&str, &str); 12] = [
    ("uk", "gb"),
    ("gbr", "gb"),
    ("usa", "us"),
    ("u.s.", "us"),
    ("el", "gr"),
    ("deu", "de"),
    ("ger", "de"),
    ("fra", "fr"),
    ("rus", "ru"),
    ("jpn", "jp"),
    ("chn", "cn"),
    ("ind", "in"),
];

/// A country of ISO 3166-1 (DigiCert API notes, section 3.1: `country`; section 7.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(&'static str);

impl Country {
    /// Reads a code in upper or lower case.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|country| country.0.eq_ignore_ascii_case(code))
    }

    /// All countries, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..CODES.len())
            .step_by(2)
            .filter_map(|start| CODES.get(start..)?.get(..2))
            .map(Self)
    }

    /// The code in lower case, as DigiCert writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// The code that was probably meant by something that is none.
    pub(crate) fn meant_by(typed: &str) -> Option<&'static str> {
        MEANT
            .into_iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(typed))
            .map(|(_, code)| code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_as_iso_has_assigned_in_order_and_none_twice() {
        let all: Vec<_> = Country::all().map(Country::code).collect();
        assert_eq!(all.len(), 249);
        assert!(all.is_sorted_by(|one, other| one < other));
        assert!(
            all.iter()
                .all(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()))
        );
    }

    #[test]
    fn case_does_not_matter_and_what_is_not_assigned_is_refused() {
        for code in ["US", "us", "De", "gb", "RU", "jp", "SS", "bq", "zw", "ad"] {
            assert_eq!(
                Country::from_code(code).map(Country::code),
                Some(code.to_ascii_lowercase().as_str())
            );
        }
        for code in [
            "", "u", "uk", "xx", "su", "yu", "an", "eu", "xk", "usa", "da", "Ü", "ac",
        ] {
            assert_eq!(Country::from_code(code), None, "{code}");
        }
        assert!(
            MEANT
                .iter()
                .all(|(typed, code)| Country::from_code(typed).is_none() && Country::from_code(code).is_some())
        );
        assert_eq!(Country::meant_by("UK"), Some("gb"));
    }
}
