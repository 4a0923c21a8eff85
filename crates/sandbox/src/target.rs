//! Addresses that are not quite addresses: some clients send `filters[valid_till]=>2026-01-01` as it stands, and the
//! service takes it. RFC 3986 wants `<`, `>` and their like written with `%`, and so does the HTTP library here, which
//! would refuse the request before anyone could look at it. So they are written with `%` on the way in.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Longest request line that is looked at; a longer one goes on as it is.
const LONGEST: usize = 64 * 1024;

/// A stream whose first line, the request line of the only request on it, is tidied.
#[derive(Debug)]
pub(crate) struct Tidied<T> {
    inner: T,
    /// What is held back until the first line is whole, and then what of it is still to be read.
    held: Vec<u8>,
    first_line_is_whole: bool,
}

impl<T> Tidied<T> {
    /// Wraps a stream of which nothing has been read.
    pub(crate) fn new(inner: T) -> Self {
        Self {
            inner,
            held: Vec::new(),
            first_line_is_whole: false,
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Tidied<T> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        while !this.first_line_is_whole {
            let mut room = [0_u8; 2048];
            let mut read = ReadBuf::new(&mut room);
            ready!(Pin::new(&mut this.inner).poll_read(context, &mut read))?;
            let ended = read.filled().is_empty();
            this.held.extend_from_slice(read.filled());
            if ended || this.held.len() > LONGEST || this.held.contains(&b'\n') {
                this.held = tidy(&this.held);
                this.first_line_is_whole = true;
            }
        }
        if this.held.is_empty() {
            return Pin::new(&mut this.inner).poll_read(context, out);
        }
        let count = this.held.len().min(out.remaining());
        let (now, later) = this.held.split_at(count);
        out.put_slice(now);
        this.held = later.to_vec();
        Poll::Ready(Ok(()))
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Tidied<T> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().inner).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_shutdown(context)
    }
}

/// The bytes with the target in their first line written as RFC 3986 has it. What has no first line, or one of another
/// form, stays as it is.
fn tidy(bytes: &[u8]) -> Vec<u8> {
    tidied(bytes).unwrap_or_else(|| bytes.to_vec())
}

fn tidied(bytes: &[u8]) -> Option<Vec<u8>> {
    let line_end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (line, rest) = bytes.split_at(line_end);
    let begin = line.iter().position(|byte| *byte == b' ')?;
    let end = line.iter().rposition(|byte| *byte == b' ').filter(|end| *end > begin)?;
    let (method, after) = line.split_at(begin.checked_add(1)?);
    let (target, version) = after.split_at(end.checked_sub(begin.checked_add(1)?)?);
    let mut tidied = method.to_vec();
    for byte in target {
        if may_stand(*byte) {
            tidied.push(*byte);
        } else {
            tidied.extend_from_slice(format!("%{byte:02X}").as_bytes());
        }
    }
    tidied.extend_from_slice(version);
    tidied.extend_from_slice(rest);
    Some(tidied)
}

/// Unreserved and reserved characters, and the `%` of what is written so already (RFC 3986, section 2).
const fn may_stand(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b':'
                | b'/'
                | b'?'
                | b'#'
                | b'['
                | b']'
                | b'@'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
                | b'%'
        )
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;

    #[test]
    fn only_the_target_of_the_first_line_changes() {
        let told = |text: &str| String::from_utf8(tidy(text.as_bytes())).unwrap();
        assert_eq!(
            told("GET /a?filters[valid_till]=>2026 <é HTTP/1.1\r\nX: <>\r\n\r\n"),
            "GET /a?filters[valid_till]=%3E2026%20%3C%C3%A9 HTTP/1.1\r\nX: <>\r\n\r\n"
        );
        for same in [
            "",
            "GET",
            "GET /a HTTP/1.1",
            "GET /a%3Eb?c=d#e HTTP/1.1\r\n",
            "\r\n\r\n",
            "GET /a\r\n",
        ] {
            assert_eq!(told(same), same);
        }
    }

    #[tokio::test]
    async fn a_line_in_pieces_is_read_as_one() {
        let whole = "PUT /a?b=<c HTTP/1.1\r\n\r\nbody<";
        let (head, tail) = whole.as_bytes().split_at(9);
        let mut read = String::new();
        Tidied::new(head.chain(tail)).read_to_string(&mut read).await.unwrap();
        assert_eq!(read, "PUT /a?b=%3Cc HTTP/1.1\r\n\r\nbody<");
    }
}
