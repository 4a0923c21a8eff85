//! The commands that make key and CSR on the server itself: data to be shown, never run by the page.
//!
//! Every value is quoted so that it means itself and nothing else, whatever it holds: [`crate::make::Subject`] and
//! [`crate::make::AltName`] let no control character in, and each tool's file here does the rest.

mod certreq;
mod common_name;
mod file_names;
mod keytool;
mod openssl;
mod recipe;
mod sh;
mod tool;

pub use recipe::{Encoding, NewFile, NoRecipe, Recipe, RecipeNote, Shell, ShellCommand, recipe};
pub use tool::Tool;
