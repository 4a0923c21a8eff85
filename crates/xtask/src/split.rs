//! Takes the WebAssembly apart: what the form needs at once, and pieces that are loaded later.
//!
//! Trunk knows no pieces: it has built the page as one module that cannot be loaded. The module as the linker left it is
//! taken apart here, and what comes of it is put in the place of Trunk's two files.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384};
use wasm_split_cli_support::{Options, transform};

use crate::failure::Failure;
use crate::project::Project;
use crate::{run, say, tools};

/// The name of the page's program.
const NAME: &str = "certdesk";
/// The module by whose name the main piece asks for the loaders of the others. No file has this name.
const LOADERS: &str = "./__wasm_split.js";
/// What wasm-opt may use, as in index.html.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Replaces the one module in the folder of a built page by its pieces.
pub(crate) fn apart(project: &Project, folder: &Path, linked: &Path) -> Result<(), Failure> {
    say::step("Taking the WebAssembly apart");
    let work = folder.join(".split");
    let outcome = replaced(project, folder, linked, &work);
    let _ = fs::remove_dir_all(&work);
    outcome
}

fn replaced(project: &Project, folder: &Path, linked: &Path, work: &Path) -> Result<(), Failure> {
    let input = read(linked)?;
    let main = work.join("main.wasm");
    let pieces = {
        let mut options = Options::new(&input);
        options.output_dir = work;
        options.main_out_path = &main;
        options.link_name = LOADERS;
        transform(options)
            .map_err(|error| Failure::because(format!("The WebAssembly cannot be taken apart: {error:#}.")))?
            .split_modules
    };
    let mut bindgen = project.command("wasm-bindgen");
    bindgen.args([
        "--target",
        "web",
        "--no-typescript",
        "--keep-lld-exports",
        "--out-name",
        NAME,
        "--out-dir",
    ]);
    tool(bindgen.arg(work).arg(&main))?;
    let mut loaders = text(&work.join(LOADERS))?;
    for piece in pieces {
        let optimised = optimised(project, &piece)?;
        let stem = piece.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = format!("{stem}-{}.wasm", digits(&optimised));
        let old = format!("fetch(new URL(\"./{stem}.wasm\", import.meta.url))");
        let new = format!(
            "fetch(new URL(\"./{name}\", import.meta.url), {{ credentials: \"same-origin\", integrity: \"{}\" }})",
            integrity(&optimised)
        );
        loaders = exchanged(&loaders, &old, &new)?;
        write(&folder.join(name), &optimised)?;
    }
    let glue = joined(&text(&work.join(NAME).with_extension("js"))?, &loaders)?;
    let glue = smaller(project, &work.join("glue.mjs"), &glue)?;
    let main = optimised(project, &work.join(format!("{NAME}_bg.wasm")))?;
    let mut shell = text(&folder.join("index.html"))?;
    // One hash for both names, as Trunk does it: each stands for the content of both files.
    let hash = digits(&[glue.as_bytes(), &main].concat());
    for (suffix, content) in [(".js", glue.as_bytes()), ("_bg.wasm", main.as_slice())] {
        let old = of_trunk(folder, suffix)?;
        let old_name = old.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let new_name = format!("{NAME}-{hash}{suffix}");
        shell = exchanged(&shell, &integrity(&read(&old)?), &integrity(content))?;
        shell = exchanged(&shell, &old_name, &new_name)?;
        fs::remove_file(&old).map_err(|error| Failure::because(format!("{} stays: {error}.", old.display())))?;
        write(&folder.join(new_name), content)?;
    }
    let boot = folder.join("boot.js");
    let small = smaller(project, &work.join("boot.mjs"), &text(&boot)?)?;
    write(&boot, small.as_bytes())?;
    write(&folder.join("index.html"), without_checked_preload(&shell)?.as_bytes())
}

/// A script without what only its readers need.
fn smaller(project: &Project, file: &Path, script: &str) -> Result<String, Failure> {
    write(file, script.as_bytes())?;
    let out = file.with_extension("min.mjs");
    let mut command = project.command("node");
    command.arg(tools::terser_file(project)).arg(file);
    tool(
        command
            .args(["--module", "--compress", "passes=2", "--mangle", "--output"])
            .arg(&out),
    )?;
    text(&out)
}

