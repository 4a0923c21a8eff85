//! Russian.

mod account;
mod drafts;
mod fields;
mod journal;
mod new_key;
mod orders;
mod outcome;
mod plural;
mod problems;
mod server;
mod waiting;
mod words;

use certdesk_order::{DcvMethod, PaymentMethod, Product, UncheckedWeakness};

pub(super) static LATER: LaterText = LaterText {
    problem: problems::problem,
    reading: ReadingText {
        about: "Что сказано в CSR",
        subject: "Субъект",
        key: "Ключ",
        signature: "Подпись",
        names: "Имена",
        no_names: "Имён нет",
        verified: "верна",
        verifying: "проверяем…",
        invalid: "не подходит к ключу",
        unchecked: "не проверена: браузер не умеет проверять такие подписи",
        insecure: "не проверена: браузеры проверяют подписи только на страницах, открытых по https",
        weakness: |weakness| match weakness {
            UncheckedWeakness::DebianWeakKey => {
                "не проверен на слабые ключи Debian 2006–2008 годов; это сделает DigiCert"
            }
        },
        differs: "DigiCert не берёт имена из CSR. В заказе будут только имена из этой формы, поэтому сравните:",
        agrees: "В форме и в CSR одни и те же имена.",
        only_in_csr: "Только в CSR",
        only_in_form: "Только в форме",
        only_in_form_lead: "В сертификате они всё равно будут.",
        add_name: |name| format!("Добавить {name}"),
        add_all: |count| format!("Добавить все ({count})"),
        use_common_name: |name| format!("Сделать {name} общим именем"),
        common_name_differs: |csr, form| format!("Общее имя: в CSR — {csr}, в форме — {form}."),
        repaired: "Прочитано, но пришлось поправить:",
        repair: problems::repair,
    },
    new_key: new_key::NEW_KEY,
    account: account::ACCOUNT,
    server: server::SERVER,
    waiting: waiting::WAITING,
    drafts: drafts::DRAFTS,
    journal: journal::JOURNAL,
    keeping: KeepingText {
        last_order: "Показать, что известно, или заказать ещё один сертификат",
        unkept: "Браузер ничего не хранит для этой страницы: при перезагрузке введённое пропадёт.",
        outcome_unkept: "Браузер ничего не хранит для этой страницы: при перезагрузке этот ответ пропадёт. Запишите нужное.",
    },
    option: OptionText {
        dcv,
        payment,
        count_years: |years| counted(years, ["год", "года", "лет"]),
        count_days: |days| counted(days, ["день", "дня", "дней"]),
        default: "Как задано в учётной записи",
        platform_by_number: "По её номеру",
        profile,
    },
    review: ReviewText {
        title: "Проверьте заказ",
        lead: "Прочтите его ещё раз. После заказа изменить его сможет только DigiCert.",
        advice: "Обратите внимание",
        change: "Изменить",
        cost: "Заказ стоит денег: их спишут с вашей учётной записи CertCentral.",
        place: "Заказать",
        back: "Вернуться к форме",
    },
    sending: SendingText {
        button: "Отправляем заказ…",
        status: |seconds| format!("Ждём ответа DigiCert: {seconds} с. Не закрывайте эту страницу."),
        not_sent_title: "Заказ не отправлен",
        not_sent_lead: "Он не дошёл до DigiCert, поэтому ничего не заказано.",
        status_spoken: "Заказ отправляется. Дождитесь ответа DigiCert.",
        not_sent,
    },
    outcome: outcome::OUTCOME,
    orders: orders::ORDERS,
    settings: SettingsText {
        title: "Страница настроена неправильно",
        lead: "В её файле config.json нужно кое-что исправить. Покажите это тому, кто отвечает за страницу.",
        key: "Ключ",
        value: "Значение",
        expected: "Должно быть",
        whole_file: "весь файл",
        nothing: "ничего",
        expectation,
    },
};

