//! What may be ordered from DigiCert: products, request, answer, rules; knows nothing of browsers.
