//! The journal, the search in the account, the test of the connection.

use crate::account::CallError;
use crate::outcome::ConnectionPart;
use crate::placing::Known;
use crate::text::JournalText;

pub(super) const JOURNAL: JournalText = JournalText {
    title: "Заказы из этого браузера",
    lead: "Хранятся только в этом браузере: последние 50 заказов, без CSR.",
    empty: "Из этого браузера ещё ничего не заказывали.",
    known: |known| match known {
        Known::Placed(number) => format!("Принят, номер {number}"),
        Known::Refused => "Не принят".to_owned(),
        Known::Unknown => "Неизвестно, принят ли".to_owned(),
    },
    order: |number| format!("Заказ {number}"),
    hash: "SHA-256 запроса",
    export: "Сохранить в файл",
    clear: "Очистить…",
    clear_sure: "Забыть эти заказы в этом браузере? В учётной записи ничего не изменится.",
    clear_unknown_risk: "О некоторых неизвестно, приняты ли они. Если их забыть, ничто здесь не напомнит о том, чтобы их поискать.",
    clear_known: "Забыть те, исход которых известен",
    clear_all: "Забыть все, и неизвестные тоже",
    keep: "Оставить",
    same_title: "Этот заказ уже отправляли",
    same: |when, known| match known {
        Known::Placed(number) => {
            format!("Такой же заказ принят {when}, его номер {number}. Второй тоже будет оплачен.")
        }
        _ => format!(
            "Такой же заказ отправлен {when}, и неизвестно, принят ли он. Если принят, второй тоже будет оплачен."
        ),
    },
    order_again: "Заказать ещё раз",
    account_title: "В вашей учётной записи",
    looking: "Ищем заказ в учётной записи…",
    found: "С этими именами и за это время в учётной записи есть:",
    status: "состояние",
    nothing_found: "Такого заказа в учётной записи пока не видно. Он может появиться через несколько минут, а этому ключу видны, \
                    возможно, не все заказы.",
    look_again: "Посмотреть ещё раз",
    not_looked: |error| match error {
        CallError::Unreachable | CallError::TimedOut => {
            "Учётную запись спросить не удалось: ответа нет. Попробуйте ещё раз чуть позже.".to_owned()
        }
        CallError::Failed(certdesk_order::account::Failure::NotAllowed(_)) => {
            "Учётную запись спросить не удалось: здесь это не разрешено. Посмотрите в CertCentral.".to_owned()
        }
        CallError::Failed(_) => {
            "Учётную запись спросить не удалось: в ответе не список заказов. Попробуйте ещё раз чуть позже.".to_owned()
        }
    },
    test: "Проверить соединение",
    testing: "Проверяем соединение…",
    part: |part| match part {
        ConnectionPart::Policy => "Странице разрешено обращаться к прокси",
        ConnectionPart::Proxy => "Прокси отвечает",
        ConnectionPart::Cors => "Прокси разрешает этой странице читать ответы и отправлять заказы (CORS)",
        ConnectionPart::Api => "Отвечает API DigiCert",
        ConnectionPart::Key => "Ключ прокси действует",
        ConnectionPart::Account => "Учётную запись можно спросить",
    },
    fault: |part| match part {
        ConnectionPart::Policy => {
            "Это запрещает политика самой страницы: в connect-src веб-сервера нет прокси из config.json."
        }
        ConnectionPart::Proxy => {
            "По его адресу никто не отвечает. Проверьте, что вы в сети компании; если да, пусть тот, кто отвечает за прокси, \
             посмотрит, работает ли он."
        }
        ConnectionPart::Cors => {
            "Кто-то отвечает, но этой странице не разрешает. Прокси должен назвать адрес этой страницы и отвечать на OPTIONS."
        }
        ConnectionPart::Api => {
            "Возможно, нужно войти в другой вкладке. Если нет, то неверен адрес прокси или DigiCert сейчас не работает."
        }
        ConnectionPart::Key => "DigiCert не знает ключа, который добавляет прокси. Его должен обновить администратор.",
        ConnectionPart::Account => {
            "Ключ или прокси не разрешает странице спрашивать учётную запись. Заказы при этом могут работать."
        }
    },
};
