//! What was put right while a CSR was read.

use certdesk_pki::Repair;

use crate::text::ru::plural::{counted, form};
use crate::text::ru::words::quoted;

/// A line of the list of what was put right.
pub(in crate::text::ru) fn repair(repair: &Repair) -> String {
    match repair {
        Repair::DerFile => "Файл был двоичным (DER).".to_owned(),
        Repair::TrailingBytes { count } => format!(
            "После запроса {} {} без значения.",
            form(*count, ["пропущен", "пропущены", "пропущено"]),
            counted(*count, ["байт", "байта", "байт"])
        ),
        Repair::Encoding => "Текст был не в UTF-8.".to_owned(),
        Repair::InvisibleCharacters => "Невидимые символы удалены.".to_owned(),
        Repair::CarriageReturns => "Переводы строк другой системы заменены.".to_owned(),
        Repair::EscapedNewlines => "\\n прочитано как перевод строки.".to_owned(),
        Repair::Quotation => "Знаки цитирования в строках удалены.".to_owned(),
        Repair::Indentation => "Отступы в начале строк удалены.".to_owned(),
        Repair::SurroundingText => "Текст вокруг запроса пропущен.".to_owned(),
        Repair::OtherBlocks { count } => format!(
            "{} {}.",
            form(*count, ["Пропущен", "Пропущены", "Пропущено"]),
            counted(*count, ["другой блок PEM", "других блока PEM", "других блоков PEM"])
        ),
        Repair::Dashes => "Дефисы в строке BEGIN или END исправлены.".to_owned(),
        Repair::Label { found } => {
            format!(
                "{} в строке BEGIN или END прочитано как CERTIFICATE REQUEST.",
                quoted(found)
            )
        }
        Repair::MissingArmour => "Не было строк BEGIN и END.".to_owned(),
        Repair::MissingBegin => "Не было строки BEGIN.".to_owned(),
        Repair::MissingEnd => "Не было строки END.".to_owned(),
        Repair::LineLengths => "Строки были необычной длины.".to_owned(),
        Repair::Padding => "Знаки = в конце исправлены.".to_owned(),
        Repair::UrlSafeAlphabet => "- и _ прочитаны как + и /.".to_owned(),
        Repair::Headers => "Строки заголовков внутри запроса пропущены.".to_owned(),
        Repair::Duplicates { count } => format!(
            "Один и тот же запрос встретился {}; он используется один раз.",
            counted(*count, ["раз", "раза", "раз"])
        ),
        _ => "Мелкие ошибки текста исправлены.".to_owned(),
    }
}
