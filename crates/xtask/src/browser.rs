//! Chromium and its driver, for the tests that need a browser.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::project::Project;
use crate::tools::version_in;
use crate::{debian, run, say};

/// The names under which Chromium and its relatives are installed, the one that the tests are written for first.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// What Debian calls the two, and the letters (Cyrillic among them) without which screenshots show boxes.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-liberation"];

/// A browser and the driver that steers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Browser {
    /// Chromium.
    pub(crate) chromium: PathBuf,
    /// chromedriver.
    pub(crate) driver: PathBuf,
}

impl Browser {
    /// Finds the browser, or installs it where that is ours to do: as root, on Debian.
    pub(crate) fn ready(project: &Project) -> Result<Self, Failure> {
        let found = match Self::find(project) {
            Some(found) => found,
            None => {
                install(project)?;
                Self::find(project)
                    .ok_or_else(|| Failure::because(format!("Chromium was installed but is not found. {MEND}")))?
            }
        };
        found.fits()?;
        Ok(found)
    }

    /// The browser that `CHROMIUM` and `CHROMEDRIVER` name, else the one on the path.
    fn find(project: &Project) -> Option<Self> {
        let named = |variable| env::var_os(variable).map(PathBuf::from).filter(|file| file.is_file());
        Some(Self {
            chromium: named("CHROMIUM").or_else(|| BROWSERS.iter().find_map(|name| project.which(name)))?,
            driver: named("CHROMEDRIVER").or_else(|| project.which("chromedriver"))?,
        })
    }

    /// Checks that the driver is made for the browser: one of another major version starts no session.
    fn fits(&self) -> Result<(), Failure> {
        let said = |program: &PathBuf| {
            run::output(Command::new(program).arg("--version"))
                .ok_or_else(|| Failure::because(format!("{} does not run. {MEND}", program.display())))
        };
        let (browser, driver) = (said(&self.chromium)?, said(&self.driver)?);
        if fit(&browser, &driver) {
            return Ok(());
        }
        Err(Failure::because(format!(
            "chromedriver is made for another version: {} is \"{}\", {} is \"{}\". {MEND}",
            self.chromium.display(),
            browser.trim(),
            self.driver.display(),
            driver.trim()
        )))
    }
}

const MEND: &str = "Install Chromium and the chromedriver of the same version (Debian: `apt-get install chromium chromium-driver`), \
    or name them in the variables CHROMIUM and CHROMEDRIVER, and try again.";

/// Whether the first numbers of the versions that a browser and a driver print are the same.
fn fit(browser: &str, driver: &str) -> bool {
    let major = |said| version_in(said).and_then(|version| version.split('.').next());
    major(browser).is_some() && major(browser) == major(driver)
}

fn install(project: &Project) -> Result<(), Failure> {
    if !debian::installs(project) {
        return Err(Failure::because(format!("Chromium or chromedriver is missing. {MEND}")));
    }
    say::step("Installing Chromium and chromedriver by apt-get (1 to 3 minutes)");
    if debian::install(project, &PACKAGES)? {
        return Ok(());
    }
    Err(Failure::because(format!(
        "Chromium could not be installed (see above). {MEND}"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_major_versions_have_to_agree() {
        let browser = "Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)";
        assert!(fit(browser, "ChromeDriver 156.1.2.3 (abc)"));
        assert!(!fit(browser, "ChromeDriver 155.0.8078.79 (abc)"));
        assert!(!fit("", ""));
    }
}
