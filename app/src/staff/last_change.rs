//! What was changed last, where it is, and the way back.

use leptos::prelude::*;

use crate::browser::derived::Derived;
use crate::browser::last_edit::{last, take_back};
use crate::browser::tablet::{Kept, edits};
use crate::icon::{Icon, IconName};

/// A banner after a change; nothing when there is none that holds.
#[component]
pub fn LastChange() -> impl IntoView {
    let shown = Derived::new(last);
    let kept = Derived::new(edits);
    let banner = move || {
        shown.get().map(|last| {
            let kept = move || match kept.get() {
                Kept::Saving => say!(staff::change::SAVING),
                Kept::OnTablet => say!(staff::change::ON_TABLET),
                Kept::Sent => say!(staff::change::SENT),
            };
            view! {
                <section class="banner good">
                    <Icon name=IconName::Check />
                    <div>
                        <b>{last.words}</b>
                        <br />
                        {kept}
                    </div>
                    <button class="button" type="button" on:click=|_| take_back()>
                        <Icon name=IconName::Undo />
                        {say!(staff::change::UNDO)}
                    </button>
                </section>
            }
        })
    };
    view! { <div class="banners" role="status">{banner}</div> }
}
