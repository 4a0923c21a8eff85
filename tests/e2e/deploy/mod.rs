//! The shipped configuration of nginx and of Caddy, started as it is, but for addresses, folders and DigiCert's host, with the
//! built page and the sandbox in DigiCert's place.

mod client;
mod files;
mod guide;
mod page;
mod people;
mod program;
mod proxy;
mod shipped;
mod site;
mod upstream;
