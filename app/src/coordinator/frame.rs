//! What stands around the figures: whose they are, and the way out.

use jiff::civil::Date;
use leptos::prelude::*;
use samvaro_core::schedule::IsoWeek;

use crate::browser::language::OtherLanguage;
use crate::icon::{Icon, IconName, Mark};

/// A page at the desk.
#[component]
pub fn DeskPage(
    /// Whose meeting places they are.
    organisation: String,
    /// Signs out.
    leave: Callback<()>,
    /// What stands in `<main>`.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="page desk">
            <a class="skip" href="#innehall">
                {say!(coordinator::SKIP)}
            </a>
            <div class="wrap">
                <header class="top ruled">
                    <a class="top-brand" href="/samordning">
                        <Mark />
                        {say!(coordinator::BRAND)}
                    </a>
                    <div class="row">
                        <span class="soft">{organisation}</span>
                        <OtherLanguage />
                        <button class="quiet" type="button" on:click=move |_| leave.run(())>
                            <Icon name=IconName::LogOut />
                            {say!(coordinator::SIGN_OUT)}
                        </button>
                    </div>
                </header>
                <main id="innehall">{children()}</main>
            </div>
        </div>
    }
    .into_any()
}

/// Steps through the weeks up to this one.
#[component]
pub fn WeekSteps(
    /// The address without a week, with its question mark.
    address: String,
    /// The week that is shown.
    week: IsoWeek,
    /// Today; no later week can be shown.
    today: Date,
) -> impl IntoView {
    let (before, after) = (week.previous(), week.next());
    let next = (after <= IsoWeek::of(today)).then(|| {
        view! {
            <a class="button" href=format!("{address}vecka={after}") aria-label=say!(coordinator::week_after)(after)>
                {say!(coordinator::week_short)(after)}
                <Icon name=IconName::ChevronRight />
            </a>
        }
    });
    view! {
        <nav class="stepper" aria-label=say!(coordinator::WEEK)>
            <a class="button" href=format!("{address}vecka={before}") aria-label=say!(coordinator::week_before)(before)>
                <Icon name=IconName::ChevronLeft />
                {say!(coordinator::week_short)(before)}
            </a>
            <p class="stepper-now">
                <b>{say!(coordinator::week_number)(week)}</b>
                {say!(date_span_short)(week.monday(), week.sunday())}
            </p>
            {next}
        </nav>
    }
    .into_any()
}
