//! The account's orders.

use certdesk_order::account::paths::DownloadFormat;
use certdesk_order::account::{Failure, Happening, NotAllowed, OrderStatus, Renewal, RequestKind, Unreadable};

use super::plural::{Forms, counted};
use crate::account::CallError;
use crate::orders::{Act, Fill};
use crate::text::OrdersText;

const DAYS: Forms = ["день", "дня", "дней"];

pub(super) const ORDERS: OrdersText = OrdersText {
    lead: "Заказы вашего аккаунта CertCentral, которые видит ключ этой страницы.",
    caption: "Заказы",
    number: "Номер",
    status: "Состояние",
    names: "Имена",
    product: "Продукт",
    organization: "Организация",
    ends: "Действует до",
    more_names: |number| format!("и ещё {number}"),
    own: "Заказан здесь",
    days: |days| match days {
        0 => "последний день".to_owned(),
        days if days < 0 => format!("закончился {} назад", counted(days.unsigned_abs(), DAYS)),
        days => format!("ещё {}", counted(days, DAYS)),
    },
    search: "Поиск",
    search_hint: "Часть основного имени или адреса почты либо номер заказа.",
    open_number: |number| format!("Открыть заказ {number}"),
    any_status: "Любое",
    waiting: "Все, что ждут",
    any_product: "Любой",
    any_organization: "Любая",
    clear: "Показать все заказы",
    pages: "Страницы заказов",
    before: "Предыдущая страница",
    behind: "Следующая страница",
    seen: |first, last, total| format!("{first}–{last} из {total}"),
    none: "В этом аккаунте пока нет заказов.",
    none_found: "Таких заказов нет. Измените поиск или фильтры либо покажите все заказы.",
    unread: |number| {
        format!(
            "Не удалось прочитать {}, в списке их нет.",
            counted(number, ["заказ", "заказа", "заказов"])
        )
    },
    look: "Обновить",
    looking: "Спрашиваем DigiCert…",
    last_look: |moment| format!("По состоянию на {moment}"),
    again_by_itself: "Страница спросит ещё раз сама.",
    again_in: |seconds| format!("Следующий запрос через {seconds} с."),
    failure,
    back: "Все заказы",
    order: |number| format!("Заказ {number}"),
    status_word,
    timeline: "Что произошло",
    happening,
    no_date: "дата неизвестна",
    about: "Об этом заказе",
    placed: "Оформлен",
    placed_by: "Кто заказал",
    approved_by: "Кто одобрил",
    certificate_from: "Действует с",
    order_ends: "Заказ действует до",
    container: "Подразделение",
    price: "Цена",
    payment: "Оплата",
    organization_contact: "Контакт организации",
    technical_contact: "Технический контакт",
    verified_contacts: "Проверенные контакты",
    renewal_of: "Продлевает заказ",
    renewed_by: "Продлён заказом",
    certificate_number: "Номер сертификата",
    thumbprint: "Отпечаток (SHA-1)",
    emails: "Уведомления также получают",
    requests: "Заявки",
    request_kind: |kind| match kind {
        RequestKind::New => "Новый заказ".to_owned(),
        RequestKind::Renewal => "Продление".to_owned(),
        RequestKind::Reissue => "Перевыпуск".to_owned(),
        RequestKind::Duplicate => "Дубликат".to_owned(),
        RequestKind::Revoke => "Отзыв".to_owned(),
        RequestKind::Other(word) => word.clone(),
    },
    notes: "Заметки",
    no_notes: "Заметок нет.",
    chain_awaited: "Получаем сертификат…",
    formats: "Файлы от самого DigiCert",
    formats_lead: "Каждый файл запрашивается у DigiCert по нажатию. Для большинства серверов лучше подходят файлы выше.",
    format: |format| match format {
        DownloadFormat::PemAll => (
            "PEM, вся цепочка",
            "Сертификат, промежуточные и корневой в одном файле.",
        ),
        DownloadFormat::PemNoRoot => ("PEM, без корневого", "Сертификат и промежуточные в одном файле."),
        DownloadFormat::PemNoIntermediate => ("PEM, только сертификат", "Один сертификат."),
        DownloadFormat::P7b => ("PKCS#7, .p7b", "Цепочка для Windows и Java."),
        DownloadFormat::Cer => ("PKCS#7, .cer", "То же под другим именем."),
        DownloadFormat::Default => (
            "ZIP, .crt",
            "По файлу .crt для сертификата, промежуточного и корневого.",
        ),
        DownloadFormat::DefaultCer => (
            "ZIP, .cer",
            "По файлу .cer для сертификата, промежуточного и корневого.",
        ),
        DownloadFormat::DefaultPem => ("ZIP, PEM", "По файлу PEM для сертификата, промежуточного и корневого."),
        DownloadFormat::Apache => ("ZIP, Apache", "Сертификат и промежуточный, как нужно Apache."),
    },
    fetching: "Получаем файл…",
    actions: "Что можно сделать",
    view_only: "Ключ этой страницы может только смотреть заказы, поэтому изменить здесь ничего нельзя.",
    running: "Ждём ответа DigiCert…",
    done: |act| match act {
        Act::Cancel => "Заказ отменён.".to_owned(),
        Act::Note => "Заметка добавлена.".to_owned(),
        Act::AddCsr => "CSR добавлен. DigiCert продолжает работу над заказом.".to_owned(),
        Act::Reissue => "Перевыпуск заказан. Ниже заказ, каков он сейчас.".to_owned(),
        Act::Approve(request) => {
            format!("Вы одобрили заявку {request}. Если одобрить должны двое, она ещё ждёт второго.")
        }
        Act::Reject(request) => format!("Заявка {request} отклонена."),
    },
    unknown: |act| {
        let what = match act {
            Act::Cancel => "отменён ли заказ",
            Act::Note => "добавлена ли заметка",
            Act::AddCsr => "добавлен ли CSR",
            Act::Reissue => "заказан ли перевыпуск",
            Act::Approve(_) => "одобрена ли заявка",
            Act::Reject(_) => "отклонена ли заявка",
        };
        format!(
            "Ясного ответа нет, поэтому неизвестно, {what}. Страница смотрит заказ ещё раз: проверьте его, прежде чем повторять."
        )
    },
    not_done: "Ничего не изменилось.",
    cancel: "Отменить заказ",
    cancel_lead: "Заказ закончится без сертификата. Вернуть его будет нельзя.",
    cancel_number: |number| format!("Для подтверждения введите номер заказа: {number}"),
    number_differs: |number| format!("Это не номер этого заказа. Введите {number}."),
    cancel_note: "Почему он отменён (останется заметкой)",
    note_missing: "Напишите несколько слов.",
    add_note: "Добавить заметку",
    add_note_lead: "Её прочтёт каждый, кто видит заказ в CertCentral. Убрать её отсюда нельзя.",
    note: "Заметка",
    decide: |request| format!("Одобрить или отклонить заявку {request}"),
    decide_lead: "После одобрения DigiCert продолжает работу; заказ при этом оплачивается. Отклонённая заявка на этом заканчивается.",
    asked_by: "Кто подал",
    may_not_decide: "Заявка ждёт одобрения. Ключ этой страницы не может одобрять заявки, это делают в CertCentral.",
    comment: "Комментарий (можно оставить пустым)",
    approve: "Одобрить",
    reject: "Отклонить",
    add_csr: "Добавить недостающий CSR",
    add_csr_lead: "Заказ ждёт CSR. Получив его, DigiCert продолжит работу; имена заказа не изменятся.",
    reissue: "Перевыпустить с новым CSR",
    reissue_lead: "Новый сертификат с теми же именами заменит нынешний, с новым ключом. Он действует, пока действует заказ, и ничего не \
                   стоит. DigiCert может отозвать нынешний, поэтому установите новый скорее.",
    reissue_comment: "Сообщение тому, кто одобряет (можно оставить пустым)",
    renew: "Продлить заказ",
    renewal: |renewal, date| match renewal {
        Renewal::Early { opens, ends } => {
            format!(
                "Заказ действует до {}. Продлить его можно с {}.",
                date(ends),
                date(opens)
            )
        }
        Renewal::Open { ends, renews_itself } => {
            let itself = renews_itself.map(|day| format!(" Он настроен продлиться сам {}.", date(day)));
            format!(
                "Заказ действует до {}.{} Форма заполнится его данными, номером заказа и отпечатком старого сертификата; ничего не \
                 закажется, пока вы всё не проверите.",
                date(ends),
                itself.unwrap_or_default()
            )
        }
        Renewal::Ended { ended } => format!(
            "Заказ закончился {}. Можно попробовать продлить его, решает DigiCert. Форма заполнится; ничего не закажется, пока вы всё \
             не проверите.",
            date(ended)
        ),
        Renewal::ReissueInstead {
            certificate_ends,
            order_ends,
        } => format!(
            "Сертификат закончится {}, но заказ оплачен до {}: лучше перевыпустите его, это бесплатно.",
            date(certificate_ends),
            date(order_ends)
        ),
        Renewal::Renewed { .. } => "Заказ уже продлён.".to_owned(),
        Renewal::Impossible => "Сертификата, который можно продлить, нет.".to_owned(),
    },
    alike: "Заказать ещё один такой же",
    alike_lead: "Форма заполнится именами, продуктом и организацией этого заказа. Ничего не закажется, пока вы всё не проверите.",
    fill: |fill| match fill {
        Fill::Renewal => "Заполнить форму для продления",
        Fill::Alike => "Заполнить форму",
    },
    replace_sure: "В форме есть данные, по которым вы ещё ничего не заказали. Заменить их?",
    replace: "Заменить",
    keep: "Оставить",
    filled: |fill, number| match fill {
        Fill::Renewal => {
            format!("Форма заполнена для продления заказа {number}. Добавьте новый CSR и проверьте остальное.")
        }
        Fill::Alike => format!("Форма заполнена данными заказа {number}. Добавьте CSR и проверьте остальное."),
    },
};

