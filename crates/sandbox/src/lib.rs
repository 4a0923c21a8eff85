//! A stand-in for the DigiCert Services API, for the demo and the tests.
