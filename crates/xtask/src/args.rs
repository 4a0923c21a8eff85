//! The command line.

use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

use crate::deploy::Origin;
use crate::failure::Failure;
use crate::tests::Step;

/// What `cargo xtask` says by itself.
pub(crate) const HELP: &str = "\
The tasks of Certdesk. Each installs what it needs and the machine lacks.

cargo xtask demo        build the page and serve it with a sandbox of DigiCert's API, until Ctrl-C
    --page-port N       port of the page (8480; 0 takes any free one)
    --proxy-port N      port of the proxy that holds the API key (8481)
    --api-port N        port of the sandbox's API (8482)
    --no-build          serve the page as it was built last
cargo xtask test        run every check and test; the last line is `N passed, N failed`
    --only STEPS        some of fmt,clippy,doc,native,web,flows
    -- FILTER           only the tests whose names contain FILTER; more goes to the test programs as it is
cargo xtask dist        build the static files for production, each with its .br and .gz
    --out DIR           where to (dist)
    --proxy-origin URL  origin of the proxy, for the policy in target/deploy (that of config.json's proxy)
cargo xtask screenshot  renew docs/screenshot.png, the picture in the README";

/// What the command line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Task {
    /// `cargo xtask`, `--help`.
    Help,
    /// `cargo xtask demo`.
    Demo(Demo),
    /// `cargo xtask test`.
    Test(Test),
    /// `cargo xtask dist`.
    Dist(Dist),
    /// `cargo xtask screenshot`.
    Screenshot,
}

/// The options of `cargo xtask demo`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Demo {
    /// The page's port; 0 is any free one, here and below.
    pub(crate) page_port: u16,
    /// The proxy's port.
    pub(crate) proxy_port: u16,
    /// The port of the sandbox's API.
    pub(crate) api_port: u16,
    /// Whether the page is built first.
    pub(crate) build: bool,
}

impl Default for Demo {
    fn default() -> Self {
        Self {
            page_port: 8480,
            proxy_port: 8481,
            api_port: 8482,
            build: true,
        }
    }
}

/// The options of `cargo xtask test`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Test {
    /// The steps to take, in their order and each once.
    pub(crate) steps: Vec<Step>,
    /// What is handed to the test programs.
    pub(crate) filter: Vec<String>,
}

/// The options of `cargo xtask dist`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Dist {
    /// Where the files go, or `None` for the project's `dist`.
    pub(crate) out: Option<PathBuf>,
    /// The proxy that the policy lets the page call, or `None` for the one of config.json.
    pub(crate) proxy: Option<Origin>,
}

/// Reads the command line.
pub(crate) fn parse(mut parser: Parser) -> Result<Task, Failure> {
    let parsed = match parser.next().map_err(wrong)? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Task::Help),
        Some(Arg::Value(word)) if word == "help" => return Ok(Task::Help),
        Some(Arg::Value(word)) if word == "demo" => demo(&mut parser),
        Some(Arg::Value(word)) if word == "test" => test(&mut parser),
        Some(Arg::Value(word)) if word == "dist" => dist(&mut parser),
        Some(Arg::Value(word)) if word == "screenshot" => screenshot(&mut parser),
        Some(other) => Err(other.unexpected()),
    };
    parsed.map_err(wrong)
}

fn wrong(error: lexopt::Error) -> Failure {
    Failure::because(format!("{error}\n\n{HELP}"))
}

fn demo(parser: &mut Parser) -> Result<Task, lexopt::Error> {
    let mut options = Demo::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("page-port") => options.page_port = parser.value()?.parse()?,
            Arg::Long("proxy-port") => options.proxy_port = parser.value()?.parse()?,
            Arg::Long("api-port") => options.api_port = parser.value()?.parse()?,
            Arg::Long("no-build") => options.build = false,
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Task::Demo(options))
}

