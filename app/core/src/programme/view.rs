//! A programme's fields by name, with their defaults.

use jiff::civil::Time;

use crate::field::{ActivityField, PlaceField};
use crate::id::ActivityId;
use crate::pin::Pin;
use crate::programme::Programme;
use crate::registers::Registers;
use crate::text::{Description, Line, Name, Slug};

/// Declares `fn name(&self) -> Option<&T>` for an optional field.
macro_rules! optional {
    ($($(#[$doc:meta])* $name:ident: $kind:ident :: $variant:ident -> $type:ty;)*) => {
        $($(#[$doc])*
        pub fn $name(&self) -> Option<&$type> {
            self.registers().get(|f| if let $kind::$variant(value) = f { value.as_ref() } else { None })
        })*
    };
}

/// Declares `fn name(&self) -> T` for a field that always has a value.
macro_rules! defaulted {
    ($($(#[$doc:meta])* $name:ident: $kind:ident :: $variant:ident -> $type:ty = $default:expr;)*) => {
        $($(#[$doc])*
        pub fn $name(&self) -> $type {
            self.registers().get(|f| if let $kind::$variant(value) = f { Some(*value) } else { None }).unwrap_or($default)
        })*
    };
}

/// An activity's fields.
#[derive(Clone, Copy, Debug)]
pub struct ActivityView<'a> {
    registers: &'a Registers<ActivityField>,
    name: &'a Name,
}

impl<'a> ActivityView<'a> {
    fn registers(&self) -> &'a Registers<ActivityField> {
        self.registers
    }

    /// What it is called.
    pub fn name(&self) -> &'a Name {
        self.name
    }

    /// Whether it is deleted.
    pub fn is_deleted(&self) -> bool {
        self.registers.is_hidden()
    }

    /// Whether it is deleted or not yet published.
    pub fn is_hidden(&self) -> bool {
        self.registers.is_hidden() || !self.published()
    }

    /// Price in whole kronor; none is free of charge.
    pub fn price_kr(&self) -> Option<u32> {
        self.registers.get(|f| if let ActivityField::PriceKr(price) = f { *price } else { None })
    }

    /// Earliest entry.
    pub fn earliest_entry(&self) -> Option<Time> {
        self.registers.get(|f| if let ActivityField::EarliestEntry(time) = f { *time } else { None })
    }

    optional! {
        /// What it is, for the public.
        description: ActivityField::Description -> Description;
        /// Where in the house.
        room: ActivityField::Room -> Name;
        /// Who leads it.
        host: ActivityField::Host -> Name;
        /// The last day to sign up, in words.
        sign_up_by: ActivityField::SignUpBy -> Line;
        /// What to bring.
        bring: ActivityField::Bring -> Line;
        /// In which language, if not Swedish.
        language: ActivityField::Language -> Name;
        /// Who meets you the first time.
        greeter: ActivityField::Greeter -> Line;
        /// A line under the name.
        note: ActivityField::Note -> Line;
    }

    defaulted! {
        /// Whether an association runs it.
        association_run: ActivityField::AssociationRun -> bool = false;
        /// Whether one must sign up.
        needs_sign_up: ActivityField::NeedsSignUp -> bool = false;
        /// Whether the public sees it.
        published: ActivityField::Published -> bool = true;
        /// Whether people sign up in Samvaro, where the organisation has decided on sign-ups.
        sign_ups: ActivityField::SignUps -> bool = false;
        /// For how many there is room; none is for everybody.
        capacity: ActivityField::Capacity -> Option<u32> = None;
        /// How many days before an occurrence is the last day to sign up.
        sign_up_closes: ActivityField::SignUpCloses -> Option<u8> = None;
    }
}

impl Programme {
    fn registers(&self) -> &Registers<PlaceField> {
        &self.place
    }

    /// An activity that has a name; others wait for theirs.
    pub fn activity(&self, id: ActivityId) -> Option<ActivityView<'_>> {
        let registers = self.activities.get(&id)?;
        let name = registers.get(|f| if let ActivityField::Name(name) = f { Some(name) } else { None })?;
        Some(ActivityView { registers, name })
    }

    /// What the place is called, once somebody has named it.
    pub fn name(&self) -> Option<&Name> {
        self.place.get(|f| if let PlaceField::Name(name) = f { Some(name) } else { None })
    }

    /// What hides the names on the place's tablets.
    pub fn pin(&self) -> Option<Pin> {
        self.place.get(|f| if let PlaceField::Pin(pin) = f { *pin } else { None })
    }

    /// The place's part of the address.
    pub fn slug(&self) -> Option<&Slug> {
        self.place.get(|f| if let PlaceField::Slug(slug) = f { Some(slug) } else { None })
    }

    optional! {
        /// Street and town.
        address: PlaceField::Address -> Line;
        /// How to find in.
        directions: PlaceField::Directions -> Line;
        /// Telephone number as it is written.
        phone: PlaceField::Phone -> Line;
        /// When the telephone is answered.
        phone_hours: PlaceField::PhoneHours -> Line;
        /// Opening hours in words.
        hours: PlaceField::Hours -> Line;
        /// Whether one can come in without steps, in words.
        step_free: PlaceField::StepFree -> Line;
        /// Whether there is a hearing loop, in words.
        hearing_loop: PlaceField::HearingLoop -> Line;
        /// How visitors are counted here, in words.
        counting_rule: PlaceField::CountingRule -> Description;
        /// How visits outside activities are counted here, in words.
        drop_in_rule: PlaceField::DropInRule -> Description;
    }

    defaulted! {
        /// Whether recurring slots rest on Swedish red days.
        rests_on_red_days: PlaceField::RestsOnRedDays -> bool = true;
        /// Whether recurring slots rest on eves.
        rests_on_eves: PlaceField::RestsOnEves -> bool = true;
        /// Whether a screen at the door may show the day's programme.
        has_screen: PlaceField::Screen -> bool = false;
    }
}
