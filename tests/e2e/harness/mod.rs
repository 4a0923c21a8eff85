//! What every flow needs: a browser, a sandbox, the page between them, and the judges that look on.

mod axe;
mod broken;
mod browser;
mod clipboard;
mod csr_file;
mod desk;
mod driver;
mod environment;
mod filling;
mod keyboard;
mod layout;
mod outside;
mod recorder;
mod shot;
mod state;

pub(crate) use broken::{break_file, copy_of_page, desk_on};
pub(crate) use browser::{Browser, Looks};
pub(crate) use csr_file::{CsrFile, Key};
pub(crate) use desk::{Desk, Setup, block_on};
pub(crate) use environment::{deploy, dist, readme_shot};
pub(crate) use filling::Order;
pub(crate) use outside::{output, say};
