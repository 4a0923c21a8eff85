//! What came back.

use certdesk_order::{RequestStatus, UnknownReason, Validation};
use certdesk_pki::{BlockFault, LeftoverReason, PathFault};

use super::plural::counted;
use super::sentence;
use super::words::{date, quoted};
use crate::outcome::{FileKind, Finding, Mark, Question, Role, Standing, Step, UnreadableEntry};
use crate::text::{OutcomeText, policies};

pub(super) const OUTCOME: OutcomeText = OutcomeText {
    placed: |order| format!("Заказ {order} принят"),
    standing,
    next: "Что дальше",
    step,
    open_account: "Открыть заказы в CertCentral",
    copy_number: "Скопировать номер заказа",
    order_number: "Номер заказа",
    requests: "Заявки",
    request,
    certificate_number: "Номер сертификата",
    organization_number: "Номер новой организации",
    runs_until: "Заказ действует до",
    sent: "Отправлен",
    local_time: |moment| format!("{moment} на ваших часах"),
    another: "Заказать ещё один сертификат",
    another_alike: "Заказать такой же",
    dcv: "Подтвердите, что домены ваши",
    dcv_lead: "DigiCert ищет это значение тем способом, который выбран для домена.",
    dcv_value: "Значение",
    dcv_target: "Указывает на",
    dcv_status: "Состояние",
    dcv_until: "Действует до",
    certificate: "То ли это, что заказано?",
    nothing_readable: "DigiCert прислал сертификат, но прочитать его в ответе не удалось. Заказ всё равно принят: скачайте \
                       сертификат из заказа в CertCentral. Ответ показан ниже так, как он пришёл.",
    verdict,
    question,
    mark,
    finding,
    chain: "Сертификаты",
    left_over: |number| {
        format!(
            "Вне цепочки: {}",
            counted(number, ["сертификат", "сертификата", "сертификатов"])
        )
    },
    role,
    issuer: "Издатель",
    serial: "Серийный номер",
    valid_from: "Действует с",
    valid_to: "Действует до",
    sha1: "Отпечаток SHA-1",
    sha256: "Отпечаток SHA-256",
    all_names: |number| format!("Все имена: {number}"),
    more: |number| format!("и ещё {number} в самом сертификате"),
    downloads: "Скачать",
    downloads_lead: "Секретного в этих файлах нет. Закрытый ключ остаётся там, где создан CSR.",
    file,
    download_refused: "Браузер не разрешил скачать файл. Скопируйте сертификат из ответа ниже или скачайте его из заказа в \
                       CertCentral.",
    unknown: "Пока неизвестно, принят ли заказ",
    unknown_lead: "Заказ, возможно, уже есть. Проверьте это, прежде чем заказывать снова, чтобы не заплатить дважды.",
    why: "Почему это неизвестно",
    reason,
    find_out: "Как это выяснить",
    look: [
        "Откройте CertCentral и перейдите в раздел Certificates, затем Orders.",
        "Найдите заказ с этими именами, сделанный примерно в это время.",
        "Возможно, вам видны не все заказы учётной записи. Тогда отправьте эти сведения тому, кто видит все, — например, \
         администратору.",
        "Заказ может появиться не сразу. Прежде чем решить, что его нет, загляните ещё раз через четверть часа.",
    ],
    copy_facts: "Скопировать эти сведения",
    again_title: "Если такого заказа точно нет",
    again_risk: "Если заказ всё-таки есть, повторный заказ станет вторым, и деньги спишут за оба: DigiCert не знает, что это один и \
                 тот же. Страница забудет эту попытку, а всё введённое останется в форме.",
    again: "Заказа нет, вернуться к форме",
    why_refused: "Почему заказ не принят",
    refused_by_proxy: |status| format!("Заказ не дошёл до DigiCert: его отклонил кто-то по пути (статус {status})."),
    raw: "Ответ, как он пришёл",
    raw_status: "Статус",
    raw_type: "Тип",
    raw_empty: "Ответ пуст.",
    raw_cut: "Ответ длиннее, здесь только его начало. Кнопка копирует его целиком.",
    raw_sent: "Запрос, как он был отправлен",
};

