//! Drafts and templates.

use crate::text::{DraftsText, NotLoaded};

pub(super) const DRAFTS: DraftsText = DraftsText {
    title: "Черновики и шаблоны",
    lead: "Всё, что вы вводите, само хранится в этом браузере. Закрытого ключа там никогда нет.",
    save: "Сохранить в файл",
    drop: "Удалить черновик",
    load: "Загрузить из файла: сохранённый черновик или заказ в JSON для API",
    templates: "Шаблоны",
    template_name: "Название шаблона",
    template_hint: "Под ним хранится всё, кроме CSR: он относится к одному сертификату.",
    keep_template: "Сохранить как шаблон",
    use_template: "Использовать",
    delete: "Удалить",
    others: "Черновики других вкладок и посещений",
    others_lead: "Десять последних, 30 дней.",
    other: |when, common_name| {
        if common_name.is_empty() {
            format!("{when}, общего имени ещё нет")
        } else {
            format!("{when}, {common_name}")
        }
    },
    undo: "Вернуть",
    dropped: "Черновик удалён.",
    loaded: |from| format!("Теперь в форме то, что было в «{from}»."),
    kept: |name| format!("Сохранено как «{name}»."),
    deleted: |name| format!("«{name}» удалён."),
    undone: "Всё как было.",
    nameless: "Сначала назовите шаблон.",
    not_kept: "Этот браузер ничего не хранит для этой страницы. Сохраните черновик в файл.",
    unknown: "Для этого в форме нет места, поэтому в неё это не вошло:",
    not_loaded: |why| match why {
        NotLoaded::Unread => "Этот файл не прочитать: черновики меньше 256 КБ. Ничего не изменилось.",
        NotLoaded::PrivateKey => {
            "В этом файле закрытый ключ, поэтому из него ничего не взято. Ключ должен быть только у своего сервера."
        }
        NotLoaded::NoDraft => "Этот файл — не сохранённый черновик и не заказ в JSON. Ничего не изменилось.",
    },
};
