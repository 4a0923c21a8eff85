//! What there is to say, by the part of the page that says it.

use certdesk_order::{DcvMethod, Field, PaymentMethod, Problem, Product, RequestStatus, UnknownReason};

use super::{AccountText, DraftsText, JournalText, Language, NewKeyText, OrdersText, ServerText, WaitingText};
use crate::outcome::{FileKind, Finding, Mark, Question, Role, Standing, Step};
use crate::placing::NotSent;
use crate::settings::ConfigProblem;

/// All sentences of a language.
pub(crate) struct Text {
    pub(crate) shell: ShellText,
    pub(crate) widgets: WidgetText,
    /// The label of each field; a row of a list has the label of its kind.
    pub(crate) label: fn(Field) -> &'static str,
    /// What helps to fill in a field, in one or two short sentences; empty for nothing.
    pub(crate) hint: fn(Field) -> &'static str,
    /// A day in words.
    pub(crate) date: fn(time::Date) -> String,
    pub(crate) form: FormText,
    pub(crate) csr: CsrText,
    pub(crate) names: NamesText,
    pub(crate) choices: ChoiceText,
    /// The language itself: what is loaded later is found by it, since whatever stands in here is loaded with the form.
    pub(crate) language: Language,
}

impl Text {
    const fn later(&self) -> &'static LaterText {
        match self.language {
            Language::En => &super::en::LATER,
            Language::Ru => &super::ru::LATER,
        }
    }

    /// What is wrong or unwise, and how to mend it.
    pub(crate) fn problem(&self, problem: &Problem) -> String {
        (self.later().problem)(problem)
    }

    /// What is read out of the CSR.
    pub(crate) const fn reading(&self) -> &'static ReadingText {
        &self.later().reading
    }

    /// A key and a CSR that are made here, or on the server.
    pub(crate) const fn new_key(&self) -> &'static NewKeyText {
        &self.later().new_key
    }

    /// The account behind the form.
    pub(crate) const fn account(&self) -> &'static AccountText {
        &self.later().account
    }

    /// The files for a server.
    pub(crate) const fn server(&self) -> &'static ServerText {
        &self.later().server
    }

    /// An order that waits.
    pub(crate) const fn waiting(&self) -> &'static WaitingText {
        &self.later().waiting
    }

    /// Drafts and templates.
    pub(crate) const fn drafts(&self) -> &'static DraftsText {
        &self.later().drafts
    }

    /// The orders that were sent from this browser.
    pub(crate) const fn journal(&self) -> &'static JournalText {
        &self.later().journal
    }

    /// What the browser keeps.
    pub(crate) const fn keeping(&self) -> &'static KeepingText {
        &self.later().keeping
    }

    /// The words of the options.
    pub(crate) const fn option(&self) -> &'static OptionText {
        &self.later().option
    }

    /// The review before the order.
    pub(crate) const fn review(&self) -> &'static ReviewText {
        &self.later().review
    }

    /// While the order is under way.
    pub(crate) const fn sending(&self) -> &'static SendingText {
        &self.later().sending
    }

    /// What came back.
    pub(crate) const fn outcome(&self) -> &'static OutcomeText {
        &self.later().outcome
    }

    /// The account's orders.
    pub(crate) const fn orders(&self) -> &'static OrdersText {
        &self.later().orders
    }

    /// config.json and what is wrong with it.
    pub(crate) const fn settings(&self) -> &'static SettingsText {
        &self.later().settings
    }
}

/// The sentences that only what is loaded after the form needs (`crate::later`).
pub(crate) struct LaterText {
    pub(crate) problem: fn(&Problem) -> String,
    pub(crate) reading: ReadingText,
    pub(crate) new_key: NewKeyText,
    pub(crate) account: AccountText,
    pub(crate) keeping: KeepingText,
    pub(crate) drafts: DraftsText,
    pub(crate) journal: JournalText,
    pub(crate) server: ServerText,
    pub(crate) option: OptionText,
    pub(crate) review: ReviewText,
    pub(crate) sending: SendingText,
    pub(crate) outcome: OutcomeText,
    pub(crate) orders: OrdersText,
    pub(crate) settings: SettingsText,
    pub(crate) waiting: WaitingText,
}

