//! The threat model names tests: they have to exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::project::Project;

/// The names of functions in the Rust files of a folder, and below.
fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if !path.ends_with("target") {
                functions(&path, found);
            }
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            let mut marked = false;
            for line in text.lines().map(str::trim) {
                // An attribute with `test` in it stands above a test, and other attributes may stand between.
                if line.starts_with("#[") {
                    marked |= line.contains("test");
                } else if let Some((name, _)) = line.split_once('(') {
                    let name = name.trim_start_matches("async ").strip_prefix("fn ");
                    found.extend(name.filter(|_| marked).map(str::to_owned));
                    marked = false;
                }
            }
        }
    }
}

#[test]
fn every_test_that_the_threat_model_names_exists() {
    let project = Project::find().expect("the tests run inside the checkout");
    let mut tests = BTreeSet::new();
    for folder in ["src", "tests", "crates"] {
        functions(&project.path(folder), &mut tests);
    }
    let model = fs::read_to_string(project.path("docs/threat-model.md")).expect("the threat model");
    let (_, table) = model.split_once("|---|---|---|\n").expect("its table");
    let mut named = 0;
    for row in table.lines().take_while(|line| line.starts_with('|')) {
        let shown = row.trim_matches('|').rsplit('|').next().expect("a last cell");
        let names: Vec<_> = shown.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "no test: {row}");
        for name in names {
            assert!(tests.contains(name), "there is no test `{name}`: {row}");
            named += 1;
        }
    }
    assert!(named > 30, "{named}");
}
