//! The three views of an order: the form, the review, the outcome; the address tells which is seen.

use std::sync::Arc;

use certdesk_order::Verdict;
use leptos::{ev, html, prelude::*};

use super::csr::CsrSection;
use super::names::NamesSection;
use super::organization::OrganizationSection;
use super::private_key::KeyNote;
use super::product::ProductSection;
use super::state::{Form, RefusedEntry};
use super::validity::ValiditySection;
use super::{Judged, field_id};
use crate::later::Arrival;
use crate::outcome::Again;
use crate::placing::Outcome;
use crate::text::Text;
use crate::view::View;
use crate::widgets::{ErrorSummary, SummaryLine};

/// The most errors that the summary lists: who has hundreds mends them where they stand.
const SUMMARY_LINES: usize = 50;

/// The order, from the first entry to its outcome.
#[component]
pub fn Desk(
    /// The form.
    form: Form,
) -> impl IntoView {
    // The review of a form with errors, or the outcome of no order, is not to be had by an address.
    let allowed = move |wanted: View| match wanted {
        _ if form.placing.is_sending() => View::Review,
        View::Form => View::Form,
        View::Orders | View::Order(_) if !form.settings.account => View::Form,
        View::Orders | View::Order(_) => wanted,
        // Whether there is anything to see is known once the rest of the page is here.
        other if matches!(form.arrival.get_untracked(), Arrival::Awaited) => other,
        // What came of the last order is read before there can be another.
        View::Review if form.placing.outcome.with_untracked(Option::is_some) => View::Outcome,
        View::Review if !untrack(|| form.later(|later, form| (later.is_ready)(form))) => View::Form,
        View::Outcome if form.placing.outcome.with_untracked(Option::is_none) => View::Form,
        other => other,
    };
    let view = RwSignal::new(untrack(|| allowed(View::of_address())));
    if view.get_untracked() != View::of_address() {
        view.get_untracked().replace();
    }
    let follow = window_event_listener(ev::hashchange, move |_| {
        let wanted = View::of_address();
        let next = untrack(|| allowed(wanted));
        if next != wanted {
            next.replace();
        }
        if next != view.get_untracked() {
            view.set(next);
            focus_title();
        }
    });
    on_cleanup(move || follow.remove());
    let go = Callback::new(move |next: View| {
        if view.get_untracked() != next {
            let before = view.get_untracked();
            view.set(next);
            // Back from the outcome leads to the form, not to the review of an order that has been sent.
            if before == View::Review && next == View::Outcome {
                next.replace();
            } else {
                next.push();
            }
            focus_title();
        }
    });
    // The title of the window is the heading of the view, in its language.
    Effect::new(move |_| {
        view.track();
        form.placing.outcome.track();
        let page = form.words.text().shell.title;
        request_animation_frame(move || {
            if let Some(title) = seen_title() {
                document().set_title(&format!("{} – {page}", title.text_content().unwrap_or_default().trim()));
            }
        });
    });
    Effect::new(move |_| {
        form.arrival.track();
        let next = untrack(|| allowed(view.get()));
        if next != view.get_untracked() {
            view.set(next);
            next.replace();
        }
    });
    let guard = window_event_listener(ev::beforeunload, move |event| {
        if untrack(|| form.placing.is_sending() || form.held_key.is_unsaved()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || guard.remove());
    // Another tab has sent an order, or has learnt what came of it.
    let elsewhere = window_event_listener(ev::storage, move |_| {
        if !untrack(|| form.placing.is_sending()) {
            untrack(|| form.later(|later, form| (later.restore)(form.placing)));
        }
    });
    on_cleanup(move || elsewhere.remove());
    Effect::new(move |_| {
        form.placing.outcome.track();
        let next = untrack(|| allowed(view.get()));
        if next != view.get_untracked() {
            view.set(next);
            next.replace();
        }
    });
    let done = Callback::new(move |outcome: Arc<Outcome>| match &outcome.verdict {
        // Without a word from DigiCert there is nothing that the form could show.
        Verdict::Refused(refusal) if !refusal.errors.is_empty() => {
            form.refused.set(form.later(|later, _| (later.refused)(refusal)));
            form.placing.forget();
            go.run(View::Form);
            form.due.attempt();
        }
        _ => go.run(View::Outcome),
    });
    view! {
        <ViewLinks form view />
        <div class:hidden=move || view.get() != View::Form>
            <FormView form on_review=move |()| go.run(allowed(View::Review)) />
        </div>
        {move || {
            let back = Callback::new(move |()| go.run(View::Form));
            let outcome = form.placing.outcome.get();
            match (view.get(), outcome) {
                (View::Form, _) => None,
                (View::Review, _) => form.later(|later, form| Some((later.review)(form, done, back))),
                (View::Outcome, None) => None,
                (View::Orders, _) => form.later(|later, form| Some((later.orders)(form))),
                (View::Order(id), _) => form.later(|later, form| Some((later.order)(form, id))),
                (View::Outcome, Some(outcome)) => {
                    let again = move |again| {
                        form.placing.forget();
                        if again == Again::Afresh {
                            form.start_afresh();
                        }
                        go.run(View::Form);
                    };
                    let again = Callback::new(again);
                    form.later(|later, form| Some((later.outcome)(form.words, form.settings, form.held_key, outcome, again)))
                }
            }
        }}
        <p
            class="loading"
            role="status"
            class:hidden=move || view.get() == View::Form || !matches!(form.arrival.get(), Arrival::Awaited)
        >
            {move || form.words.text().shell.loading}
        </p>
    }
}

/// The way between form and orders.
#[component]
fn ViewLinks(form: Form, view: RwSignal<View>) -> impl IntoView {
    let words = form.words;
    let link = move |to: View, label: fn(&'static Text) -> &'static str| {
        let is_here = move || {
            matches!(
                (to, view.get()),
                (View::Orders, View::Orders | View::Order(_)) | (View::Form, View::Form | View::Review | View::Outcome)
            )
        };
        view! {
            <a
                class="view-link"
                href=format!("#{}", to.fragment())
                aria-current=move || is_here().then_some("page")
            >
                {words.signal(label)}
            </a>
        }
    };
    form.settings.account.then(|| {
        view! {
            <nav class="view-links" aria-label=move || words.text().shell.views>
                {link(View::Form, |text| text.shell.new_order)}
                {link(View::Orders, |text| text.shell.orders)}
            </nav>
        }
    })
}

/// The form itself, with what stops it above and the order so far beside it.
#[component]
fn FormView(form: Form, #[prop(into)] on_review: Callback<()>) -> impl IntoView {
    let words = form.words;
    // The user wants to go on, and what judges the form is not here yet.
    let is_waiting = RwSignal::new(false);
    let go_on = Callback::new(move |()| {
        if !matches!(form.arrival.get_untracked(), Arrival::Here(..)) {
            is_waiting.set(true);
        } else if untrack(|| form.later(|later, form| (later.is_ready)(form))) {
            // What DigiCert said has been read by now; it stays at its fields until they are changed, but stops nothing.
            form.refused.set(Vec::new());
            on_review.run(());
        } else {
            form.due.attempt();
        }
    });
    Effect::new(move |_| {
        if matches!(form.arrival.get(), Arrival::Here(..)) && is_waiting.get_untracked() {
            is_waiting.set(false);
            go_on.run(());
        }
    });
    let awaited = move || matches!(form.arrival.get(), Arrival::Awaited);
    let waits = move || {
        if is_waiting.get() && awaited() {
            words.text().form.checks_awaited
        } else {
            ""
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        form.names_settled();
        go_on.run(());
    };
    view! {
        <h1 class="page-title" tabindex="-1" data-view-title="">
            {move || words.text().form.title}
        </h1>
        <p class="lead">{move || words.text().form.lead}</p>
        <Restored form />
        <NotLoaded form />
        {form.part(|later, form| (later.notes)(form))}
        {form.part(|later, form| (later.summary)(form))}
        <div class="desk">
            // `novalidate`: the browser's own messages would come in its own language and in bubbles.
            <form
                class="form"
                novalidate=true
                autocomplete="off"
                on:submit=submit
                on:paste:capture=move |event| form.key_guard.on_paste(&event)
                on:input:capture=move |event| form.key_guard.on_input(&event)
            >
                <KeyNote words guard=form.key_guard />
                <ProductSection form />
                <CsrSection form />
                <NamesSection form />
                <OrganizationSection form />
                <ValiditySection form />
                {form.part(|later, form| (later.custom_fields)(form))}
                <div class=move || if awaited() { "room room-options" } else { "room" }>
                    {form.part(|later, form| (later.options)(form))}
                </div>
                <div class="form-foot">
                    <div class="buttons">
                        <button class="button" type="submit" id="review-button">
                            {move || words.text().form.review}
                        </button>
                    </div>
                    <p class="soft">{move || words.text().form.lead}</p>
                    <p class="soft" role="status">{waits}</p>
                </div>
            </form>
            {form.part(|later, form| (later.side)(form))}
        </div>
    }
}

/// Says that the second piece of the page did not come, and asks for it once more.
#[component]
fn NotLoaded(form: Form) -> impl IntoView {
    let words = form.words;
    view! {
        <div role="alert">
            {move || {
                matches!(form.arrival.get(), Arrival::Failed)
                    .then(|| {
                        view! {
                            <div class="note note-error">
                                <p>{move || words.text().form.checks_failed}</p>
                                <button class="button button-second" type="button" on:click=move |_| form.load()>
                                    {move || words.text().form.try_again}
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// What stops the form: DigiCert's words after a refusal, else the page's own once the user has asked to go on.
pub(crate) fn summary(form: Judged) -> AnyView {
    let words = form.words;
    let lines = Memo::new(move |_| {
        let refused = form.refused.get();
        if !refused.is_empty() {
            let line = |entry: &RefusedEntry| SummaryLine {
                target: entry.field.map(field_id),
                sentence: form.refusal(&entry.error),
            };
            return refused.iter().map(line).collect();
        }
        if form.due.attempts.get() == 0 {
            return Vec::new();
        }
        let text = words.text();
        let line = |problem: &certdesk_order::Problem| SummaryLine {
            target: Some(field_id(problem.field)),
            sentence: text.problem(problem),
        };
        let mut lines: Vec<_> = form
            .checks
            .problems
            .with(|all| all.iter().filter(|problem| problem.is_error()).map(line).collect());
        let rest = lines.split_off(lines.len().min(SUMMARY_LINES));
        if let Some(next) = rest.first() {
            lines.push(SummaryLine {
                target: next.target.clone(),
                sentence: (text.form.summary_more)(rest.len()),
            });
        }
        lines
    });
    let is_refused = move || form.refused.with(|refused| !refused.is_empty());
    let title = Signal::derive(move || {
        let text = words.text();
        if is_refused() {
            text.form.refused_title
        } else {
            text.form.summary_title
        }
        .to_owned()
    });
    let lead = Signal::derive(move || {
        if is_refused() {
            words.text().form.refused_lead.to_owned()
        } else {
            String::new()
        }
    });
    view! { <ErrorSummary title lead lines=lines.into() attempt=form.due.attempts.into() /> }.into_any()
}

/// Says that the entries of an earlier visit are back, and offers an empty form.
#[component]
fn Restored(form: Form) -> impl IntoView {
    let words = form.words;
    let asked = RwSignal::new(false);
    let keep = NodeRef::<html::Button>::new();
    move || {
        if !form.restored.get() {
            return None;
        }
        let body = if asked.get() {
            view! {
                <span>{move || words.text().form.start_afresh_sure}</span>
                <span class="buttons">
                    <button
                        class="button button-second"
                        type="button"
                        on:click=move |_| {
                            asked.set(false);
                            form.start_afresh();
                            focus_title();
                        }
                    >
                        {move || words.text().form.start_afresh}
                    </button>
                    <button
                        class="button button-quiet"
                        type="button"
                        node_ref=keep
                        on:click=move |_| asked.set(false)
                    >
                        {move || words.text().form.keep_entries}
                    </button>
                </span>
            }
            .into_any()
        } else {
            view! {
                <span>{move || words.text().form.restored}</span>
                <button
                    class="button button-quiet"
                    type="button"
                    on:click=move |_| {
                        asked.set(true);
                        request_animation_frame(move || {
                            if let Some(keep) = keep.get_untracked() {
                                let _ = keep.focus();
                            }
                        });
                    }
                >
                    {move || words.text().form.start_afresh}
                </button>
            }
            .into_any()
        };
        Some(view! { <div class="note restored" role="status">{body}</div> })
    }
}

/// Focuses the heading of the view that is seen, so that a screen reader says where one is.
fn focus_title() {
    request_animation_frame(|| {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        if let Some(title) = seen_title() {
            let _ = title.focus();
        }
    });
}

/// The heading of the view that is seen.
fn seen_title() -> Option<web_sys::HtmlElement> {
    let titles = document().query_selector_all("[data-view-title]").ok()?;
    (0..titles.length())
        .filter_map(|index| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(titles.get(index)?).ok())
        .find(|title| title.offset_parent().is_some())
}