/// What the browser keeps, or refuses to.
pub(crate) struct KeepingText {
    /// The link to what came of the last order.
    pub(crate) last_order: &'static str,
    /// The entries are not kept.
    pub(crate) unkept: &'static str,
    /// What came of the order is not kept.
    pub(crate) outcome_unkept: &'static str,
}

/// The frame around every view.
pub(crate) struct ShellText {
    pub(crate) title: &'static str,
    pub(crate) tagline: &'static str,
    pub(crate) skip_to_content: &'static str,
    pub(crate) language: &'static str,
    pub(crate) loading: &'static str,
    /// What the links between the views are.
    pub(crate) views: &'static str,
    pub(crate) new_order: &'static str,
    pub(crate) orders: &'static str,
    /// config.json is not right, and what would say more could not be loaded.
    pub(crate) unreachable: &'static str,
}

/// Words that widgets need wherever they stand.
pub(crate) struct WidgetText {
    pub(crate) error: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) copy_failed: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) yes: &'static str,
}

/// The form: its headings, its buttons, its side.
pub(crate) struct FormText {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) restored: &'static str,
    pub(crate) start_afresh: &'static str,
    /// Asked before the form is emptied.
    pub(crate) start_afresh_sure: &'static str,
    pub(crate) keep_entries: &'static str,
    /// DigiCert's own words, with its code.
    pub(crate) digicert_says: fn(code: &str, message: &str) -> String,
    pub(crate) summary_title: &'static str,
    /// So many errors beyond those that are listed.
    pub(crate) summary_more: fn(usize) -> String,
    pub(crate) refused_title: &'static str,
    pub(crate) refused_lead: &'static str,
    pub(crate) review: &'static str,
    /// Headings of the sections.
    pub(crate) product: &'static str,
    pub(crate) csr: &'static str,
    pub(crate) names: &'static str,
    pub(crate) organization: &'static str,
    pub(crate) organization_address: &'static str,
    pub(crate) organization_contact: &'static str,
    pub(crate) verified_contact: &'static str,
    pub(crate) verified_contact_lead: &'static str,
    pub(crate) validity: &'static str,
    pub(crate) options: &'static str,
    pub(crate) options_lead: &'static str,
    pub(crate) certificate: &'static str,
    pub(crate) validation: &'static str,
    pub(crate) approval: &'static str,
    pub(crate) renewal: &'static str,
    pub(crate) notifications: &'static str,
    pub(crate) payment: &'static str,
    pub(crate) account: &'static str,
    pub(crate) custom_fields: &'static str,
    pub(crate) add_custom_field: &'static str,
    /// The note beside a closed part: how many of its fields are set.
    pub(crate) fields_set: fn(usize) -> String,
    /// The certificate's last day, and the order's.
    pub(crate) certificate_ends: fn(&str) -> String,
    pub(crate) order_ends: fn(&str) -> String,
    /// The side.
    pub(crate) side: &'static str,
    pub(crate) side_ends: &'static str,
    pub(crate) side_ready: &'static str,
    pub(crate) side_todo: fn(usize) -> String,
    pub(crate) names_count: fn(usize) -> String,
    pub(crate) not_yet: &'static str,
    pub(crate) json: &'static str,
    pub(crate) json_lead: &'static str,
    pub(crate) json_incomplete: &'static str,
    pub(crate) curl: &'static str,
    pub(crate) curl_lead: &'static str,
    /// At the box in which a private key was.
    /// While the second piece of the page is awaited, and when it does not come.
    pub(crate) checks_awaited: &'static str,
    pub(crate) checks_failed: &'static str,
    pub(crate) try_again: &'static str,
    pub(crate) private_key: &'static str,
    pub(crate) paste_too_long: &'static str,
}

/// The CSR's box.
pub(crate) struct CsrText {
    pub(crate) drop: &'static str,
    pub(crate) read_from: fn(&str) -> String,
    pub(crate) file_too_large: fn(&str) -> String,
    pub(crate) undo: &'static str,
}

