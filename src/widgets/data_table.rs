//! A table with sortable columns, whose rows are cards in a narrow window, and a pager.

use leptos::prelude::*;

/// A column of a table.
#[derive(Clone)]
pub struct Column {
    /// What it is known by to whoever sorts.
    pub key: &'static str,
    /// Its heading.
    pub heading: Signal<String>,
    /// Whether the rows can be sorted by it.
    pub sortable: bool,
    /// Whether it holds numbers, which stand at the end of the line.
    pub numeric: bool,
}

/// By which column the rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorted {
    /// The column's key.
    pub key: &'static str,
    /// From the greatest to the least.
    pub descending: bool,
}

/// A table; it sorts nothing itself, but tells what it is asked for.
///
/// In a narrow window each row is a card in which every cell says its column, and the buttons that sort stand above the
/// cards. The roles are written out, because some browsers forget what a table is when it is not drawn as one.
#[component]
pub fn DataTable(
    /// What the table shows, in a few words.
    caption: Signal<String>,
    /// The columns; the first one names the row.
    columns: Vec<Column>,
    /// The rows, each with a cell for every column; asked again whenever a signal that it reads has changed.
    rows: Callback<(), Vec<Vec<AnyView>>>,
    /// By which column the rows are sorted; `None` for none of them.
    #[prop(optional, into)]
    sorted: Signal<Option<Sorted>>,
    /// Told how the rows are to be sorted.
    #[prop(optional, into)]
    on_sort: Option<Callback<Sorted>>,
    /// Whether other rows are on their way.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let headings = columns
        .iter()
        .map(|column| heading(column, sorted, on_sort))
        .collect_view();
    let body = move || {
        let draw = |cells: Vec<AnyView>| {
            let cells = columns.iter().zip(cells).enumerate();
            let cells = cells.map(|(index, (column, content))| cell(column, index == 0, content));
            view! { <tr class="table-row" role="row">{cells.collect_view()}</tr> }
        };
        rows.run(()).into_iter().map(draw).collect_view()
    };
    view! {
        <table class="table" role="table" aria-busy=move || busy.get().then_some("true")>
            <caption class="table-caption">{move || caption.get()}</caption>
            <thead class="table-head" role="rowgroup">
                <tr class="table-headings" role="row">{headings}</tr>
            </thead>
            <tbody class="table-body" role="rowgroup">{body}</tbody>
        </table>
    }
}

fn heading(column: &Column, sorted: Signal<Option<Sorted>>, on_sort: Option<Callback<Sorted>>) -> AnyView {
    let Column {
        key,
        heading,
        sortable,
        numeric,
    } = *column;
    let own = move || sorted.get().filter(|sorted| sorted.key == key);
    let content = match on_sort.filter(|_| sortable) {
        Some(on_sort) => view! {
            <button
                class="table-sort"
                type="button"
                on:click=move |_| {
                    let descending = untrack(own).is_some_and(|sorted| !sorted.descending);
                    on_sort.run(Sorted { key, descending });
                }
            >
                {move || heading.get()}
            </button>
        }
        .into_any(),
        None => (move || heading.get()).into_any(),
    };
    view! {
        <th
            class="table-heading"
            class:table-sortable=sortable && on_sort.is_some()
            class:table-number=numeric
            scope="col"
            role="columnheader"
            aria-sort=move || own().map(|sorted| if sorted.descending { "descending" } else { "ascending" })
        >
            {content}
        </th>
    }
    .into_any()
}

/// A cell, with the name of its column for the card; a screen reader knows it from the heading.
fn cell(column: &Column, is_first: bool, content: AnyView) -> AnyView {
    let heading = column.heading;
    let numeric = column.numeric;
    let content = view! {
        <span class="table-cell-name" aria-hidden="true">{move || heading.get()}</span>
        <div class="table-cell-content">{content}</div>
    };
    if is_first {
        view! { <th class="table-cell table-name" class:table-number=numeric scope="row" role="rowheader">{content}</th> }
            .into_any()
    } else {
        view! { <td class="table-cell" class:table-number=numeric role="cell">{content}</td> }.into_any()
    }
}

