//! What is wrong or unwise about names.

use certdesk_order::{Field, NameProblem, OnionFault, Pasted, ReservedRange, WildcardFault};

use super::products;
use crate::text::ru::fields::noun;
use crate::text::ru::plural::counted;
use crate::text::ru::words::{capitalized, character, characters, quoted};

pub(super) fn sentence(field: Field, problem: &NameProblem) -> String {
    // Neuter, so that nominative and accusative are one.
    let the = noun(field);
    let start = capitalized(the);
    let inside = if field == Field::CommonName {
        "в общем имени (CN)"
    } else {
        "в дополнительном имени"
    };
    let inside_start = capitalized(inside);
    match problem {
        NameProblem::Missing if field == Field::CommonName => {
            "Введите общее имя (CN), например www.example.com.".to_owned()
        }
        NameProblem::Missing => "Введите дополнительное имя или удалите его строку.".to_owned(),
        NameProblem::InvisibleCharacter {
            character: found,
            position,
            suggestion,
        } => format!(
            "{start} содержит {} (позиция {position}).{}",
            character(*found),
            meant(suggestion.as_deref(), " Удалите этот символ или введите имя заново.")
        ),
        NameProblem::WhiteSpace { position } => {
            format!("{start} содержит пробел (позиция {position}). Удалите его: в именах пробелов не бывает.")
        }
        NameProblem::SeveralNames { count } if field == Field::CommonName => format!(
            "Введите только одно общее имя (CN), а не {count}. Остальные добавьте в список дополнительных имён."
        ),
        NameProblem::SeveralNames { count } => format!(
            "В одной строке {}. Введите каждое в отдельной строке.",
            counted(
                *count,
                ["дополнительное имя", "дополнительных имени", "дополнительных имён"]
            )
        ),
        NameProblem::MoreThanAName { pasted, suggestion } => {
            format!("{}{}", more_than_a_name(the, *pasted), meant(suggestion.as_deref(), ""))
        }
        NameProblem::BadCharacter {
            character: found,
            position,
        } => format!(
            "{start} содержит {} (позиция {position}). Допустимы только буквы, цифры, дефисы и точки.",
            character(*found)
        ),
        NameProblem::Underscore { label, .. } => format!(
            "{start} содержит подчёркивание: {}. В сертификатах оно запрещено, используйте имя без него.",
            quoted(label)
        ),
        NameProblem::BadSymbol {
            character: found,
            position,
            suggestion,
        } => format!(
            "{start} содержит недопустимый символ {} (позиция {position}).{}",
            character(*found),
            meant(suggestion.as_deref(), " Используйте буквы, цифры и дефисы.")
        ),
        NameProblem::EmptyLabel { .. } => {
            format!("{inside_start} лишняя точка: две подряд или одна в начале. Удалите её.")
        }
        NameProblem::TrailingDot { suggestion: Some(name) } => {
            format!("{start} заканчивается точкой. Введите его без точки: {}.", quoted(name))
        }
        NameProblem::TrailingDot { suggestion: None } => format!("{start} заканчивается точкой. Удалите её."),
        NameProblem::LabelTooLong { label, length, limit } => format!(
            "{inside_start} {} без точки: {}. Допустимо не более {limit}.",
            characters(*length),
            quoted(label)
        ),
        NameProblem::NameTooLong { length, limit } => {
            format!("{start} содержит {}; допустимо не более {limit}.", characters(*length))
        }
        NameProblem::CommonNameTooLong { length, limit } => format!(
            "Общее имя (CN) при отправке содержит {}; допустимо не более {limit}. Введите здесь имя короче, а это добавьте в \
             дополнительные.",
            characters(*length)
        ),
        NameProblem::HyphenAtEdge { label } => {
            format!(
                "{inside_start} часть {} начинается или заканчивается дефисом. Удалите его.",
                quoted(label)
            )
        }
        NameProblem::ReservedLabel { label } => format!(
            "{inside_start} третий и четвёртый символы части {} — дефисы. Такие имена зарезервированы: проверьте написание.",
            quoted(label)
        ),
        NameProblem::BadALabel { label } => format!(
            "{inside_start} часть {} начинается с xn--, но не кодирует никакого имени. Введите имя обычными буквами: оно \
             закодируется само.",
            quoted(label)
        ),
        NameProblem::NotConvertible { label } => format!(
            "{inside_start} часть {} нельзя превратить в имя интернета. Проверьте каждую букву; алфавит должен быть один.",
            quoted(label)
        ),
        NameProblem::BadWildcard(fault) => bad_wildcard(&start, &inside_start, *fault),
        NameProblem::WildcardOverPublicSuffix { suffix } => format!(
            "Сертификат не может охватывать все имена в {}. Введите маску для своего домена, например *.example.com.",
            quoted(suffix)
        ),
        NameProblem::SingleLabel => format!(
            "{inside_start} нет точки: такое имя известно только внутренней сети. Введите полное имя, например \
             server.example.com."
        ),
        NameProblem::InternalName { domain } => format!(
            "{start} относится к {}, а такого домена нет в открытом интернете. Введите публичное имя, например \
             server.example.com.",
            quoted(domain)
        ),
        NameProblem::UnknownTopLevelDomain { label } => {
            format!(
                "{start} заканчивается на {}, но такого домена верхнего уровня нет. Проверьте написание.",
                quoted(label)
            )
        }
        NameProblem::NumericTopLevelDomain { label } => format!(
            "{start} заканчивается на {}, а домен верхнего уровня не бывает числом. Проверьте конец имени.",
            quoted(label)
        ),
        NameProblem::NotAnAddress => format!(
            "{start} похоже на IP-адрес, но это не адрес. Введите четыре числа от 0 до 255, например 198.41.0.4, или имя узла."
        ),
        NameProblem::PublicSuffix { name } => format!(
            "В {} находятся домены многих владельцев, сертификат на него не выдаётся. Введите в нём свой домен.",
            quoted(name)
        ),
        NameProblem::ReverseZone { zone } => format!(
            "{start} заканчивается на {}. Сертификаты на такие имена больше не выдаются: введите имя самого узла.",
            quoted(zone)
        ),
        NameProblem::BadOnion(OnionFault::NotVersion3) => {
            format!("{start} — не адрес .onion версии 3: перед .onion должно быть 56 букв и цифр. Проверьте адрес.")
        }
        NameProblem::BadOnion(OnionFault::Checksum) => {
            format!("{start} — адрес .onion с ошибкой: не сходится контрольная сумма. Скопируйте адрес заново.")
        }
        NameProblem::ReservedAddress { range } => format!(
            "{start} — это {}. Сертификаты выдаются только на публичные адреса: введите такой адрес или имя узла.",
            reserved(*range)
        ),
        NameProblem::WillBeSentAs { name } => format!("{start} будет отправлено как {}.", quoted(name)),
        NameProblem::UnusualALabel {
            label,
            character: Some(found),
        } => format!(
            "{inside_start} часть {} кодирует {}, а правила имён этого не допускают. DigiCert может отказать.",
            quoted(label),
            character(*found)
        ),
        NameProblem::UnusualALabel { label, character: None } => format!(
            "{inside_start} часть {} нарушает правила для имён на других алфавитах. DigiCert может отказать.",
            quoted(label)
        ),
        NameProblem::AddressAsCommonName => {
            "Общее имя (CN) — IP-адрес. По возможности введите здесь имя узла, а адрес добавьте в дополнительные имена."
                .to_owned()
        }
        NameProblem::Repeated { name, .. } => {
            format!(
                "Дополнительное имя {} стоит в списке дважды. Оно отправится один раз.",
                quoted(name)
            )
        }
        NameProblem::RepeatsCommonName { name } => {
            format!(
                "Дополнительное имя {} совпадает с общим (CN). Оно отправится один раз.",
                quoted(name)
            )
        }
        NameProblem::TooManyNames { count, limit } => format!(
            "В заказе {}, а больше {limit} DigiCert может не принять. В этом случае разделите заказ.",
            counted(*count, ["имя", "имени", "имён"])
        ),
        NameProblem::WildcardInEv { name, products: others } => format!(
            "В сертификатах EV не бывает масок. Удалите {} или выберите {}.",
            quoted(name),
            products(others)
        ),
        NameProblem::WildcardInSingle { name, products: others } => format!(
            "В этом сертификате не может быть масок. Удалите {} или выберите {}.",
            quoted(name),
            products(others)
        ),
        NameProblem::WildcardInMulti { name } => format!(
            "{} — маска, а её в мультидоменном сертификате можно заказать не с каждой учётной записью. DigiCert может отказать.",
            quoted(name)
        ),
        NameProblem::CommonNameNotWildcard {
            suggestion: Some(name),
            products: others,
        } => format!(
            "Общее имя (CN) сертификата с маской начинается со звёздочки. Введите {} или выберите {}.",
            quoted(name),
            products(others)
        ),
        NameProblem::CommonNameNotWildcard {
            suggestion: None,
            products: others,
        } => format!(
            "Общее имя (CN) сертификата с маской имеет вид *.example.com. Введите такое имя или выберите {}.",
            products(others)
        ),
        NameProblem::NotCoveredByWildcard { name, wildcard } => format!(
            "Маска {} не охватывает {}, поэтому за это имя может взиматься доплата.",
            quoted(wildcard),
            quoted(name)
        ),
        NameProblem::NotInSingle {
            name,
            pair: Some(pair),
            products: others,
        } => format!(
            "Кроме общего имени (CN), в этом сертификате может быть только {}. Удалите {} или выберите {}.",
            quoted(pair),
            quoted(name),
            products(others)
        ),
        NameProblem::NotInSingle {
            name,
            pair: None,
            products: others,
        } => format!(
            "В этом сертификате нет других имён, кроме общего (CN). Удалите {} или выберите {}.",
            quoted(name),
            products(others)
        ),
        NameProblem::AddressInEv { products: others } => format!(
            "{start} — IP-адрес, а в сертификатах EV его быть не может. Введите имя узла или выберите {}.",
            products(others)
        ),
        NameProblem::WildcardNeedsOtherMethod { name, .. } => format!(
            "Маску {} нельзя подтвердить файлом. Выберите подтверждение по электронной почте или записью DNS.",
            quoted(name)
        ),
        NameProblem::AddressNeedsHttpToken { address, .. } => format!(
            "IP-адрес {}, возможно, удастся подтвердить только файлом на веб-сервере. По возможности выберите этот способ.",
            quoted(address)
        ),
        NameProblem::WildcardWithAddress { name, address } => format!(
            "Маска {} и IP-адрес {} подтверждаются разными способами. Лучше закажите два сертификата.",
            quoted(name),
            quoted(address)
        ),
    }
}