const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::OneApproval => "Он ждёт согласования в вашей учётной записи CertCentral.",
        Standing::TwoApprovals => "Он ждёт двух согласований в вашей учётной записи CertCentral.",
        Standing::Approved => "Он согласован сразу. Теперь DigiCert проверит то, что ещё не проверено.",
        Standing::NoApproval => "Согласование не нужно. Теперь DigiCert проверит то, что ещё не проверено.",
        Standing::Issued => "Сертификат выпущен.",
        Standing::Rejected => "Заявка на него отклонена, поэтому сертификата по ней не будет.",
        Standing::Strange => "DigiCert назвал состояние, которого эта страница не знает.",
        Standing::NumberOnly => "DigiCert присвоил ему номер и больше ничего не сообщил.",
    }
}

const fn step(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::Approve => (
            "Согласующий",
            "должен одобрить заявку в CertCentral, в разделе Certificates, затем Requests. До этого ничего не произойдёт.",
        ),
        Step::ApproveTwice => (
            "Двое согласующих",
            "должны одобрить заявку в CertCentral, второй после первого, в разделе Certificates, затем Requests. До этого ничего \
             не произойдёт.",
        ),
        Step::ShowControl => ("Вы", "подтверждаете, что домены ваши, как описано ниже."),
        Step::Validate => (
            "DigiCert",
            "проверяет организацию и домены, если они ещё не проверены, и пишет тем, кто должен что-то сделать.",
        ),
        Step::VerifiedContact => (
            "Подтверждённое контактное лицо организации",
            "одобряет заказ по эл. почте; достаточно одного.",
        ),
        Step::Issue => (
            "DigiCert",
            "выпускает сертификат и присылает его по эл. почте. Его можно скачать и из заказа в CertCentral.",
        ),
        Step::Install => (
            "Вы",
            "смотрите, что показали проверки ниже. Если всё верно, ставите файлы для вашего сервера, как там описано.",
        ),
        Step::AskWhy => (
            "Вы",
            "узнаёте причину у того, кто согласует заявки в вашей учётной записи. Потом, если нужно, заказываете снова.",
        ),
        Step::Look => (
            "Вы",
            "смотрите заказ в CertCentral, в разделе Certificates, затем Orders, или просите того, кому он доступен.",
        ),
    }
}

fn request(status: Option<&RequestStatus>) -> String {
    match status {
        Some(RequestStatus::Pending) => "ждёт согласования".to_owned(),
        Some(RequestStatus::Submitted) => "подана, ждёт согласований".to_owned(),
        Some(RequestStatus::Approved) => "одобрена".to_owned(),
        Some(RequestStatus::Rejected) => "отклонена".to_owned(),
        Some(RequestStatus::Other(word)) => format!("{}, по словам DigiCert", quoted(word)),
        None => "состояние не названо".to_owned(),
    }
}

const fn verdict(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Good => ("Да, это тот сертификат, который заказан.", "Всё, что проверено, верно."),
        Mark::Note => (
            "Да, это тот сертификат, который заказан.",
            "О нём полезно кое-что знать, ниже это отмечено словом «Заметка».",
        ),
        Mark::Unchecked => (
            "Насколько удалось проверить, это тот сертификат, который заказан.",
            "Что проверить не удалось, отмечено ниже.",
        ),
        Mark::Pending => ("Проверяем сертификат…", "Это займёт мгновение."),
        Mark::Bad => (
            "С этим сертификатом что-то не так.",
            "Не ставьте его, пока не узнаете причину. Покажите то, что отмечено ниже, тому, кто отвечает за сертификаты, или \
             обратитесь в поддержку DigiCert с номером заказа.",
        ),
    }
}

const fn question(question: Question) -> &'static str {
    match question {
        Question::Key => "Ключ вашего CSR",
        Question::Names => "Заказанные имена",
        Question::Validity => "Срок действия",
        Question::Hash => "Хеш подписи",
        Question::Policy => "Вид сертификата",
        Question::Path => "Путь",
        Question::Root => "Корень",
        Question::Signatures => "Подписи",
        Question::Dates => "Сроки",
        Question::Chain => "Цепочка",
    }
}

const fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Good => "Верно",
        Mark::Note => "Заметка",
        Mark::Unchecked => "Не проверено",
        Mark::Pending => "Ждём",
        Mark::Bad => "Неверно",
    }
}

