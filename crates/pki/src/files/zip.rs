//! ZIP files, stored without compression.
//!
//! Ours, because the `zip` crate would be a fifth of the page's whole budget; certificates do not compress anyway.
//! The format is that of PKWARE's APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (end).

use time::OffsetDateTime;

/// Why there is no ZIP file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ZipRefusal {
    /// More than 65,535 entries, or 4 GiB, or a name of more than 65,535 bytes: ZIP64, which is not written here.
    TooLarge,
    /// Two entries have the same name.
    SameName,
}

/// "Version needed" 2.0, general purpose bit 11 (names are UTF-8), method 0 (stored).
const VERSION: u16 = 20;
const UTF8_NAMES: u16 = 1 << 11;
const STORED: u16 = 0;

/// "Version made by": Info-ZIP's unzip takes names from MS-DOS for code page 850, whatever bit 11 says. Unix brings a mode:
/// an ordinary file, `rw-r--r--`.
const MADE_BY_UNIX: u16 = 3 << 8 | VERSION;
const UNIX_FILE: u32 = 0o100_644 << 16;

/// A ZIP file of `entries` (name, content), all `modified` at that time, written in its own offset as MS-DOS did.
///
/// # Errors
/// [`ZipRefusal`], neither of which a certificate's files can reach.
pub fn zip(entries: &[(&str, &[u8])], modified: OffsetDateTime) -> Result<Vec<u8>, ZipRefusal> {
    let (dos_time, dos_date) = dos_time(modified);
    let mut file = Vec::new();
    let mut directory = Vec::new();
    let mut names = Vec::new();
    for (name, content) in entries {
        if names.contains(name) {
            return Err(ZipRefusal::SameName);
        }
        names.push(*name);
        let offset = size32(file.len())?;
        let mut common = Vec::new();
        for field in [VERSION, UTF8_NAMES, STORED, dos_time, dos_date] {
            common.extend(field.to_le_bytes());
        }
        let size = size32(content.len())?;
        for field in [crc32fast::hash(content), size, size] {
            common.extend(field.to_le_bytes());
        }
        common.extend(size16(name.len())?.to_le_bytes());
        // No extra field.
        common.extend([0; 2]);

        file.extend(b"PK\x03\x04");
        file.extend(&common);
        file.extend(name.as_bytes());
        file.extend(*content);

        directory.extend(b"PK\x01\x02");
        directory.extend(MADE_BY_UNIX.to_le_bytes());
        directory.extend(&common);
        // No comment, disk 0, no internal attributes.
        directory.extend([0; 6]);
        directory.extend(UNIX_FILE.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = size16(entries.len())?;
    let offset = size32(file.len())?;
    let directory_size = size32(directory.len())?;
    file.extend(directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend(directory_size.to_le_bytes());
    file.extend(offset.to_le_bytes());
    file.extend([0; 2]);
    Ok(file)
}

fn size16(len: usize) -> Result<u16, ZipRefusal> {
    u16::try_from(len).map_err(|_| ZipRefusal::TooLarge)
}

fn size32(len: usize) -> Result<u32, ZipRefusal> {
    u32::try_from(len).map_err(|_| ZipRefusal::TooLarge)
}

/// MS-DOS time (hours 5 bits, minutes 6, seconds halved 5) and date (years since 1980 7 bits, month 4, day 5).
fn dos_time(modified: OffsetDateTime) -> (u16, u16) {
    let (hour, minute, second) = modified.time().as_hms();
    let years = u16::try_from(modified.year().clamp(1980, 2107) - 1980).unwrap_or_default();
    let time = u16::from(hour) << 11 | u16::from(minute) << 5 | u16::from(second / 2);
    let date = years << 9 | u16::from(u8::from(modified.month())) << 5 | u16::from(modified.day());
    (time, date)
}
