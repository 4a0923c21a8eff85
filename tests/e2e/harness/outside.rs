//! Programs that judge from outside: openssl, unzip.

use std::ffi::OsStr;
use std::io::Write as _;
use std::process::Command;

/// What a program prints on standard output; it has to succeed.
pub(crate) fn output<I: AsRef<OsStr>>(program: &str, arguments: impl IntoIterator<Item = I>) -> String {
    let mut command = Command::new(program);
    command.args(arguments);
    let output = command.output().unwrap_or_else(|error| {
        panic!("The flows need the program {program} (on Debian `apt-get install {program}`), which does not start: {error}.")
    });
    assert!(
        output.status.success(),
        "{command:?} fails:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap_or_else(|error| panic!("{command:?} prints no text: {error}"))
}

/// Prints a line that is seen where the test passes too: the test's own capture holds `println!` back.
pub(crate) fn say(line: &str) {
    // Whoever runs the flows without an output does not want to know.
    let _ = writeln!(std::io::stdout(), "{line}");
}
