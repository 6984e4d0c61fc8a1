//! Organisations and their places, as the store lists them.

use samvaro_core::id::{OrganisationId, PlaceId};
use samvaro_core::text::{Name, Slug};

/// An organisation of the installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id, and that of its log.
    pub id: OrganisationId,
    /// What it is called.
    pub name: Name,
}

/// A place of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its id, and that of its log.
    pub id: PlaceId,
    /// Whose place it is.
    pub organisation: OrganisationId,
    /// Its part of the address, unique in the installation.
    pub slug: Slug,
    /// What its programme calls it; `None` until somebody has named it.
    pub name: Option<Name>,
}
