//! Pictures of the page.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

use super::browser::Browser;

impl Browser {
    /// Writes a picture: of the window, or of the page from top to bottom.
    pub(crate) async fn shoot(&self, file: &Path, whole_page: bool) {
        let wanted = json!({ "format": "png", "captureBeyondViewport": whole_page });
        let picture = self.command("Page.captureScreenshot", wanted).await;
        let picture = picture["data"].as_str().expect("a picture");
        let picture = BASE64_STANDARD.decode(picture).expect("a picture in Base64");
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        }
        fs::write(file, picture).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}
