//! `cargo xtask test`: every check and test, one step after the other, whatever the one before came to.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::args::Test;
use crate::browser::Browser;
use crate::failure::Failure;
use crate::project::{Project, absolute};
use crate::setup::{self, Need, Unmet};
use crate::tally::Tally;
use crate::tools::{self, WASM_TARGET};
use crate::{deploy, interrupt, judges, page, run, say};

/// The folder of test material that none of us wrote; the tests read it when the variable is set.
const CORPUS: &str = "CERTDESK_CORPUS";
/// The end-to-end test that takes the README's picture.
const README_FLOW: &str = "readme_screenshot";
/// The README's picture.
const README_PICTURE: &str = "docs/screenshot.png";

/// A step of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The code is formatted.
    Fmt,
    /// Clippy has nothing to say, natively and for WebAssembly.
    Clippy,
    /// The documentation builds without a warning.
    Doc,
    /// The tests that need no browser.
    Native,
    /// The tests of the page's parts, in a browser.
    Web,
    /// The page builds for production.
    Build,
    /// The tests of the whole page, over WebDriver.
    Flows,
}

impl Step {
    /// All steps, in their order.
    pub(crate) const ALL: [Self; 7] = [
        Self::Fmt,
        Self::Clippy,
        Self::Doc,
        Self::Native,
        Self::Web,
        Self::Build,
        Self::Flows,
    ];

    /// The name on the command line and in the summary.
    fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Doc => "doc",
            Self::Native => "native",
            Self::Web => "web",
            Self::Build => "build",
            Self::Flows => "flows",
        }
    }

    /// The steps that a list like `fmt,flows` names. The flows bring the build that they run on.
    pub(crate) fn named(list: &str) -> Result<Vec<Self>, String> {
        let mut steps = Vec::new();
        for word in list.split(',').map(str::trim) {
            match Self::ALL.into_iter().find(|step| step.name() == word) {
                Some(Self::Flows) => steps.extend([Self::Build, Self::Flows]),
                Some(step) => steps.push(step),
                None => {
                    let names = Self::ALL.map(Self::name).join(", ");
                    return Err(format!("there is no step `{word}`; the steps are {names}"));
                }
            }
        }
        Ok(steps)
    }

    fn needs(self) -> &'static [Need] {
        match self {
            Self::Fmt | Self::Doc | Self::Native => &[],
            Self::Clippy => &[Need::WasmTarget],
            Self::Web => &[Need::WasmTarget, Need::WasmBindgen, Need::Browser],
            Self::Build => &Need::PAGE,
            Self::Flows => &[Need::Browser, Need::Axe],
        }
    }
}

/// What came of a step.
struct Report {
    step: Step,
    tally: Tally,
    took: Duration,
    /// What the programs' output does not say by itself.
    note: Option<String>,
}

/// Runs the steps and prints the summary; whether all is well.
pub(crate) fn run(project: &Project, options: &Test) -> bool {
    let needs: Vec<_> = options.steps.iter().flat_map(|step| step.needs()).copied().collect();
    let unmet = Unmet::after_trying(&needs, |need| need.ensure(project));
    unmet.reasons().for_each(|reason| say::error(&reason.to_string()));

    let mut reports: Vec<Report> = Vec::new();
    for &step in &options.steps {
        let begun = Instant::now();
        let no_page = reports
            .iter()
            .any(|report| report.step == Step::Build && report.tally.failed > 0);
        let outcome = if let Some(reason) = unmet.reason(step.needs()) {
            Err(Failure::because(format!("not run: {reason}")))
        } else if step == Step::Flows && no_page {
            Err(Failure::because("not run: the page was not built"))
        } else {
            say::step(&format!("Test step: {}", step.name()));
            take(project, step, &options.filter)
        };
        let (tally, note) = match outcome {
            Ok(tally) => (tally, None),
            Err(failure) => (Tally::one(false), Some(failure.to_string())),
        };
        reports.push(Report {
            step,
            tally,
            took: begun.elapsed(),
            note,
        });
        if interrupt::requested() {
            break;
        }
    }
    let (lines, sum) = summary(&reports);
    lines.iter().for_each(|line| say::line(line));
    sum.failed == 0 && sum.passed > 0
}

