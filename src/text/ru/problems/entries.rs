//! What is wrong or unwise about any entry but names and CSR.

use certdesk_order::{ContactField, EntryProblem, Field, OrganizationField};

use super::email;
use crate::text::ru::fields::{label, noun};
use crate::text::ru::plural::{Forms, counted, form};
use crate::text::ru::words::{capitalized, character, characters, date, quoted};

/// Behind "не более" and "больше", which want the genitive: "1 дня", "2 дней".
const OF_DAYS: Forms = ["дня", "дней", "дней"];
const OF_YEARS: Forms = ["года", "лет", "лет"];

pub(super) fn sentence(field: Field, problem: &EntryProblem) -> String {
    let start = capitalized(noun(field));
    match problem {
        EntryProblem::Missing => missing(field),
        EntryProblem::PerhapsRequired => {
            format!("Не указано: {}. DigiCert может это запросить, по возможности заполните.", noun(field))
        }
        EntryProblem::TooLong { length, limit } => {
            format!("{start} содержит {}; допустимо не более {limit}.", characters(*length))
        }
        EntryProblem::ControlCharacter { character: '\n' | '\r', position } => {
            format!("{start} содержит перевод строки (позиция {position}). Запишите всё в одну строку.")
        }
        EntryProblem::ControlCharacter { character: found, position } => format!(
            "{start} содержит {} (позиция {position}). Удалите этот символ или введите всё заново.",
            character(*found)
        ),
        EntryProblem::InvisibleCharacter { character: found, position } => format!(
            "{start} содержит {} (позиция {position}), и он тоже отправится. Если он не нужен, удалите его.",
            character(*found)
        ),

        EntryProblem::NotWholeNumber { character: found, position } => format!(
            "{start} — целое число из цифр, а {} (позиция {position}) не цифра.",
            character(*found)
        ),
        EntryProblem::NotPositive if field == Field::ServerPlatform => {
            format!("{start} — число не меньше 1 или -1 для прочих платформ.")
        }
        EntryProblem::NotPositive => format!("{start} — число не меньше 1."),
        EntryProblem::NumberTooLarge => format!("{start} — слишком большое число. Проверьте цифры."),
        EntryProblem::SpacesInNumber { meant } => {
            format!("{start} содержит пробелы между цифрами. Введите одно число; если это {meant}, удалите пробелы.")
        }
        EntryProblem::NumberSign { sent } => format!("{start}: отправится {sent}, без знака #."),
        EntryProblem::LeadingZeros { sent } => format!("{start}: отправится {sent}, без нулей в начале."),

        EntryProblem::PunctuationOnly => format!(
            "{start} — только знаки препинания, а в сертификате это запрещено. {}",
            fill_in(field)
        ),
        EntryProblem::NotApplicable => format!(
            "{start} — запись о том, что значения нет, а в сертификате она запрещена. {}",
            fill_in(field)
        ),
        EntryProblem::LooksAbsent => {
            format!("{start}: похоже, что значения нет. Если это настоящее название, оставьте как есть.")
        }
        EntryProblem::HtmlEntity { entity } => {
            format!("{start} содержит код HTML {}. Введите вместо него сам символ.", quoted(entity))
        }
        EntryProblem::UnwiseCharacter { character: found, position } => format!(
            "{start} содержит {} (позиция {position}). DigiCert этого не советует: уберите, если в реестре его нет.",
            character(*found)
        ),
        EntryProblem::Abbreviation { word } => format!(
            "{start} содержит {}. DigiCert требует полного написания: если это сокращение, раскройте его.",
            quoted(word)
        ),
        EntryProblem::NamesTooLong { length, limit } => format!(
            "Официальное и коммерческое названия вместе содержат {}; допустимо не более {limit}. Сократите коммерческое.",
            characters(*length)
        ),
        EntryProblem::NamesLong { length, safe } => format!(
            "Официальное и коммерческое названия вместе содержат {}. Больше {safe} DigiCert может не принять.",
            characters(*length)
        ),
        EntryProblem::UnknownCountry { meant: Some(code) } => {
            format!("{start} указывается кодом из двух букв. Возможно, это {}?", quoted(code))
        }
        EntryProblem::UnknownCountry { meant: None } => {
            format!("{start} указывается существующим кодом из двух букв, например DE для Германии.")
        }

        EntryProblem::NoDigits => format!("{start} не содержит цифр. Проверьте номер."),
        EntryProblem::UnusualInTelephone { character: found, position } => format!(
            "{start} содержит {} (позиция {position}), а это необычно. Проверьте номер.",
            character(*found)
        ),
        EntryProblem::Email { address, fault } => email::sentence(field, address, fault),
        EntryProblem::EmailNotAscii { address } => format!(
            "В адресе эл. почты {} не только латинские буквы. Письма DigiCert могут не дойти: лучше введите другой.",
            quoted(address)
        ),
        EntryProblem::EmailRepeated { address } => {
            format!("Адрес эл. почты {} стоит в списке дважды. Он отправится один раз.", quoted(address))
        }

        EntryProblem::YearsNotOffered { most } => format!(
            "Заказ действует не более {}. Введите число от 1 до {most}.",
            counted(*most, OF_YEARS)
        ),
        EntryProblem::YearsBeyondReference { reference } => format!(
            "Больше {} можно заказать не с каждой учётной записью. DigiCert может отказать.",
            counted(*reference, OF_YEARS)
        ),
        EntryProblem::OrderTooLong { latest } if field == Field::ValidityDays => {
            format!("Введите меньше дней: сегодняшний заказ может действовать не дольше чем по {}", date(*latest))
        }
        EntryProblem::OrderTooLong { latest } => {
            format!("Введите более ранний день: сегодняшний заказ может действовать не дольше чем по {}", date(*latest))
        }
        EntryProblem::OrderNearLimit { latest } => format!(
            "Предельный срок сегодняшнего заказа по часам DigiCert — около {} Если DigiCert откажет, закончите его днём раньше.",
            date(*latest)
        ),
        EntryProblem::DateBeyondReference { days } => format!(
            "{start} — через {days} {} или позже, а это можно заказать не с каждой учётной записью. DigiCert может отказать.",
            form(days, ["день", "дня", "дней"])
        ),
        EntryProblem::DateFormat { meant: Some(meant) } => {
            format!("{start} вводится как год, месяц, день. Возможно, это {}?", quoted(&meant.to_string()))
        }
        EntryProblem::DateFormat { meant: None } => {
            format!("{start} вводится как год, месяц, день, например 2027-03-31.")
        }
        EntryProblem::NoSuchDate => format!("{start}: такой даты нет в календаре. Проверьте месяц и день."),
        EntryProblem::DateNotAhead => format!("{start} должен быть в будущем. Введите день после сегодняшнего."),
        EntryProblem::DateNearToday => {
            format!("{start} — завтра, а у DigiCert этот день, возможно, уже наступил. Лучше введите более поздний.")
        }
        EntryProblem::CertificateEndsBefore { certificate, order, days } => format!(
            "Сертификат действует не более {}: сегодняшний — по {} Новые можно получать по этому же заказу по {}",
            counted(*days, OF_DAYS),
            date(*certificate),
            date(*order)
        ),
        EntryProblem::LimitFallsSoon { from, days } => format!(
            "С {} сертификаты действуют не более {}. Если DigiCert выпустит его позже, он закончится раньше.",
            date(*from),
            counted(*days, OF_DAYS)
        ),

        EntryProblem::ProfileUnknown => {
            "Такого профиля сертификата нет в документации DigiCert. Оставьте его, только если он есть в вашей учётной записи."
                .to_owned()
        }
        EntryProblem::ClientAuthEnds { on } => format!(
            "С {} сертификатов для проверки подлинности клиента не будет. Выбирайте этот профиль, только если он нужен до того.",
            date(*on)
        ),
        EntryProblem::UnitsIgnored => {
            "С августа 2022 года отделы (OU) не включаются в сертификаты. Их можно не указывать.".to_owned()
        }
        EntryProblem::UnitOnceRefused { unit } => {
            format!("Отделы (OU) вроде {} DigiCert раньше не принимал. Лучше уберите его.", quoted(unit))
        }
        EntryProblem::LocaleUnconfirmed => {
            format!("{start}: этот код DigiCert может не знать. Точно известен только en.")
        }
        EntryProblem::LocaleUnused => {
            format!("{start} не понадобится: при выбранном способе подтверждения писем не бывает.")
        }

        EntryProblem::ThumbprintLength { digits } => format!(
            "{start} содержит {}, а в отпечатке SHA-1 их 40. Скопируйте его из старого сертификата заново.",
            counted(*digits, ["шестнадцатеричную цифру", "шестнадцатеричные цифры", "шестнадцатеричных цифр"])
        ),
        EntryProblem::ThumbprintSha256 => {
            format!("{start} — отпечаток SHA-256, в нём 64 цифры. Введите отпечаток SHA-1, в нём 40.")
        }
        EntryProblem::NotHexadecimal { character: found, position } => format!(
            "{start} содержит {} (позиция {position}). Допустимы только цифры от 0 до 9 и буквы от A до F.",
            character(*found)
        ),
        EntryProblem::ThumbprintNotGiven => {
            "К продлению относится и отпечаток старого сертификата. Введите его, если он у вас есть.".to_owned()
        }
        EntryProblem::RenewedOrderNotGiven => {
            "К продлению относится и номер старого заказа. Введите его, если он у вас есть.".to_owned()
        }
        EntryProblem::AutoRenewWithCard => {
            "Заказы, оплаченные картой, не продлеваются автоматически. Выберите другой способ оплаты или отключите продление."
                .to_owned()
        }
        EntryProblem::RenewalMessageUnused => {
            "Текст для напоминаний о продлении не понадобится: напоминания отключены.".to_owned()
        }
        EntryProblem::Unlogged => {
            "Браузеры не доверяют сертификату, которого нет в публичных журналах CT. Выбирайте это, только если браузеры его не \
             увидят."
                .to_owned()
        }

        EntryProblem::ProductNotEnabled => {
            "Этот сертификат недоступен вашей учётной записи. Выберите другой или попросите DigiCert его включить.".to_owned()
        }
        EntryProblem::YearsNotOfProduct { years } => {
            let years: Vec<_> = years.iter().map(ToString::to_string).collect();
            format!("Срок этого сертификата в вашей учётной записи, лет: {}. Другой DigiCert может не принять.", years.join(", "))
        }
        EntryProblem::HashNotOfProduct { hashes } => {
            let hashes: Vec<_> = hashes.iter().map(|hash| hash.name()).collect();
            format!("Для этого сертификата в вашей учётной записи есть {}. Другой хеш DigiCert может не принять.", hashes.join(", "))
        }
        EntryProblem::NotOfProduct => not_of_product(field).to_owned(),
        EntryProblem::OutsideOfContainer { names, more, domains } => {
            let rest = if *more == 0 { String::new() } else { format!(" и ещё {more}") };
            format!(
                "Это подразделение заказывает только для {}. Не подходят: {}{rest}. DigiCert может отказать.",
                domains.join(", "),
                names.join(", ")
            )
        }
        EntryProblem::NoApprover => {
            "У организации нет никого, кто может согласовать заказ EV, и он ждал бы вечно. Добавьте человека.".to_owned()
        }
        EntryProblem::ApproverRepeated => "Этот человек указан дважды. Удалите одну из записей.".to_owned(),

        EntryProblem::CustomFieldMissing { metadata_id, label } => {
            format!("Заполните {} (поле {metadata_id}): этого требует ваша учётная запись.", quoted(label))
        }
        EntryProblem::CustomFieldRepeated { metadata_id } => {
            format!("Поле {metadata_id} вашей учётной записи указано дважды. Удалите одно из двух.")
        }
        EntryProblem::CustomFieldUnknown { metadata_id } => {
            format!("Среди известных полей вашей учётной записи нет поля {metadata_id}. Проверьте номер.")
        }
    }
}

