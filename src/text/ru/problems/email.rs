//! What is wrong with an e-mail address.

use certdesk_order::{EmailFault, Field};

use crate::text::ru::words::{character, characters, quoted};

pub(super) fn sentence(field: Field, address: &str, fault: &EmailFault) -> String {
    let it = quoted(address);
    match fault {
        EmailFault::MoreThanAddress { meant } => format!("Введите только адрес эл. почты: {}.", quoted(meant)),
        EmailFault::NoAt => {
            format!("В {it} нет знака @. Введите адрес эл. почты полностью, например name@example.com.")
        }
        EmailFault::SeveralAts if field == Field::AdditionalEmails => {
            format!("В {it} больше одного знака @. Введите каждый адрес эл. почты в отдельной строке.")
        }
        EmailFault::SeveralAts => {
            format!("В {it} больше одного знака @. Введите один адрес эл. почты, например name@example.com.")
        }
        EmailFault::NoLocalPart => format!("В {it} ничего нет перед @. Введите адрес эл. почты вида name@example.com."),
        EmailFault::NoDomain => format!("В {it} ничего нет после @. Введите адрес эл. почты вида name@example.com."),
        EmailFault::Character {
            character: found,
            position,
        } => format!(
            "Адрес эл. почты {it} содержит {} (позиция {position}): этот символ там недопустим. Исправьте адрес.",
            character(*found)
        ),
        EmailFault::LocalPartDots => {
            format!("В адресе {it} перед @ лишняя точка: с краю или вторая подряд. Удалите её.")
        }
        EmailFault::LocalPartTooLong { length } => format!(
            "В адресе {it} перед @ {}; допустимо не более 64. Укажите адрес эл. почты короче.",
            characters(*length)
        ),
        EmailFault::TooLong { length } => format!(
            "Адрес эл. почты {it} содержит {}; допустимо не более 254. Укажите адрес короче.",
            characters(*length)
        ),
        EmailFault::DomainSingleLabel => format!(
            "В адресе {it} после @ нет точки, поэтому письма DigiCert не дойдут. Введите полный домен, например example.com."
        ),
        EmailFault::DomainDots => {
            format!("В адресе {it} после @ лишняя точка: с краю или вторая подряд. Удалите её.")
        }
        EmailFault::DomainHyphen { label } => format!(
            "В адресе эл. почты {it} часть {} начинается или заканчивается дефисом. Удалите его.",
            quoted(label)
        ),
        EmailFault::DomainTooLong { length } => format!(
            "В адресе {it} слишком длинный домен или его часть: {}. Допустимо не более 63 в части и 253 всего.",
            characters(*length)
        ),
        EmailFault::DomainNumeric => {
            format!("{it} заканчивается числом. Введите адрес эл. почты с доменом, например name@example.com.")
        }
    }
}
