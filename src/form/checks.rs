//! The judgement of what is typed: memos over `certdesk_order`'s rules, so that a keystroke pays only for what it touches.
//!
//! Names are judged one by one as they are typed ([`crate::draft::NameRow`]), and as a set once the typing rests
//! ([`Checks::settled`]): with a thousand of them a key must not cost more than with one.

use std::collections::HashMap;
use std::sync::Arc;

use certdesk_order::{
    CheckedCsr, CheckedEntries, CheckedNames, CsrNames, CsrProblem, Field, FormContext, JudgedNames, Name, NameRules,
    NameSet, OrderRequest, Preview, Problem, PublicSuffixes, Reconciliation, SignatureState, Validity, ValidityEnds,
    csr_rules, name, problems, validity_ends, www_pair,
};
use certdesk_pki::CsrReading;
use gloo_net::http::Request;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Judged;
use super::asked::Asked;
use crate::account::Account;
use crate::browser::{self, Verdict, to_ascii};
use crate::draft::Draft;
use crate::orders::OrdersState;

/// The public suffixes, beside the page; fetched when the form appears, since every name is judged by them.
const SUFFIXES: &str = "public-suffixes.txt";

/// The names as a set: which are valid, and what is to be said of them together.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedSet {
    /// All that the request and the summary need of them.
    pub checked: CheckedNames,
    /// What each row has only as one of the set.
    by_field: HashMap<Field, Vec<Problem>>,
}

impl JudgedSet {
    /// How many names the certificate will have: each once, the common name among them.
    #[must_use]
    pub fn count(&self) -> usize {
        usize::from(self.set().common_name().is_some()) + self.set().dns_names().len()
    }

    /// The valid names.
    #[must_use]
    pub const fn set(&self) -> &NameSet {
        self.checked.set()
    }

    /// What a row has only as one of the set.
    #[must_use]
    pub fn set_problems_at(&self, field: Field) -> Vec<Problem> {
        self.by_field.get(&field).cloned().unwrap_or_default()
    }
}

/// The judgement.
#[derive(Clone, Copy, Debug)]
pub struct Checks {
    /// The CSR, if it can be read.
    pub csr_read: Memo<Option<CsrReading>>,
    /// What WebCrypto says of its signature; `None` until it has spoken.
    pub(crate) csr_verdict: RwSignal<Option<Verdict>>,
    /// The CSR's names, judged as the form's are.
    pub csr_names: Memo<Option<CsrNames>>,
    /// The names, as a set.
    pub names: Memo<JudgedSet>,
    /// The free pair of the common name, if it is not there yet.
    pub www_pair: Memo<Option<String>>,
    /// The CSR's names beside the form's.
    pub compared: Memo<Option<Reconciliation>>,
    /// On which days order and certificate end.
    pub ends: Memo<Option<ValidityEnds>>,
    /// Everything that is wrong or unwise, in the order of the fields.
    pub problems: Memo<Arc<Vec<Problem>>>,
    /// What will be posted, as far as it is there.
    pub preview: Memo<Preview>,
    /// The account behind the form.
    pub account: Account,
    asked: StoredValue<Asked>,
    /// Where the views of its orders stand.
    pub orders: StoredValue<OrdersState>,
    entries: Memo<CheckedEntries>,
    csr: Memo<CheckedCsr>,
    /// Whether the CSR was made here with a key that is not saved yet.
    pub key_unsaved: Memo<bool>,
}

