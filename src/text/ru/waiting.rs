//! An order that waits, and orders that hold the names already.

use certdesk_order::account::{CoveringState, NoInstruction, OrderStatus, Readiness};

use super::plural::counted;
use super::words::quoted;
use crate::orders::ControlAct as Act;
use crate::text::WaitingText;

pub(super) const WAITING: WaitingText = WaitingText {
    title: "Чего ждёт заказ",
    state,
    issued: |order| format!("✓ Заказ {order} выпущен"),
    last: |clock| format!("Последняя проверка: {clock}."),
    next: |clock| format!("Следующая: {clock}."),
    no_next: "Сама страница больше не проверяет.",
    looking: "Проверяем…",
    look_now: "Проверить состояние",
    notify: "Уведомить о выпуске",
    notify_on: "Браузер уведомит вас, пока эта страница открыта.",
    goes_on: |clock| format!("Страница сама проверит снова в {clock}."),
    cannot_follow: "Эта страница не может следить за заказом. Посмотрите его состояние в CertCentral или спросите администратора \
                    учётной записи.",
    approval: (
        "Согласующий",
        "должен одобрить заявку в CertCentral: Certificates, затем Requests.",
    ),
    request: "Заявка",
    asked_by: |name| format!("подал(а) {name}"),
    csr: ("Вы", "должны добавить CSR: в заказе его ещё нет."),
    organization: |readiness| match readiness {
        Readiness::Ready { .. } => ("DigiCert", "проверил организацию."),
        Readiness::Expired { .. } => (
            "DigiCert",
            "проверяет организацию заново: срок прежней проверки вышел. Контакту организации могут позвонить.",
        ),
        Readiness::Pending => ("DigiCert", "проверяет организацию. Её контакту могут позвонить."),
        Readiness::NotSubmitted => (
            "DigiCert",
            "должен проверить организацию для сертификатов этого вида. Если ничего не происходит, отправьте её на проверку в \
             CertCentral: Certificates, затем Organizations.",
        ),
        Readiness::Inactive => ("Администратор", "должен снова включить организацию в CertCentral."),
        Readiness::Unknown => ("DigiCert", "не сообщает, как далеко зашла проверка организации."),
    },
    domains: |are_known| {
        if are_known {
            ("Вы", "подтверждаете, что домены ниже — ваши.")
        } else {
            (
                "Вы",
                "подтверждаете, что домены ниже — ваши. Некоторые, возможно, уже подтверждены: этой странице не видно какие.",
            )
        }
    },
    verified_contact: (
        "Проверенный контакт",
        "организации должен одобрить заказ. DigiCert написал всем таким контактам; хватит одного.",
    ),
    issue: ("DigiCert", "выпускает сертификат. Никому ничего делать не нужно."),
    no_method: "DigiCert не сообщает, каким способом. Выберите его ниже.",
    ask_value: "Получить значение",
    record_kind: "Тип записи",
    record_name: "Имя",
    record_value: "Значение",
    file_url: "Адрес",
    file_content: "Содержимое",
    mails: |are_told| {
        if are_told {
            "DigiCert написал на эти адреса. Тот, кто их читает, должен перейти по ссылке из письма."
        } else {
            "DigiCert пишет на адреса, которые по обычаю есть у каждого домена. Тот, кто читает один из них, должен перейти по ссылке \
             из письма."
        }
    },
    no_instruction: |reason| match reason {
        NoInstruction::NoValue => "Значения ещё нет. Получите его выше.",
        NoInstruction::Wildcard => "Файлом нельзя подтвердить имя со звёздочкой. Выберите ниже запись DNS или письмо.",
        NoInstruction::IpAddress => "IP-адрес можно подтвердить только файлом. Выберите его ниже.",
        NoInstruction::NoFileName => {
            "DigiCert не сообщает имя файла. Посмотрите его в CertCentral или выберите другой способ."
        }
    },
    value_ends: |moment| format!("Это значение действует до {moment}. Потом DigiCert создаст новое."),
    more_domains: |number| format!("Ещё {}", counted(number, ["домен", "домена", "доменов"])),
    check: "Проверить домены",
    resend: "Отправить письма ещё раз",
    method: "Другой способ",
    method_hint: "Он действует для всех доменов заказа, которые ещё не подтверждены.",
    change_method: "Сменить способ",
    under_way: "Минуту…",
    all_found: "DigiCert нашёл всё.",
    not_all_found: "DigiCert нашёл ещё не всё. Новую запись DNS может быть видно не сразу: иногда через час.",
    found: "найдено",
    not_found: "не найдено",
    found_expired: "срок проверки вышел",
    found_other: |word| {
        if word.is_empty() {
            "состояние не названо".to_owned()
        } else {
            format!("{}, по словам DigiCert", quoted(word))
        }
    },
    method_changed: |method| format!("Теперь способ такой: {method}."),
    resent: "Письма отправлены ещё раз.",
    act_failed: |act| match act {
        Act::Value => "Значение не получено.",
        Act::Check => "Проверить домены не удалось.",
        Act::Method => "Способ не сменён.",
        Act::Resend => "Письма не отправлены.",
    },
    act_unknown: "Пока неизвестно, сделано ли это. Заказ проверяется снова: верно то, что он покажет.",
    act_refused: |act| match act {
        Act::Value => "Возьмите значение из заказа в CertCentral.",
        Act::Check => "Запустите проверку доменов из заказа в CertCentral.",
        Act::Method => "Смените способ в заказе в CertCentral.",
        Act::Resend => "Отправьте письма из заказа в CertCentral.",
    },
    chain_asking: "Получаем сертификат…",
    chain_failed: "Заказ выпущен, но получить сертификат не удалось.",
    covering: "Заказы, в которых эти имена уже есть",
    covering_lead: "Можно открыть такой заказ, продлить его этим заказом или всё равно заказать.",
    covering_asking: "Ищем заказы, в которых эти имена уже есть…",
    covering_none: "В учётной записи нет действующих заказов с этими именами.",
    covering_state: |state, status| match state {
        CoveringState::Valid { days_left: Some(days) } => format!("выпущен, осталось {}", days_of(days)),
        CoveringState::Valid { days_left: None } => "выпущен".to_owned(),
        CoveringState::Ending { days_left } => format!("скоро истечёт, осталось {}", days_of(days_left)),
        CoveringState::Waiting => match status {
            OrderStatus::NeedsApproval => "ждёт согласования".to_owned(),
            OrderStatus::NeedsCsr => "ждёт CSR".to_owned(),
            OrderStatus::Processing => "выпускается".to_owned(),
            _ => "ждёт проверки".to_owned(),
        },
    },
    covering_ends: |day| format!("до {day}"),
    covering_order: |order| format!("Заказ {order}"),
    covering_names: |held, wanted| {
        if held == wanted {
            "В нём все имена:".to_owned()
        } else {
            format!("В нём {} из {wanted}:", counted(held, ["имя", "имени", "имён"]))
        }
    },
    covering_more: |number| {
        format!(
            "И ещё {}: смотрите «Заказы».",
            counted(number, ["заказ", "заказа", "заказов"])
        )
    },
    is_renewed: "уже продлён",
    open: "Открыть",
    renew: "Продлить этот",
    renewing: |order| format!("Этот заказ продлит заказ {order}."),
    renew_failed: "Прочитать заказ, который нужно продлить, не удалось, поэтому ничего не заполнено.",
};

