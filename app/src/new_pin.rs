//! The two fields for a new PIN. Typed once, a slip of the finger would keep everybody else from the
//! names.

use leptos::html::Input;
use leptos::prelude::*;
use samvaro_core::pin::Pin;

use crate::icon::{Icon, IconName};

/// A PIN that is being typed.
#[derive(Clone, Copy)]
pub struct NewPin {
    first: NodeRef<Input>,
    again: NodeRef<Input>,
    wrong: RwSignal<Option<&'static str>>,
}

impl NewPin {
    /// Nothing is typed yet.
    pub fn new() -> Self {
        Self { first: NodeRef::new(), again: NodeRef::new(), wrong: RwSignal::new(None) }
    }

    /// The digits, out of the fields, if they are a PIN and the same twice. Otherwise the fields
    /// stay, and say what is wrong.
    pub fn take(self) -> Option<String> {
        let (first, again) = (self.first.get_untracked()?, self.again.get_untracked()?);
        let digits = first.value();
        let wrong = if !Pin::is_pin(&digits) {
            Some(say!(editor::pin::NOT_A_PIN))
        } else if again.value() != digits {
            Some(say!(editor::pin::NOT_THE_SAME))
        } else {
            first.set_value("");
            again.set_value("");
            None
        };
        self.wrong.set(wrong);
        wrong.is_none().then_some(digits)
    }

    /// It could not be set, and why.
    pub fn fail(self, why: &'static str) {
        self.wrong.try_set(Some(why));
    }
}

/// The fields. What is typed is seen: it is told to all the staff.
#[component]
pub fn NewPinFields(
    /// What is typed.
    pin: NewPin,
    /// The first field's.
    id: &'static str,
    /// Over the first field.
    label: &'static str,
    /// Under that label.
    #[prop(optional)]
    help: &'static str,
) -> impl IntoView {
    let help = (!help.is_empty()).then_some(help);
    let [again, help_id, error_id] = ["igen", "hjalp", "fel"].map(|end| format!("{id}-{end}"));
    let described = help.map_or_else(|| error_id.clone(), |_| format!("{help_id} {error_id}"));
    let digits = Pin::DIGITS.to_string();
    let invalid = move || pin.wrong.get().is_some().to_string();
    let error = move || {
        pin.wrong.get().map(|words| {
            view! {
                <p class="field-error">
                    <Icon name=IconName::TriangleAlert />
                    {words}
                </p>
            }
        })
    };
    view! {
        <div class="field short">
            <label for=id>{label}</label>
            {help.map(|words| view! { <small id=help_id>{words}</small> })}
            <input
                node_ref=pin.first
                id=id
                inputmode="numeric"
                autocomplete="off"
                maxlength=digits.clone()
                aria-describedby=described
                aria-invalid=invalid
            />
        </div>
        <div class="field short">
            <label for=again.clone()>{say!(editor::pin::AGAIN)}</label>
            <input
                node_ref=pin.again
                id=again
                inputmode="numeric"
                autocomplete="off"
                maxlength=digits
                aria-describedby=error_id.clone()
                aria-invalid=invalid
            />
            <div id=error_id role="alert">
                {error}
            </div>
        </div>
    }
}