/// Asks whether a name was meant, or says something else.
fn meant(suggestion: Option<&str>, otherwise: &str) -> String {
    suggestion.map_or_else(
        || otherwise.to_owned(),
        |name| format!(" Возможно, это {}?", quoted(name)),
    )
}

fn more_than_a_name(the: &str, pasted: Pasted) -> String {
    match pasted {
        Pasted::Url => format!("Введите {the} без https:// и остального веб-адреса."),
        Pasted::Path => format!("Введите {the} без пути после него."),
        Pasted::Port => format!("Введите {the} без номера порта."),
        Pasted::Email => format!("Введите {the} без того, что стоит перед @."),
        Pasted::Cidr => format!("Введите как {the} один IP-адрес, а не диапазон."),
        Pasted::Surroundings => format!("Введите {the} без того, что стоит вокруг, например кавычек или DNS:."),
    }
}

fn bad_wildcard(start: &str, inside: &str, fault: WildcardFault) -> String {
    match fault {
        WildcardFault::Bare => format!("{start} — одна звёздочка. Введите и домен, как в *.example.com."),
        WildcardFault::Several => {
            format!("{inside} больше одной звёздочки. Оставьте одну в начале, как в *.example.com.")
        }
        WildcardFault::NotLeftmost => {
            format!("{inside} звёздочка стоит в середине. Поставьте её в начало, как в *.example.com.")
        }
        WildcardFault::Partial => format!(
            "{inside} звёздочка стоит рядом с другими символами. Перед первой точкой должна быть только она, как в *.example.com."
        ),
    }
}

/// What an address is, so that it can't be in a public certificate.
const fn reserved(range: ReservedRange) -> &'static str {
    match range {
        ReservedRange::ThisNetwork => "адрес не отдельного компьютера",
        ReservedRange::Private => "частный IP-адрес",
        ReservedRange::CarrierShared => "IP-адрес для внутренних сетей операторов",
        ReservedRange::Loopback => "loopback-адрес, по которому компьютер обращается к себе",
        ReservedRange::LinkLocal => "локальный адрес канала (link-local)",
        ReservedRange::Documentation => "IP-адрес для примеров в документации",
        ReservedRange::Benchmarking => "IP-адрес для измерений",
        ReservedRange::Multicast => "адрес групповой рассылки (multicast)",
        ReservedRange::Broadcast => "широковещательный адрес",
        ReservedRange::Protocol => "IP-адрес, зарезервированный для протоколов или на будущее",
        ReservedRange::UniqueLocal => "уникальный локальный адрес IPv6, то есть частный",
        ReservedRange::Embedded => "адрес IPv4 внутри адреса IPv6",
        ReservedRange::Discard => "IP-адрес, трафик которого отбрасывается",
    }
}