fn status_word(status: &OrderStatus) -> String {
    match status {
        OrderStatus::Pending => "Ждёт проверки",
        OrderStatus::NeedsApproval => "Ждёт одобрения",
        OrderStatus::Processing => "Выпускается",
        OrderStatus::NeedsCsr => "Ждёт CSR",
        OrderStatus::WaitingPickup => "Готов к получению",
        OrderStatus::Issued => "Выпущен",
        OrderStatus::ReissuePending => "Перевыпускается",
        OrderStatus::Approved => "Одобрен",
        OrderStatus::Rejected => "Отклонён",
        OrderStatus::Denied => "Отказано в DigiCert",
        OrderStatus::Canceled => "Отменён",
        OrderStatus::Revoked => "Отозван",
        OrderStatus::Expired => "Истёк",
        OrderStatus::Renewed => "Продлён",
        OrderStatus::NotRenewed => "Не продлён",
        OrderStatus::Other(word) if word.is_empty() => "Неизвестно",
        OrderStatus::Other(word) => word,
    }
    .to_owned()
}

fn happening(happening: &Happening<'_>) -> String {
    let kind = |kind| (ORDERS.request_kind)(kind);
    match happening {
        Happening::Ordered => "Заказ оформлен".to_owned(),
        Happening::Requested(request) => format!("{}: подана заявка {}", kind(&request.kind), request.id),
        Happening::Approved(request) => format!("Заявка {} одобрена", request.id),
        Happening::Rejected(request) => format!("Заявка {} отклонена", request.id),
        Happening::Validated => "Организация и домены проверены".to_owned(),
        Happening::Issued => "Сертификат выпущен".to_owned(),
        Happening::Ended(status) => status_word(status),
    }
}

