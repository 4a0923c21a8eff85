//! Packages of Debian, installed where that is ours to do: as root, on Debian itself.

use std::fs;

use crate::failure::Failure;
use crate::project::Project;
use crate::run;

/// Whether packages can be installed from here.
pub(crate) fn installs(project: &Project) -> bool {
    let debian = fs::read_to_string("/etc/os-release").is_ok_and(|release| is_debian(&release));
    is_root() && debian && project.which("apt-get").is_some()
}

/// Installs packages by apt-get; whether it could.
pub(crate) fn install(project: &Project, packages: &[&str]) -> Result<bool, Failure> {
    let mut update = project.command("apt-get");
    // An update may fail at a source that has nothing to do with the packages: the installation itself decides.
    let _ = run::succeeds(update.arg("update"))?;
    let mut install = project.command("apt-get");
    install
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    run::succeeds(&mut install)
}

/// Whether `/etc/os-release` is that of Debian itself: Ubuntu's package `chromium` installs no usable browser.
fn is_debian(release: &str) -> bool {
    release.lines().any(|line| line.trim() == "ID=debian")
}

#[cfg(unix)]
fn is_root() -> bool {
    nix::unistd::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_is_told_from_its_relatives() {
        assert!(is_debian("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n"));
        assert!(!is_debian("NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n"));
    }
}
