//! The programs that build the page: which versions, whether they are there, how they are installed.

use std::fs;
use std::path::PathBuf;

use crate::failure::Failure;
use crate::project::Project;
use crate::{run, say};

/// Newer ones need a newer compiler than the project's. Trunk.toml demands the same.
const TRUNK: &str = "0.21.14";
/// The version of npm's `binaryen`, whose `wasm-opt` calls itself by the first number. Trunk.toml demands the same.
const BINARYEN: &str = "132.0.0";
/// The version of npm's `terser`, which makes the page's scripts small.
const TERSER: &str = "5.51.4";
/// The version of npm's `axe-core`, which judges the accessibility of the page.
const AXE: &str = "4.14.1";
/// What the page is compiled to.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Settings under which the tools build in a third of the time; they are no slower to use for it.
const BUILT_FAST: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// Whether a tool has to be installed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    /// It is there in the right version.
    Ready,
    /// It is not there.
    Missing,
    /// It is there in this other version.
    Other(String),
}

impl Verdict {
    /// Judges what a tool says of its version, `None` when it says nothing.
    fn of(said: Option<&str>, wanted: &str) -> Self {
        match said.and_then(version_in) {
            Some(found) if found == wanted => Self::Ready,
            Some(found) => Self::Other(found.to_owned()),
            None => Self::Missing,
        }
    }

    /// Why something is installed, to be put behind its name; `None` when nothing need be.
    fn reason(&self) -> Option<String> {
        match self {
            Self::Ready => None,
            Self::Missing => Some("missing here".to_owned()),
            Self::Other(found) => Some(format!("{found} is here")),
        }
    }
}

/// The version in what a tool prints for `--version`: the first word that begins with a digit.
pub(crate) fn version_in(said: &str) -> Option<&str> {
    said.split_whitespace()
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// The version of a package in Cargo.lock.
fn locked<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let (_, after) = lock.split_once(&format!("\nname = \"{package}\"\nversion = \""))?;
    after.split_once('"').map(|(version, _)| version)
}