use self::plural::counted;
use super::*;
use crate::placing::NotSent;
use crate::settings::{ConfigProblem, Expected};

pub(super) static RU: Text = Text {
    shell: ShellText {
        title: "Certdesk",
        tagline: "Сертификаты TLS от DigiCert",
        skip_to_content: "Перейти к форме",
        language: "Язык",
        loading: "Загрузка…",
        views: "Разделы страницы",
        new_order: "Новый заказ",
        orders: "Заказы",
        unreachable: "Часть страницы не загрузилась. Проверьте соединение и загрузите страницу заново.",
    },
    widgets: WidgetText {
        error: "Ошибка",
        copy: "Скопировать",
        copied: "Скопировано",
        copy_failed: "Браузер не даёт копировать отсюда. Выделите текст и скопируйте его сами.",
        remove: "Удалить",
        yes: "Да",
    },
    label: fields::label,
    hint: fields::hint,
    date: words::date,
    form: FormText {
        title: "Заказ сертификата TLS",
        lead: "Заказ не уйдёт, пока вы не проверите всё на следующей странице.",
        restored: "Мы сохранили то, что вы ввели в прошлый раз.",
        start_afresh: "Начать заново",
        start_afresh_sure: "Очистить всю форму?",
        keep_entries: "Оставить как есть",
        digicert_says: |code, message| {
            if code.is_empty() || message.is_empty() {
                format!("Ответ DigiCert: {code}{message}")
            } else {
                format!("Ответ DigiCert: {message} ({code})")
            }
        },
        summary_title: "Есть ошибки",
        summary_more: |count| format!("И ещё {count}; следующая здесь."),
        refused_title: "DigiCert не принял заказ",
        refused_lead: "Ничего не заказано. Всё, что вы ввели, осталось на месте.",
        review: "Проверить заказ",
        product: "Продукт",
        csr: "Запрос на сертификат (CSR)",
        names: "Имена",
        organization: "Организация",
        organization_address: "Официальное название и адрес",
        organization_contact: "Контактное лицо организации",
        verified_contact: "Подтверждённое контактное лицо",
        verified_contact_lead: "Сертификат EV выпускают только после того, как подтверждённое контактное лицо организации \
                                одобрит заказ по эл. почте.",
        validity: "Срок действия",
        options: "Дополнительно",
        options_lead: "Всё это можно не трогать.",
        certificate: "Параметры сертификата",
        validation: "Подтверждение доменов",
        approval: "Согласование",
        renewal: "Продление",
        notifications: "Уведомления",
        payment: "Оплата",
        account: "Подразделение и журналы CT",
        custom_fields: "Поля вашей учётной записи",
        add_custom_field: "Добавить поле",
        fields_set: |count| match count {
            0 => String::new(),
            _ => format!("заполнено: {count}"),
        },
        certificate_ends: |date| sentence(format!("Последний день сертификата — {date}")),
        order_ends: |date| {
            format!("Заказ действует до {date}: до этого дня новые сертификаты по нему выпускают без нового заказа.")
        },
        side: "Ваш заказ",
        side_ends: "Сертификат действует до",
        side_ready: "Можно проверять.",
        side_todo: |count| {
            format!(
                "Осталось заполнить или исправить: {}.",
                counted(count, ["поле", "поля", "полей"])
            )
        },
        names_count: |count| counted(count, ["имя", "имени", "имён"]),
        not_yet: "пока не выбрано",
        json: "Запрос в JSON",
        json_lead: "Ровно то, что будет отправлено.",
        json_incomplete: "То, что будет отправлено, но пока не целиком: заполнено не всё обязательное.",
        curl: "Запрос командой curl",
        curl_lead: "Прямо в DigiCert, без этой страницы. Сначала поместите свой ключ API в переменную DIGICERT_API_KEY.",
        checks_awaited: "Секунду: страница ещё загружает то, что проверяет введённое.",
        checks_failed: "Часть страницы не загрузилась: без неё введённое не проверяется и не сохраняется, и заказать ничего нельзя. Проверьте соединение и попробуйте снова.",
        try_again: "Попробовать снова",
        paste_too_long: "Это больше 1 МБ, поэтому вставки не было. Столько здесь не нужно нигде.",
        private_key: "Это был закрытый ключ, поэтому мы сразу убрали его. Ключ не сохранён и не отправлен. Держите его на сервере: для \
                      заказа нужен только CSR. Если этот экран или буфер обмена видят другие, создайте новый ключ.",
    },
    csr: CsrText {
        drop: "Или выберите файл, или перетащите его сюда",
        read_from: |file| format!("Прочитано из файла {file}."),
        file_too_large: |file| {
            format!("Файл {file} слишком велик для CSR, поэтому мы его не читали. Запрос занимает несколько килобайт.")
        },
        undo: "Вернуть то, что здесь было",
    },
    names: NamesText {
        list: "Дополнительные имена",
        list_hint: "По одному имени в строке. В любую строку можно вставить и целый список.",
        add: "Добавить имя",
        paste: "Вставить списком",
        paste_hint: "Разделители любые: строки, запятые, пробелы.",
        paste_label: "Имена, которые нужно добавить",
        paste_add: "Добавить эти имена",
        added: |added, folded| {
            let names = match added {
                0 => "Новых имён нет".to_owned(),
                _ => format!("Добавлено: {}", counted(added, ["имя", "имени", "имён"])),
            };
            match folded {
                0 => format!("{names}."),
                _ => format!("{names}; пропущено, потому что уже есть: {folded}."),
            }
        },
        row_label: |number| format!("Дополнительное имя {number}"),
        remove_row: |name| {
            if name.is_empty() {
                "Удалить пустую строку".to_owned()
            } else {
                format!("Удалить {name}")
            }
        },
        use_instead: |name| format!("Взять {name}"),
        offer_www: |name| format!("Имя {name} в этот сертификат входит бесплатно."),
        offer_www_add: |name| format!("Добавить {name}"),
    },
    choices: ChoiceText {
        product,
        organization_question: "Для какой организации сертификат?",
        organization_existing: "Для той, что есть в учётной записи",
        organization_new: "Для новой",
        organization_other: "Другая: введите её номер",
        choose: "Выберите…",
        container_other: "Другое: введите его номер",
        validity_question: "Сколько должен действовать заказ?",
        years: "Годы",
        days: "Дни",
        date: "До даты",
    },
    language: Language::Ru,
};