fn finding(finding: &Finding) -> String {
    match finding {
        Finding::KeyAgrees => "Сертификат выпущен для ключа из вашего CSR.".to_owned(),
        Finding::KeyDiffers => {
            "Сертификат выпущен не для того ключа, что в вашем CSR. С вашим закрытым ключом он работать не будет."
                .to_owned()
        }
        Finding::KeyUnknown => "Отправленный CSR не удалось здесь прочитать, поэтому ключи не сравнивались.".to_owned(),
        Finding::NamesAgree(1) => "В нём то имя, которое заказано, и никаких других.".to_owned(),
        Finding::NamesAgree(number) => {
            format!("В нём все заказанные имена ({number}) и никаких других.")
        }
        Finding::NamesMissing(_) => "Заказаны, но в сертификате их нет:".to_owned(),
        Finding::NamesExtra(_) => "Есть в сертификате, но не заказаны:".to_owned(),
        Finding::ValidityAgrees(given) => format!("Действует до {}, как заказано.", date(*given)),
        Finding::ValidityDiffers { asked, given } => sentence(format!(
            "Действует до {}, а заказ обещал до {}",
            date(*given),
            date(*asked)
        )),
        Finding::HashAgrees(hash) => format!("Подписан с {hash}, как заказано."),
        Finding::HashDiffers { asked, given } => format!("Подпись — {given}, а заказан {asked}."),
        Finding::PolicyAgrees(Validation::Ev) => "Это сертификат EV, как заказано.".to_owned(),
        Finding::PolicyAgrees(Validation::Ov) => "Это сертификат OV, как заказано.".to_owned(),
        Finding::PolicyDiffers { asked, given } => {
            let asked = match asked {
                Validation::Ev => "EV",
                Validation::Ov => "OV",
            };
            if given.is_empty() {
                format!("В нём не сказано, какого он вида, а заказан {asked}.")
            } else {
                format!("Он вида {}, а заказан {asked}.", policies(given))
            }
        }
        Finding::PathHolds(root) => format!("Верен по правилам RFC 5280, до корня {}.", quoted(root)),
        Finding::PathFails(fault) => path_fault(fault),
        Finding::PathNotChecked => "Не проверен: не все подписи удалось проверить, или нет корня.".to_owned(),
        Finding::RootPublic(name) => format!("{name} — публичный корень DigiCert."),
        Finding::RootPrivate(root) => {
            format!(
                "{} — не публичный корень DigiCert. Браузеры верят ему, только если его установила ваша компания.",
                quoted(root)
            )
        }
        Finding::RootAbsent => "Корень не пришёл. Серверам он не нужен.".to_owned(),
        Finding::SignaturesPending => "Проверяем подписи…".to_owned(),
        Finding::SignaturesInsecure => {
            "Не проверены: браузеры проверяют подписи только на страницах, открытых по https.".to_owned()
        }
        Finding::SignaturesValid(1) => "Подпись подлинная.".to_owned(),
        Finding::SignaturesValid(number) => {
            format!("Каждый сертификат подписан следующим, все подписи подлинные: {number}.")
        }
        Finding::NoIssuer => "Не проверена: сертификата издателя в ответе нет.".to_owned(),
        Finding::SignatureInvalid(title) => format!("Подпись {} сделана не издателем.", quoted(title)),
        Finding::SignatureUnsupported(title) => {
            format!(
                "Подпись {} такого вида, что этот браузер её не проверит.",
                quoted(title)
            )
        }
        Finding::DatesRight(end) => sentence(format!(
            "Сегодня все действуют. Раньше других срок выйдет {}",
            date(*end)
        )),
        Finding::Expired(title, end) => sentence(format!("Срок {} вышел {}", quoted(title), date(*end))),
        Finding::NotYetValid(title, begin) => {
            sentence(format!("{} начнёт действовать только {}", quoted(title), date(*begin)))
        }
        Finding::Complete => "Целая, от сертификата до корневого.".to_owned(),
        Finding::MissingIssuer(issuer) => {
            format!("До корневого не доходит: в ответе нет сертификата {}.", quoted(issuer))
        }
        Finding::MissingIntermediate(issuer) => format!(
            "Промежуточный сертификат {} не пришёл. Без него браузеры сертификат не примут: скачайте цепочку из заказа в CertCentral.",
            quoted(issuer)
        ),
        Finding::NoLeaf => {
            "Все это сертификаты удостоверяющих центров, для сервера среди них нет ни одного.".to_owned()
        }
        Finding::SeveralLeaves(number) => {
            format!("Сертификатов, которые могли бы быть для сервера: {number}. Показан тот, что подходит лучше всего.")
        }
        Finding::Reordered => "Они пришли в другом порядке; здесь и в файлах порядок верный.".to_owned(),
        Finding::LeftOver(reason, _) => match reason {
            LeftoverReason::Duplicate => "Пришли не один раз:",
            LeftoverReason::Alternative => "Другие сертификаты тех же центров, не нужны:",
            LeftoverReason::AnotherLeaf => "Тоже могли бы быть для сервера:",
            LeftoverReason::TooMany => "Не поместились в проверку:",
            _ => "К нему не относятся:",
        }
        .to_owned(),
        Finding::Unreadable(unreadable) => self::unreadable(unreadable),
        Finding::PassedOver(number) => {
            format!("В ответе есть ещё части ({number}). Таких длинных цепочек не бывает, поэтому мы их не читали.")
        }
    }
}

