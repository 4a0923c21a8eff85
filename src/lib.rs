//! The page on which a company's staff order TLS certificates from DigiCert CertCentral.
