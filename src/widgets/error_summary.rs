//! What stops the form, all in one place: GOV.UK's error summary.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast as _;

use super::disclosure::open_around;

/// One line of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryLine {
    /// The id of the control that it leads to; `None` where there is none.
    pub target: Option<String>,
    /// The same words as at the field.
    pub sentence: String,
}

/// A box that takes the focus when it appears; each line leads to its field. It is not there while there are no lines.
#[component]
pub fn ErrorSummary(
    /// The heading.
    title: Signal<String>,
    /// A sentence above the lines; empty for nothing.
    #[prop(optional, into)]
    lead: Signal<String>,
    /// The lines, in the order of the fields.
    lines: Signal<Vec<SummaryLine>>,
    /// Counts the user's attempts: at each, the box takes the focus once more.
    attempt: Signal<u32>,
) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move |before: Option<u32>| {
        let now = attempt.get();
        if before.is_some_and(|before| before != now)
            && let Some(summary) = summary.get_untracked()
        {
            // Once it is drawn: the form may have been hidden behind the review until now.
            request_animation_frame(move || {
                summary.scroll_into_view();
                // An element that can't be focused is no reason to fail: the box is seen all the same.
                let _ = summary.focus();
            });
        }
        now
    });
    view! {
        <div
            class="error-summary"
            class:hidden=move || lines.with(Vec::is_empty)
            node_ref=summary
            tabindex="-1"
            role="alert"
            aria-labelledby="error-summary-title"
        >
            <h2 class="error-summary-title" id="error-summary-title">{move || title.get()}</h2>
            <p class="error-summary-lead">{move || lead.get()}</p>
            <ul class="error-summary-list">
                {move || {
                    lines
                        .get()
                        .into_iter()
                        .map(|line| match line.target {
                            Some(target) => {
                                let href = format!("#{target}");
                                view! {
                                    <li>
                                        <a
                                            href=href
                                            on:click=move |event| {
                                                event.prevent_default();
                                                lead_to(&target);
                                            }
                                        >
                                            {line.sentence}
                                        </a>
                                    </li>
                                }
                                    .into_any()
                            }
                            None => view! { <li>{line.sentence}</li> }.into_any(),
                        })
                        .collect_view()
                }}
            </ul>
        </div>
    }
}

/// What a list's id has behind that of the box that it stands in for.
pub(crate) const LIST: &str = "-list";

/// Shows the label of a control (or the legend of its group) and focuses the control without a second jump.
pub(crate) fn lead_to(id: &str) {
    let by_id = |id: &str| document().get_element_by_id(id);
    let Some(control) = by_id(id).or_else(|| by_id(&format!("{id}{LIST}"))) else {
        return;
    };
    let control = offered_instead(&control).unwrap_or(control);
    open_around(&control);
    heading_of(&control)
        .unwrap_or_else(|| control.clone())
        .scroll_into_view();
    if let Some(control) = control.dyn_ref::<web_sys::HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = control.focus_with_options(&options);
    }
}

/// Of a group whose first button is not offered, the first one that is.
fn offered_instead(control: &web_sys::Element) -> Option<web_sys::Element> {
    control.closest(".choice.hidden").ok()??;
    let group = control.closest("fieldset").ok()??;
    group.query_selector(".choice:not(.hidden) > input").ok()?
}

fn heading_of(control: &web_sys::Element) -> Option<web_sys::Element> {
    let is_choice = control.get_attribute("type").is_some_and(|kind| kind == "radio");
    if is_choice && let Ok(Some(group)) = control.closest("fieldset") {
        return group.query_selector("legend").ok().flatten();
    }
    let selector = format!("label[for=\"{}\"]", control.id());
    document().query_selector(&selector).ok().flatten()
}
