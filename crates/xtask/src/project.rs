//! Where the project lies, and how programs are called from there.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;

/// The checkout that this task works on.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    root: PathBuf,
    tools: PathBuf,
}

impl Project {
    /// Finds the checkout by the place of this crate in it.
    ///
    /// The tools lie in `.tools` beside the sources, or where `CERTDESK_TOOLS` says. Not in `target`, because they take
    /// minutes to build and `cargo clean` is about the project's own code; not in Cargo's own folder, because there they
    /// would replace versions that other projects of the same person need.
    pub(crate) fn find() -> Result<Self, Failure> {
        let crate_folder =
            env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| OsString::from(env!("CARGO_MANIFEST_DIR")));
        let root = Path::new(&crate_folder)
            .ancestors()
            .nth(2)
            .filter(|root| root.join("Cargo.lock").is_file())
            .ok_or_else(|| {
                Failure::because("The project was not found. Call this as `cargo xtask` inside the checkout.")
            })?
            .to_path_buf();
        let tools = match env::var_os("CERTDESK_TOOLS").filter(|folder| !folder.is_empty()) {
            Some(folder) => absolute(Path::new(&folder))?,
            None => root.join(".tools"),
        };
        Ok(Self { root, tools })
    }

    /// A file or folder of the checkout.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// The folder of the tools that were installed for this project.
    pub(crate) fn tools(&self) -> &Path {
        &self.tools
    }

    /// Calls a program from the root of the checkout, with the project's own tools before those of the machine.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let program = program.as_ref();
        let mut command = Command::new(self.which(program).unwrap_or_else(|| program.to_path_buf()));
        command.current_dir(&self.root);
        if let Ok(path) = env::join_paths(self.folders()) {
            command.env("PATH", path);
        }
        command
    }

    /// Calls the Cargo that this task was started by.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from));
        command.args(arguments);
        command
    }

    /// Where a program lies, the project's own tools first; `None` when it is not installed.
    pub(crate) fn which(&self, program: impl AsRef<Path>) -> Option<PathBuf> {
        let name = program.as_ref();
        self.folders()
            .flat_map(|folder| [folder.join(name), folder.join(name).with_added_extension("exe")])
            .find(|file| file.is_file())
    }

    /// The folders that programs are looked for in.
    fn folders(&self) -> impl Iterator<Item = PathBuf> {
        let own = [self.tools.join("bin"), self.tools.join("node_modules").join(".bin")];
        own.into_iter()
            .chain(env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect::<Vec<_>>())
    }
}

/// A path as it is meant where the task was called, so that it holds in programs that run elsewhere.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    std::path::absolute(path)
        .map_err(|error| Failure::because(format!("{} is no usable path: {error}.", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checkout_is_found_and_its_programs_are_called_from_its_root() {
        let project = Project::find().expect("the tests run inside the checkout");
        assert!(project.path("Trunk.toml").is_file());
        let command = project.command("certdesk-no-such-program");
        assert_eq!(command.get_current_dir(), Some(project.path("").as_path()));
        let path = command
            .get_envs()
            .find(|(name, _)| *name == "PATH")
            .and_then(|(_, path)| path);
        let first = path.and_then(|path| env::split_paths(path).next());
        assert_eq!(first, Some(project.tools().join("bin")));
    }

    #[test]
    fn the_projects_own_tools_come_first() {
        let tools = env::temp_dir().join(format!("certdesk-xtask-which-{}", std::process::id()));
        std::fs::create_dir_all(tools.join("bin")).expect("a folder for the test");
        std::fs::write(tools.join("bin").join("cargo"), "").expect("a file for the test");
        let project = Project {
            root: PathBuf::from("/"),
            tools: tools.clone(),
        };
        let found = project.which("cargo");
        std::fs::remove_dir_all(&tools).expect("the test's own folder");
        assert_eq!(found, Some(tools.join("bin").join("cargo")));
        assert_eq!(project.which("certdesk-no-such-program"), None);
    }
}