/// Makes sure that the compiler can build for WebAssembly.
pub(crate) fn wasm_target(project: &Project) -> Result<(), Failure> {
    let mut query = project.command("rustc");
    query.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    if run::output(&mut query).is_some_and(|folder| std::path::Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    let mend =
        format!("Install it with `rustup target add {WASM_TARGET}`, or your system's package for it, and try again.");
    if project.which("rustup").is_none() {
        return Err(Failure::because(format!(
            "The compiler's {WASM_TARGET} target is missing, and so is rustup. {mend}"
        )));
    }
    say::step(&format!(
        "Installing the compiler's {WASM_TARGET} target by rustup (about a minute)"
    ));
    if run::succeeds(project.command("rustup").args(["target", "add", WASM_TARGET]))? {
        return Ok(());
    }
    Err(Failure::because(format!(
        "The {WASM_TARGET} target could not be installed (see above). {mend}"
    )))
}

/// Makes sure of the wasm-bindgen tool, and of its test runner, in the version that Cargo.lock has of the library.
pub(crate) fn wasm_bindgen(project: &Project) -> Result<(), Failure> {
    let lock = fs::read_to_string(project.path("Cargo.lock"))
        .map_err(|error| Failure::because(format!("Cargo.lock cannot be read: {error}.")))?;
    let Some(wanted) = locked(&lock, "wasm-bindgen") else {
        return Err(Failure::because(
            "Cargo.lock names no wasm-bindgen, so the version of its tool is unknown.",
        ));
    };
    let tool = judged(project, "wasm-bindgen", wanted);
    let runner = judged(project, "wasm-bindgen-test-runner", wanted);
    let Some(reason) = tool.reason().or_else(|| runner.reason()) else {
        return Ok(());
    };
    say::step(&format!("Installing wasm-bindgen {wanted} ({reason}; about 2 minutes)"));
    by_cargo(project, "wasm-bindgen", &["wasm-bindgen-cli", "--version", wanted])
}

/// Makes sure of Trunk.
pub(crate) fn trunk(project: &Project) -> Result<(), Failure> {
    let Some(reason) = judged(project, "trunk", TRUNK).reason() else {
        return Ok(());
    };
    say::step(&format!("Installing Trunk {TRUNK} ({reason}; 3 to 6 minutes)"));
    by_cargo(
        project,
        "Trunk",
        &[
            "trunk",
            "--version",
            TRUNK,
            "--no-default-features",
            "--features",
            "rustls",
        ],
    )
}

/// Makes sure of wasm-opt. Trunk would fetch it, but not from a registry, and Debian's own is too old.
pub(crate) fn wasm_opt(project: &Project) -> Result<(), Failure> {
    let wanted = BINARYEN.split('.').next().unwrap_or(BINARYEN);
    let Some(reason) = judged(project, "wasm-opt", wanted).reason() else {
        return Ok(());
    };
    if project.which("node").is_none() || project.which("npm").is_none() {
        return Err(Failure::because(format!(
            "Node.js with npm is missing: wasm-opt {wanted}, which makes the page small, comes in npm's package binaryen and \
             runs on Node.js. Install both (on Debian `apt-get install nodejs npm`) and try again."
        )));
    }
    say::step(&format!(
        "Installing wasm-opt {wanted} from npm's binaryen ({reason}; under a minute)"
    ));
    by_npm(project, "binaryen", BINARYEN)?;
    if judged(project, "wasm-opt", wanted) == Verdict::Ready {
        return Ok(());
    }
    Err(Failure::because(format!(
        "npm's binaryen {BINARYEN} is installed, but its wasm-opt does not run or calls itself another version than {wanted}."
    )))
}

/// Makes sure of terser: Trunk's own minifier can't read the script of wasm-bindgen.
pub(crate) fn terser(project: &Project) -> Result<(), Failure> {
    if is_there(project, "terser", TERSER) {
        return Ok(());
    }
    if project.which("node").is_none() || project.which("npm").is_none() {
        return Err(Failure::because(
            "Node.js with npm is missing: terser, which makes the page's scripts small, is one of its packages. Install both (on \
             Debian `apt-get install nodejs npm`) and try again.",
        ));
    }
    say::step(&format!("Installing npm's terser {TERSER} (a few seconds)"));
    by_npm(project, "terser", TERSER)
}

/// The program of terser.
pub(crate) fn terser_file(project: &Project) -> PathBuf {
    project.tools().join("node_modules/terser/bin/terser")
}

/// Whether a package of npm is there in this version.
fn is_there(project: &Project, package: &str, version: &str) -> bool {
    let about = project.tools().join("node_modules").join(package).join("package.json");
    fs::read_to_string(about).is_ok_and(|about| about.contains(&format!("\"version\": \"{version}\"")))
}

/// Makes sure of axe-core.
pub(crate) fn axe(project: &Project) -> Result<(), Failure> {
    if is_there(project, "axe-core", AXE) {
        return Ok(());
    }
    if project.which("npm").is_none() {
        return Err(Failure::because(
            "npm is missing: axe-core, which judges the accessibility of the page, is one of its packages. Install Node.js \
             with npm (on Debian `apt-get install nodejs npm`) and try again.",
        ));
    }
    say::step(&format!("Installing npm's axe-core {AXE} (a few seconds)"));
    by_npm(project, "axe-core", AXE)
}

/// The script that the end-to-end tests put into the page to judge it.
pub(crate) fn axe_file(project: &Project) -> PathBuf {
    project.tools().join("node_modules/axe-core/axe.min.js")
}

/// Installs a package of npm into the project's tools.
fn by_npm(project: &Project, package: &str, version: &str) -> Result<(), Failure> {
    make_folder(project)?;
    let mut install = project.command("npm");
    // Into a folder without package.json, so what is there already has to be named, or npm would take it away.
    let all = [("binaryen", BINARYEN), ("terser", TERSER), ("axe-core", AXE)];
    let others = all
        .into_iter()
        .filter(|(other, _)| *other != package && project.tools().join("node_modules").join(other).is_dir());
    install.args([
        "install",
        "--no-save",
        "--no-package-lock",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--prefix",
    ]);
    install.arg(project.tools()).arg(format!("{package}@{version}"));
    install.args(others.map(|(other, version)| format!("{other}@{version}")));
    if run::succeeds(&mut install)? {
        return Ok(());
    }
    Err(Failure::because(format!(
        "npm's {package} {version} could not be installed (see above). Look whether `npm view {package}@{version}` answers (the \
         network, npm's registry setting) and whether {} can be written, and try again.",
        project.tools().display()
    )))
}

/// What a tool's own version says.
fn judged(project: &Project, program: &str, wanted: &str) -> Verdict {
    Verdict::of(
        run::output(project.command(program).arg("--version")).as_deref(),
        wanted,
    )
}

/// Installs a Rust program into the project's tools.
fn by_cargo(project: &Project, name: &str, package: &[&str]) -> Result<(), Failure> {
    make_folder(project)?;
    let mut install = project.cargo(&["install", "--locked", "--force", "--root"]);
    install.arg(project.tools()).args(package).envs(BUILT_FAST);
    if run::succeeds(&mut install)? {
        return Ok(());
    }
    Err(Failure::because(format!(
        "{name} could not be installed (see above). Look whether crates.io can be reached and the disk has 2 GB free, and try \
         again; or install it yourself with `cargo install --locked {}`.",
        package.join(" ")
    )))
}

/// Makes the folder of the tools, and keeps it out of version control by a file of its own.
fn make_folder(project: &Project) -> Result<(), Failure> {
    let folder = project.tools();
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(folder.join(".gitignore"), "*\n"))
        .map_err(|error| {
            Failure::because(format!(
                "The folder for tools, {}, cannot be written: {error}.",
                folder.display()
            ))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_the_tools_print() {
        for (said, version) in [
            ("trunk 0.21.14\n", "0.21.14"),
            ("wasm-bindgen 0.2.126 (1a2b3c)\n", "0.2.126"),
            ("wasm-opt version 132 (version_132)\n", "132"),
            (
                "ChromeDriver 156.0.8078.79 (a21ce95-refs/branch-heads/8078@{#1704})\n",
                "156.0.8078.79",
            ),
            (
                "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)\n",
                "156.0.8078.79",
            ),
        ] {
            assert_eq!(version_in(said), Some(version), "{said}");
        }
        assert_eq!(version_in("command not found"), None);
    }

    #[test]
    fn only_what_is_missing_or_of_another_version_is_installed() {
        assert_eq!(Verdict::of(Some("trunk 0.21.14"), "0.21.14").reason(), None);
        assert_eq!(
            Verdict::of(Some("trunk 0.22.1"), "0.21.14").reason().as_deref(),
            Some("0.22.1 is here")
        );
        assert_eq!(
            Verdict::of(Some("wasm-opt version 108"), "132"),
            Verdict::Other("108".to_owned())
        );
        assert_eq!(Verdict::of(Some(""), "132"), Verdict::Missing);
        assert_eq!(Verdict::of(None, "132"), Verdict::Missing);
    }

    #[test]
    fn the_version_of_a_library_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"0.3.76\"\n\n\
            [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.126\"\nsource = \"x\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.126"));
        assert_eq!(locked(lock, "wasm"), None);
        assert!(locked(include_str!("../../../Cargo.lock"), "wasm-bindgen").is_some());
    }

    #[test]
    fn trunks_own_settings_demand_the_same_versions() {
        let settings = include_str!("../../../Trunk.toml");
        assert!(
            settings.contains(&format!("trunk-version = \"={TRUNK}\"")),
            "Trunk.toml asks for another Trunk"
        );
        let binaryen = BINARYEN.trim_end_matches(".0.0");
        assert!(
            settings.contains(&format!("wasm_opt = \"version_{binaryen}\"")),
            "Trunk.toml asks for another wasm-opt"
        );
    }
}
