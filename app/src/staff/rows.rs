//! Things one below the other.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::derived::Derived;

/// A row for each. It stays the same thing under a finger, and with the keyboard on it, when others
/// come and go: whoever presses twice must not press the next one.
///
/// `key` tells them apart and is the same however often one is changed.
pub fn rows<T: Clone + PartialEq + 'static>(
    list: Derived<Vec<T>>,
    key: fn(&T) -> String,
    row: Callback<T, AnyView>,
) -> AnyView {
    let keys = move || list.read().iter().map(key).collect();
    let of_key = move |wanted: String| {
        let thing = Derived::new(move || list.read().iter().find(|thing| key(thing) == wanted).cloned());
        (move || thing.get().map(|thing| row.run(thing))).into_any()
    };
    keyed(Box::new(keys), Arc::new(of_key))
}

/// Written once for all types: a keyed list is large in the bundle.
fn keyed(
    keys: Box<dyn Fn() -> Vec<String> + Send>,
    of_key: Arc<dyn Fn(String) -> AnyView + Send + Sync>,
) -> AnyView {
    view! { <For each=keys key=String::clone children=move |key| of_key(key) /> }.into_any()
}
