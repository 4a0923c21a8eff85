//! HTTP by hand: what is sent is exactly what a test writes, and what comes back is seen as it comes.

use std::io;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header, whatever its case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// All headers, one a line.
    pub(crate) fn head(&self) -> String {
        self.headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\n"))
            .collect()
    }

    /// The body as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a text")
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {:?}", self.text()))
    }

    /// The codes of the errors in DigiCert's shape; each must have a message.
    pub(crate) fn codes(&self) -> Vec<String> {
        assert_eq!(self.header("content-type"), Some("application/json"), "{self:?}");
        let json = self.json();
        assert_eq!(json.as_object().expect("an object").len(), 1, "{json}");
        let errors = json["errors"].as_array().expect("a list of errors").iter();
        errors
            .map(|error| {
                let message = error["message"].as_str().expect("a message");
                assert!(!message.is_empty(), "{error}");
                error["code"].as_str().expect("a code").to_owned()
            })
            .collect()
    }
}

/// Sends a request to `http://127.0.0.1:PORT`, closes, and reads the answer.
pub(crate) async fn send(
    origin: &str,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: Option<&[u8]>,
) -> io::Result<Answer> {
    let host = origin.strip_prefix("http://").expect("an http address");
    let mut head = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(body) = body {
        head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    head.push_str("\r\n");
    let mut stream = TcpStream::connect(host).await?;
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.unwrap_or_default()).await?;
    let mut received = Vec::new();
    stream.read_to_end(&mut received).await?;
    parse(&received)
}

/// Reads an answer whose length is told; one that is shorter is an error, as no answer is.
fn parse(received: &[u8]) -> io::Result<Answer> {
    let torn = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let head_end = received
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .ok_or_else(torn)?;
    let head = std::str::from_utf8(&received[..head_end]).expect("a head in ASCII");
    if head.starts_with("HTTP/1.1 100 ") {
        return parse(&received[head_end + 4..]);
    }
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1))
        .expect("a status line");
    let headers: Vec<(String, String)> = lines
        .map(|line| line.split_once(": ").expect("a header"))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let answer = Answer {
        status: status.parse().expect("a status"),
        headers,
        body: received[head_end + 4..].to_vec(),
    };
    let told = answer
        .header("content-length")
        .map(|length| length.parse::<usize>().expect("a length"));
    if answer.status != 204 && answer.status != 304 && told.is_some_and(|told| told > answer.body.len()) {
        return Err(torn());
    }
    Ok(answer)
}
