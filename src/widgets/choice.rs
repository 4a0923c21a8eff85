//! Choices: radio buttons, a checkbox, a list.

use leptos::prelude::*;

use super::field::{HintAndMessages, Messages, described_by, leave, notify};

/// One radio button: its value, its label, and a sentence below it.
#[derive(Clone)]
pub struct ChoiceOption<T> {
    /// What is chosen by it.
    pub value: T,
    /// Its label.
    pub label: Signal<String>,
    /// What it means, in a sentence; empty for nothing.
    pub hint: Signal<String>,
    /// Whether it is not offered.
    pub hidden: Signal<bool>,
}

/// A fieldset of radio buttons; the value is `None` until one is chosen.
#[component]
pub fn Radios<T>(
    /// The group's id; each button's is made from it.
    #[prop(into)]
    id: String,
    /// The question.
    legend: Signal<String>,
    /// What helps to answer it; empty for nothing.
    hint: Signal<String>,
    /// The buttons.
    options: Vec<ChoiceOption<T>>,
    /// Which one is chosen.
    value: Signal<Option<T>>,
    /// Told which one is chosen.
    #[prop(into)]
    on_choose: Callback<T>,
    /// What is said about the choice.
    messages: Messages,
    /// "Error", in the language of the page.
    error_word: Signal<String>,
    /// Whether the buttons stand side by side.
    #[prop(optional)]
    inline: bool,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let described = described_by(&id);
    let name = id.clone();
    let buttons = options
        .into_iter()
        .enumerate()
        .map(|(index, option)| {
            // The first button carries the group's own id: the error summary leads to it.
            let button_id = if index == 0 {
                name.clone()
            } else {
                format!("{name}-{index}")
            };
            let hint_id = format!("{button_id}-item-hint");
            let choice = option.value;
            view! {
                <div class="choice" class:hidden=move || option.hidden.get()>
                    <input
                        class="choice-input"
                        type="radio"
                        id=button_id.clone()
                        name=name.clone()
                        aria-describedby=hint_id.clone()
                        prop:checked=move || value.get() == Some(choice)
                        on:change=move |_| on_choose.run(choice)
                    />
                    <label class="choice-label" for=button_id>{move || option.label.get()}</label>
                    <div class="choice-hint" id=hint_id>{move || option.hint.get()}</div>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset
            class="field"
            class:field-error=move || messages.error.with(Option::is_some)
            aria-describedby=described
        >
            <legend class="label">{move || legend.get()}</legend>
            <HintAndMessages id=id.clone() hint messages error_word />
            <div class=if inline { "choices choices-inline" } else { "choices" }>{buttons}</div>
        </fieldset>
    }
}

/// A checkbox with its label.
#[component]
pub fn Checkbox(
    /// The control's id, unique in the page.
    #[prop(into)]
    id: String,
    /// The label.
    label: Signal<String>,
    /// What it means, in a sentence; empty for nothing.
    hint: Signal<String>,
    /// Whether it is ticked.
    value: RwSignal<bool>,
    /// What is said about it.
    messages: Messages,
    /// "Error", in the language of the page.
    error_word: Signal<String>,
    /// Told at each change.
    #[prop(optional, into)]
    on_edit: Option<Callback<()>>,
) -> impl IntoView {
    let described = described_by(&id);
    view! {
        <div class="field field-checkbox" class:field-error=move || messages.error.with(Option::is_some)>
            <div class="choice">
                <input
                    class="choice-input"
                    type="checkbox"
                    id=id.clone()
                    aria-describedby=described
                    aria-invalid=move || messages.error.with(Option::is_some).then_some("true")
                    prop:checked=move || value.get()
                    on:change=move |event| {
                        value.set(event_target_checked(&event));
                        notify(on_edit);
                    }
                />
                <label class="choice-label" for=id.clone()>{move || label.get()}</label>
            </div>
            <HintAndMessages id hint messages error_word />
        </div>
    }
}

/// One line of a list: its value and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectOption {
    /// What is chosen by it.
    pub value: String,
    /// What it says.
    pub label: String,
}

/// A list of which one line is chosen.
#[component]
pub fn Select(
    /// The control's id, unique in the page.
    #[prop(into)]
    id: String,
    /// The label.
    label: Signal<String>,
    /// What helps to choose; empty for nothing.
    hint: Signal<String>,
    /// The lines; they may change with the language.
    options: Signal<Vec<SelectOption>>,
    /// The value of the chosen line.
    value: Signal<String>,
    /// Told the value of the line that the user chooses.
    #[prop(into)]
    on_choose: Callback<String>,
    /// What is said about it.
    messages: Messages,
    /// "Error", in the language of the page.
    error_word: Signal<String>,
    /// Told when the user leaves the list.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let described = described_by(&id);
    view! {
        <div class="field" class:field-error=move || messages.error.with(Option::is_some)>
            <label class="label" for=id.clone()>{move || label.get()}</label>
            <HintAndMessages id=id.clone() hint messages error_word />
            <select
                class="input select"
                id=id
                aria-describedby=described
                aria-invalid=move || messages.error.with(Option::is_some).then_some("true")
                on:change=move |event| on_choose.run(event_target_value(&event))
                on:blur=move |_| leave(on_leave)
            >
                {move || {
                    options
                        .get()
                        .into_iter()
                        .map(|option| {
                            let own = option.value.clone();
                            view! {
                                <option value=option.value prop:selected=move || value.get() == own>
                                    {option.label}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </div>
    }
}
