//! The programs that judge.

use std::path::Path;
use std::process::{Command, Output};

/// A program and the package of Debian that it is in.
pub(crate) struct Program {
    name: &'static str,
    package: &'static str,
}

pub(crate) const APACHE: Program = program("apache2", "apache2");
pub(crate) const CERTTOOL: Program = program("certtool", "gnutls-bin");
pub(crate) const HAPROXY: Program = program("haproxy", "haproxy");
pub(crate) const KEYTOOL: Program = program("keytool", "default-jre-headless");
pub(crate) const NGINX: Program = program("nginx", "nginx-light");
pub(crate) const OPENSSL: Program = program("openssl", "openssl");
pub(crate) const SH: Program = program("sh", "dash");
pub(crate) const UNZIP: Program = program("unzip", "unzip");

const fn program(name: &'static str, package: &'static str) -> Program {
    Program { name, package }
}

/// Where servers lie on Debian, though the path of an ordinary user does not name it.
const MORE_FOLDERS: &str = ":/usr/local/sbin:/usr/sbin:/sbin";

/// The password of the files, for programs that take it from their surroundings.
pub(crate) const PASSWORD_VARIABLE: &str = "CERTDESK_TEST_PASSWORD";

impl Program {
    /// The program, to be run in `folder`, with the same words on every machine.
    pub(crate) fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(self.name);
        let path = std::env::var("PATH").unwrap_or_default() + MORE_FOLDERS;
        command.current_dir(folder).env("PATH", path).env("LC_ALL", "C.UTF-8");
        command
    }

    /// What is said where the program can't be started.
    pub(crate) fn missing(&self, error: &std::io::Error) -> ! {
        let Self { name, package } = self;
        panic!(
            "These tests judge by the program {name}, which can't be started: {error}. On Debian it is in the package \
             {package}: `apt-get install {package}`."
        )
    }

    /// What it does with these arguments.
    pub(crate) fn output(&self, mut command: Command) -> Output {
        command.output().unwrap_or_else(|error| self.missing(&error))
    }

    /// What it prints with these arguments, both streams; the test fails where it refuses.
    pub(crate) fn says(&self, folder: &Path, arguments: &[&str]) -> String {
        let mut command = self.command(folder);
        command.args(arguments);
        self.succeeds(command)
    }

    /// The same of a command that was made from [`Self::command`].
    pub(crate) fn succeeds(&self, command: Command) -> String {
        let described = format!("{command:?}");
        let output = self.output(command);
        let said = text(&output);
        assert!(output.status.success(), "{described}: {said}");
        said
    }
}

/// Both streams.
pub(crate) fn text(output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text += &String::from_utf8_lossy(&output.stderr);
    text
}
