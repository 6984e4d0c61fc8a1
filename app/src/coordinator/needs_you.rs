//! "Behöver dig": places that have fallen silent, each with the one thing to do.

use leptos::prelude::*;
use leptos::task::spawn_local;
use samvaro_core::attendance::ReportPlace;
use samvaro_core::schedule::IsoWeek;

use super::books::Sum;
use super::help;
use super::overview::Desk;
use super::period::days_of_silence;
use crate::icon::{Icon, IconName};

/// Who needs a call. Nothing counted for more than a week, though something was held, is silence.
#[component]
pub fn NeedsYou(
    /// The places and their weeks.
    desk: Desk,
) -> impl IntoView {
    let window = days_of_silence(desk.today);
    let list = move || match desk.books.sum(window) {
        Sum::Coming => view! { <p class="soft">{say!(coordinator::FETCHING)}</p> }.into_any(),
        Sum::Missing => view! { <p class="soft">{say!(coordinator::NOT_FETCHED)}</p> }.into_any(),
        Sum::Here(sums) => {
            // Whoever counts today has broken the silence.
            let speaks =
                |place: &ReportPlace| desk.weeks.last_counted(place.id) == Some(IsoWeek::of(desk.today));
            let silent =
                desk.places.iter().filter(|place| sums.place(place.id).is_silent() && !speaks(place));
            let items: Vec<AnyView> = silent.map(|place| item(&desk, place)).collect();
            match items.is_empty() {
                true => view! { <p>{say!(coordinator::NOTHING_NEEDS_YOU)}</p> }.into_any(),
                false => view! { <ul>{items}</ul> }.into_any(),
            }
        }
    };
    view! {
        <aside class="needs-you">
            <h2>{say!(coordinator::NEEDS_YOU)}</h2>
            <HelpLine />
            {list}
        </aside>
    }
    .into_any()
}

/// Refused changes, when there are any.
#[component]
fn HelpLine() -> impl IntoView {
    let waiting = RwSignal::new(0);
    spawn_local(async move {
        if let Ok(wanted) = help::fetch().await {
            waiting.try_set(wanted.places.iter().map(|place| place.waiting).sum::<u64>());
        }
    });
    move || {
        let count = waiting.get();
        (count > 0).then(|| {
            view! {
                <ul>
                    <li>
                        <Icon name=IconName::TriangleAlert />
                        <div>
                            <b>{say!(coordinator::help::need_help)(count)}</b>
                            <br />
                            <a class="tap" href="/samordning/hjalp">
                                {say!(coordinator::help::LOOK)}
                            </a>
                        </div>
                    </li>
                </ul>
            }
        })
    }
}

fn item(desk: &Desk, place: &ReportPlace) -> AnyView {
    let since = say!(coordinator::silent_since)(desk.weeks.last_counted(place.id));
    view! {
        <li>
            <Icon name=IconName::TriangleAlert />
            <div>
                <b>{say!(coordinator::is_silent)(place.name.as_str())}</b>
                " "
                {since}
                <br />
                <a class="tap" href=format!("/plats/{}#hitta-hit", place.slug) rel="external">
                    {say!(coordinator::number_of)(place.name.as_str())}
                </a>
            </div>
        </li>
    }
    .into_any()
}
