//! The chain that came with an answer: verified, compared with the order, shown.

use std::sync::Arc;

use certdesk_order::ChainEntry;
use certdesk_order::account::Order;
use certdesk_pki::{
    Certificate, Chain, ChainNote, Leftover, LeftoverReason, PublicKey, ServerKind, Signed, Verdict, Verdicts, read_csr,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::certificate::{Role, certificate};
use super::checks::{Check, Ordered, Verification, judge, overall};
use super::downloads::downloads;
use super::files::Files;
use super::finding::{Finding, Mark};
use super::parts::{Page, fold, group, list, name_list, paragraph, section, span};
use super::raw::harmless;
use super::received::Received;
use super::server::{ServerSection, ServerState};
use crate::browser::{self, now, verify};
use crate::held_key::HeldKey;
use crate::placing::OrderRecord;
use crate::settings::Settings;

/// The chain of an answer, and how far it is checked.
pub(crate) struct Issue {
    received: Received,
    ordered: Ordered,
    verification: RwSignal<Verification>,
    /// Whether the browser refused a download.
    pub(super) refused: RwSignal<bool>,
    server: ServerState,
}

impl Issue {
    /// Reads the chain that came, with the answer to the order or later.
    pub(crate) fn of(record: &OrderRecord, chain: &[ChainEntry], settings: &Settings, held_key: HeldKey) -> Self {
        let ordered = Ordered {
            key: key_of(&record.csr),
            names: record.names.clone(),
            ends: record.ends(),
            hash: record.hash(),
            validation: Some(record.product.validation()),
        };
        let server = settings.server_kind(record.server_platform());
        Self::read(ordered, chain, server, held_key)
    }

    /// Reads the chain of an order of the account, which is compared with what the account says that was ordered.
    pub(crate) fn of_account(order: &Order, chain: &[ChainEntry], settings: &Settings, held_key: HeldKey) -> Self {
        let certificate = &order.certificate;
        let ordered = Ordered {
            key: certificate.csr.as_deref().and_then(key_of),
            names: certificate.names.clone(),
            // The account tells the end of the certificate itself, which proves nothing of what was asked.
            ends: None,
            hash: certificate.signature_hash,
            validation: order.validation,
        };
        let platform = certificate.platform.as_ref().map(|platform| platform.id);
        Self::read(ordered, chain, settings.server_kind(platform), held_key)
    }

    fn read(ordered: Ordered, chain: &[ChainEntry], server: ServerKind, held_key: HeldKey) -> Self {
        let received = Received::read(chain);
        // Which certificate is the leaf does not hang on signatures.
        let chain = Chain::build(
            &received.certificates,
            ordered.key.as_ref(),
            &ordered.names,
            &Verdicts::default(),
        );
        Self {
            server: ServerState::new(server, held_key, &chain),
            received,
            ordered,
            verification: RwSignal::new(Verification::Pending),
            refused: RwSignal::new(false),
        }
    }

    /// Has the browser verify the signatures; the view follows.
    pub(crate) fn verify(&self) {
        let signatures = Chain::candidates(&self.received.certificates);
        let verification = self.verification;
        spawn_local(async move {
            let done = verified(signatures).await;
            // The view may be gone by now.
            verification.try_set(done);
        });
    }
}

/// The key of a CSR that can be read.
fn key_of(csr: &str) -> Option<PublicKey> {
    read_csr(csr.as_bytes()).ok().map(|reading| reading.csr.key().clone())
}

async fn verified(signatures: Vec<Signed>) -> Verification {
    let mut verdicts = Verdicts::default();
    for signed in signatures {
        let verdict = match verify(&signed).await {
            browser::Verdict::Valid => Verdict::Valid,
            browser::Verdict::Invalid => Verdict::Invalid,
            browser::Verdict::Unsupported => Verdict::Unchecked,
            browser::Verdict::NoSecureContext => return Verification::Insecure,
        };
        verdicts.insert(signed, verdict);
    }
    Verification::Done(verdicts)
}

/// The checks, the files and the certificates.
pub(crate) fn issued(page: Page, issue: &Issue) -> Vec<AnyView> {
    let text = page.text;
    if issue.received.certificates.is_empty() {
        let unreadable = issue.received.unreadable.iter().cloned().map(Finding::Unreadable);
        let lines = unreadable
            .map(|finding| span("", (text.outcome().finding)(&finding)))
            .collect();
        let told = vec![
            paragraph("", text.outcome().nothing_readable.to_owned()),
            list("outcome-plain", lines),
        ];
        let body = vec![group("note note-error", told)];
        return vec![section("outcome-checks", text.outcome().certificate, body)];
    }
    let verification = issue.verification.get();
    let certificates = &issue.received.certificates;
    let ordered = &issue.ordered;
    let chain = Chain::build(
        certificates,
        ordered.key.as_ref(),
        &ordered.names,
        &verification.verdicts(),
    );
    let checks = judge(&chain, &issue.received, ordered, &verification, now());
    let files = Files::of(&chain);
    let verdict = verdict(page, overall(&checks));
    let checks = checks.into_iter().map(|check| row(page, check)).collect();
    let server = {
        let chain = Arc::new(chain.clone());
        view! { <ServerSection words=page.words state=issue.server chain /> }.into_any()
    };
    vec![
        section(
            "outcome-checks",
            text.outcome().certificate,
            vec![verdict, list("checks", checks)],
        ),
        server,
        downloads(page, &files, issue.refused),
        section(
            "outcome-chain",
            text.outcome().chain,
            certificates_of(page, &chain, files, issue.refused),
        ),
    ]
}

/// The whole in one sentence, read out when it changes.
fn verdict(page: Page, mark: Mark) -> AnyView {
    let (title, more) = (page.text.outcome().verdict)(mark);
    let class = match mark {
        Mark::Good => "note note-good",
        Mark::Pending | Mark::Unchecked => "note",
        Mark::Note => "note note-advice",
        Mark::Bad => "note note-error",
    };
    view! {
        <div class=class role="status">
            <p class="outcome-verdict">{title}</p>
            <p>{more}</p>
        </div>
    }
    .into_any()
}

/// One question: its mark by shape and word, and what was found.
fn row(page: Page, check: Check) -> AnyView {
    let text = page.text;
    let mark = check.mark();
    let class = match mark {
        Mark::Good => "mark mark-good",
        Mark::Pending | Mark::Unchecked => "mark",
        Mark::Note => "mark mark-note",
        Mark::Bad => "mark mark-bad",
    };
    let mut said = vec![paragraph(
        "check-question",
        (text.outcome().question)(check.question).to_owned(),
    )];
    for finding in &check.findings {
        said.push(paragraph("", harmless(&(text.outcome().finding)(finding))));
        if !finding.names().is_empty() {
            said.extend(name_list(page, finding.names()));
        }
    }
    group(
        "check",
        vec![
            span(class, (text.outcome().mark)(mark).to_owned()),
            group("check-said", said),
        ],
    )
}

/// The certificates of the path, and folded away those that are not in it.
fn certificates_of(page: Page, chain: &Chain, files: Files, refused: RwSignal<bool>) -> Vec<AnyView> {
    let no_leaf = chain.notes().contains(&ChainNote::NoLeaf);
    let last = chain.path().len().saturating_sub(1);
    let role = |index: usize, certificate: &Certificate| match index {
        0 if !no_leaf => Role::Leaf,
        _ if index == last && certificate.is_self_issued() => Role::Root,
        _ => Role::Intermediate,
    };
    let mut files = files.single.into_iter();
    let in_path = chain.path().iter().enumerate();
    let mut shown: Vec<_> = in_path
        .map(|(index, it)| certificate(page, it, role(index, it), files.next(), refused))
        .collect();
    let once = |it: &&Leftover| it.reason != LeftoverReason::Duplicate;
    let left_over: Vec<_> = chain
        .leftovers()
        .iter()
        .filter(once)
        .map(|it| certificate(page, &it.certificate, Role::LeftOver, files.next(), refused))
        .collect();
    if !left_over.is_empty() {
        shown.push(fold((page.text.outcome().left_over)(left_over.len()), left_over));
    }
    shown
}
