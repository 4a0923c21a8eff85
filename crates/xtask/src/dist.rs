//! `cargo xtask dist`: the files for production, and what they weigh.

use std::fs;
use std::path::Path;

use crate::args::Dist;
use crate::compress::File;
use crate::failure::Failure;
use crate::project::{Project, absolute};
use crate::{deploy, page, say};

/// Builds the page and prints a table of its files.
pub(crate) fn run(project: &Project, options: &Dist) -> Result<(), Failure> {
    let folder = match &options.out {
        Some(folder) => absolute(folder)?,
        None => project.path(page::DIST),
    };
    let files = page::build(project, &folder)?;
    let shell = shell(&folder)?;
    say::line("");
    table(&files, &shell).iter().for_each(|line| say::line(line));
    let deploy = deploy::write(project, &folder, options.proxy.as_ref())?;
    say::line(&format!(
        "\nThe page is in {}\nThe configuration of nginx and of Caddy is in {} (docs/admin-guide.md says where it goes)",
        folder.display(),
        deploy.display()
    ));
    Ok(())
}

/// The shell's HTML, which names all that is loaded before the page can be used.
fn shell(folder: &Path) -> Result<String, Failure> {
    fs::read_to_string(folder.join("index.html"))
        .map_err(|error| Failure::because(format!("The page was built without a readable index.html: {error}.")))
}

/// The table, a line a file: its lengths in bytes, and a mark at what the first load needs.
fn table(files: &[File], shell: &str) -> Vec<String> {
    let row =
        |raw: &str, br: &str, gz: &str, mark: &str, name: &str| format!("{raw:>10} {br:>9} {gz:>9}  {mark:1} {name}");
    let mut lines = vec![row("bytes", "brotli", "gzip", "", "file")];
    let mut first_load = 0;
    for file in files {
        let is_first = is_first(&file.name, shell);
        if is_first {
            first_load += file.loaded();
        }
        let size = |size: Option<usize>| size.map_or_else(|| "-".to_owned(), |size| size.to_string());
        let (br, gz) = (
            size(file.packed.map(|packed| packed.br)),
            size(file.packed.map(|packed| packed.gz)),
        );
        lines.push(row(
            &file.raw.to_string(),
            &br,
            &gz,
            if is_first { "*" } else { "" },
            &file.name,
        ));
    }
    lines.push(row(
        "",
        &first_load.to_string(),
        "",
        "*",
        "first load, as a browser with Brotli gets it",
    ));
    lines
}

/// Whether a file is loaded before the page can be used: the shell, what it names, and the settings that the page reads.
fn is_first(name: &str, shell: &str) -> bool {
    // Minified HTML has no quotes around its attributes.
    let mut values = shell.split(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '=' | '>'));
    matches!(name, "index.html" | "config.json") || values.any(|value| value.trim_start_matches("./") == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compress::Packed;

    #[test]
    fn the_first_load_is_the_shell_what_it_names_and_the_settings() {
        let shell =
            r#"<link href=./page-1.css rel=stylesheet><script src="./boot.js" data-wasm=./page_bg.wasm></script>"#;
        let file = |name: &str, raw, br| File {
            name: name.to_owned(),
            raw,
            packed: Some(Packed { br, gz: br + 5 }),
        };
        let settings = File {
            name: "config.json".to_owned(),
            raw: 7,
            packed: None,
        };
        let files = [
            file("boot.js", 100, 50),
            settings,
            file("index.html", 900, 400),
            file("page-1.css", 3000, 1000),
            file("page_bg.wasm", 90_000, 20_000),
            file("suffixes.txt", 50_000, 30_000),
        ];
        let table = table(&files, shell);
        let sum = 50 + 7 + 400 + 1000 + 20_000;
        assert_eq!(table.len(), files.len() + 2);
        assert!(table.last().expect("a sum").contains(&format!(" {sum} ")), "{table:#?}");
        assert!(
            table[2].contains("* config.json") && table[6].ends_with("   suffixes.txt"),
            "{table:#?}"
        );
        assert!(!is_first("page.css", shell));
    }
}
