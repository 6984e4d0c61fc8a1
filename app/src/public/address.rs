//! Which public page an address names: one table for both sides.

use samvaro_core::schedule::IsoWeek;

const PLACE: &str = "/plats/";

/// The address of a public page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// Every place, today; `?q=` searches among them.
    Start {
        /// What is searched for.
        search: String,
    },
    /// A place's week; `?vecka=2026-V48` names one.
    Place {
        /// The place's part of the address.
        slug: String,
        /// The week; one that cannot be read is this week.
        week: Option<IsoWeek>,
    },
    /// None.
    Nowhere,
}

impl Address {
    /// Reads a path and the parameters of the query.
    pub fn read(path: &str, parameter: impl Fn(&str) -> Option<String>) -> Self {
        if path == "/" {
            return Self::Start { search: parameter("q").unwrap_or_default() };
        }
        match path.strip_prefix(PLACE).map(|rest| rest.trim_end_matches('/')) {
            Some(slug) if !slug.is_empty() && !slug.contains('/') => Self::Place {
                slug: slug.to_owned(),
                week: parameter("vecka").and_then(|week| week.parse().ok()),
            },
            _ => Self::Nowhere,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, parameters: &[(&str, &str)]) -> Address {
        let value = |name: &str| parameters.iter().find(|(known, _)| *known == name);
        Address::read(path, |name| value(name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn every_public_page_is_found_by_its_address() {
        assert_eq!(read("/", &[("q", "hatten")]), Address::Start { search: "hatten".to_owned() });
        let week = "2026-V48".parse().ok();
        assert!(week.is_some());
        let hatten = |week| Address::Place { slug: "hatten".to_owned(), week };
        assert_eq!(read("/plats/hatten", &[("vecka", "2026-V48")]), hatten(week));
        assert_eq!(read("/plats/hatten/", &[("vecka", "nästa")]), hatten(None));
    }

    #[test]
    fn what_is_no_address_leads_nowhere() {
        for path in ["/plats", "/plats/", "/plats/a/b", "/nej", "/personal"] {
            assert_eq!(read(path, &[]), Address::Nowhere, "{path}");
        }
    }
}