fn days_of(days: i64) -> String {
    counted(days, ["день", "дня", "дней"])
}

fn state(status: &OrderStatus, order: &str) -> String {
    match status {
        OrderStatus::Pending => format!("Заказ {order} ждёт проверки."),
        OrderStatus::NeedsApproval => format!("Заказ {order} ждёт согласования."),
        OrderStatus::Processing | OrderStatus::Approved => format!("Заказ {order}: сертификат выпускается."),
        OrderStatus::NeedsCsr => format!("Заказ {order} ждёт CSR."),
        OrderStatus::WaitingPickup => format!("Заказ {order} ждёт, когда его заберут."),
        OrderStatus::Issued => format!("Заказ {order} выпущен."),
        OrderStatus::ReissuePending => format!("Заказ {order}: идёт перевыпуск."),
        OrderStatus::Rejected => format!("Заказ {order} отклонён согласующим. Сертификата по нему не будет."),
        OrderStatus::Denied => format!("DigiCert отказал в заказе {order}. Сертификата по нему не будет."),
        OrderStatus::Canceled => format!("Заказ {order} отменён. Сертификата по нему не будет."),
        OrderStatus::Revoked => format!("Сертификат заказа {order} отозван."),
        OrderStatus::Expired => format!("Срок сертификата заказа {order} истёк."),
        OrderStatus::Renewed | OrderStatus::NotRenewed => format!("Заказ {order} завершён."),
        OrderStatus::Other(word) => {
            format!(
                "DigiCert назвал состояние заказа {order}, которого эта страница не знает: {}.",
                quoted(word)
            )
        }
    }
}
