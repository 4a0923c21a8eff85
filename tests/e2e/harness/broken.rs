//! Pages of which a file is missing or broken.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::browser::Looks;
use super::desk::{Desk, Setup};
use super::environment::dist;

/// A copy of the built page whose files can be broken.
pub(crate) fn copy_of_page() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for a page");
    for entry in fs::read_dir(dist()).expect("the built page") {
        let entry = entry.expect("a file of the built page");
        if entry.path().is_file() {
            fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
        }
    }
    folder
}

/// Does something to the file with this ending, and takes its compressed twins away.
pub(crate) fn break_file(folder: &Path, ending: &str, breaking: impl Fn(&Path)) {
    let files: Vec<_> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .collect();
    let file = files
        .iter()
        .find(|file| file.to_string_lossy().ends_with(ending))
        .expect("the file to break");
    for twin in ["br", "gz"] {
        // Small files have none.
        let _ = fs::remove_file(file.with_added_extension(twin));
    }
    breaking(file);
}

/// A browser on such a copy.
pub(crate) async fn desk_on(folder: &TempDir, looks: Looks) -> Desk {
    let page = Some(folder.path().to_owned());
    let desk = Desk::closed(Setup {
        page,
        looks,
        ..Setup::default()
    })
    .await;
    desk.browser.go(&desk.address()).await;
    desk
}
