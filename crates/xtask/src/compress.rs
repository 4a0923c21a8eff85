//! The compressed files that a web server hands out in place of the others: Brotli (`.br`) and gzip (`.gz`).

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::Failure;

/// What compresses well. The rest (PNG, fonts) is compressed by its own format.
const COMPRESSIBLE: [&str; 9] = ["css", "dat", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];
/// The file that an administrator edits where the page is served: a compressed copy would go on saying what it said before.
const EDITED: &str = "config.json";

/// A file of the built page and what it weighs, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct File {
    /// Its path in the folder, with `/`.
    pub(crate) name: String,
    /// Its own length.
    pub(crate) raw: usize,
    /// The lengths of its compressed copies, unless it has none.
    pub(crate) packed: Option<Packed>,
}

/// What the compressed copies of a file weigh, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Packed {
    /// The `.br` file.
    pub(crate) br: usize,
    /// The `.gz` file.
    pub(crate) gz: usize,
}

impl File {
    /// What a current browser loads.
    pub(crate) fn loaded(&self) -> usize {
        self.packed.map_or(self.raw, |packed| packed.br)
    }
}

/// Sets a `.br` and a `.gz` beside every file in a folder that is worth it. The files come sorted by name.
pub(crate) fn beside_all(folder: &Path) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    visit(folder, "", &mut files).map_err(|error| {
        Failure::because(format!(
            "The files in {} cannot be compressed: {error}.",
            folder.display()
        ))
    })?;
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

fn visit(folder: &Path, prefix: &str, files: &mut Vec<File>) -> io::Result<()> {
    // Listed before anything is written, so that no compressed file is met on the way.
    for entry in fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()? {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            visit(&entry.path(), &format!("{name}/"), files)?;
            continue;
        }
        let content = fs::read(entry.path())?;
        let packed = if is_compressible(&name) {
            Some(pack(&entry.path(), &content)?)
        } else {
            None
        };
        files.push(File {
            name,
            raw: content.len(),
            packed,
        });
    }
    Ok(())
}

fn pack(file: &Path, content: &[u8]) -> io::Result<Packed> {
    let (br, gz) = (brotli(content)?, gzip(content)?);
    fs::write(file.with_added_extension("br"), &br)?;
    fs::write(file.with_added_extension("gz"), &gz)?;
    Ok(Packed {
        br: br.len(),
        gz: gz.len(),
    })
}

fn is_compressible(name: &str) -> bool {
    name != EDITED
        && name
            .rsplit_once('.')
            .is_some_and(|(_, extension)| COMPRESSIBLE.contains(&extension))
}

/// Brotli at its best: quality 11, and the largest window that every browser takes.
fn brotli(content: &[u8]) -> io::Result<Vec<u8>> {
    let settings = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut packed, &settings)?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn compressed_files_stand_beside_the_others_and_hold_the_same() {
        let folder = std::env::temp_dir().join(format!("certdesk-xtask-compress-{}", std::process::id()));
        fs::create_dir_all(folder.join("data")).expect("a folder for the test");
        let sheet = "body { margin: 0 }\n".repeat(100);
        fs::write(folder.join("page.css"), &sheet).expect("a file for the test");
        fs::write(folder.join("data").join("suffixes.txt"), "com\n").expect("a file for the test");
        fs::write(folder.join("config.json"), "{}").expect("a file for the test");
        fs::write(folder.join("icon.png"), [0; 64]).expect("a file for the test");

        let files = beside_all(&folder).expect("the folder can be written");
        let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
        let br = fs::read(folder.join("page.css.br")).expect("a compressed file");
        let gz = fs::read(folder.join("page.css.gz")).expect("a compressed file");
        let left_alone = ["config.json.br", "config.json.gz", "icon.png.br"].map(|name| folder.join(name).exists());
        let below = folder.join("data").join("suffixes.txt.br").exists();
        fs::remove_dir_all(&folder).expect("the test's own folder");

        assert_eq!(names, ["config.json", "data/suffixes.txt", "icon.png", "page.css"]);
        assert_eq!(left_alone, [false, false, false]);
        assert!(below);
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(gz.as_slice())
            .read_to_string(&mut unpacked)
            .expect("gzip");
        assert_eq!(unpacked, sheet);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut br.as_slice(), &mut unpacked).expect("brotli");
        assert_eq!(unpacked, sheet.as_bytes());
        let page = files.last().expect("four files");
        assert_eq!(
            page.packed,
            Some(Packed {
                br: br.len(),
                gz: gz.len()
            })
        );
        assert_eq!((page.raw, page.loaded()), (sheet.len(), br.len()));
    }
}
