//! The files for a server.

use certdesk_pki::files::pkcs12::{Pkcs12Refusal, Pkcs12Variant};
use certdesk_pki::files::server::{FileRole, Shell, StepKind};
use certdesk_pki::make::KeyFileFault;

use crate::outcome::Pkcs12Step;
use crate::text::ServerText;

pub(super) const SERVER: ServerText = ServerText {
    title: "Для вашего сервера",
    lead: "Выберите сервер: вот файлы, которые ему нужны, и команды, которыми их ставят и проверяют.",
    with_key: "Добавить в файлы закрытый ключ",
    with_key_hint: "Это ключ, созданный здесь, без пароля. Пусть эти файлы читает только сервер.",
    all: "Всё для этого сервера (ZIP)",
    all_about: "Файлы ниже, в одном.",
    role,
    secret: "Внутри закрытый ключ.",
    steps: "Установка и проверка",
    install,
    shell: |shell| match shell {
        Shell::Sh => "(командная строка сервера)",
        Shell::PowerShell => "(PowerShell от имени администратора)",
        Shell::NginxConfiguration => "(в блоке server файла nginx)",
        Shell::ApacheConfiguration => "(в VirtualHost файла Apache)",
        Shell::HaProxyConfiguration => "(в разделе frontend файла HAProxy)",
        Shell::TomcatConfiguration => "(в SSLHostConfig файла server.xml)",
        _ => "",
    },
    pkcs12: "Файл PKCS#12 (.pfx) с закрытым ключом",
    pkcs12_lead: "Ключ и сертификаты в одном файле под паролем. Он создаётся на этой странице; ни ключ, ни пароль не отправляются и не \
                  хранятся.",
    make_first: "Сначала создайте файл PKCS#12: ключ создан на этой странице, и сервер получит его только из этого файла. Потом здесь будут \
                 шаги.",
    key_held: "В него войдёт ключ, созданный здесь.",
    key_file: "Закрытый ключ",
    key_lead: "Выберите файл закрытого ключа в PEM или DER, без пароля. Он нужен только для этого файла, потом мы его забудем.",
    key_given: "Ключ прочитан.",
    password: "Пароль файла",
    password_hint: "Его спросят при импорте.",
    not_for_java: "Java не откроет файл с таким паролем: возьмите буквы, цифры и знаки английской клавиатуры.",
    variant_question: "Какие программы должны его открывать?",
    variant: |variant| match variant {
        Pkcs12Variant::Modern => (
            "Современные",
            "AES-256 и SHA-256: Windows Server 2019 и новее, Java 8u301 и новее, OpenSSL, новые macOS.",
        ),
        Pkcs12Variant::Legacy => (
            "Старые (защита слабее)",
            "Тройной DES и SHA-1: только для Windows Server 2016 и старых macOS, которые другого не откроют.",
        ),
    },
    make: "Создать файл PKCS#12",
    step: |step| match step {
        Pkcs12Step::Ready => "",
        Pkcs12Step::KeyMissing => "Сначала выберите файл закрытого ключа.",
        Pkcs12Step::KeyUnreadable(KeyFileFault::TooLarge) => "Для закрытого ключа этот файл слишком велик.",
        Pkcs12Step::KeyUnreadable(KeyFileFault::Encrypted) => {
            "Этот ключ зашифрован. Сначала сохраните копию без пароля (openssl pkey -in key.pem -out plain.pem), а потом удалите её."
        }
        Pkcs12Step::KeyUnreadable(KeyFileFault::OtherForm) => {
            "Ключ в виде, который здесь не читается. Сначала переведите его в PKCS#8 (openssl pkey -in key.pem -out plain.pem)."
        }
        Pkcs12Step::KeyUnreadable(_) => "В этом файле нет закрытого ключа, или он повреждён.",
        Pkcs12Step::PasswordMissing => "Введите пароль файла.",
        Pkcs12Step::PasswordLong => "Программы читают не больше 250 байт пароля. Возьмите пароль короче.",
        Pkcs12Step::Making => "Создаём файл…",
        Pkcs12Step::NotLoaded => "Часть страницы, которая создаёт файл, не загрузилась. Попробуйте ещё раз.",
        Pkcs12Step::Refused(Pkcs12Refusal::OtherKey) => {
            "Этот ключ не от этого сертификата. Выберите тот, из которого создан CSR."
        }
        Pkcs12Step::Refused(_) => "Из этого ключа файл создать не удалось.",
        Pkcs12Step::Made => "Файл создан и загружен. Берегите его, как сам ключ.",
    },
};

