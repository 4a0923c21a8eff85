//! A CSR for an order that exists: the one that is missing, or the one of a reissue.

use certdesk_order::account::paths::Target;
use certdesk_order::account::{Order, bodies, paths};
use certdesk_order::{Problem, Product, SignatureState, csr_rules};
use certdesk_pki::CsrReading;
use leptos::prelude::*;

use super::acting::{Act, Acting};
use super::actions::part;
use crate::browser::{Verdict, verify};
use crate::outcome::parts::{name_list, paragraph};
use crate::widgets::{Messages, TextArea, lead_to};

/// What is typed, and what is wrong or unwise with it.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    csr: RwSignal<String>,
    comments: RwSignal<String>,
    problems: RwSignal<Vec<Problem>>,
}

impl Typed {
    pub(super) fn new() -> Self {
        Self {
            csr: RwSignal::new(String::new()),
            comments: RwSignal::new(String::new()),
            problems: RwSignal::new(Vec::new()),
        }
    }

    /// Judges what is typed by the rules of the form; `None` where an error stands against it, which is then said.
    async fn judge(self, product: Option<Product>) -> Option<CsrReading> {
        let typed = self.csr.get_untracked();
        let state = match csr_rules::read(typed.as_bytes()) {
            Err(_) => SignatureState::Pending,
            Ok(reading) => match verify(reading.csr.signed()).await {
                Verdict::Valid => SignatureState::Valid,
                Verdict::Invalid => SignatureState::Invalid,
                Verdict::Unsupported | Verdict::NoSecureContext => SignatureState::Uncheckable,
            },
        };
        let checked = csr_rules::check(&typed, state, product);
        self.problems.try_set(checked.problems);
        checked.value
    }
}

/// What a reissue asks for: the names stay as they are.
fn reissue(order: &Order, csr: String, comments: String) -> Option<bodies::Reissue> {
    let certificate = &order.certificate;
    let (common_name, dns_names) = certificate.names.split_first()?;
    Some(bodies::Reissue {
        csr,
        common_name: common_name.clone(),
        dns_names: dns_names.to_vec(),
        signature_hash: certificate.signature_hash.unwrap_or_default(),
        server_platform: certificate.platform.as_ref().map(|platform| platform.id),
        comments,
        skip_approval: false,
    })
}

/// The part: of a reissue, or of an order whose CSR is missing.
pub(super) fn new_csr(acting: Acting, order: &Order, typed: Typed, is_reissue: bool) -> AnyView {
    let form = acting.form;
    let words = form.words;
    let id = acting.id;
    let product = order.product.as_ref().and_then(|product| product.id.product());
    let ordered = StoredValue::new(order.clone());
    let messages = Messages {
        error: Signal::derive(move || {
            let text = words.text();
            typed.problems.with(|all| {
                all.iter()
                    .find(|problem| problem.is_error())
                    .map(|problem| text.problem(problem))
            })
        }),
        advice: Signal::derive(move || {
            let text = words.text();
            typed.problems.with(|all| {
                let advice = all.iter().filter(|problem| !problem.is_error());
                advice.map(|problem| text.problem(problem)).collect()
            })
        }),
    };
    let act = if is_reissue { Act::Reissue } else { Act::AddCsr };
    let press = Callback::new(move |()| {
        let prepared = async move {
            let Some(reading) = typed.judge(product).await else {
                lead_to("order-csr");
                return None;
            };
            let pem = reading.csr.to_pem();
            let call: (Target, String) = if is_reissue {
                let comments = typed.comments.try_get_untracked()?;
                let body = ordered.try_with_value(|order| reissue(order, pem, comments))??;
                (paths::reissue(id), body.body())
            } else {
                (paths::add_csr(id), bodies::csr(&pem))
            };
            Some(call)
        };
        let done = Callback::new(move |()| {
            typed.csr.set(String::new());
            typed.comments.set(String::new());
            typed.problems.set(Vec::new());
        });
        acting.run(act, prepared, done);
    });
    let lead = move || {
        let text = words.text().orders();
        paragraph(
            "",
            if is_reissue {
                text.reissue_lead
            } else {
                text.add_csr_lead
            }
            .to_owned(),
        )
    };
    let names = move || {
        let page = super::order::page(form);
        ordered.with_value(|order| name_list(page, &order.certificate.names))
    };
    let comments = is_reissue.then(|| {
        view! {
            <TextArea
                id="reissue-comments"
                label=words.signal(|text| text.orders().reissue_comment)
                hint=Signal::stored(String::new())
                value=typed.comments
                messages=Messages::none()
                error_word=form.error_word()
                rows=2
            />
        }
        .into_any()
    });
    let fields = view! {
        <TextArea
            id="order-csr"
            label=form.label(certdesk_order::Field::Csr)
            hint=form.hint(certdesk_order::Field::Csr)
            value=typed.csr
            messages
            error_word=form.error_word()
            rows=8
            code=true
            required=true
            on_edit=move |()| typed.problems.set(Vec::new())
        />
        {comments}
    }
    .into_any();
    let title = if is_reissue {
        |text: &'static crate::text::Text| text.orders().reissue
    } else {
        |text: &'static crate::text::Text| text.orders().add_csr
    };
    let button = acting.button("send-csr", "button", words.signal(title), act, press);
    let body = vec![
        lead.into_any(),
        names.into_any(),
        fields,
        acting.failed([act; 2]),
        button,
    ];
    part(acting, title, body)
}

#[cfg(test)]
mod tests {
    use certdesk_order::account::read_order;

    use super::*;

    #[test]
    fn a_reissue_keeps_names_hash_and_platform() {
        let order = read_order(
            br#"{"id":1,"certificate":{"common_name":"example.com","dns_names":["example.com","www.example.com"],
                "signature_hash":"sha384","server_platform":{"id":45,"name":"nginx"}}}"#,
        )
        .unwrap();
        let asked = reissue(&order, "pem".into(), String::new()).unwrap();
        assert_eq!(asked.common_name, "example.com");
        assert_eq!(asked.dns_names, ["www.example.com"]);
        assert_eq!(asked.signature_hash.id(), "sha384");
        assert_eq!((asked.server_platform, asked.skip_approval), (Some(45), false));
        let nameless = read_order(br#"{"id":1}"#).unwrap();
        assert_eq!(reissue(&nameless, "pem".into(), String::new()), None);
    }
}
