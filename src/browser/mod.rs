//! What the page takes from the browser: the day, names in other scripts, keys, signatures, storage, downloads.

mod clock;
mod download;
mod idna;
mod keys;
mod notice;
mod pointer;
mod sheets;
mod signature;
mod slots;
mod storage;
mod turn;

pub(crate) use clock::{local_clock, local_time, now, today};
pub(crate) use download::save;
pub(crate) use idna::to_ascii;
pub(crate) use keys::{can_make_keys, encrypt, make_key, random};
pub(crate) use notice::{Notices, ask_for_notices, notices, notify};
pub(crate) use pointer::{once_released, watch_pointer};
pub(crate) use sheets::dress;
pub(crate) use signature::{Verdict, verify};
pub(crate) use slots::{drop_draft, keep_draft, kept_at, leave_tab, other_drafts, take_tab};
pub(crate) use storage::Kept;
pub(crate) use turn::{Turn, turn};