fn test(parser: &mut Parser) -> Result<Task, lexopt::Error> {
    let mut only: Option<Vec<Step>> = None;
    let mut filter = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("only") => {
                let named: String = parser.value()?.parse()?;
                only.get_or_insert_default().extend(Step::named(&named)?);
            }
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help),
            // Whatever follows `--`, dashes or not, comes as a value.
            Arg::Value(word) => filter.push(word.string()?),
            other => return Err(other.unexpected()),
        }
    }
    let steps = Step::ALL
        .into_iter()
        .filter(|step| only.as_ref().is_none_or(|only| only.contains(step)))
        .collect();
    Ok(Task::Test(Test { steps, filter }))
}

fn dist(parser: &mut Parser) -> Result<Task, lexopt::Error> {
    let mut options = Dist::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("out") => options.out = Some(PathBuf::from(parser.value()?)),
            Arg::Long("proxy-origin") => {
                let address: String = parser.value()?.parse()?;
                options.proxy = Some(Origin::of(&address).ok_or_else(|| {
                    format!("`{address}` is no origin; one is `https://proxy.example` or `http://proxy.example:8080`")
                })?);
            }
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Task::Dist(options))
}

fn screenshot(parser: &mut Parser) -> Result<Task, lexopt::Error> {
    match parser.next()? {
        None => Ok(Task::Screenshot),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Task::Help),
        Some(other) => Err(other.unexpected()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task, Failure> {
        parse(Parser::from_args(line.split_whitespace()))
    }

    fn refused(line: &str) -> String {
        parsed(line).expect_err("this line is wrong").to_string()
    }

    #[test]
    fn without_a_word_there_is_help() {
        for line in ["", "help", "--help", "-h", "demo --help", "screenshot -h"] {
            assert_eq!(parsed(line), Ok(Task::Help), "{line}");
        }
    }

    #[test]
    fn a_wrong_word_is_named_and_answered_with_help() {
        for (line, word) in [
            ("deploy", "deploy"),
            ("demo --fast", "--fast"),
            ("dist here", "here"),
            ("--all", "--all"),
        ] {
            let said = refused(line);
            assert!(said.contains(word) && said.ends_with(HELP), "{said}");
        }
    }

    #[test]
    fn ports_are_read() {
        let wanted = Demo {
            page_port: 9000,
            proxy_port: 0,
            build: false,
            ..Demo::default()
        };
        assert_eq!(
            parsed("demo --page-port 9000 --proxy-port=0 --no-build"),
            Ok(Task::Demo(wanted))
        );
        assert!(refused("demo --page-port 70000").contains("70000"));
        assert!(refused("demo --api-port").contains("api-port"));
    }

    #[test]
    fn steps_keep_their_order_and_flows_bring_the_build() {
        let Ok(Task::Test(test)) = parsed("test --only flows,fmt --only fmt") else {
            panic!("a right line")
        };
        assert_eq!(test.steps, [Step::Fmt, Step::Build, Step::Flows]);
        let Ok(Task::Test(test)) = parsed("test") else {
            panic!("a right line")
        };
        assert_eq!(test.steps, Step::ALL);
        let said = refused("test --only flow");
        assert!(said.contains("`flow`") && said.contains("flows"), "{said}");
    }

    #[test]
    fn what_follows_the_two_dashes_goes_to_the_tests() {
        let Ok(Task::Test(test)) = parsed("test --only native -- names --nocapture") else {
            panic!("a right line")
        };
        assert_eq!(test.filter, ["names", "--nocapture"]);
    }

    #[test]
    fn dist_goes_where_it_is_told() {
        assert_eq!(parsed("dist"), Ok(Task::Dist(Dist::default())));
        assert_eq!(
            parsed("dist --out /srv/page --proxy-origin https://proxy.example"),
            Ok(Task::Dist(Dist {
                out: Some(PathBuf::from("/srv/page")),
                proxy: Origin::of("https://proxy.example"),
            }))
        );
        assert!(refused("dist --proxy-origin proxy.example").contains("`proxy.example` is no origin"));
    }
}
