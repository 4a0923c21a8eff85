//! The tasks of the project: `cargo xtask demo | test | dist`.

fn main() {}
