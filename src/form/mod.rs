//! The form: what is typed, how it is judged, when that is told; and one file a section.

mod checks;
mod csr;
mod custom_fields;
mod desk;
mod due;
mod entry;
mod field_id;
mod names;
mod options;
mod organization;
mod preview;
mod private_key;
mod product;
mod review;
mod section;
mod side;
mod state;
mod validity;

pub use checks::Checks;
pub use desk::Desk;
pub use due::Due;
pub use field_id::field_id;
pub use private_key::KeyGuard;
pub use state::{Form, RefusedEntry};
