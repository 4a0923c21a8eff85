//! What was put right while a CSR was read.

use certdesk_pki::Repair;

use crate::text::en::words::{count, quoted};

/// A line of the list of what was put right.
pub(in crate::text::en) fn repair(repair: &Repair) -> String {
    match repair {
        Repair::DerFile => "It was a binary file (DER).".to_owned(),
        Repair::TrailingBytes { count: 1 } => "1 byte after the CSR was left out: it meant nothing.".to_owned(),
        Repair::TrailingBytes { count } => format!("{count} bytes after the CSR were left out: they meant nothing."),
        Repair::Encoding => "The text was not in UTF-8.".to_owned(),
        Repair::InvisibleCharacters => "Invisible characters were removed.".to_owned(),
        Repair::CarriageReturns => "Line breaks of another system were replaced.".to_owned(),
        Repair::EscapedNewlines => "\\n was read as a line break.".to_owned(),
        Repair::Quotation => "Quotation marks were removed from lines.".to_owned(),
        Repair::Indentation => "Spaces at the start of lines were removed.".to_owned(),
        Repair::SurroundingText => "Text around the CSR was left out.".to_owned(),
        Repair::OtherBlocks { count: 1 } => "1 other PEM block was left out.".to_owned(),
        Repair::OtherBlocks { count } => format!("{count} other PEM blocks were left out."),
        Repair::Dashes => "The dashes of the BEGIN or END line were put right.".to_owned(),
        Repair::Label { found } => {
            format!(
                "{} in the BEGIN or END line was read as CERTIFICATE REQUEST.",
                quoted(found)
            )
        }
        Repair::MissingArmour => "The BEGIN and END lines were missing.".to_owned(),
        Repair::MissingBegin => "The BEGIN line was missing.".to_owned(),
        Repair::MissingEnd => "The END line was missing.".to_owned(),
        Repair::LineLengths => "Lines were of unusual length.".to_owned(),
        Repair::Padding => "The = signs at the end were put right.".to_owned(),
        Repair::UrlSafeAlphabet => "- and _ were read as + and /.".to_owned(),
        Repair::Headers => "Header lines inside the CSR were left out.".to_owned(),
        Repair::Duplicates { count: number } => {
            format!(
                "The same CSR was there {}; it is used once.",
                count(*number, "time", "times")
            )
        }
        _ => "Small faults of the text were put right.".to_owned(),
    }
}
