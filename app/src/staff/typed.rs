//! What somebody has typed into a form.

use jiff::civil::Date;
use leptos::ev::SubmitEvent;
use samvaro_core::iso;
use samvaro_core::schedule::SlotTime;
use samvaro_core::schedule::slot_time::{SlotTimeError, parse_time};
use samvaro_core::text::{Line, Name, TextError};
use wasm_bindgen::JsCast as _;
use web_sys::{FormData, HtmlFormElement};

/// The fields of a form that was just sent.
pub struct Typed(Option<FormData>);

impl Typed {
    /// Takes the form from the browser.
    pub fn of(event: &SubmitEvent) -> Self {
        event.prevent_default();
        let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        Self(form.and_then(|form| FormData::new_with_form(&form).ok()))
    }

    /// A field as it was typed, without space around it.
    pub fn text(&self, name: &str) -> String {
        let value = self.0.as_ref().and_then(|data| data.get(name).as_string());
        value.unwrap_or_default().trim().to_owned()
    }

    /// The words that were typed, or else those that were chosen; none if there are none.
    ///
    /// # Errors
    /// When the words are too long.
    pub fn reason(&self) -> Result<Option<Line>, TextError> {
        let (own, chosen) = (self.text(OWN), self.text(CHOSEN));
        let text = if own.is_empty() { chosen } else { own };
        if text.is_empty() { Ok(None) } else { Line::parse(&text).map(Some) }
    }

    /// A day.
    pub fn day(&self) -> Option<Date> {
        iso::date(&self.text(DAY))
    }

    /// From when until when; as unknown as it was left.
    ///
    /// # Errors
    /// When it would end before it begins.
    pub fn time(&self, end_days_later: u8) -> Result<SlotTime, SlotTimeError> {
        let read = |name| parse_time(&self.text(name));
        let end = read(UNTIL);
        // What does not end on another day cannot do so later.
        let end_days_later = if end.is_some() { end_days_later } else { 0 };
        let time = SlotTime { start: read(FROM), end, end_days_later };
        time.check().map(|()| time)
    }

    /// A room or a name; none if it was left empty.
    ///
    /// # Errors
    /// When it is too long, or holds what cannot be shown.
    pub fn name(&self, field: &str) -> Result<Option<Name>, TextError> {
        let text = self.text(field);
        if text.is_empty() { Ok(None) } else { Name::parse(&text).map(Some) }
    }
}

/// Field names, which are never shown.
pub const OWN: &str = "egna-ord";
/// Field names, which are never shown.
pub const CHOSEN: &str = "skal";
/// Field names, which are never shown.
pub const DAY: &str = "dag";
/// Field names, which are never shown.
pub const FROM: &str = "fran";
/// Field names, which are never shown.
pub const UNTIL: &str = "till";
/// Field names, which are never shown.
pub const ROOM: &str = "rum";
/// Field names, which are never shown.
pub const NAME: &str = "namn";
/// Field names, which are never shown.
pub const NOTE: &str = "rad";
