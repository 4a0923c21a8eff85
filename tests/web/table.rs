//! The table and its pager.

use certdesk::widgets::{Column, DataTable, Page, Pager, PagerTexts, Sorted};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::harness::{Stage, active, all, click, count, edges, has, one, pause, shown, text};

fn words(words: &str) -> Signal<String> {
    Signal::stored(words.to_owned())
}

fn columns() -> Vec<Column> {
    let column = |key, heading: &str, sortable, numeric| Column {
        key,
        heading: words(heading),
        sortable,
        numeric,
    };
    vec![
        column("order", "Order", true, true),
        column("name", "Name", true, false),
        column("state", "State", false, false),
    ]
}

fn texts(selector: &str) -> Vec<String> {
    all(selector).iter().map(shown).collect()
}

fn sorts() -> Vec<Option<String>> {
    all("th[scope=col]")
        .iter()
        .map(|heading| heading.get_attribute("aria-sort"))
        .collect()
}

#[wasm_bindgen_test]
async fn a_table_has_its_name_its_headings_and_its_roles() {
    let mut stage = Stage::new();
    let orders = RwSignal::new(vec![(101, "a.example"), (102, "b.example")]);
    let busy = RwSignal::new(false);
    stage.show(move || {
        let rows = Callback::new(move |()| {
            let row = |(number, name): (u32, &'static str)| {
                let link = view! { <a href=format!("#/order/{number}") id=format!("order-{number}")>{number}</a> };
                vec![link.into_any(), name.into_any(), "Issued".into_any()]
            };
            orders.get().into_iter().map(row).collect()
        });
        view! { <DataTable caption=words("Orders") columns=columns() rows=rows busy=busy /> }
    });
    assert_eq!(text("table > caption"), "Orders");
    assert_eq!(
        texts("thead th[scope=col][role=columnheader]"),
        ["Order", "Name", "State"]
    );
    assert_eq!(texts("tbody th[scope=row] .table-cell-content"), ["101", "102"]);
    assert_eq!(
        texts("td .table-cell-content"),
        ["a.example", "Issued", "b.example", "Issued"]
    );
    // What stands in a card beside a cell is for the eye: a screen reader has the heading.
    assert_eq!(
        texts("tbody tr:first-child [aria-hidden=true]"),
        ["Order", "Name", "State"]
    );
    for (selector, role) in [
        ("table", "table"),
        ("thead", "rowgroup"),
        ("tbody", "rowgroup"),
        ("tr", "row"),
        ("tbody th", "rowheader"),
        ("td", "cell"),
    ] {
        assert_eq!(count(&format!("{selector}:not([role={role}])")), 0, "{selector}");
    }
    assert_eq!(count("table button"), 0, "nobody sorts");
    assert_eq!(sorts(), [None, None, None]);
    // Other rows in the same places leave the focus where it is.
    one("#order-102").unchecked_into::<HtmlElement>().focus().unwrap();
    busy.set(true);
    orders.set(vec![(201, "c.example"), (202, "d.example"), (203, "e.example")]);
    pause().await;
    assert_eq!(one("table").get_attribute("aria-busy").as_deref(), Some("true"));
    assert_eq!(texts("tbody th .table-cell-content"), ["201", "202", "203"]);
    assert_eq!(active(), "order-202");
    busy.set(false);
    orders.set(Vec::new());
    pause().await;
    assert_eq!(one("table").get_attribute("aria-busy"), None);
    assert_eq!(count("tbody tr"), 0);
    stage.end();
}

#[wasm_bindgen_test]
async fn a_heading_that_sorts_is_a_button_and_tells_how_the_rows_are_sorted() {
    let mut stage = Stage::new();
    let sorted = RwSignal::new(None::<Sorted>);
    stage.show(move || {
        let rows = Callback::new(|()| vec![vec!["1".into_any(), "a".into_any(), "b".into_any()]]);
        view! {
            <DataTable
                caption=words("Orders")
                columns=columns()
                rows=rows
                sorted=sorted
                on_sort=move |how| sorted.set(Some(how))
            />
        }
    });
    assert_eq!(texts("th button[type=button]"), ["Order", "Name"]);
    assert!(!has("th:last-child button"), "by the state nobody sorts");
    for (heading, key, descending) in [
        (1, "order", false),
        (1, "order", true),
        (1, "order", false),
        (2, "name", false),
        (2, "name", true),
        (1, "order", false),
    ] {
        click(&format!("th:nth-child({heading}) button"));
        assert_eq!(sorted.get_untracked(), Some(Sorted { key, descending }));
        pause().await;
        let word = if descending { "descending" } else { "ascending" }.to_owned();
        let wanted = if heading == 1 {
            [Some(word), None, None]
        } else {
            [None, Some(word), None]
        };
        assert_eq!(sorts(), wanted);
    }
    stage.end();
}

