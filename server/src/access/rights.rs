//! The one table of rights: whom each kind of route answers.
//!
//! What a caller sees *within* a route is narrowed where the route reads: a tablet to its own
//! place's log, a coordinator to their own organisation.

/// In what capacity somebody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Neither paired nor signed in.
    Public,
    /// A paired tablet.
    Tablet,
    /// A tablet that is suspended or revoked.
    WithheldTablet,
    /// Signed in by a one-time link, without a password yet.
    NewAccount,
    /// Signed in with everything that is asked for.
    Coordinator,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Public, Self::Tablet, Self::WithheldTablet, Self::NewAccount, Self::Coordinator];
}

/// Whom a route answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// The whole world.
    Anyone,
    /// A tablet that is trusted.
    Tablet,
    /// Any tablet: what a withheld one sends is kept apart, and it reads nothing.
    AnyTablet,
    /// Whoever follows logs: tablets and coordinators.
    Follower,
    /// Whoever is signed in, with or without a password.
    Account,
    /// Only who may see counts.
    Coordinator,
}

impl Who {
    /// Whether a route for `self` answers `role`: one row per kind of route.
    #[rustfmt::skip]
    pub fn admits(self, role: Role) -> bool {
        //                             Public Tablet Withheld New    Coordinator
        let row = match self {
            Self::Anyone      =>      [true,  true,  true,    true,  true ],
            Self::Tablet      =>      [false, true,  false,   false, false],
            Self::AnyTablet   =>      [false, true,  true,    false, false],
            Self::Follower    =>      [false, true,  false,   false, true ],
            Self::Account     =>      [false, false, false,   true,  true ],
            Self::Coordinator =>      [false, false, false,   false, true ],
        };
        row[role as usize]
    }

    /// Whether the tablet's cookie is looked at.
    pub fn asks_for_tablet(self) -> bool {
        self.admits_any(&[Role::Tablet, Role::WithheldTablet])
    }

    /// Whether the coordinator's cookie is looked at.
    pub fn asks_for_account(self) -> bool {
        self.admits_any(&[Role::NewAccount, Role::Coordinator])
    }

    fn admits_any(self, roles: &[Role]) -> bool {
        self != Self::Anyone && roles.iter().any(|role| self.admits(*role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_without_a_credential_gets_past_an_open_route() {
        for who in [Who::Tablet, Who::AnyTablet, Who::Follower, Who::Account, Who::Coordinator] {
            assert!(!who.admits(Role::Public), "{who:?}");
        }
    }

    #[test]
    fn the_columns_of_the_table_stand_in_the_order_of_the_roles() {
        for (index, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, index);
        }
    }
}
