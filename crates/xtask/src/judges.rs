//! The programs to which the tests of `certdesk-pki` hand every file that it writes, and the servers that they and the flows
//! start.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::project::Project;
use crate::{debian, say};

/// Each program and the package of Debian that it is in. The tests name the same ones where a program is missing.
const PROGRAMS: [(&str, &str); 8] = [
    ("openssl", "openssl"),
    ("certtool", "gnutls-bin"),
    ("keytool", "default-jre-headless"),
    ("unzip", "unzip"),
    ("nginx", "nginx-light"),
    ("apache2", "apache2"),
    ("haproxy", "haproxy"),
    ("caddy", "caddy"),
];

/// Where servers lie, though the path of an ordinary user does not name it.
const MORE_FOLDERS: [&str; 3] = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/// What Debian's packages ask whether they may start a service (invoke-rc.d(8)).
const POLICY: &str = "/usr/sbin/policy-rc.d";

/// Makes sure of the programs, by an installation if need be, or says which ones are missing.
pub(crate) fn ready(project: &Project) -> Result<(), Failure> {
    let there = |name: &str| {
        project.which(name).is_some() || MORE_FOLDERS.iter().any(|folder| Path::new(folder).join(name).is_file())
    };
    let missing = missing(there);
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<_> = missing.iter().map(|(_, package)| *package).collect();
    if !debian::installs(project) {
        return Err(Failure::because(sentence(&missing)));
    }
    say::step(&format!(
        "Installing {} by apt-get, for the tests that hand files to other programs or are served by them (1 to 2 minutes; no server among \
         them is started as a service)",
        packages.join(", ")
    ));
    let quiet = NoServices::until_dropped(Path::new(POLICY));
    let installed = debian::install(project, &packages);
    drop(quiet);
    if installed? {
        return Ok(());
    }
    Err(Failure::because(format!(
        "They could not be installed (see above). {}",
        sentence(&missing)
    )))
}

/// The programs that are not there, each with its package.
fn missing(there: impl Fn(&str) -> bool) -> Vec<(&'static str, &'static str)> {
    PROGRAMS.into_iter().filter(|(name, _)| !there(name)).collect()
}

fn sentence(missing: &[(&str, &str)]) -> String {
    let (names, packages): (Vec<_>, Vec<_>) = missing.iter().copied().unzip();
    format!(
        "Some tests will fail for want of {}: they hand files to these programs, or start them as servers. Install them (Debian: `apt-get install {}`; \
         their services need not run) and try again.",
        names.join(", "),
        packages.join(" ")
    )
}

/// As long as this lives, packages that are installed start no service. A policy of the machine's own is left as it is.
struct NoServices(Option<PathBuf>);

impl NoServices {
    fn until_dropped(policy: &Path) -> Self {
        if policy.exists() {
            return Self(None);
        }
        // 101: "action forbidden by policy". Where it can't be written, the services can only be started.
        let written = fs::write(policy, "#!/bin/sh\nexit 101\n").and_then(|()| make_executable(policy));
        Self(written.is_ok().then(|| policy.to_path_buf()))
    }
}

impl Drop for NoServices {
    fn drop(&mut self) {
        if let Some(policy) = &self.0 {
            let _ = fs::remove_file(policy);
        }
    }
}

#[cfg(unix)]
fn make_executable(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_file: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_absent_is_installed_and_named() {
        assert_eq!(missing(|_| true), []);
        let absent = missing(|name| !matches!(name, "certtool" | "nginx"));
        assert_eq!(absent, [("certtool", "gnutls-bin"), ("nginx", "nginx-light")]);
        let said = sentence(&absent);
        assert!(said.contains("for want of certtool, nginx:"), "{said}");
        assert!(said.contains("`apt-get install gnutls-bin nginx-light`"), "{said}");
    }

    #[test]
    fn the_tests_name_the_same_programs_and_packages() {
        let tests = [
            include_str!("../../pki/tests/judges/program.rs"),
            include_str!("../../../tests/e2e/deploy/program.rs"),
        ]
        .concat();
        for (name, package) in PROGRAMS {
            let named = format!("program(\"{name}\", \"{package}\")");
            assert!(tests.contains(&named), "{named}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn services_are_forbidden_only_as_long_as_it_takes() {
        use std::process::Command;

        let folder = std::env::temp_dir().join(format!("certdesk-xtask-policy-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for the test");
        let policy = folder.join("policy-rc.d");
        let quiet = NoServices::until_dropped(&policy);
        let answer = Command::new(&policy).status().map(|status| status.code());
        // A second one finds it and leaves it to the first.
        drop(NoServices::until_dropped(&policy));
        let is_left = policy.exists();
        drop(quiet);
        let is_gone = !policy.exists();
        fs::remove_dir_all(&folder).expect("the test's own folder");
        assert_eq!(answer.ok(), Some(Some(101)));
        assert!(is_left && is_gone);
    }
}