/// Which part of a long list is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// How many entries stand before it.
    pub offset: u32,
    /// How many entries fit on it; 0 counts as 1.
    pub limit: u32,
    /// How many entries there are.
    pub total: u32,
}

impl Page {
    /// The number of its first entry, from 1; 0 if there is none.
    #[must_use]
    pub fn first(self) -> u32 {
        self.offset.saturating_add(1).min(self.total)
    }

    /// The number of its last entry; 0 if there is none.
    #[must_use]
    pub fn last(self) -> u32 {
        self.offset.saturating_add(self.limit.max(1)).min(self.total)
    }

    /// The offset of the page before it, if there is one.
    #[must_use]
    pub fn before(self) -> Option<u32> {
        (self.offset > 0).then(|| self.offset.saturating_sub(self.limit.max(1)))
    }

    /// The offset of the page behind it, if there is one.
    #[must_use]
    pub fn behind(self) -> Option<u32> {
        let behind = self.offset.saturating_add(self.limit.max(1));
        (behind < self.total).then_some(behind)
    }
}

/// What a pager says.
#[derive(Clone, Copy)]
pub struct PagerTexts {
    /// What is paged through, for a screen reader.
    pub label: Signal<String>,
    /// The button that leads back.
    pub before: Signal<String>,
    /// The button that leads on.
    pub behind: Signal<String>,
    /// Which entries are seen, and how many there are.
    pub seen: Callback<Page, String>,
}

/// Two buttons, and between them which entries are seen. At the ends a button does nothing, but keeps the focus.
#[component]
pub fn Pager(
    /// What it says.
    texts: PagerTexts,
    /// Which part is seen.
    #[prop(into)]
    page: Signal<Page>,
    /// Told the offset of the page that is asked for.
    #[prop(into)]
    on_turn: Callback<u32>,
) -> impl IntoView {
    let button = move |says: Signal<String>, to: fn(Page) -> Option<u32>| {
        view! {
            <button
                class="button button-second"
                type="button"
                aria-disabled=move || page.with(|page| to(*page)).is_none().then_some("true")
                on:click=move |_| {
                    if let Some(offset) = to(page.get_untracked()) {
                        on_turn.run(offset);
                    }
                }
            >
                {move || says.get()}
            </button>
        }
        .into_any()
    };
    view! {
        <nav class="pager" aria-label=move || texts.label.get()>
            {button(texts.before, Page::before)}
            <span class="pager-seen" role="status">{move || texts.seen.run(page.get())}</span>
            {button(texts.behind, Page::behind)}
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_its_entries_and_its_neighbours() {
        let page = |offset, limit, total| Page { offset, limit, total };
        let facts = |page: Page| (page.first(), page.last(), page.before(), page.behind());
        assert_eq!(facts(page(0, 50, 5000)), (1, 50, None, Some(50)));
        assert_eq!(facts(page(50, 50, 120)), (51, 100, Some(0), Some(100)));
        assert_eq!(facts(page(100, 50, 120)), (101, 120, Some(50), None));
        assert_eq!(facts(page(30, 50, 120)), (31, 80, Some(0), Some(80)));
        assert_eq!(facts(page(0, 50, 50)), (1, 50, None, None));
        assert_eq!(facts(page(0, 50, 0)), (0, 0, None, None));
        // What the list has lost meanwhile, and numbers that make no sense.
        assert_eq!(facts(page(100, 50, 20)), (20, 20, Some(50), None));
        assert_eq!(facts(page(1, 0, 3)), (2, 2, Some(0), Some(2)));
        assert_eq!(
            facts(page(u32::MAX, u32::MAX, u32::MAX)),
            (u32::MAX, u32::MAX, Some(0), None)
        );
    }
}
