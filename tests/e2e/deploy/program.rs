//! The web servers and OpenSSL.

use std::path::Path;
use std::process::{Command, Output};

/// A program and the package of Debian that it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Program {
    name: &'static str,
    package: &'static str,
}

pub(super) const BASH: Program = program("bash", "bash");
pub(super) const CADDY: Program = program("caddy", "caddy");
pub(super) const NGINX: Program = program("nginx", "nginx-light");
pub(super) const OPENSSL: Program = program("openssl", "openssl");

const fn program(name: &'static str, package: &'static str) -> Program {
    Program { name, package }
}

/// Where servers lie on Debian, though the path of an ordinary user does not name it.
const MORE_FOLDERS: &str = ":/usr/local/sbin:/usr/sbin:/sbin";

impl Program {
    /// The program, to be run in a folder that is its home too.
    pub(super) fn command(self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.name);
        let path = std::env::var("PATH").unwrap_or_default() + MORE_FOLDERS;
        command.current_dir(folder).args(arguments).env("PATH", path);
        for home in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(home, folder);
        }
        command
    }

    /// What comes of a command.
    pub(super) fn output(self, mut command: Command) -> Output {
        command.output().unwrap_or_else(|error| self.missing(&error))
    }

    /// What it prints on standard output; the test fails where it refuses.
    pub(super) fn says(self, folder: &Path, arguments: &[&str]) -> String {
        let output = self.output(self.command(folder, arguments));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{} {arguments:?}: {said}{complaint}",
            self.name
        );
        said
    }

    /// What is said where the program can't be started.
    pub(super) fn missing(self, error: &std::io::Error) -> ! {
        let Self { name, package } = self;
        panic!(
            "These flows need the program {name}, which can't be started: {error}. On Debian it is in the package {package}: \
             `apt-get install {package}`."
        )
    }
}
