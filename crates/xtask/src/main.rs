//! The tasks of the project: `cargo xtask demo | test | dist | screenshot`.
//!
//! Each one installs what it needs and the machine lacks, so that a fresh clone and a Rust toolchain are enough to begin with.

mod args;
mod browser;
mod compress;
mod debian;
mod demo;
mod deploy;
mod dist;
mod failure;
mod group;
mod interrupt;
mod judges;
mod page;
mod project;
mod run;
mod say;
mod setup;
mod split;
mod tally;
mod tests;
#[cfg(test)]
mod threats;
mod tools;

use std::process::ExitCode;

use args::Task;
use failure::Failure;
use project::Project;

fn main() -> ExitCode {
    match begin() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(Failure::Interrupted) => ExitCode::from(130),
        Err(Failure::Because(sentence)) => {
            say::error(&sentence);
            ExitCode::FAILURE
        }
    }
}

/// Runs the task that the command line names; `false` when it ended in a failure that has been told already.
fn begin() -> Result<bool, Failure> {
    let task = args::parse(lexopt::Parser::from_env())?;
    let project = Project::find()?;
    interrupt::watch()?;
    match task {
        Task::Help => {
            say::line(args::HELP);
            Ok(true)
        }
        Task::Demo(options) => demo::run(&project, &options).map(|()| true),
        Task::Test(options) => Ok(tests::run(&project, &options)),
        Task::Dist(options) => dist::run(&project, &options).map(|()| true),
        Task::Screenshot => tests::screenshot(&project).map(|()| true),
    }
}