/// Why a path does not hold.
fn path_fault(fault: &PathFault) -> String {
    match fault {
        PathFault::Expired { not_after } => {
            sentence(format!("Один из сертификатов закончился {}", date(not_after.date())))
        }
        PathFault::NotYetValid { not_before } => sentence(format!(
            "Один из сертификатов начнёт действовать {}",
            date(not_before.date())
        )),
        PathFault::InvalidValidity => "Один из сертификатов кончается раньше, чем начинается.".to_owned(),
        PathFault::NameNotCovered { .. } => "Сертификат не покрывает имени, которое должен.".to_owned(),
        PathFault::UnknownIssuer => "Он не ведёт к корню, который пришёл вместе с ним.".to_owned(),
        PathFault::NotCa => "Один из издателей — не удостоверяющий центр.".to_owned(),
        PathFault::LeafIsCa => "Сертификат для сервера — это сертификат удостоверяющего центра.".to_owned(),
        PathFault::PathLenExceeded => "Он длиннее, чем позволяет один из его центров.".to_owned(),
        PathFault::NameConstraintViolated => "Один из центров не вправе выдавать сертификаты на эти имена.".to_owned(),
        PathFault::NameConstraintMalformed => {
            "Нельзя прочитать, на какие имена один из центров вправе выдавать.".to_owned()
        }
        PathFault::ServerAuthMissing => "Один из сертификатов — не для серверов.".to_owned(),
        PathFault::UnsupportedCriticalExtension => {
            "В одном из сертификатов есть критическое расширение, незнакомое браузерам.".to_owned()
        }
        PathFault::SignatureInvalid => "Одна из подписей сделана не издателем.".to_owned(),
        PathFault::UnsupportedAlgorithm => {
            "Один из сертификатов подписан способом, который браузеры не принимают, или у него такой ключ.".to_owned()
        }
        PathFault::Malformed => "Один из сертификатов записан не так, как велит RFC 5280.".to_owned(),
        PathFault::Distrusted => "Браузерам велено не доверять одному из ключей.".to_owned(),
        PathFault::TooMuchWork => "Не проверен: возможных путей больше, чем мы пробуем.".to_owned(),
        PathFault::Profile { subject, rule } => format!(
            "Верен, но {} нарушает правило для издателей ({rule:?}). Браузерам это может быть безразлично.",
            quoted(subject.common_name().unwrap_or("?"))
        ),
        _ => "Он неверен по правилам RFC 5280.".to_owned(),
    }
}

fn unreadable(unreadable: &UnreadableEntry) -> String {
    let entry = unreadable.entry;
    match unreadable.fault {
        None => format!("В элементе {entry} ответа нет сертификата."),
        Some(BlockFault::Label) => format!("В элементе {entry} ответа не сертификат, а что-то другое."),
        Some(BlockFault::Armour) => {
            format!("Элемент {entry} ответа пришёл не целиком: в нём нет строки BEGIN или END.")
        }
        Some(BlockFault::Base64 { line }) => {
            format!("Элемент {entry} ответа повреждён: в его строке {line} есть лишние символы.")
        }
        Some(_) => format!("Элемент {entry} ответа повреждён: прочитать его как сертификат не удалось."),
    }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Leaf => "Для сервера",
        Role::Intermediate => "Промежуточный",
        Role::Root => "Корневой",
        Role::LeftOver => "Вне цепочки",
    }
}