/// What does not go with the product, by what the account says.
const fn not_of_product(field: Field) -> &'static str {
    match field {
        Field::DnsNames => {
            "По данным учётной записи, у этого сертификата нет дополнительных имён. DigiCert может отказать."
        }
        Field::CustomExpirationDate => {
            "По данным учётной записи, для этого сертификата нельзя указать последний день. Лучше выберите годы или дни."
        }
        Field::AutoRenew => "По данным учётной записи, этот сертификат не продлевается автоматически.",
        Field::ContainerId => {
            "По данным учётной записи, это подразделение не может заказать такой сертификат. Выберите другое."
        }
        _ => "По данным учётной записи, для этого сертификата такого нет. DigiCert может отказать.",
    }
}

/// Asks for what is not there.
fn missing(field: Field) -> String {
    let ask = match field {
        Field::Product => "Выберите, какой сертификат заказать.",
        Field::OrganizationId => "Выберите организацию или введите её номер из CertCentral.",
        Field::NewOrganization(member) => match member {
            OrganizationField::Name => "Введите официальное название организации, как в реестре.",
            OrganizationField::Address => "Введите адрес организации, например «Лесная ул., 10».",
            OrganizationField::City => "Введите город организации.",
            OrganizationField::State => "Введите регион организации полностью, например «Московская область».",
            OrganizationField::Zip => "Введите почтовый индекс организации.",
            OrganizationField::Country => "Введите страну организации, например DE.",
            OrganizationField::Telephone => "Введите телефон организации, например +49 30 901820.",
            _ => "",
        },
        Field::OrganizationContact(member) => match member {
            ContactField::FirstName => "Введите имя контактного лица организации.",
            ContactField::LastName => "Введите фамилию контактного лица организации.",
            ContactField::Email => "Введите адрес эл. почты контактного лица организации, например name@example.com.",
            _ => "",
        },
        Field::VerifiedContact(member) | Field::Approver(_, member) => match member {
            ContactField::FirstName => "Введите имя подтверждённого контактного лица.",
            ContactField::LastName => "Введите фамилию подтверждённого контактного лица.",
            ContactField::Email => {
                "Введите адрес эл. почты подтверждённого контактного лица, например name@example.com."
            }
            ContactField::JobTitle => "Введите должность подтверждённого контактного лица.",
            ContactField::Telephone => "Введите телефон подтверждённого контактного лица: DigiCert позвонит ему.",
            _ => "",
        },
        Field::ValidityYears => "Введите, сколько лет действует заказ, например 1.",
        Field::ValidityDays => "Введите, сколько дней действует заказ, например 199.",
        Field::CustomExpirationDate => "Введите последний день заказа, например 2027-03-31.",
        Field::CustomFieldId(_) => "Введите номер поля учётной записи или удалите его значение.",
        Field::CustomFieldValue(_) => "Введите значение поля учётной записи или удалите его номер.",
        _ => "",
    };
    if ask.is_empty() {
        format!("Заполните поле {}.", quoted(label(field)))
    } else {
        ask.to_owned()
    }
}

/// Asks for a real value, or for none where none is needed.
const fn fill_in(field: Field) -> &'static str {
    match field {
        Field::NewOrganization(OrganizationField::AssumedName | OrganizationField::Address2) => {
            "Введите настоящее или оставьте поле пустым."
        }
        _ => "Введите настоящее.",
    }
}