/// Takes the README's picture from the page as it is now.
pub(crate) fn screenshot(project: &Project) -> Result<(), Failure> {
    setup::ensure(project, &[Need::Browser, Need::Axe])?;
    page::build(project, &project.path(page::DIST))?;
    let picture = project.path(README_PICTURE);
    make_folder(&project.path("docs"))?;
    say::step(&format!("Taking {README_PICTURE}"));
    let mut flow = flows(project)?;
    flow.env("CERTDESK_README_SHOT", &picture).args(["--", README_FLOW]);
    let begun = std::time::SystemTime::now();
    let (succeeded, tally) = run::counted(&mut flow)?;
    // The clock of a file system may tick a little behind the one of the system.
    let is_new = |file: &Path| {
        let changed = fs::metadata(file).and_then(|metadata| metadata.modified());
        changed.is_ok_and(|changed| changed + Duration::from_secs(2) > begun)
    };
    if succeeded && tally.passed > 0 && is_new(&picture) {
        say::line(&format!("{README_PICTURE} is new."));
        return Ok(());
    }
    Err(Failure::because(format!(
        "The end-to-end test `{README_FLOW}` has not written {README_PICTURE}; see above."
    )))
}

/// Takes one step.
fn take(project: &Project, step: Step, filter: &[String]) -> Result<Tally, Failure> {
    match step {
        Step::Fmt => check([project.cargo(&["fmt", "--all", "--check"])]),
        Step::Clippy => {
            // For WebAssembly by target: the end-to-end tests are native programs.
            let page = [
                "clippy",
                "--package",
                "certdesk",
                "--target",
                WASM_TARGET,
                "--lib",
                "--bins",
                "--test",
                "web",
            ];
            let mut page = project.cargo(&page);
            page.args(["--", "-D", "warnings"]);
            check([
                project.cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
                page,
            ])
        }
        Step::Doc => {
            let mut doc = project.cargo(&["doc", "--workspace", "--no-deps"]);
            doc.env("RUSTDOCFLAGS", "-D warnings");
            check([doc])
        }
        Step::Native => {
            // Without some of them nearly all tests can be run, and the others name what they lack.
            match judges::ready(project) {
                Err(Failure::Because(sentence)) => say::error(&sentence),
                other => other?,
            }
            let apart = project.cargo(&["test", "--no-fail-fast", "--workspace", "--exclude", "certdesk"]);
            tests(
                filter,
                [
                    with_corpus(apart)?,
                    with_corpus(project.cargo(&["test", "--package", "certdesk", "--lib"]))?,
                ],
            )
        }
        Step::Web => {
            let browser = Browser::ready(project)?;
            let mut web = project.cargo(&[
                "test",
                "--package",
                "certdesk",
                "--target",
                WASM_TARGET,
                "--test",
                "web",
            ]);
            // The runner gives all tests together 20 seconds, too few for a machine that is busy otherwise.
            web.env("CHROMEDRIVER", browser.driver)
                .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
            tests(filter, [with_corpus(web)?])
        }
        Step::Build => {
            let folder = project.path(page::DIST);
            page::build(project, &folder)?;
            deploy::write(project, &folder, None).map(|_| Tally::one(true))
        }
        Step::Flows => {
            // The page is served by nginx and by Caddy too; only these flows fail without them.
            match judges::ready(project) {
                Err(Failure::Because(sentence)) => say::error(&sentence),
                other => other?,
            }
            tests(filter, [flows(project)?])
        }
    }
}

/// The end-to-end tests, pointed at the built page and at the browser.
fn flows(project: &Project) -> Result<Command, Failure> {
    let browser = Browser::ready(project)?;
    let screenshots = project.path("target/screenshots");
    make_folder(&screenshots)?;
    let mut flows = project.cargo(&["test", "--package", "certdesk", "--test", "e2e"]);
    flows
        .env("CERTDESK_DIST", project.path(page::DIST))
        .env("CERTDESK_DEPLOY", project.path(deploy::DEPLOY))
        .env("CERTDESK_AXE", tools::axe_file(project))
        .env("CERTDESK_SCREENSHOTS", screenshots);
    flows
        .env("CHROMEDRIVER", browser.driver)
        .env("CHROMIUM", browser.chromium);
    with_corpus(flows)
}