const fn file(kind: FileKind) -> (&'static str, &'static str) {
    match kind {
        FileKind::FullChain => (
            "Полная цепочка (PEM)",
            "Сертификат и промежуточные в одном файле: для nginx, Apache, HAProxy и большинства других.",
        ),
        FileKind::Leaf => ("Сертификат (PEM)", "Только сертификат для сервера."),
        FileKind::Chain => (
            "Цепочка (PEM)",
            "Только промежуточные, для серверов, которым они нужны отдельным файлом.",
        ),
        FileKind::Der => ("Скачать в DER", "Только этот сертификат, в двоичном виде."),
        FileKind::Zip => ("Все файлы (ZIP)", "Всё перечисленное и каждый сертификат в DER."),
    }
}

fn reason(reason: &UnknownReason) -> String {
    match reason {
        UnknownReason::NoAnswer => {
            "Соединение оборвалось без ответа. До этого заказ мог дойти до DigiCert.".to_owned()
        }
        UnknownReason::TimedOut => {
            "Ответ не пришёл вовремя. Возможно, DigiCert как раз сейчас обрабатывает заказ.".to_owned()
        }
        UnknownReason::PageLeft => {
            "Страницу закрыли до ответа, или его ещё ждёт другая вкладка.".to_owned()
        }
        UnknownReason::BodyCut => "Ответ оборвался по пути, и что в нём было дальше, неизвестно.".to_owned(),
        UnknownReason::Empty { status } => {
            format!("Ответ говорит, что всё прошло хорошо (статус {status}), но он пуст, номера заказа в нём нет.")
        }
        UnknownReason::JsonCut {
            order_id: Some(order), ..
        } => format!(
            "Ответ оборвался, но начинается с номера заказа: {order}. Значит, заказ скорее всего есть. Сначала ищите этот номер."
        ),
        UnknownReason::JsonCut { status, .. } => {
            format!("Ответ говорит, что всё прошло хорошо (статус {status}), но оборвался раньше номера заказа.")
        }
        UnknownReason::NotJson { status, html: true } => format!(
            "Вместо ответа DigiCert пришла веб-страница (статус {status}). Её прислал кто-то по пути, например страница входа; \
             прошёл ли к тому времени заказ, она не говорит."
        ),
        UnknownReason::NotJson { status, .. } => {
            format!("Ответ (статус {status}) написан не так, как пишет DigiCert, поэтому прочитать его не удалось.")
        }
        UnknownReason::NoOrderId { status, .. } => {
            format!("Ответ говорит, что всё прошло хорошо (статус {status}), но номера заказа в нём нет.")
        }
        UnknownReason::TooLong { status } => {
            format!("Ответ (статус {status}) намного длиннее, чем бывают ответы DigiCert, поэтому мы его не читали.")
        }
        UnknownReason::Timeout { status, .. } => {
            format!("Кто-то по пути не дождался ответа DigiCert (статус {status}). Заказ всё равно мог быть принят.")
        }
        UnknownReason::ServerError { status, .. } => format!(
            "На сервере DigiCert или по пути к нему случился сбой (статус {status}). Было это до приёма заказа или после, он не \
             говорит."
        ),
        // What a browser calls a redirect that it was told not to follow.
        UnknownReason::Unexpected { status: 0 } => {
            "Ответ отправляет браузер на другой адрес, возможно, для входа. Прошёл ли к тому времени заказ, он не говорит.".to_owned()
        }
        UnknownReason::Redirected { status } => format!(
            "Ответ отправляет браузер на другой адрес, возможно, для входа (статус {status}). Прошёл ли к тому времени заказ, он \
             не говорит."
        ),
        UnknownReason::Unexpected { status } => {
            format!("Ответ (статус {status}) не говорит ни что заказ принят, ни что он отклонён.")
        }
    }
}
