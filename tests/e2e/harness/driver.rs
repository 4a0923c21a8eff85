//! The process of chromedriver: one a browser, on a free port, ended with all that it has started.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::environment;

/// How long chromedriver may take to close its browser.
const GRACE: Duration = Duration::from_secs(5);

/// A chromedriver that runs until this is dropped, in a test that fails too.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts chromedriver on a port of its own choice.
    pub(crate) fn start() -> Self {
        let program = environment::chromedriver();
        let child = Command::new(&program)
            .args(["--port=0", "--log-level=SEVERE"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = child.unwrap_or_else(|error| panic!("{} cannot be started: {error}.", program.display()));
        let stdout = child.stdout.take().expect("the output was asked for");
        let mut driver = Self { child, port: 0 };
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        driver.port = lines
            .find_map(|line| port_in(&line))
            .expect("chromedriver says on which port it listens");
        // Nobody reads what else it says; without a reader it would stop at a full pipe.
        thread::spawn(move || lines.for_each(drop));
        driver
    }

    /// Where it is asked for browsers.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks it to close its browsers and to end.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(GRACE))?;
        write!(
            stream,
            "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = [0; 16];
        stream.read(&mut answer).map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let asked = Instant::now();
        if self.shut_down().is_ok() {
            while asked.elapsed() < GRACE && matches!(self.child.try_wait(), Ok(None)) {
                thread::sleep(Duration::from_millis(20));
            }
        }
        // A process that has ended already can't be killed, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The port in chromedriver's "started successfully on port 12345."
fn port_in(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("successfully on port ")?;
    port.trim().trim_end_matches('.').parse().ok()
}