/// With a full stop at the end, unless one stands there: "15 марта 2027 г." has its own.
fn sentence(mut text: String) -> String {
    if !text.ends_with('.') {
        text.push('.');
    }
    text
}

const fn product(product: Product) -> &'static str {
    match product {
        Product::SecureSite => "С проверкой организации (OV). Один домен, с www и без.",
        Product::SecureSiteMultiDomain => "С проверкой организации (OV). Много имён в любых доменах.",
        Product::SecureSiteWildcard => "С проверкой организации (OV). Все имена на уровень ниже домена и сам домен.",
        Product::SecureSiteEv => "С расширенной проверкой (EV). Один домен, с www и без; без имён со звёздочкой.",
        Product::SecureSiteEvMultiDomain => {
            "С расширенной проверкой (EV). Много имён в любых доменах; без имён со звёздочкой."
        }
    }
}

const fn dcv(method: DcvMethod) -> (&'static str, &'static str) {
    match method {
        DcvMethod::Email => ("Письмо", "DigiCert пишет на адрес в домене, например admin@."),
        DcvMethod::DnsTxtToken => (
            "Запись TXT в DNS",
            "Вы вносите в запись TXT значение, которое даст DigiCert.",
        ),
        DcvMethod::DnsCnameToken => ("Запись CNAME в DNS", "Вы направляете запись CNAME на dcv.digicert.com."),
        DcvMethod::HttpToken => (
            "Файл на веб-сервере",
            "Вы кладёте файл туда, где его ищет DigiCert. Не подходит для имён со звёздочкой.",
        ),
        DcvMethod::HttpTokenDynamic => (
            "Файл с отдельным именем",
            "То же, но имя файла даст DigiCert. Не подходит для имён со звёздочкой.",
        ),
    }
}

