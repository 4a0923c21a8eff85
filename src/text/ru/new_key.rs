//! A key and a CSR that are made here, or on the server.

use certdesk_pki::ServerKind;
use certdesk_pki::make::commands::{NoRecipe, RecipeNote, Shell};
use certdesk_pki::make::{NewKeyKind, PassphraseStrength, StrengthReason};

use crate::text::NewKeyText;

pub(super) const NEW_KEY: NewKeyText = NewKeyText {
    title: "Ещё нет CSR? Создайте его здесь",
    lead: "Здесь создаются закрытый ключ и CSR с именами из этой формы. Ключ остаётся на странице, пока вы его не сохраните, и никуда \
           не отправляется.",
    kind: "Вид ключа",
    kind_hint: "RSA на 2048 бит работает везде. Ключи EC быстрее, но очень старые программы их не знают.",
    kind_name,
    make: "Создать ключ и CSR",
    make_again: "Создать другой ключ и CSR",
    make_and_lose: "Создать другой, первый потерять",
    would_be_lost: "Первый ключ не сохранён. Если создать другой, он пропадёт, и его CSR станет бесполезен.",
    making: "Создаём ключ… На 4096 бит может уйти полминуты.",
    failed: "Браузер не смог создать такой ключ. Выберите другой вид или создайте ключ на сервере.",
    names_first: "Сначала введите верное общее имя (CN): CSR создаётся для него.",
    made: "Ключ и CSR созданы. CSR стоит в поле выше.",
    save_title: "Сохраните закрытый ключ",
    save_lead: "Он есть только на этой странице. Сохраните его до заказа: без него сертификат бесполезен, и восстановить ключ не сможет \
                никто.",
    saved: "Сохранено. Держите файл там, где его прочтёте только вы и ваш сервер.",
    not_saved: "Браузер не сохранил файл. Попробуйте ещё раз.",
    passphrase: "Пароль",
    passphrase_hint: "Им шифруется файл. Он понадобится на сервере, поэтому сохраните его; восстановить его не сможет никто.",
    passphrase_missing: "Введите пароль или сохраните ключ без него.",
    passphrase_long: "Программы читают не больше 500 байт пароля. Возьмите пароль короче.",
    show: "Показать пароль",
    strength: |strength| match strength {
        PassphraseStrength::VeryWeak => "Очень слабый.",
        PassphraseStrength::Weak => "Слабый.",
        PassphraseStrength::Fair => "Неплохой.",
        PassphraseStrength::Strong => "Надёжный.",
    },
    reason: |reason| match reason {
        StrengthReason::Empty | StrengthReason::Enough => "",
        StrengthReason::Common => "В нём есть очень частый пароль.",
        StrengthReason::OwnName => "В нём есть имя из этой формы.",
        StrengthReason::Sequence => "В нём есть ряд вроде abc или 123.",
        StrengthReason::Repeats => "Он повторяется.",
        StrengthReason::Short => "Нужно не меньше 12 знаков.",
        StrengthReason::Plain => "Добавьте слово или два.",
    },
    save_encrypted: "Сохранить с паролем",
    encrypting: "Шифруем…",
    save_plain: "Сохранить без пароля",
    save_csr: "Сохранить CSR",
    insecure: "Браузеры создают ключи только на страницах, открытых по https. Создайте ключ на сервере.",
    server_title: "Или создайте их на сервере",
    server_lead: "Там ключ не покидает сервера. Сохраните файлы, если они есть, выполните команды в той же папке и вставьте CSR в поле \
                  выше.",
    server: "Сервер",
    server_name,
    shell: "Система",
    shell_name: |shell| match shell {
        Shell::Sh => "Linux, macOS или Unix",
        Shell::Windows => "Windows (cmd или PowerShell)",
    },
    save_file: |name| format!("Сохранить {name}"),
    run: "Команды",
    note: |note| match note {
        RecipeNote::CommonNameAdded => {
            "Без общего имени (CN) программа не создаёт CSR, поэтому взято первое имя из формы."
        }
        RecipeNote::PlainKeyFile => "Файл ключа не зашифрован: пусть его читает только сервер.",
        RecipeNote::AsksForPassword => "keytool спросит пароль хранилища ключей.",
        RecipeNote::OverwritesFiles => "Файлы с такими именами перезаписываются без вопроса, прежний ключ тоже.",
        RecipeNote::AsAdministrator => "Выполняйте от имени администратора.",
    },
    no_recipe: |reason| match reason {
        NoRecipe::NoSubject => {
            "Этой программе нужно общее имя (CN) не длиннее 64 знаков. Введите его или возьмите OpenSSL."
        }
        NoRecipe::SubjectTooLong => "Имена слишком длинны для этой программы. Возьмите OpenSSL.",
    },
    result: |key, csr| match key {
        Some(key) => format!("Тогда ключ будет в файле {key}, а CSR — в {csr}."),
        None => format!("Тогда ключ будет в хранилище Windows, а CSR — в файле {csr}."),
    },
};

const fn kind_name(kind: NewKeyKind) -> &'static str {
    match kind {
        NewKeyKind::Rsa2048 => "RSA, 2048 бит",
        NewKeyKind::Rsa3072 => "RSA, 3072 бита",
        NewKeyKind::Rsa4096 => "RSA, 4096 бит",
        NewKeyKind::P256 => "EC на P-256",
        NewKeyKind::P384 => "EC на P-384",
    }
}

const fn server_name(kind: ServerKind) -> &'static str {
    match kind {
        ServerKind::Nginx => "nginx",
        ServerKind::Apache => "Apache",
        ServerKind::Iis => "Microsoft IIS",
        ServerKind::Tomcat => "Tomcat или Java",
        ServerKind::HaProxy => "HAProxy",
        ServerKind::Exchange => "Microsoft Exchange",
        ServerKind::F5 => "F5 BIG-IP",
        ServerKind::Other => "Другой сервер",
    }
}