/// What is read out of the CSR.
pub(crate) struct ReadingText {
    pub(crate) about: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) key: &'static str,
    pub(crate) signature: &'static str,
    pub(crate) names: &'static str,
    pub(crate) no_names: &'static str,
    pub(crate) verified: &'static str,
    pub(crate) verifying: &'static str,
    pub(crate) invalid: &'static str,
    pub(crate) unchecked: &'static str,
    pub(crate) insecure: &'static str,
    /// What the key was not checked for, and who will do it; it follows the name of the key.
    pub(crate) weakness: fn(certdesk_order::UncheckedWeakness) -> &'static str,
    pub(crate) differs: &'static str,
    pub(crate) agrees: &'static str,
    pub(crate) only_in_csr: &'static str,
    pub(crate) only_in_form: &'static str,
    pub(crate) only_in_form_lead: &'static str,
    pub(crate) add_name: fn(&str) -> String,
    pub(crate) add_all: fn(usize) -> String,
    pub(crate) use_common_name: fn(&str) -> String,
    pub(crate) common_name_differs: fn(csr: &str, form: &str) -> String,
    /// What was put right while reading.
    pub(crate) repaired: &'static str,
    pub(crate) repair: fn(&certdesk_pki::Repair) -> String,
}

/// The list of names.
pub(crate) struct NamesText {
    pub(crate) list: &'static str,
    pub(crate) list_hint: &'static str,
    pub(crate) add: &'static str,
    pub(crate) paste: &'static str,
    pub(crate) paste_hint: &'static str,
    pub(crate) paste_label: &'static str,
    pub(crate) paste_add: &'static str,
    pub(crate) added: fn(added: usize, folded: usize) -> String,
    pub(crate) row_label: fn(number: usize) -> String,
    pub(crate) remove_row: fn(name: &str) -> String,
    pub(crate) use_instead: fn(&str) -> String,
    pub(crate) offer_www: fn(&str) -> String,
    pub(crate) offer_www_add: fn(&str) -> String,
}

/// The words of the API, in the words of people.
pub(crate) struct ChoiceText {
    pub(crate) product: fn(Product) -> &'static str,
    pub(crate) organization_question: &'static str,
    pub(crate) organization_existing: &'static str,
    pub(crate) organization_new: &'static str,
    pub(crate) organization_other: &'static str,
    /// The first line of a list in which nothing is chosen.
    pub(crate) choose: &'static str,
    pub(crate) container_other: &'static str,
    pub(crate) validity_question: &'static str,
    pub(crate) years: &'static str,
    pub(crate) days: &'static str,
    pub(crate) date: &'static str,
}

/// What can be chosen among the options, in the words of people.
pub(crate) struct OptionText {
    pub(crate) dcv: fn(DcvMethod) -> (&'static str, &'static str),
    pub(crate) payment: fn(PaymentMethod) -> &'static str,
    /// "1 year", "2 years".
    pub(crate) count_years: fn(u32) -> String,
    /// "1 day", "30 days".
    pub(crate) count_days: fn(u32) -> String,
    pub(crate) default: &'static str,
    pub(crate) platform_by_number: &'static str,
    pub(crate) profile: fn(&str) -> Option<&'static str>,
}

/// The review before the order.
pub(crate) struct ReviewText {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    /// Above the advice, which is repeated.
    pub(crate) advice: &'static str,
    pub(crate) change: &'static str,
    pub(crate) cost: &'static str,
    pub(crate) place: &'static str,
    pub(crate) back: &'static str,
}

/// While the order is under way, and when it did not leave.
pub(crate) struct SendingText {
    pub(crate) button: &'static str,
    pub(crate) status: fn(seconds: u32) -> String,
    pub(crate) not_sent_title: &'static str,
    pub(crate) not_sent_lead: &'static str,
    /// Said once to a screen reader, while the seconds run for the eyes.
    pub(crate) status_spoken: &'static str,
    /// Why it was not sent, and what to do about it.
    pub(crate) not_sent: fn(&NotSent) -> String,
}