const fn role(role: FileRole) -> (&'static str, &'static str) {
    match role {
        FileRole::Leaf => ("Сертификат (PEM)", "Только сертификат для сервера."),
        FileRole::LeafDer => ("Сертификат (DER)", "Он же в двоичном виде."),
        FileRole::Chain => ("Цепочка (PEM)", "Промежуточные сертификаты."),
        FileRole::ChainWithRoot => ("Цепочка с корнем (PEM)", "Промежуточные сертификаты и корень."),
        FileRole::FullChain => ("Полная цепочка (PEM)", "Сертификат и промежуточные."),
        FileRole::FullChainWithRoot => ("Полная цепочка с корнем (PEM)", "Сертификат, промежуточные и корень."),
        FileRole::FullChainAndKey => (
            "Полная цепочка и ключ (PEM)",
            "Сертификат, промежуточные и закрытый ключ.",
        ),
        FileRole::P7b => ("Полная цепочка (P7B)", "Сертификат и промежуточные в PKCS#7, PEM."),
        FileRole::P7bWithRoot => ("Полная цепочка с корнем (P7B)", "То же с корнем, PKCS#7 в PEM."),
        FileRole::P7bDer => ("Полная цепочка (P7B, DER)", "PKCS#7 в двоичном виде."),
        FileRole::Key => ("Закрытый ключ (PEM)", "Ключ, созданный здесь."),
        FileRole::Pkcs12 => ("PKCS#12 (.pfx)", "Закрытый ключ, сертификат и промежуточные."),
        _ => ("Файл", ""),
    }
}

const fn install(kind: StepKind) -> &'static str {
    match kind {
        StepKind::VerifyFiles => "Проверьте файлы на любой машине, которая доверяет корню.",
        StepKind::CompareKey => "Убедитесь, что ключ и сертификат — пара: обе строки должны совпасть.",
        StepKind::JoinOwnKey => "Соедините его с закрытым ключом, из которого создан CSR; подставьте имя файла ключа.",
        StepKind::CopyFiles => "Скопируйте файлы туда, где их читает сервер.",
        StepKind::Configure => "Укажите их в настройках.",
        StepKind::ConfigureWithOwnKey => "Укажите их в настройках вместе с путём к ключу, из которого создан CSR.",
        StepKind::TestConfiguration => "Пусть сервер проверит настройки.",
        StepKind::Reload => "Пусть сервер возьмёт их в работу.",
        StepKind::AcceptCertificate => "Завершите запрос на той же машине, где он создан.",
        StepKind::ImportPkcs12 => "Импортируйте файл; команда спросит пароль.",
        StepKind::CheckStore => "Убедитесь, что сертификат на месте и с ключом.",
        StepKind::BindToSite => "Привяжите его к сайту; подставьте имя своего.",
        StepKind::EnableServices => "Разрешите службам им пользоваться.",
        StepKind::ImportReply => "Импортируйте его в хранилище, где создан запрос; подставьте файл и псевдоним.",
        StepKind::ListKeystore => "Убедитесь, что в хранилище есть PrivateKeyEntry со всей цепочкой.",
        StepKind::InstallObjects => "Установите файлы как объекты.",
        StepKind::CreateProfile => "Создайте из них профиль client SSL для виртуальных серверов.",
        StepKind::SaveConfiguration => "Сохраните настройки.",
        StepKind::TestConnection => {
            "Спросите сервер с другой машины: в ответе должны быть строка «Verification: OK» и новый сертификат."
        }
        _ => "",
    }
}