fn failure(error: &CallError) -> String {
    let failure = match error {
        CallError::Unreachable => return "Прокси не отвечает. Проверьте сеть и нажмите «Обновить».".to_owned(),
        CallError::TimedOut => return "За 30 секунд ответа не было. Нажмите «Обновить» немного позже.".to_owned(),
        CallError::Failed(failure) => failure,
    };
    match failure {
        Failure::NotAllowed(NotAllowed::InvalidKey) => {
            "DigiCert не знает API-ключа прокси (invalid_key). Это исправит тот, кто отвечает за прокси.".to_owned()
        }
        Failure::NotAllowed(NotAllowed::MissingPermission) => {
            "У API-ключа нет на это права (missing_permission). Его может дать администратор аккаунта CertCentral."
                .to_owned()
        }
        Failure::NotAllowed(NotAllowed::InvalidApprover) => {
            "Пользователь этого API-ключа не может решать по этой заявке (invalid_approver). Нужен другой.".to_owned()
        }
        Failure::NotAllowed(NotAllowed::Other) => "DigiCert не разрешает этого API-ключу (access_denied).".to_owned(),
        Failure::NotAllowed(NotAllowed::Proxy) => {
            "Прокси не пропускает этот запрос. Разрешить его может тот, кто отвечает за прокси.".to_owned()
        }
        Failure::NotFound { .. } => "В этом аккаунте такого нет, или ключ этого не видит.".to_owned(),
        Failure::RateLimited { .. } => "У DigiCert спрашивали слишком часто (429).".to_owned(),
        Failure::NotTheApi { .. } => {
            "Ответил не DigiCert. Возможно, закончился ваш вход в систему: загрузите страницу заново.".to_owned()
        }
        Failure::Down { status } => {
            format!("DigiCert или прокси сейчас не может ответить ({status}). Попробуйте позже.")
        }
        Failure::Refused { status, .. } => format!("DigiCert отказывает ({status})."),
        Failure::Unreadable(unreadable) => {
            let why = match unreadable {
                Unreadable::Empty => "он пуст".to_owned(),
                Unreadable::Cut => "он обрывается".to_owned(),
                Unreadable::NotJson => "это не JSON".to_owned(),
                Unreadable::TooLong => "он слишком длинный".to_owned(),
                Unreadable::Lacks(member) => format!("в нём нет {member}"),
            };
            format!("Ответ не удалось прочитать: {why}.")
        }
    }
}
