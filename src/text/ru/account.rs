//! The account behind the form.

use certdesk_order::Validation;
use certdesk_order::account::{Failure, Readiness, Role};

use super::words::date;
use crate::account::{CallError, Part};
use crate::text::AccountText;

pub(super) const ACCOUNT: AccountText = AccountText {
    organization: "Организация",
    organization_hint: "Введите часть названия, город или номер.",
    no_such_organization: "Такой организации в учётной записи нет. Выберите её из списка или введите номер.",
    not_listed: "Этого номера нет в списке учётной записи. Проверьте его или прочтите список заново.",
    validation,
    matching: |matching| format!("Подходит: {} из {}", matching.count, matching.of),
    more: |count| format!("Ещё {count}. Введите больше букв, чтобы их найти."),
    container: "Подразделение",
    container_none: "Без подразделения",
    container_unlisted: |number| format!("{number} (нет в списке)"),
    reading: "Читаем…",
    read_at: |moment| format!("Прочитано: {moment}."),
    read_again: "Прочитать заново",
    try_again: "Попробовать ещё раз",
    part: |part| match part {
        Part::User => "пользователь",
        Part::Products => "продукты",
        Part::Organizations => "организации",
        Part::Containers => "подразделения",
        Part::Fields => "поля учётной записи",
        Part::Balance => "баланс",
        Part::Price => "цена",
        Part::Approvers => "согласующие",
        Part::Candidates => "люди учётной записи",
    },
    list_failed: |part, why| format!("Не прочитано: {part}. {why}"),
    why,
    key_of: |name, roles| {
        if roles.is_empty() {
            format!("Вы заказываете с ключом пользователя {name}.")
        } else {
            format!("Вы заказываете с ключом пользователя {name} ({roles}).")
        }
    },
    role,
    cannot_order: "Ключу прокси разрешено смотреть учётную запись, но не заказывать. Введённое здесь отправить нельзя: \
                   попросите администратора дать ключ с правом заказа.",
    gaps: |parts| format!("Странице не прочитать: {}. Всё можно ввести вручную.", parts.join(", ")),
    gaps_title: "О чём попросить администратора",
    gaps_ask: "Разрешить для прокси и ключа эти вызовы:",
    price: "Примерная цена",
    price_about: |amount| format!("{amount} без налога."),
    price_asking: "Считаем…",
    price_unknown: "Неизвестна",
    may_not_cover: "Баланса может не хватить.",
    balance: "Баланс учётной записи",
    approvers: "Кто может согласовать",
    approvers_lead: "Сертификат EV выпускается только после согласия подтверждённого контактного лица организации. DigiCert пишет \
                     всем таким лицам; достаточно одного согласия.",
    approvers_known: |people| format!("DigiCert знает: {people}. Добавлять никого не нужно."),
    approvers_none: "У организации ещё нет подтверждённого контактного лица. Добавьте кого-нибудь: DigiCert позвонит и проверит.",
    approver_candidates: "Добавить человека из учётной записи",
    approver_choose: "Выберите человека",
    approver_add: "Добавить другого человека",
    job_title: "Должность",
    telephone: "Телефон",
};

fn validation(wanted: Validation, readiness: Readiness) -> String {
    let kind = match wanted {
        Validation::Ov => "OV",
        Validation::Ev => "EV",
    };
    match readiness {
        Readiness::Ready { until: Some(until) } => format!("проверка {kind} до {}, без ожидания", date(until)),
        Readiness::Ready { until: None } => format!("проверка {kind} есть, без ожидания"),
        Readiness::Expired { on: Some(on) } => {
            format!("проверка {kind} закончилась {}, заказ будет ждать новой", date(on))
        }
        Readiness::Expired { on: None } => format!("проверка {kind} закончилась, заказ будет ждать новой"),
        Readiness::Pending => format!("проверка {kind} идёт, заказ будет её ждать"),
        Readiness::NotSubmitted => format!("проверки {kind} нет, заказ будет её ждать"),
        Readiness::Inactive => "не используется".to_owned(),
        Readiness::Unknown => format!("о проверке {kind} неизвестно"),
    }
}

fn why(error: &CallError) -> String {
    match error {
        CallError::Unreachable => "Прокси не отвечает странице.".to_owned(),
        CallError::TimedOut => "Ответ шёл слишком долго.".to_owned(),
        CallError::Failed(Failure::RateLimited {
            retry_after: Some(seconds),
        }) => format!("Слишком много вызовов. Попробуйте через {seconds} с."),
        CallError::Failed(Failure::RateLimited { retry_after: None }) => {
            "Слишком много вызовов. Попробуйте через несколько минут.".to_owned()
        }
        CallError::Failed(Failure::Down { status }) => {
            format!("DigiCert или прокси сейчас не работает (статус {status}).")
        }
        CallError::Failed(Failure::Unreadable(_)) => "Ответ не прочитать.".to_owned(),
        CallError::Failed(_) => "Это не разрешено.".to_owned(),
    }
}

fn role(role: &Role) -> String {
    match role {
        Role::Administrator => "администратор",
        Role::LimitedUser => "ограниченный пользователь",
        Role::FinanceManager => "финансовый менеджер",
        Role::Manager => "менеджер",
        Role::StandardUser => "обычный пользователь",
        Role::OrdersKey => "ключ для заказов",
        Role::OrdersDomainsKey => "ключ для заказов, доменов и организаций",
        Role::ViewOnlyKey => "ключ только для просмотра",
        Role::UserManagementKey => "ключ для пользователей",
        Role::Other(name) => name,
    }
    .to_owned()
}