/// What came back.
pub(crate) struct OutcomeText {
    // An order that exists.
    pub(crate) placed: fn(order: &str) -> String,
    pub(crate) standing: fn(Standing) -> &'static str,
    pub(crate) next: &'static str,
    /// Who acts, and what they do; read one after the other.
    pub(crate) step: fn(Step) -> (&'static str, &'static str),
    pub(crate) open_account: &'static str,
    pub(crate) copy_number: &'static str,
    pub(crate) order_number: &'static str,
    pub(crate) requests: &'static str,
    /// Where a request stands; `None` where the answer does not say.
    pub(crate) request: fn(Option<&RequestStatus>) -> String,
    pub(crate) certificate_number: &'static str,
    pub(crate) organization_number: &'static str,
    pub(crate) runs_until: &'static str,
    pub(crate) sent: &'static str,
    /// A moment in the user's own time zone.
    pub(crate) local_time: fn(moment: &str) -> String,
    pub(crate) another: &'static str,
    /// Another order that begins with the entries of this one.
    pub(crate) another_alike: &'static str,
    // What is to be shown at the domains.
    pub(crate) dcv: &'static str,
    pub(crate) dcv_lead: &'static str,
    pub(crate) dcv_value: &'static str,
    pub(crate) dcv_target: &'static str,
    pub(crate) dcv_status: &'static str,
    pub(crate) dcv_until: &'static str,
    // The chain and its checks.
    pub(crate) certificate: &'static str,
    pub(crate) nothing_readable: &'static str,
    /// All checks in one sentence, and what to do about it.
    pub(crate) verdict: fn(Mark) -> (&'static str, &'static str),
    pub(crate) question: fn(Question) -> &'static str,
    pub(crate) mark: fn(Mark) -> &'static str,
    /// What was found; names that belong to it are listed below the sentence.
    pub(crate) finding: fn(&Finding) -> String,
    pub(crate) chain: &'static str,
    pub(crate) left_over: fn(usize) -> String,
    pub(crate) role: fn(Role) -> &'static str,
    pub(crate) issuer: &'static str,
    pub(crate) serial: &'static str,
    pub(crate) valid_from: &'static str,
    pub(crate) valid_to: &'static str,
    pub(crate) sha1: &'static str,
    pub(crate) sha256: &'static str,
    pub(crate) all_names: fn(usize) -> String,
    pub(crate) more: fn(usize) -> String,
    // The files.
    pub(crate) downloads: &'static str,
    pub(crate) downloads_lead: &'static str,
    /// The button, and what the file is for.
    pub(crate) file: fn(FileKind) -> (&'static str, &'static str),
    pub(crate) download_refused: &'static str,
    // An order that may exist.
    pub(crate) unknown: &'static str,
    pub(crate) unknown_lead: &'static str,
    pub(crate) why: &'static str,
    pub(crate) reason: fn(&UnknownReason) -> String,
    pub(crate) find_out: &'static str,
    /// How to find out, step by step; the facts to look for stand below.
    pub(crate) look: [&'static str; 4],
    pub(crate) copy_facts: &'static str,
    pub(crate) again_title: &'static str,
    pub(crate) again_risk: &'static str,
    pub(crate) again: &'static str,
    // An order that was refused.
    pub(crate) why_refused: &'static str,
    pub(crate) refused_by_proxy: fn(status: u16) -> String,
    // What was sent and what came back, letter for letter.
    pub(crate) raw: &'static str,
    pub(crate) raw_status: &'static str,
    pub(crate) raw_type: &'static str,
    pub(crate) raw_empty: &'static str,
    pub(crate) raw_cut: &'static str,
    pub(crate) raw_sent: &'static str,
}

/// config.json and what is wrong with it.
pub(crate) struct SettingsText {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) key: &'static str,
    pub(crate) value: &'static str,
    pub(crate) expected: &'static str,
    pub(crate) whole_file: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) expectation: fn(&ConfigProblem) -> String,
}
