//! What is wrong or unwise about the CSR.

use certdesk_order::{CsrProblem, CsrWish};
use certdesk_pki::{Asn1Error, Asn1Fault, CsrRefusal, Part};

use crate::text::ru::plural::{Forms, counted};
use crate::text::ru::words::{character, quoted};

/// How many of the CSR's wishes a sentence names.
const WISHES_NAMED: usize = 3;

const BITS: Forms = ["бит", "бита", "бит"];

pub(super) fn sentence(problem: &CsrProblem) -> String {
    match problem {
        CsrProblem::Missing => "Вставьте запрос (CSR) или выберите его файл.".to_owned(),
        CsrProblem::Refused(refusal) => refused(refusal),
        CsrProblem::SignatureInvalid => {
            "Подпись CSR не подходит к его ключу: запрос изменён или повреждён. Скопируйте его заново или создайте новый."
                .to_owned()
        }
        CsrProblem::SignatureUnchecked => {
            "Подпись CSR нельзя проверить в этом браузере. Её проверит DigiCert.".to_owned()
        }
        CsrProblem::KeyNotSaved => {
            "Закрытый ключ этого CSR есть только на этой странице. Сначала сохраните его: без него сертификат бесполезен.".to_owned()
        }
        CsrProblem::WeakHash { hash } => format!(
            "CSR подписан с {hash}, а этот хеш больше не надёжен. DigiCert может отказать: лучше создайте CSR с SHA-256."
        ),
        CsrProblem::RsaTooShort { bits, minimum } => format!(
            "Длина ключа RSA в CSR — {}, а нужно не менее {minimum}. Создайте новый ключ и CSR из него.",
            counted(*bits, BITS)
        ),
        CsrProblem::RsaNotWholeBytes { bits } => format!(
            "Длина ключа RSA в CSR — {}, а она должна делиться на 8. Создайте новый ключ на 2048 или 3072 бита и CSR из него.",
            counted(*bits, BITS)
        ),
        CsrProblem::RsaLong { bits, listed } => format!(
            "Длина ключа RSA в CSR — {}. В списке DigiCert не более {listed}, поэтому запрос могут не принять.",
            counted(*bits, BITS)
        ),
        CsrProblem::RsaBadExponent => {
            "У ключа RSA в CSR небезопасная открытая экспонента: чётная или меньше 3. Создайте новый ключ и CSR из него."
                .to_owned()
        }
        CsrProblem::RsaUnusualExponent => {
            "У ключа RSA в CSR необычная открытая экспонента; рекомендуется 65537. DigiCert может отказать.".to_owned()
        }
        CsrProblem::RsaSmallFactor { factor } => format!(
            "Ключ RSA в CSR взламывается: его модуль делится на {factor}. Создайте новый ключ другой программой и CSR из него."
        ),
        CsrProblem::RsaRoca => {
            "Ключ RSA в CSR взламывается: он создан с уязвимостью ROCA. Удостоверяющие центры обязаны отказать (Baseline \
             Requirements, 6.1.1.3). Создайте новый ключ другой программой или на другом устройстве и CSR из него."
                .to_owned()
        }
        CsrProblem::RsaClosePrimes => {
            "Ключ RSA в CSR взламывается: два его простых числа слишком близки. Удостоверяющие центры обязаны отказать (Baseline \
             Requirements, 6.1.1.3). Создайте новый ключ другой программой и CSR из него."
                .to_owned()
        }
        CsrProblem::CurveNotListed { curve } => format!(
            "Ключ CSR — на кривой {curve}. В списке DigiCert только P-256 и P-384, поэтому запрос могут не принять."
        ),
        CsrProblem::CurveNotAllowed { curve } => format!(
            "Ключ CSR — на кривой {}, недопустимой в публичных сертификатах. Создайте ключ на P-256 или P-384 и CSR из него.",
            quoted(curve)
        ),
        CsrProblem::CurveSpelledOut => {
            "Кривая ключа CSR описана параметрами, а не названа. Создайте ключ на именованной кривой, например P-256, и CSR из него."
                .to_owned()
        }
        CsrProblem::PointCompressed => {
            "Ключ CSR записан в сжатом виде, который читают не все программы. DigiCert может отказать.".to_owned()
        }
        CsrProblem::KeyNotAllowed { kind } => format!(
            "Вид ключа CSR — {}, он недопустим в публичных сертификатах. Создайте ключ RSA или EC и CSR из него.",
            quoted(kind)
        ),
        CsrProblem::WishesIgnored { wishes } => {
            format!("DigiCert не учитывает остального, что запрошено в CSR: {}.", named(wishes))
        }
        CsrProblem::ExtensionsBroken => {
            "Расширение в CSR повреждено. DigiCert расширений не читает, но другие программы могут не принять запрос.".to_owned()
        }
        CsrProblem::CommonNameNotWildcard { common_name: Some(name) } => format!(
            "Общее имя (CN) в CSR, {}, — не маска. Если DigiCert откажет, создайте CSR для *.example.com.",
            quoted(name)
        ),
        CsrProblem::CommonNameNotWildcard { common_name: None } => {
            "В CSR нет общего имени (CN). Если DigiCert откажет, создайте CSR для маски, например *.example.com.".to_owned()
        }
        CsrProblem::CountryMissing => {
            "В CSR не указана страна. Если DigiCert откажет, создайте CSR со страной (C) в поле Subject.".to_owned()
        }
    }
}