impl Checks {
    /// Begins to judge a form.
    #[must_use]
    pub fn new(form: super::Form) -> Self {
        let (draft, suffixes, settings, settled) = (form.draft, form.suffixes, form.settings, form.settled);
        fetch_suffixes(suffixes);
        let entries = draft.entries;
        let account = Account::new(settings);
        let asked = Asked::new(form);
        let context = Memo::new(move |_| FormContext {
            today: browser::today(),
            custom_fields: asked.definitions.with(|definitions| definitions.to_vec()),
            max_names: settings.max_names,
            facts: asked.facts(account),
        });
        let csr_result = Memo::new(move |_| entries.csr.with(|typed| csr_rules::read(typed.as_bytes())));
        let csr_read = Memo::new(move |_| csr_result.with(|result| result.as_ref().ok().cloned()));
        let csr_verdict = verdict_on(csr_read);
        let csr = Memo::new(move |_| {
            let state = match csr_verdict.get() {
                None => SignatureState::Pending,
                Some(Verdict::Valid) => SignatureState::Valid,
                Some(Verdict::Invalid) => SignatureState::Invalid,
                Some(Verdict::Unsupported | Verdict::NoSecureContext) => SignatureState::Uncheckable,
            };
            csr_result.with(|result| CheckedCsr::new(result, state, entries.product.get()))
        });
        let names = Memo::new(move |_| {
            settled.track();
            let rules = NameRules {
                product: entries.product.get(),
                dcv_method: entries.dcv_method.get(),
                max_names: settings.max_names,
                suffixes: suffixes.get(),
            };
            draft.dns_names.track();
            untrack(|| judge_names(draft, &rules))
        });
        let www_pair = Memo::new(move |_| {
            names.with(|names| {
                let pair = www_pair(names.set().common_name()?.dns()?, suffixes.get())?;
                let pair = Name::Dns(pair);
                let is_there = names.set().all().any(|(_, name)| *name == pair);
                (!is_there).then(|| pair.to_text())
            })
        });
        let csr_names = Memo::new(move |_| {
            csr_read.with(|reading| Some(CsrNames::read(&reading.as_ref()?.csr, &to_ascii, suffixes.get())))
        });
        let compared =
            Memo::new(move |_| csr_names.with(|csr| names.with(|names| Some(csr.as_ref()?.beside(names.set())))));
        let checked = Memo::new(move |_| {
            let entries = asked.with_approvers(entries.entries());
            context.with(|context| CheckedEntries::new(&entries, context))
        });
        let ends = Memo::new(move |_| {
            let validity = checked.with(CheckedEntries::validity)?;
            Some(context.with(|context| validity_ends(context.today, validity)))
        });
        let held_key = form.held_key;
        let key_unsaved = Memo::new(move |_| {
            let is_held = |reading: &CsrReading| held_key.is_of(reading.csr.key());
            held_key.is_unsaved() && csr_read.with(|reading| reading.as_ref().is_some_and(is_held))
        });
        let all = Memo::new(move |_| {
            let mut all =
                checked.with(|entries| names.with(|names| csr.with(|csr| problems(entries, &names.checked, csr))));
            if key_unsaved.get() {
                let behind = all.iter().position(|problem| problem.field != Field::Product);
                let place = behind.unwrap_or(all.len());
                all.insert(place, Problem::new(Field::Csr, CsrProblem::KeyNotSaved));
            }
            Arc::new(all)
        });
        let preview = Memo::new(move |_| {
            checked.with(|entries| names.with(|names| csr.with(|csr| Preview::new(entries, &names.checked, csr))))
        });
        let checks = Self {
            account,
            asked: StoredValue::new(asked),
            orders: StoredValue::new(OrdersState::new(account)),
            csr_read,
            csr_verdict,
            csr_names,
            names,
            www_pair,
            compared,
            ends,
            problems: all,
            preview,
            entries: checked,
            csr,
            key_unsaved,
        };
        account.load();
        asked.follow(Judged::new(form, checks));
        checks
    }

    /// What the form takes from the account.
    pub(super) fn asked(&self) -> Asked {
        self.asked.get_value()
    }

    /// The validity, if it is one that can be ordered.
    pub(super) fn validity(&self) -> Option<Validity> {
        self.entries.with(CheckedEntries::validity)
    }

    /// The order, if nothing stops it. Does not make its caller depend on the form.
    #[must_use]
    pub fn request_untracked(&self) -> Option<OrderRequest> {
        if self.key_unsaved.get_untracked() {
            return None;
        }
        self.entries.with_untracked(|entries| {
            self.names.with_untracked(|names| {
                self.csr
                    .with_untracked(|csr| OrderRequest::build(entries, &names.checked, csr).ok())
            })
        })
    }
}

/// Judges all names together, from the judgement that each row has kept.
fn judge_names(draft: Draft, rules: &NameRules<'_>) -> JudgedSet {
    let common_name = draft
        .common_name
        .with(|typed| name::check(Field::CommonName, typed, &to_ascii, rules.suffixes));
    let rows = draft.dns_names.with(|rows| {
        rows.iter()
            .filter_map(|row| Some((row.key, row.judged.get()?)))
            .collect()
    });
    let checked = CheckedNames::new(&JudgedNames { common_name, rows }, rules);
    let mut by_field = HashMap::<Field, Vec<Problem>>::new();
    for problem in checked.set_problems() {
        by_field.entry(problem.field).or_default().push(problem.clone());
    }
    JudgedSet { checked, by_field }
}

/// Has the CSR's signature verified, each time that another CSR can be read.
fn verdict_on(csr_read: Memo<Option<CsrReading>>) -> RwSignal<Option<Verdict>> {
    let verdict = RwSignal::new(None);
    Effect::new(move |_| {
        let csr = csr_read.with(|reading| reading.as_ref().map(|reading| reading.csr.clone()));
        verdict.set(None);
        let Some(csr) = csr else { return };
        spawn_local(async move {
            let found = browser::verify(csr.signed()).await;
            // Another CSR may stand there by now.
            let is_same = csr_read.with_untracked(|now| now.as_ref().is_some_and(|now| now.csr == csr));
            if is_same {
                verdict.set(Some(found));
            }
        });
    });
    verdict
}

/// Fetches the public suffixes; without them the rules that need them are silent, and DigiCert is the first to judge.
fn fetch_suffixes(suffixes: RwSignal<Option<&'static PublicSuffixes>>) {
    spawn_local(async move {
        let Ok(response) = Request::get(SUFFIXES).send().await else {
            return;
        };
        let Ok(text) = response.text().await else { return };
        if let Ok(parsed) = PublicSuffixes::parse(&text) {
            // They live as long as the page does.
            suffixes.set(Some(Box::leak(Box::new(parsed))));
        }
    });
}
