//! A form with its judgement.

use std::ops::Deref;

use super::{Checks, Form};

/// A form and the judgement of it: what is loaded later works on both.
#[derive(Clone, Copy)]
pub struct Judged {
    form: Form,
    /// The judgement.
    pub checks: Checks,
}

impl Judged {
    /// Puts the two together.
    #[must_use]
    pub const fn new(form: Form, checks: Checks) -> Self {
        Self { form, checks }
    }
}

impl Deref for Judged {
    type Target = Form;

    fn deref(&self) -> &Form {
        &self.form
    }
}