const fn payment(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::Balance => "Баланс учётной записи",
        PaymentMethod::Card => "Сохранённая банковская карта",
        PaymentMethod::Profile => "Сохранённый платёжный профиль",
    }
}

fn profile(id: &str) -> Option<&'static str> {
    match id {
        "server_auth_only_eku" => Some("Только проверка подлинности сервера"),
        "server_client_auth_eku" => Some("Проверка подлинности сервера и клиента"),
        "kdc_smart_card" => Some("KDC и вход по смарт-карте"),
        _ => None,
    }
}

fn expectation(problem: &ConfigProblem) -> String {
    match &problem.expected {
        Expected::Json(words) => format!("файл JSON; чтение остановилось со словами: {words}"),
        Expected::Object => "объект: { … }".to_owned(),
        Expected::List => "список: [ … ]".to_owned(),
        Expected::Text => "текст в кавычках".to_owned(),
        Expected::NonEmptyText => "непустой текст в кавычках".to_owned(),
        Expected::Boolean => "true или false".to_owned(),
        Expected::Number {
            least,
            greatest: i64::MAX,
        } if *least > i64::MIN => {
            format!("целое число без кавычек, не меньше {least}")
        }
        Expected::Number { least: i64::MIN, .. } => "целое число без кавычек".to_owned(),
        Expected::Number { least, greatest } => format!("целое число без кавычек, от {least} до {greatest}"),
        Expected::Address => {
            "адрес прокси, например https://proxy.example/services/v2, или путь на этом сервере, например /digicert"
                .to_owned()
        }
        Expected::OneOf(words) => format!("одно из: {}", words.join(", ")),
        Expected::Once => "номер, которого нет у других записей списка".to_owned(),
        Expected::SomeEntry => "хотя бы одна запись".to_owned(),
        Expected::NoSuchKey(Some(near)) => format!("такого ключа нет; может быть, {near}?"),
        Expected::NoSuchKey(None) => "такого ключа нет".to_owned(),
        Expected::File(words) => format!("файл config.json рядом со страницей; прочитать его не удалось: {words}"),
    }
}

fn not_sent(reason: &NotSent) -> String {
    match reason {
        NotSent::Offline => "Этот компьютер не подключён к сети. Подключите его и снова отправьте заказ.".to_owned(),
        NotSent::Unreachable(words) => format!(
            "Прокси к DigiCert не ответил странице. Убедитесь, что вы в сети компании, и снова отправьте заказ. Если не поможет, \
             передайте тому, кто отвечает за страницу, слова браузера: {words}"
        ),
        NotSent::TimedOut => {
            "Прокси к DigiCert не ответил вовремя. Немного подождите и снова отправьте заказ.".to_owned()
        }
        NotSent::SignIn => {
            "Прокси просит войти. Войдите в соседней вкладке, вернитесь сюда и снова отправьте заказ.".to_owned()
        }
        NotSent::NotTheApi { status, body } => format!(
            "Прокси ответил, но это не API DigiCert (статус {status}). Возможно, нужно снова войти. Если не поможет, передайте \
             тому, кто отвечает за страницу, что он ответил: {}",
            if body.trim().is_empty() {
                "ничего"
            } else {
                body.trim()
            }
        ),
        NotSent::AnotherTab => {
            "Другая вкладка этого браузера сейчас отправляет заказ. Дождитесь её ответа и потом отправьте этот."
                .to_owned()
        }
        NotSent::Down { status } => format!(
            "DigiCert или прокси сейчас не работает (статус {status}). Немного подождите и снова отправьте заказ."
        ),
    }
}
