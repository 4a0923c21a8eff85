//! What is wrong or unwise, and how to mend it.

mod csr;
mod email;
mod entries;
mod names;
mod repairs;

use certdesk_order::{Problem, Product, What};

use super::words::any_of;

pub(super) use repairs::repair;

/// The sentence for a problem; it is understood without the field's label beside it.
pub(super) fn problem(problem: &Problem) -> String {
    match &problem.what {
        What::Name(what) => names::sentence(problem.field, what),
        What::Csr(what) => csr::sentence(what),
        What::Entry(what) => entries::sentence(problem.field, what),
    }
}

/// "Secure Site SSL или Secure Site EV SSL".
fn products(products: &[Product]) -> String {
    any_of(&products.iter().map(|product| product.name()).collect::<Vec<_>>())
}
