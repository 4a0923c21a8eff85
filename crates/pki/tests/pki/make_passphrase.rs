//! The estimate of passphrases: never high for what people choose, and high for what is long or random.

use certdesk_pki::make::PassphraseStrength::{Fair, Strong, VeryWeak, Weak};
use certdesk_pki::make::{PassphraseEstimate, PassphraseStrength, StrengthReason, estimate_passphrase};
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use std::time::Duration;

fn estimate(passphrase: &str) -> PassphraseEstimate {
    estimate_passphrase(passphrase, &["www.romashka.example", "ООО «Ромашка»"])
}

#[test]
fn what_people_choose_is_weak_and_it_is_said_why() {
    for (passphrase, reason) in [
        ("", StrengthReason::Empty),
        ("k", StrengthReason::Short),
        ("password", StrengthReason::Common),
        ("Password123!", StrengthReason::Common),
        ("P@$$w0rd2024", StrengthReason::Common),
        ("changeit", StrengthReason::Common),
        ("пароль12345", StrengthReason::Common),
        ("Romashka2024!", StrengthReason::OwnName),
        ("ромашка-сервер", StrengthReason::OwnName),
        ("qwertyuiopasdf", StrengthReason::Sequence),
        ("йцукенгшщзхъ", StrengthReason::Sequence),
        ("123456789012", StrengthReason::Sequence),
        ("zyxwvutsrqpon", StrengthReason::Sequence),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", StrengthReason::Repeats),
        ("kixkixkixkixkixkixkix", StrengthReason::Repeats),
        ("hfkv83jd", StrengthReason::Short),
        ("19850704", StrengthReason::Short),
    ] {
        let found = estimate(passphrase);
        assert!(found.strength <= Weak, "{passphrase}: {found:?}");
        assert_eq!(found.reason, reason, "{passphrase}");
    }
    for passphrase in [
        "password",
        "Password123!",
        "changeit",
        "qwertyuiop",
        "111111111111",
        "19850704",
        "Москва2024",
    ] {
        assert_eq!(estimate(passphrase).strength, VeryWeak, "{passphrase}");
    }
}

#[test]
fn long_and_random_ones_are_good() {
    for passphrase in ["Vk9#pQ2!vL7z", "cleft cam synod lacy yr wok"] {
        assert_eq!(estimate(passphrase).strength, Fair, "{passphrase}");
    }
    for passphrase in [
        "xT4$kd9!Wq7#Lm2p",
        "tulip orbit candle fridge mosaic velvet",
        "ёлка стол гравий птица зонт облако",
    ] {
        let strong = PassphraseEstimate {
            strength: Strong,
            reason: StrengthReason::Enough,
        };
        assert_eq!(estimate(passphrase), strong, "{passphrase}");
    }
}

#[test]
fn a_megabyte_takes_no_longer_than_a_line() {
    for text in ["a".repeat(1 << 20), "abcdefghij".repeat(100_000), "x y".repeat(300_000)] {
        crate::clock::within(Duration::from_millis(500), "the estimate", || {
            estimate(&text);
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_short_one_is_never_good(passphrase in any::<String>()) {
        let found = estimate(&passphrase);
        prop_assert!(passphrase.chars().count() >= 12 || found.strength <= PassphraseStrength::Weak);
        prop_assert!((found.strength == Strong) == (found.reason == StrengthReason::Enough));
    }

    #[test]
    fn a_name_in_the_form_makes_none_stronger(passphrase in "[a-zA-Z0-9 !-]{0,40}", name in "[a-z]{4,8}") {
        let without = estimate_passphrase(&passphrase, &[]);
        let with = estimate_passphrase(&passphrase, &[&name]);
        prop_assert!(with.strength <= without.strength);
    }
}
