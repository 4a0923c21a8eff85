//! The parts of which forms and answers are built; they know neither.
//!
//! Each shows what it is given: sentences come in as signals, so that a change of language is a change of text.

mod choice;
mod combobox;
mod copy;
mod data_table;
mod disclosure;
mod entries;
mod error_summary;
mod field;
mod file_drop;

pub use choice::{Checkbox, ChoiceOption, Radios, Select, SelectOption};
pub use combobox::{Combobox, ComboboxTexts, Matching, Search};
pub use copy::CopyButton;
pub use data_table::{Column, DataTable, Page, Pager, PagerTexts, Sorted};
pub use disclosure::Disclosure;
pub use entries::{Entry, Mark, by_words};
pub use error_summary::{ErrorSummary, SummaryLine};
pub(crate) use error_summary::{LIST, lead_to};
pub use field::{InputKind, Messages, TextArea, TextField, described_by};
pub use file_drop::{DroppedFile, FileDrop};
