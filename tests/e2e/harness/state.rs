//! A state of the page, looked at from all sides: wide and narrow, light and dark.

use super::browser::{Browser, Looks};
use super::environment;
use super::layout::NARROW;

impl Browser {
    /// Judges the page as it stands under this name: axe has no finding, nothing sticks out of a narrow window, and where
    /// pictures are wanted there is one of each look.
    pub(crate) async fn inspect(&self, state: &str) {
        let usual = self.looks();
        let narrow = Looks {
            width: NARROW,
            height: 800,
            ..usual
        };
        let looks = [
            ("wide-light", Looks { dark: false, ..usual }),
            ("wide-dark", Looks { dark: true, ..usual }),
            ("narrow-light", Looks { dark: false, ..narrow }),
            ("narrow-dark", Looks { dark: true, ..narrow }),
        ];
        for (name, looks) in looks {
            self.look(looks).await;
            let whole = format!("{state} ({name})");
            self.assert_fits(&whole).await;
            if let Some(folder) = environment::screenshots() {
                self.shoot(&folder.join(format!("{state}-{name}.png")), true).await;
            }
            self.assert_accessible(&whole).await;
        }
        self.look(usual).await;
    }
}
