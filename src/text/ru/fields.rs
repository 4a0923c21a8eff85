//! Labels and hints of the fields.

use certdesk_order::{ContactField, Field, OrganizationField};

pub(super) const fn label(field: Field) -> &'static str {
    match field {
        Field::Product => "Какой нужен сертификат?",
        Field::Csr => "Запрос (CSR)",
        Field::CommonName => "Общее имя (CN)",
        Field::DnsNames => "Дополнительные имена (SAN)",
        Field::DnsName(_) => "Дополнительное имя",
        Field::SignatureHash => "Хеш подписи",
        Field::ServerPlatform => "Серверная платформа",
        Field::ProfileOption => "Профиль сертификата",
        Field::OrganizationUnits => "Отделы (OU)",
        Field::OrganizationId => "Номер организации",
        Field::NewOrganization(member) => match member {
            OrganizationField::Name => "Официальное название",
            OrganizationField::AssumedName => "Коммерческое название (необязательно)",
            OrganizationField::Address => "Улица и дом",
            OrganizationField::Address2 => "Адрес, вторая строка (необязательно)",
            OrganizationField::City => "Город",
            OrganizationField::State => "Регион",
            OrganizationField::Zip => "Почтовый индекс",
            OrganizationField::Country => "Страна",
            OrganizationField::Telephone => "Телефон",
            OrganizationField::ContainerId => "Номер подразделения (необязательно)",
            OrganizationField::SkipDuplicateCheck => "Создать, даже если в учётной записи есть похожая",
            OrganizationField::Validate => "Сразу отправить на проверку в DigiCert",
        },
        Field::OrganizationContact(member) | Field::VerifiedContact(member) | Field::Approver(_, member) => {
            match member {
                ContactField::FirstName => "Имя",
                ContactField::LastName => "Фамилия",
                ContactField::Email => "Адрес эл. почты",
                ContactField::JobTitle => "Должность (необязательно)",
                ContactField::Telephone => "Телефон (необязательно)",
                ContactField::TelephoneExtension => "Добавочный номер (необязательно)",
            }
        }
        Field::Approvers => "Кто может согласовать",
        Field::ValidityYears => "Сколько лет?",
        Field::ValidityDays => "Сколько дней?",
        Field::CustomExpirationDate => "Последний день",
        Field::DcvMethod => "Способ подтверждения",
        Field::Locale => "Язык письма о подтверждении домена",
        Field::SkipApproval => "Пропустить согласование",
        Field::Comments => "Сообщение для согласующего",
        Field::RenewalOfOrderId => "Номер продлеваемого заказа",
        Field::RenewedThumbprint => "Отпечаток SHA-1 продлеваемого сертификата",
        Field::AutoRenew => "Продлевать автоматически",
        Field::CustomRenewalMessage => "Текст для напоминаний о продлении",
        Field::DisableRenewalNotifications => "Не присылать напоминаний о продлении",
        Field::AdditionalEmails => "Дополнительные получатели",
        Field::PaymentMethod => "Способ оплаты",
        Field::DisableCt => "Не вносить сертификат в публичные журналы CT",
        Field::ContainerId => "Номер подразделения",
        Field::CustomFields => "Поля вашей учётной записи",
        Field::CustomFieldId(_) => "Номер поля",
        Field::CustomFieldValue(_) => "Значение",
    }
}

