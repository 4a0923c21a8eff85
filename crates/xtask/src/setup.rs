//! What a task needs from the machine, put there when it is missing.

use crate::browser::Browser;
use crate::failure::Failure;
use crate::project::Project;
use crate::tools;

/// Something that a task cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// The compiler's standard library for WebAssembly.
    WasmTarget,
    /// The wasm-bindgen tool and its test runner.
    WasmBindgen,
    /// Trunk.
    Trunk,
    /// wasm-opt.
    WasmOpt,
    /// terser.
    Terser,
    /// Chromium and its driver.
    Browser,
    /// axe-core.
    Axe,
}

impl Need {
    /// What the page's build needs: the ones that take long come last, so that a missing Node.js is told at once.
    pub(crate) const PAGE: [Self; 5] = [
        Self::WasmTarget,
        Self::WasmOpt,
        Self::Terser,
        Self::WasmBindgen,
        Self::Trunk,
    ];

    /// Makes sure of it, by an installation if need be.
    pub(crate) fn ensure(self, project: &Project) -> Result<(), Failure> {
        match self {
            Self::WasmTarget => tools::wasm_target(project),
            Self::WasmBindgen => tools::wasm_bindgen(project),
            Self::Trunk => tools::trunk(project),
            Self::WasmOpt => tools::wasm_opt(project),
            Self::Terser => tools::terser(project),
            Self::Browser => Browser::ready(project).map(|_| ()),
            Self::Axe => tools::axe(project),
        }
    }
}

/// Makes sure of everything in the list, or says what cannot be had.
pub(crate) fn ensure(project: &Project, needs: &[Need]) -> Result<(), Failure> {
    needs.iter().try_for_each(|need| need.ensure(project))
}

/// The needs that could not be met, for a task that goes on with what it can do without them.
#[derive(Debug, Default)]
pub(crate) struct Unmet(Vec<(Need, Failure)>);

impl Unmet {
    /// Makes sure of what can be had, each need once, and remembers the rest.
    pub(crate) fn after_trying(needs: &[Need], ensure: impl Fn(Need) -> Result<(), Failure>) -> Self {
        let mut tried = Vec::new();
        let mut unmet = Self::default();
        for &need in needs {
            if tried.contains(&need) {
                continue;
            }
            tried.push(need);
            if let Err(failure) = ensure(need) {
                unmet.0.push((need, failure));
            }
        }
        unmet
    }

    /// Why something that has these needs cannot be done.
    pub(crate) fn reason(&self, needs: &[Need]) -> Option<&Failure> {
        self.0
            .iter()
            .find(|(need, _)| needs.contains(need))
            .map(|(_, failure)| failure)
    }

    /// All reasons.
    pub(crate) fn reasons(&self) -> impl Iterator<Item = &Failure> {
        self.0.iter().map(|(_, failure)| failure)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn each_need_is_tried_once_and_hinders_only_what_has_it() {
        let tried = RefCell::new(Vec::new());
        let needs = [
            Need::WasmTarget,
            Need::Browser,
            Need::WasmTarget,
            Need::Trunk,
            Need::Browser,
        ];
        let unmet = Unmet::after_trying(&needs, |need| {
            tried.borrow_mut().push(need);
            if need == Need::Browser {
                Err(Failure::because("No browser."))
            } else {
                Ok(())
            }
        });
        assert_eq!(*tried.borrow(), [Need::WasmTarget, Need::Browser, Need::Trunk]);
        assert_eq!(unmet.reason(&Need::PAGE), None);
        assert_eq!(
            unmet.reason(&[Need::WasmTarget, Need::Browser]),
            Some(&Failure::because("No browser."))
        );
        assert_eq!(unmet.reasons().count(), 1);
    }
}