#[wasm_bindgen_test]
async fn in_a_narrow_window_a_row_is_a_card_and_the_buttons_that_sort_are_still_there() {
    let mut stage = Stage::new();
    // The test's window is wide, so the table stands in a frame of its own.
    let frame = document().create_element("iframe").unwrap();
    frame.set_attribute("width", "320").unwrap();
    one("#stage").append_child(&frame).unwrap();
    let frame: web_sys::HtmlIFrameElement = frame.unchecked_into();
    let inside = frame.content_document().unwrap();
    let sheet = inside.create_element("style").unwrap();
    let sheets = [
        include_str!("../../style/tokens.css"),
        include_str!("../../style/base.css"),
        include_str!("../../style/lists.css"),
    ];
    sheet.set_text_content(Some(&sheets.concat()));
    inside.head().unwrap().append_child(&sheet).unwrap();
    stage.show(move || {
        let long = "a-rather-long-name-of-a-machine.in-a-rather-long-domain.example";
        let rows = Callback::new(move |()| vec![vec!["101".into_any(), long.into_any(), "Issued".into_any()]]);
        view! { <DataTable caption=words("Orders") columns=columns() rows=rows on_sort=|_| () /> }
    });
    inside.body().unwrap().append_child(&one("#stage table")).unwrap();
    let within = |selector: &str| inside.query_selector(selector).unwrap().unwrap();
    let width = f64::from(inside.document_element().unwrap().client_width());
    assert!(
        inside.document_element().unwrap().scroll_width() <= 320,
        "nothing is wider than the window"
    );
    let (first, second) = (within("tbody th"), within("tbody td"));
    let (first, second) = (edges(&first), edges(&second));
    assert!(
        second.top >= first.bottom && second.width() > width / 2.0,
        "one below the other"
    );
    let name = edges(&within("tbody td .table-cell-name"));
    assert!(name.width() > 0.0, "a cell says its column");
    for (heading, least) in [("th:nth-child(1) button", 24.0), ("th:nth-child(2) button", 24.0)] {
        assert!(edges(&within(heading)).height() >= least, "{heading}");
    }
    assert!(edges(&within("th:nth-child(3)")).width() <= 1.0);
    // Back where it is taken away from.
    one("#stage").append_child(&within("table")).unwrap();
    stage.end();
}

#[wasm_bindgen_test]
async fn a_pager_turns_and_stops_at_the_ends_without_losing_the_focus() {
    let mut stage = Stage::new();
    let page = RwSignal::new(Page {
        offset: 0,
        limit: 50,
        total: 120,
    });
    let turns = RwSignal::new(Vec::new());
    let said = PagerTexts {
        label: words("Pages of orders"),
        before: words("Previous"),
        behind: words("Next"),
        seen: Callback::new(|page: Page| format!("{}–{} of {}", page.first(), page.last(), page.total)),
    };
    stage.show(move || {
        let turn = move |offset| {
            turns.update(|turns| turns.push(offset));
            page.update(|page| page.offset = offset);
        };
        view! { <Pager texts=said page=page on_turn=turn /> }
    });
    assert_eq!(
        one("nav").get_attribute("aria-label").as_deref(),
        Some("Pages of orders")
    );
    assert_eq!(texts("nav button[type=button]"), ["Previous", "Next"]);
    let (back, on) = ("nav button:first-child", "nav button:last-child");
    let is_off = |selector: &str| has(&format!("{selector}[aria-disabled=true]"));
    assert!(is_off(back) && !is_off(on));
    for (button, seen, off) in [
        (back, "1–50 of 120", (true, false)),
        (on, "51–100 of 120", (false, false)),
        (on, "101–120 of 120", (false, true)),
        (on, "101–120 of 120", (false, true)),
        (back, "51–100 of 120", (false, false)),
    ] {
        one(button).unchecked_into::<HtmlElement>().focus().unwrap();
        click(button);
        pause().await;
        assert_eq!(text("nav [role=status]"), seen);
        assert_eq!((is_off(back), is_off(on)), off);
        assert!(has(&format!("{button}:focus")), "the focus stays");
    }
    assert_eq!(turns.get_untracked(), [50, 100, 50]);
    stage.end();
}
