//! Starts the page.

use certdesk::app::App;

fn main() {
    leptos::mount::mount_to_body(App);
}