fn refused(refusal: &CsrRefusal) -> String {
    match refusal {
        CsrRefusal::Empty => sentence(&CsrProblem::Missing),
        CsrRefusal::TooLarge { len, .. } => {
            format!("Для CSR это слишком много: {} КБ. Вставьте только CSR, в нём всего несколько.", len.div_ceil(1024))
        }
        CsrRefusal::PrivateKey { .. } => {
            "Это был закрытый ключ. Поле очищено, ничего не сохранено и не отправлено. Вставьте CSR, а ключ оставьте на сервере."
                .to_owned()
        }
        CsrRefusal::Certificate => instead("сертификат"),
        CsrRefusal::PublicKey => {
            "Это только открытый ключ. Создайте CSR из закрытого ключа, который к нему относится.".to_owned()
        }
        CsrRefusal::Pkcs7 => instead("файл PKCS#7 (.p7b) с сертификатами"),
        CsrRefusal::Pkcs12 => {
            "Это был файл PKCS#12 (.pfx, .p12), в нём есть закрытый ключ. Поле очищено, ничего не сохранено и не отправлено. \
             Вставьте CSR."
                .to_owned()
        }
        CsrRefusal::Crl => instead("список отозванных сертификатов (CRL)"),
        CsrRefusal::Spkac => "Это запрос SPKAC, который DigiCert не принимает. Создайте CSR (PKCS#10).".to_owned(),
        CsrRefusal::SeveralCsrs { count } => format!(
            "Здесь {}. Оставьте тот, что нужен для этого заказа, а остальные удалите.",
            counted(*count, ["запрос (CSR)", "разных запроса (CSR)", "разных запросов (CSR)"])
        ),
        CsrRefusal::UnknownLabel { label, line } => format!(
            "В строке {line} начинается блок {}, это не CSR. Запрос начинается с -----BEGIN CERTIFICATE REQUEST-----.",
            quoted(label)
        ),
        CsrRefusal::Mislabelled { label, line } => format!(
            "Блок в строке {line} содержит CSR, но назван {}. Впишите CERTIFICATE REQUEST в его строки BEGIN и END.",
            quoted(label)
        ),
        CsrRefusal::MissingEnd { line } => format!(
            "У запроса (CSR), который начинается в строке {line}, нет строки END и не хватает конца. Скопируйте его заново целиком."
        ),
        CsrRefusal::MissingBegin { line } => format!(
            "У запроса (CSR), который кончается в строке {line}, нет строки BEGIN и не хватает начала. Скопируйте его заново целиком."
        ),
        CsrRefusal::CutOff { have, need } => format!(
            "Не хватает конца CSR: есть только {} из {need}. Скопируйте его заново целиком.",
            counted(*have, ["байт", "байта", "байт"])
        ),
        CsrRefusal::BadBase64 { line, character: Some(found) } => {
            format!("Строка {line} CSR содержит {}: его там быть не должно. Скопируйте CSR заново.", character(*found))
        }
        CsrRefusal::BadBase64 { line, character: None } => {
            format!("В CSR не хватает символов или есть лишние (строка {line}). Скопируйте CSR заново.")
        }
        CsrRefusal::NotACsr => {
            "Это не CSR. Вставьте его целиком, от -----BEGIN CERTIFICATE REQUEST----- до строки END.".to_owned()
        }
        CsrRefusal::Binary => "Этот файл — не CSR. Выберите CSR в виде файла PEM или DER.".to_owned(),
        CsrRefusal::Asn1(error) => format!(
            "CSR повреждён ({}): {}. Скопируйте его заново или создайте новый.",
            part(error.part),
            fault(error)
        ),
        CsrRefusal::TrailingData { count } => format!(
            "После CSR стоит лишнее: {}. Скопируйте только CSR или создайте новый.",
            counted(*count, ["байт", "байта", "байт"])
        ),
        CsrRefusal::KeyUnreadable(error) => format!(
            "Открытый ключ в CSR нельзя прочитать: {}. Создайте новый ключ и CSR из него.",
            fault(error)
        ),
        _ => "Это нельзя прочитать как CSR. Скопируйте запрос заново или создайте новый.".to_owned(),
    }
}

fn instead(what: &str) -> String {
    format!("Это {what}, а не CSR. Вставьте CSR: он начинается с -----BEGIN CERTIFICATE REQUEST-----.")
}

const fn part(part: Part) -> &'static str {
    match part {
        Part::Info => "подписанная часть",
        Part::Version => "номер версии",
        Part::Subject => "поле Subject",
        Part::Key => "открытый ключ",
        Part::Attributes => "атрибуты",
        Part::Extensions => "расширения",
        Part::SignatureAlgorithm => "название алгоритма подписи",
        Part::Signature => "подпись",
        _ => "структура",
    }
}

const fn fault(error: &Asn1Error) -> &'static str {
    match error.fault {
        Asn1Fault::TooShort => "не хватает данных",
        Asn1Fault::ExtraData => "данных больше, чем должно быть",
        Asn1Fault::WrongType => "данные не того вида",
        Asn1Fault::Length => "длина записана не по правилам DER",
        Asn1Fault::Repeated => "что-то повторяется",
        _ => "недопустимое значение",
    }
}

/// The wishes by name, the first few of many.
fn named(wishes: &[CsrWish]) -> String {
    let mut words: Vec<_> = wishes.iter().take(WISHES_NAMED).map(wish).collect();
    if let more @ 1.. = wishes.len().saturating_sub(WISHES_NAMED) {
        words.push(format!("ещё {more}"));
    }
    words.join(", ")
}

fn wish(wish: &CsrWish) -> String {
    match wish {
        CsrWish::CertificateAuthority => "права удостоверяющего центра".to_owned(),
        CsrWish::ClientAuthentication => "проверка подлинности клиента".to_owned(),
        CsrWish::Purpose(oid) => format!("назначение {}", quoted(oid)),
        CsrWish::MustStaple => "OCSP must-staple".to_owned(),
        CsrWish::Policies => "политики сертификата".to_owned(),
        CsrWish::Extension(oid) => format!("расширение {}", quoted(oid)),
    }
}
