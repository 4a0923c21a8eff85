//! What is said of an entry, and of the set of names by product and validation method.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use certdesk_order::{
    DcvMethod, Field, JudgedNames, Name, NameEntries, NameEntry, NameProblem, NameRules, OnionFault, Pasted, Problem,
    Product, PublicSuffixes, ReservedRange, RowKey, Severity, What, WildcardFault, name, names,
};

fn idna(name: &str) -> Option<String> {
    idna::domain_to_ascii_cow(name.as_bytes(), idna::AsciiDenyList::URL)
        .ok()
        .map(Into::into)
}

fn suffixes() -> PublicSuffixes {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/public-suffixes.txt");
    PublicSuffixes::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn name_problem(problem: Problem) -> NameProblem {
    match problem.what {
        What::Name(problem) => problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_mistake_has_its_own_problem() {
    let suffixes = suffixes();
    let some = |text: &str| Some(text.to_owned());
    let pasted = |pasted, suggestion: &str| NameProblem::MoreThanAName {
        pasted,
        suggestion: some(suggestion),
    };
    for (typed, expected) in [
        ("  ", NameProblem::Missing),
        (
            "www\u{200b}.acme.com",
            NameProblem::InvisibleCharacter {
                character: '\u{200b}',
                position: 4,
                suggestion: some("www.acme.com"),
            },
        ),
        (
            "acme\u{200d}.com",
            NameProblem::InvisibleCharacter {
                character: '\u{200d}',
                position: 5,
                suggestion: some("acme.com"),
            },
        ),
        ("www. acme", NameProblem::WhiteSpace { position: 5 }),
        ("a.acme.com, b.acme.com", NameProblem::SeveralNames { count: 2 }),
        ("https://www.acme.com/path", pasted(Pasted::Url, "www.acme.com")),
        ("https://m\u{fc}nchen.de/", pasted(Pasted::Url, "xn--mnchen-3ya.de")),
        ("acme.com:443", pasted(Pasted::Port, "acme.com")),
        ("acme.com/x", pasted(Pasted::Path, "acme.com")),
        ("me@acme.com", pasted(Pasted::Email, "acme.com")),
        ("1.1.1.0/24", pasted(Pasted::Cidr, "1.1.1.0")),
        ("IP Address:1.1.1.1", pasted(Pasted::Surroundings, "1.1.1.1")),
        (
            "https://srv.local/",
            NameProblem::MoreThanAName {
                pasted: Pasted::Url,
                suggestion: None,
            },
        ),
        (
            "acme!.com",
            NameProblem::BadCharacter {
                character: '!',
                position: 5,
            },
        ),
        (
            "www.ac_me.com",
            NameProblem::Underscore {
                label: "ac_me".into(),
                position: 7,
            },
        ),
        (
            "i\u{2665}acme.com",
            NameProblem::BadSymbol {
                character: '\u{2665}',
                position: 2,
                suggestion: None,
            },
        ),
        (
            "acme\u{2013}shop.com",
            NameProblem::BadSymbol {
                character: '\u{2013}',
                position: 5,
                suggestion: some("acme-shop.com"),
            },
        ),
        ("www..acme.com", NameProblem::EmptyLabel { label: 2 }),
        (
            "acme.com.",
            NameProblem::TrailingDot {
                suggestion: some("acme.com"),
            },
        ),
        ("srv.local.", NameProblem::TrailingDot { suggestion: None }),
        ("-acme.com", NameProblem::HyphenAtEdge { label: "-acme".into() }),
        ("ab--cd.com", NameProblem::ReservedLabel { label: "ab--cd".into() }),
        ("www.xn--m.com", NameProblem::BadALabel { label: "xn--m".into() }),
        (
            "www.xn--mNCHEN-3ya.xn--x.de",
            NameProblem::BadALabel { label: "xn--x".into() },
        ),
        ("*", NameProblem::BadWildcard(WildcardFault::Bare)),
        ("*.*.acme.com", NameProblem::BadWildcard(WildcardFault::Several)),
        ("www.*.acme.com", NameProblem::BadWildcard(WildcardFault::NotLeftmost)),
        ("w*.acme.com", NameProblem::BadWildcard(WildcardFault::Partial)),
        (
            "*.co.uk",
            NameProblem::WildcardOverPublicSuffix { suffix: "co.uk".into() },
        ),
        ("intranet", NameProblem::SingleLabel),
        ("srv.corp", NameProblem::InternalName { domain: "corp".into() }),
        ("srv.acme", NameProblem::UnknownTopLevelDomain { label: "acme".into() }),
        ("acme.42", NameProblem::NumericTopLevelDomain { label: "42".into() }),
        ("1.2.3.400", NameProblem::NotAnAddress),
        ("co.uk", NameProblem::PublicSuffix { name: "co.uk".into() }),
        (
            "1.0.0.10.in-addr.arpa",
            NameProblem::ReverseZone { zone: "in-addr.arpa" },
        ),
        ("acme.onion", NameProblem::BadOnion(OnionFault::NotVersion3)),
        (
            "192.168.1.1",
            NameProblem::ReservedAddress {
                range: ReservedRange::Private,
            },
        ),
    ] {
        let checked = name::check(Field::DnsName(RowKey(1)), typed, &idna, Some(&suffixes));
        assert_eq!(checked.value, None, "{typed}");
        assert_eq!(
            checked.problems.into_iter().map(name_problem).collect::<Vec<_>>(),
            [expected],
            "{typed}"
        );
    }
}

#[test]
fn what_is_taken_with_a_word() {
    let check = |field, typed: &str| {
        let checked = name::check(field, typed, &idna, None);
        (
            checked.value.map(|name| name.to_text()),
            checked.problems.into_iter().map(name_problem).collect::<Vec<_>>(),
        )
    };
    let row = Field::DnsName(RowKey(1));
    let sent = |name: &str| vec![NameProblem::WillBeSentAs { name: name.into() }];
    assert_eq!(
        check(row, " *.B\u{fc}cher.de\n"),
        (Some("*.xn--bcher-kva.de".into()), sent("*.xn--bcher-kva.de"))
    );
    assert_eq!(check(row, "WWW.Acme.COM"), (Some("www.acme.com".into()), vec![]));
    assert_eq!(check(row, "1.1.1.1"), (Some("1.1.1.1".into()), vec![]));
    assert_eq!(
        check(Field::CommonName, "1.1.1.1"),
        (Some("1.1.1.1".into()), vec![NameProblem::AddressAsCommonName])
    );
    let (name, problems) = check(row, "xn--i-7iq.com");
    assert_eq!(name.as_deref(), Some("xn--i-7iq.com"));
    assert_eq!(
        problems,
        [NameProblem::UnusualALabel {
            label: "xn--i-7iq".into(),
            character: Some('\u{2764}')
        }]
    );
}

#[test]
fn a_common_name_has_64_characters_and_an_additional_name_253() {
    let long = format!("{}.acme.com", "a".repeat(56));
    let check = |field, typed: &str| name::check(field, typed, &idna, None);
    assert_eq!(
        check(Field::CommonName, &long).problems,
        [Problem::new(
            Field::CommonName,
            NameProblem::CommonNameTooLong { length: 65, limit: 64 }
        )]
    );
    assert!(check(Field::CommonName, &long[1..]).value.is_some());
    assert!(check(Field::DnsNames, &long).value.is_some());
    let longest = format!(
        "{}.com",
        ["a".repeat(62), "b".repeat(62), "c".repeat(61), "d".repeat(61)].join(".")
    );
    assert_eq!(longest.len(), 253);
    assert!(check(Field::DnsNames, &longest).value.is_some());
    let wildcard = format!("*.{longest}");
    assert_eq!(
        check(Field::DnsNames, &wildcard).problems,
        [Problem::new(
            Field::DnsNames,
            NameProblem::NameTooLong {
                length: 255,
                limit: 253
            }
        )]
    );
}

/// What is said of a set of names; their rows count from 1.
fn judge(common_name: &str, rows: &[&str], product: Product, method: Option<DcvMethod>) -> Vec<(Field, NameProblem)> {
    let row = |(key, value): (u32, &&str)| NameEntry {
        key: RowKey(key),
        value: (*value).to_owned(),
    };
    let entries = NameEntries {
        common_name: common_name.into(),
        dns_names: (1..).zip(rows).map(row).collect::<Vec<_>>(),
    };
    let judged = JudgedNames::read(&entries, &idna, None);
    assert!(
        judged.rows.iter().all(|(_, checked)| checked.value.is_some()),
        "{rows:?}"
    );
    let rules = NameRules {
        product: Some(product),
        dcv_method: method,
        max_names: 4,
        suffixes: None,
    };
    let problems = names::check(&judged.set(), &rules);
    problems
        .into_iter()
        .map(|problem| (problem.field, name_problem(problem)))
        .collect()
}

fn row(key: u32) -> Field {
    Field::DnsName(RowKey(key))
}

#[test]
fn repeated_names_are_told_at_the_later_row() {
    let found = judge(
        "acme.com",
        &["a.acme.com", "ACME.com", "A.acme.com", "m\u{fc}.de", "xn--m-eha.de"],
        Product::SecureSiteMultiDomain,
        None,
    );
    assert_eq!(
        found,
        [
            (
                row(2),
                NameProblem::RepeatsCommonName {
                    name: "acme.com".into()
                }
            ),
            (
                row(3),
                NameProblem::Repeated {
                    name: "a.acme.com".into(),
                    first: row(1)
                }
            ),
            (
                row(5),
                NameProblem::Repeated {
                    name: "xn--m-eha.de".into(),
                    first: row(4)
                }
            ),
        ]
    );
    assert!(found.iter().all(|(_, problem)| problem.severity() == Severity::Advice));
}

#[test]
fn names_are_counted_once_each() {
    let product = Product::SecureSiteMultiDomain;
    assert_eq!(judge("acme.com", &["a.de", "b.de", "c.de"], product, None), []);
    assert_eq!(
        judge("acme.com", &["a.de", "b.de", "c.de", "d.de"], product, None),
        [(Field::DnsNames, NameProblem::TooManyNames { count: 5, limit: 4 })]
    );
}

#[test]
fn a_product_for_one_domain_takes_the_pair_only() {
    assert_eq!(judge("www.acme.com", &["acme.com"], Product::SecureSite, None), []);
    assert_eq!(judge("acme.com", &["www.acme.com"], Product::SecureSiteEv, None), []);
    let found = judge(
        "acme.com",
        &["mail.acme.com", "1.1.1.1"],
        Product::SecureSite,
        Some(DcvMethod::HttpToken),
    );
    let pair = Some("www.acme.com".to_owned());
    let products: &[Product] = &[Product::SecureSiteMultiDomain, Product::SecureSiteEvMultiDomain];
    assert_eq!(
        found,
        [
            (
                row(1),
                NameProblem::NotInSingle {
                    name: "mail.acme.com".into(),
                    pair: pair.clone(),
                    products
                }
            ),
            (
                row(2),
                NameProblem::NotInSingle {
                    name: "1.1.1.1".into(),
                    pair,
                    products: &[Product::SecureSiteMultiDomain]
                }
            ),
        ]
    );
    assert_eq!(found[0].1.severity(), Severity::Error);
}

#[test]
fn wildcards_stand_where_the_product_takes_them() {
    let products: &[Product] = &[Product::SecureSiteWildcard];
    let name = || "*.acme.com".to_owned();
    for product in [Product::SecureSiteEv, Product::SecureSiteEvMultiDomain] {
        let expected = NameProblem::WildcardInEv { name: name(), products };
        assert_eq!(
            judge("*.acme.com", &[], product, None),
            [(Field::CommonName, expected.clone())]
        );
        assert_eq!(judge("acme.com", &["*.acme.com"], product, None), [(row(1), expected)]);
    }
    assert_eq!(
        judge("*.acme.com", &[], Product::SecureSite, None),
        [(
            Field::CommonName,
            NameProblem::WildcardInSingle { name: name(), products }
        )]
    );
    let multi = judge("acme.com", &["*.acme.com"], Product::SecureSiteMultiDomain, None);
    assert_eq!(multi, [(row(1), NameProblem::WildcardInMulti { name: name() })]);
    assert_eq!(multi[0].1.severity(), Severity::Advice);
    assert_eq!(judge("*.acme.com", &[], Product::SecureSiteWildcard, None), []);
}

#[test]
fn a_wildcard_product_holds_its_level_for_free() {
    let product = Product::SecureSiteWildcard;
    assert_eq!(judge("*.acme.com", &["acme.com", "www.acme.com"], product, None), []);
    let not_covered = |name: &str| NameProblem::NotCoveredByWildcard {
        name: name.into(),
        wildcard: "*.acme.com".into(),
    };
    assert_eq!(
        judge(
            "*.acme.com",
            &["a.b.acme.com", "acme.de", "*.b.acme.com"],
            product,
            None
        ),
        [
            (row(1), not_covered("a.b.acme.com")),
            (row(2), not_covered("acme.de")),
            (row(3), not_covered("*.b.acme.com"))
        ]
    );
    let found = judge("www.acme.com", &[], product, None);
    assert!(
        matches!(found.as_slice(), [(Field::CommonName, NameProblem::CommonNameNotWildcard { suggestion: Some(name), .. })]
        if name == "*.acme.com")
    );
}

#[test]
fn a_file_shows_control_over_one_name_or_address() {
    let product = Product::SecureSiteWildcard;
    for method in [DcvMethod::HttpToken, DcvMethod::HttpTokenDynamic] {
        let found = judge("*.acme.com", &[], product, Some(method));
        let expected = NameProblem::WildcardNeedsOtherMethod {
            name: "*.acme.com".into(),
            method,
        };
        assert_eq!(expected.severity(), Severity::Error);
        assert_eq!(found, [(Field::DcvMethod, expected)]);
    }
    assert_eq!(judge("*.acme.com", &[], product, Some(DcvMethod::DnsTxtToken)), []);

    let product = Product::SecureSiteMultiDomain;
    assert_eq!(judge("acme.com", &["1.1.1.1"], product, Some(DcvMethod::HttpToken)), []);
    for method in [None, Some(DcvMethod::Email), Some(DcvMethod::HttpTokenDynamic)] {
        let expected = NameProblem::AddressNeedsHttpToken {
            address: "1.1.1.1".into(),
            method,
        };
        assert_eq!(
            judge("acme.com", &["1.1.1.1"], product, method),
            [(Field::DcvMethod, expected)]
        );
    }
    let both = judge(
        "acme.com",
        &["1.1.1.1", "*.acme.com"],
        product,
        Some(DcvMethod::DnsTxtToken),
    );
    assert!(
        both.iter()
            .any(|(_, problem)| matches!(problem, NameProblem::WildcardWithAddress { .. }))
    );
}

#[test]
fn an_ev_certificate_holds_no_address() {
    for product in [Product::SecureSiteEv, Product::SecureSiteEvMultiDomain] {
        let found = judge("acme.com", &["1.1.1.1"], product, Some(DcvMethod::HttpToken));
        let products: &[Product] = &[Product::SecureSiteMultiDomain];
        assert_eq!(found, [(row(1), NameProblem::AddressInEv { products })]);
    }
}

#[test]
fn two_hundred_thousand_names_are_judged_in_linear_time() {
    let rows: Vec<(RowKey, Name)> = (0..200_000)
        .map(|key| {
            let checked = name::check(Field::DnsNames, &format!("n{}.acme.com", key / 2), &idna, None);
            (RowKey(key), checked.value.unwrap())
        })
        .collect();
    let set = certdesk_order::NameSet::new(None, rows);
    let rules = NameRules {
        product: Some(Product::SecureSiteMultiDomain),
        dcv_method: None,
        max_names: 250,
        suffixes: None,
    };
    // Were each name compared with each other, this would take hours.
    assert_eq!(names::check(&set, &rules).len(), 100_001);
    assert_eq!(set.dns_names().len(), 100_000);
}
