//! An answer as it came: what the readers are given.

use super::failure::{Failure, Unreadable, json};
use crate::ApiError;

/// An answer to a call, its body whole.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The HTTP status; 0 for a redirect that the browser was told not to follow.
    pub status: u16,
    /// The value of `Content-Type`.
    pub content_type: Option<&'a str>,
    /// The value of `Retry-After`.
    pub retry_after: Option<&'a str>,
    /// The body.
    pub body: &'a [u8],
}

impl Answer<'_> {
    /// Why it has not brought what was asked for; `None` for a success.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        Failure::of(self.status, self.content_type, self.retry_after, self.body)
    }

    /// Reads the answer with one of the readers of this module, unless it is a failure.
    ///
    /// # Errors
    ///
    /// Why it has not brought what was asked for.
    pub fn read<T>(&self, reader: impl FnOnce(&[u8]) -> Result<T, Unreadable>) -> Result<T, Failure> {
        match self.failure() {
            Some(failure) => Err(failure),
            None => reader(self.body).map_err(Failure::Unreadable),
        }
    }

    /// Whether a change was made: most changes are answered with 204 and no body (DigiCert API notes, section 4.3).
    ///
    /// A success that names errors of DigiCert's is none: it is told in their words.
    ///
    /// # Errors
    ///
    /// Why it was not made, or not for certain.
    pub fn done(&self) -> Result<(), Failure> {
        if let Some(failure) = self.failure() {
            return Err(failure);
        }
        let errors = json(self.body).map(|answer| ApiError::read_all(&answer));
        match errors {
            Ok(errors) if !errors.is_empty() => Err(Failure::Refused {
                status: self.status,
                errors,
            }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::read_user;

    fn answer(status: u16, body: &[u8]) -> Answer<'_> {
        Answer {
            status,
            content_type: Some("application/json"),
            retry_after: Some("7"),
            body,
        }
    }

    #[test]
    fn a_success_is_read_and_a_failure_is_not() {
        let user = answer(200, br#"{"id":5}"#).read(read_user).unwrap();
        assert_eq!(user.id.map(|id| id.get()), Some(5));
        assert_eq!(
            answer(200, b"{").read(read_user).unwrap_err(),
            Failure::Unreadable(Unreadable::Cut)
        );
        let limited = Failure::RateLimited { retry_after: Some(7) };
        assert_eq!(answer(429, br#"{"id":5}"#).read(read_user).unwrap_err(), limited);
    }

    #[test]
    fn a_change_needs_no_body() {
        assert_eq!(answer(204, b"").done(), Ok(()));
        assert_eq!(answer(201, b"{}").done(), Ok(()));
        let odd = answer(200, br#"{"errors":[{"code":"invalid_dns_txt"}]}"#).done();
        assert!(matches!(odd, Err(Failure::Refused { status: 200, errors }) if errors.len() == 1));
        assert_eq!(answer(503, b"").done(), Err(Failure::Down { status: 503 }));
        assert_eq!(answer(200, b"<html>").done(), Err(Failure::NotTheApi { status: 200 }));
    }
}
