//! The four figures at the top: what they are over, how many came, how much is counted.

use jiff::civil::Date;
use leptos::prelude::*;

use super::books::{Books, Sum};
use super::figures::change;
use super::period::{Period, PeriodKind, year_before};

/// This week, this month, the tertial, this year.
#[component]
pub fn FourFigures(
    /// Where the sums come from.
    books: Books,
    /// Today.
    today: Date,
) -> impl IntoView {
    let figures = Period::all(today).map(|period| view! { <PeriodFigure books period /> });
    view! { <div class="figures">{figures.into_iter().collect_view()}</div> }.into_any()
}

#[component]
fn PeriodFigure(books: Books, period: Period) -> impl IntoView {
    let sums = Memo::new(move |_| books.sum(period.window));
    let before = Memo::new(move |_| books.sum(year_before(period.window)));
    let visits = move || match sums.get() {
        Sum::Here(sums) => say!(number)(sums.total().own.visits),
        Sum::Coming => "…".to_owned(),
        Sum::Missing => say!(coordinator::NONE).to_owned(),
    };
    let against = move || match (sums.get(), before.get()) {
        (Sum::Here(now), Sum::Here(before)) if before.fill(year_before(period.window)) => {
            let change = change(before.total().own, now.total().own);
            change.map(|change| view! { {say!(coordinator::change_in_words)(&change)} <br /> })
        }
        _ => None,
    };
    let counted = move || match sums.get() {
        Sum::Here(sums) => say!(coordinator::counted_in_words)(sums.total().own),
        Sum::Coming => String::new(),
        Sum::Missing => say!(coordinator::NOT_FETCHED).to_owned(),
    };
    let besides = move || match sums.get() {
        Sum::Here(sums) => {
            let total = sums.total();
            say!(coordinator::besides)(total.associations.visits, total.drop_in.visits)
        }
        _ => None,
    };
    let besides = move || besides().map(|besides| view! { <br /> {besides} });
    view! {
        <div class="figure" class:sun=period.kind == PeriodKind::Week>
            <p>{say!(coordinator::period)(period.kind, say!(month)(period.window.from))}</p>
            <b>{visits}</b>
            <p>{against} {counted} {besides}</p>
        </div>
    }
    .into_any()
}