/// The shell whose preload of the WebAssembly names its hash for `boot.js` alone: Chromium ignores `integrity` there, and says so
/// on the console at every visit.
fn without_checked_preload(shell: &str) -> Result<String, Failure> {
    let begin = shell.find("<link as=fetch ").map(|at| shell.split_at(at));
    let (before, link) = begin.ok_or_else(|| Failure::because("Trunk's shell has no preload of the WebAssembly."))?;
    let link = link.replacen(" integrity=", " data-integrity=", 1);
    Ok(format!("{before}{link}"))
}

/// The glue with the loaders inside it: a file of their own would import the glue by its name, which holds a hash of theirs.
fn joined(glue: &str, loaders: &str) -> Result<String, Failure> {
    let own = exchanged(loaders, "import { initSync } from \"./main.js\";", "")?;
    let exported: Vec<_> = own
        .lines()
        .filter_map(|line| line.strip_prefix("export const ")?.split_whitespace().next())
        .collect();
    // wasm-bindgen imports the module once for each function that it takes from it, under a name of its own.
    let end = format!(" from \"{LOADERS}\"");
    let imported = |line: &str| {
        let line = line.trim_end().trim_end_matches(';');
        line.strip_prefix("import * as ")?.strip_suffix(&end).map(str::to_owned)
    };
    let names: Vec<_> = glue.lines().filter_map(imported).collect();
    if names.is_empty() || exported.is_empty() {
        return Err(Failure::because(
            "The page asks for no piece to be loaded later, so it cannot be taken apart.",
        ));
    }
    let mut whole: String = glue
        .lines()
        .filter(|line| imported(line).is_none())
        .flat_map(|line| [line, "\n"])
        .collect();
    whole.push_str(&own.replace("\nexport const ", "\nconst "));
    whole.push_str(&format!("\nconst loaders = {{ {} }};\n", exported.join(", ")));
    for name in names {
        whole.push_str(&format!("const {name} = loaders;\n"));
    }
    Ok(whole)
}

/// The file that Trunk has made of the one module.
fn of_trunk(folder: &Path, suffix: &str) -> Result<PathBuf, Failure> {
    let names = fs::read_dir(folder).map_err(|error| Failure::because(format!("{}: {error}.", folder.display())))?;
    names
        .flatten()
        .map(|entry| entry.path())
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.strip_prefix(NAME).is_some_and(|rest| rest.starts_with('-')) && name.ends_with(suffix)
        })
        .ok_or_else(|| Failure::because(format!("Trunk has left no {NAME}-…{suffix} in {}.", folder.display())))
}

fn optimised(project: &Project, file: &Path) -> Result<Vec<u8>, Failure> {
    let out = file.with_extension("small");
    let mut command = project.command("wasm-opt");
    command.arg("-Oz").args(FEATURES).arg(file).arg("-o").arg(&out);
    tool(&mut command)?;
    read(&out)
}

fn tool(command: &mut std::process::Command) -> Result<(), Failure> {
    if run::succeeds(command)? {
        return Ok(());
    }
    let program = command.get_program().to_string_lossy().into_owned();
    Err(Failure::because(format!("{program} failed (see above).")))
}

/// Puts something in the place of what must be there.
fn exchanged(text: &str, old: &str, new: &str) -> Result<String, Failure> {
    if text.contains(old) {
        return Ok(text.replace(old, new));
    }
    Err(Failure::because(format!(
        "\"{old}\" was expected in what the tools have written, and is not there."
    )))
}

/// The hash in a file's name, sixteen hexadecimal digits.
fn digits(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::because(format!("{} cannot be read: {error}.", path.display())))
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::because(format!("{} cannot be read: {error}.", path.display())))
}

fn write(path: &Path, content: &[u8]) -> Result<(), Failure> {
    fs::write(path, content)
        .map_err(|error| Failure::because(format!("{} cannot be written: {error}.", path.display())))
}