/// Hands the folder of test material on, by its full path: Cargo runs tests in the folders of their crates.
fn with_corpus(mut command: Command) -> Result<Command, Failure> {
    if let Some(folder) = env::var_os(CORPUS).filter(|folder| !folder.is_empty()) {
        command.env(CORPUS, absolute(Path::new(&folder))?);
    }
    Ok(command)
}

fn make_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder)
        .map_err(|error| Failure::because(format!("{} cannot be made: {error}.", folder.display())))
}

/// Runs checks, all of them; together they pass or fail as one.
fn check<const N: usize>(commands: [Command; N]) -> Result<Tally, Failure> {
    let mut passed = true;
    for mut command in commands {
        passed &= run::succeeds(&mut command)?;
    }
    Ok(Tally::one(passed))
}

/// Runs test programs, all of them, and counts their tests. A filter may leave one of them empty, but not all.
fn tests<const N: usize>(filter: &[String], commands: [Command; N]) -> Result<Tally, Failure> {
    let mut sum = Tally::default();
    for mut command in commands {
        if !filter.is_empty() {
            command.arg("--").args(filter);
        }
        let (succeeded, tally) = run::counted(&mut command)?;
        sum += tally.of_run(succeeded, !filter.is_empty());
    }
    Ok(sum)
}

/// The table of the steps, then the line that counts, alone and last.
fn summary(reports: &[Report]) -> (Vec<String>, Tally) {
    let mut sum = Tally::default();
    let mut lines = vec![String::new()];
    for Report {
        step,
        tally,
        took,
        note,
    } in reports
    {
        sum += *tally;
        let verdict = match (tally.failed, tally.passed) {
            (0, 0) => "no test".to_owned(),
            (0, _) => "ok".to_owned(),
            _ => "FAILED".to_owned(),
        };
        let row = format!("{:<8} {:>7.1} s  {verdict:<8} {tally}", step.name(), took.as_secs_f64());
        lines.push(
            note.as_ref()
                .map_or_else(|| row.clone(), |note| format!("{row}: {note}")),
        );
    }
    lines.extend([String::new(), sum.to_string()]);
    (lines, sum)
}

#[cfg(test)]
mod unit {
    use super::*;

    fn report(step: Step, passed: u32, failed: u32, note: Option<&str>) -> Report {
        Report {
            step,
            tally: Tally { passed, failed },
            took: Duration::from_millis(1234),
            note: note.map(str::to_owned),
        }
    }

    #[test]
    fn the_summary_names_each_step_and_ends_with_the_count_alone() {
        let reports = [
            report(Step::Fmt, 1, 0, None),
            report(Step::Native, 40, 2, None),
            report(Step::Flows, 0, 1, Some("not run: no page")),
        ];
        let (lines, sum) = summary(&reports);
        assert_eq!(sum, Tally { passed: 41, failed: 3 });
        assert_eq!(lines.last().map(String::as_str), Some("41 passed, 3 failed"));
        assert!(
            lines[1].starts_with("fmt ") && lines[1].contains("1.2 s") && lines[1].contains("ok"),
            "{lines:#?}"
        );
        assert!(lines[2].contains("FAILED"), "{lines:#?}");
        assert!(
            lines[3].starts_with("flows ") && lines[3].ends_with("not run: no page"),
            "{lines:#?}"
        );
    }

    #[test]
    fn only_the_steps_with_a_browser_need_one() {
        let with_browser: Vec<_> = Step::ALL
            .into_iter()
            .filter(|step| step.needs().contains(&Need::Browser))
            .collect();
        assert_eq!(with_browser, [Step::Web, Step::Flows]);
        assert!(Step::Fmt.needs().is_empty() && Step::Native.needs().is_empty());
        assert_eq!(Step::Build.needs(), Need::PAGE);
    }
}