/// A field as a sentence speaks of it: nominative, singular.
pub(super) const fn noun(field: Field) -> &'static str {
    match field {
        Field::Product => "продукт",
        Field::Csr => "запрос (CSR)",
        Field::CommonName => "общее имя (CN)",
        Field::DnsNames => "список дополнительных имён",
        Field::DnsName(_) => "дополнительное имя",
        Field::SignatureHash => "хеш подписи",
        Field::ServerPlatform => "номер серверной платформы",
        Field::ProfileOption => "профиль сертификата",
        Field::OrganizationUnits => "список отделов (OU)",
        Field::OrganizationId => "номер организации",
        Field::NewOrganization(member) => match member {
            OrganizationField::Name => "официальное название организации",
            OrganizationField::AssumedName => "коммерческое название организации",
            OrganizationField::Address => "адрес (улица и дом)",
            OrganizationField::Address2 => "вторая строка адреса",
            OrganizationField::City => "город",
            OrganizationField::State => "регион",
            OrganizationField::Zip => "почтовый индекс",
            OrganizationField::Country => "страна",
            OrganizationField::Telephone => "телефон организации",
            OrganizationField::ContainerId => "номер подразделения организации",
            OrganizationField::SkipDuplicateCheck => "поиск похожих организаций",
            OrganizationField::Validate => "проверка организации",
        },
        Field::OrganizationContact(member) => match member {
            ContactField::FirstName => "имя контактного лица организации",
            ContactField::LastName => "фамилия контактного лица организации",
            ContactField::Email => "адрес эл. почты контактного лица организации",
            ContactField::JobTitle => "должность контактного лица организации",
            ContactField::Telephone => "телефон контактного лица организации",
            ContactField::TelephoneExtension => "добавочный номер контактного лица организации",
        },
        Field::VerifiedContact(member) | Field::Approver(_, member) => match member {
            ContactField::FirstName => "имя подтверждённого контактного лица",
            ContactField::LastName => "фамилия подтверждённого контактного лица",
            ContactField::Email => "адрес эл. почты подтверждённого контактного лица",
            ContactField::JobTitle => "должность подтверждённого контактного лица",
            ContactField::Telephone => "телефон подтверждённого контактного лица",
            ContactField::TelephoneExtension => "добавочный номер подтверждённого контактного лица",
        },
        Field::Approvers => "список согласующих",
        Field::ValidityYears => "число лет",
        Field::ValidityDays => "число дней",
        Field::CustomExpirationDate => "последний день",
        Field::DcvMethod => "способ подтверждения",
        Field::Locale => "язык письма о подтверждении домена",
        Field::SkipApproval => "согласование",
        Field::Comments => "сообщение для согласующего",
        Field::RenewalOfOrderId => "номер продлеваемого заказа",
        Field::RenewedThumbprint => "отпечаток продлеваемого сертификата",
        Field::AutoRenew => "автоматическое продление",
        Field::CustomRenewalMessage => "текст для напоминаний о продлении",
        Field::DisableRenewalNotifications => "отказ от напоминаний о продлении",
        Field::AdditionalEmails => "список дополнительных получателей",
        Field::PaymentMethod => "способ оплаты",
        Field::DisableCt => "выбор журналов CT",
        Field::ContainerId => "номер подразделения",
        Field::CustomFields => "список полей вашей учётной записи",
        Field::CustomFieldId(_) => "номер поля учётной записи",
        Field::CustomFieldValue(_) => "значение поля учётной записи",
    }
}

pub(super) const fn hint(field: Field) -> &'static str {
    match field {
        Field::Csr => {
            "Вставьте запрос PKCS#10 или перетащите файл (PEM или DER). Закрытый ключ остаётся на вашем сервере."
        }
        Field::CommonName => "Основное имя сервера, например www.example.com.",
        Field::SignatureHash => "С ним DigiCert подпишет сертификат.",
        Field::ServerPlatform => "Для неё DigiCert подготовит файлы и инструкции.",
        Field::ProfileOption => "Только если он есть в вашей учётной записи для этого заказа.",
        Field::OrganizationUnits => "По одному в строке. С августа 2022 года DigiCert не включает их в сертификаты.",
        Field::OrganizationId => "Номер из раздела Organizations в CertCentral.",
        Field::NewOrganization(member) => match member {
            OrganizationField::Name => "Как в реестре, не длиннее 64 символов.",
            OrganizationField::AssumedName => "Если организация работает под другим названием.",
            OrganizationField::City | OrganizationField::State => "Полностью, без сокращений.",
            OrganizationField::SkipDuplicateCheck => "Иначе DigiCert сравнит её с организациями учётной записи.",
            OrganizationField::Validate => {
                "Иначе кому-то придётся сделать это в CertCentral, прежде чем заказ пойдёт дальше."
            }
            _ => "",
        },
        Field::ValidityYears => {
            "С февраля 2026 года сертификат живёт не дольше 199 дней; заказ живёт дольше и включает новые сертификаты."
        }
        Field::ValidityDays => "Целое число.",
        Field::CustomExpirationDate => "Год, месяц, день, например 2027-03-31.",
        Field::DcvMethod => "Только для доменов, которые ещё не подтверждены.",
        Field::Locale => "Код, например en.",
        Field::SkipApproval => {
            "Действует, если ключу прокси разрешено согласовывать заказы; иначе заказ ждёт согласования, как обычно."
        }
        Field::RenewedThumbprint => "40 шестнадцатеричных цифр; двоеточия и пробелы не мешают.",
        Field::AutoRenew => "DigiCert оформит новый заказ за 30 дней до окончания.",
        Field::CustomRenewalMessage => "DigiCert добавит его в свои напоминания.",
        Field::AdditionalEmails => "Адреса, на которые тоже придут сертификат и уведомления: по одному в строке.",
        Field::DisableCt => {
            "Браузеры не доверяют такому сертификату. Действует, только если учётная запись это позволяет."
        }
        Field::ContainerId => "Если заказ относится к подразделению учётной записи.",
        _ => "",
    }
}
