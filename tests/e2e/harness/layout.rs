//! Where things lie: nothing is wider than a narrow window, nothing moves when something is said.

use serde_json::Value;

use super::browser::Browser;

/// The narrowest window that the page is made for, in CSS pixels.
pub(crate) const NARROW: u32 = 320;

impl Browser {
    /// Fails where the page has to be scrolled sideways, and names what sticks out.
    pub(crate) async fn assert_fits(&self, state: &str) {
        let wide = self
            .run(
                "const root = document.documentElement;
                 if (root.scrollWidth <= root.clientWidth) return [];
                 const scrolls = (item) => {
                   for (let up = item.parentElement; up; up = up.parentElement)
                     if (getComputedStyle(up).overflowX !== 'visible') return true;
                   return false;
                 };
                 const out = [...document.body.querySelectorAll('*')].filter(item => item.checkVisibility()
                   && item.getBoundingClientRect().right > root.clientWidth + 0.5 && !scrolls(item));
                 return [`${root.scrollWidth} > ${root.clientWidth}`, ...out.slice(0, 10).map(item =>
                   `${item.tagName}.${item.className}#${item.id} ${Math.round(item.getBoundingClientRect().right)}`)];",
            )
            .await;
        assert!(
            wide.as_array().is_some_and(Vec::is_empty),
            "{state} does not fit: {wide:#}"
        );
    }

    /// Where all controls and headings that are seen lie on the page (not in the window): name, left, top.
    pub(crate) async fn places(&self) -> Value {
        self.run(
            // Beside the form stands the request as it is so far, which an error makes shorter.
            "const seen = {};
             return [...document.querySelectorAll('.form :is(input, textarea, select, button, h2, legend, summary)')]
               .filter(item => item.checkVisibility())
               .map(item => {
                 const box = item.getBoundingClientRect();
                 const name = `${item.tagName}#${item.id} ${item.textContent.trim().slice(0, 30)}`;
                 seen[name] = (seen[name] ?? 0) + 1;
                 return [`${name} ${seen[name]}`, Math.round(box.left + scrollX), Math.round(box.top + scrollY)];
               });",
        )
        .await
    }
}
