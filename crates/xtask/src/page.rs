//! Building the page as it goes into production.

use std::fs;
use std::path::Path;

use crate::compress::{self, File};
use crate::failure::Failure;
use crate::project::Project;
use crate::setup::{self, Need};
use crate::{run, say, split};

/// The folder of the built page, as the demo and the tests use it.
pub(crate) const DIST: &str = "dist";

/// Builds the page into a folder, which is emptied first, and sets compressed files beside the others. The tools for it are
/// installed if need be.
///
/// # Errors
///
/// When the folder holds something that is no earlier build, when a tool cannot be had or fails, or when the files cannot
/// be written.
pub(crate) fn build(project: &Project, folder: &Path) -> Result<Vec<File>, Failure> {
    spare(folder)?;
    setup::ensure(project, &Need::PAGE)?;
    // Trunk runs Cargo with --offline, so what the page depends on has to be on the disk before.
    if !run::succeeds(&mut project.cargo(&["fetch"]))? {
        return Err(Failure::because(
            "The libraries of the page could not be fetched (see above). Look at the network and try again.",
        ));
    }
    say::step("Building the page for release (about 2 minutes the first time)");
    let mut trunk = project.command("trunk");
    trunk.args(["build", "--release", "--offline", "--dist"]).arg(folder);
    // Trunk 0.21 takes the variable for its own option and refuses any value but `true` and `false`.
    trunk.env_remove("NO_COLOR");
    if !run::succeeds(&mut trunk)? {
        return Err(Failure::because(
            "The page could not be built: the compiler or Trunk says why above.",
        ));
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.path("target"), Into::into);
    let linked = target.join(crate::tools::WASM_TARGET).join("release/certdesk.wasm");
    split::apart(project, folder, &linked)?;
    say::step("Compressing the files");
    compress::beside_all(folder)
}

/// Whether a page has been built into the folder.
pub(crate) fn is_built(folder: &Path) -> bool {
    folder.join("index.html").is_file()
}

/// Refuses a folder whose content the build would throw away although no build has made it.
fn spare(folder: &Path) -> Result<(), Failure> {
    let taken = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => folder.exists(),
    };
    // A build that was broken off leaves Trunk's stage behind and nothing else that tells it from other folders.
    if taken && !folder.join("boot.js").is_file() && !folder.join(".stage").is_dir() {
        return Err(Failure::because(format!(
            "{} holds something else than an earlier build of the page, and building would delete it. Name an empty or a new folder.",
            folder.display()
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_empty_folders_and_earlier_builds_are_built_into() {
        let folder = std::env::temp_dir().join(format!("certdesk-xtask-spare-{}", std::process::id()));
        assert_eq!(spare(&folder), Ok(()));
        fs::create_dir_all(&folder).expect("a folder for the test");
        let empty = spare(&folder);
        fs::write(folder.join("index.html"), "a diary").expect("a file for the test");
        let foreign = spare(&folder);
        fs::write(folder.join("boot.js"), "").expect("a file for the test");
        let built = spare(&folder);
        fs::remove_dir_all(&folder).expect("the test's own folder");
        assert_eq!((empty, built), (Ok(()), Ok(())));
        assert!(foreign.expect_err("a foreign folder").to_string().contains("delete"));
    }
}
