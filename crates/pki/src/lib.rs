//! CSRs, certificates, chains and file formats; knows nothing of orders.
