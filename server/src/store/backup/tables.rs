//! What a backup holds: the tables that cannot be computed anew, in the order in which they refer
//! to each other.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Ids, sums, salts.
    Bytes,
    /// Numbers and moments.
    Number,
    /// Names, JSON, dates.
    Text,
}

/// One column; it may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, the same in every engine and in the backup.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// One table.
#[derive(Debug)]
pub struct Table {
    /// Its name, the same in every engine and in the backup.
    pub name: &'static str,
    /// Its columns, those of the primary key first.
    pub columns: &'static [Column],
    /// How many columns the primary key has.
    pub key: usize,
}

const fn bytes(name: &'static str) -> Column {
    Column { name, kind: Kind::Bytes }
}

const fn number(name: &'static str) -> Column {
    Column { name, kind: Kind::Number }
}

const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text }
}

/// Everything in a backup of this format.
pub const TABLES: [Table; 15] = [
    Table { name: "organisation", key: 1, columns: &[bytes("id"), text("name")] },
    Table {
        name: "log",
        key: 1,
        columns: &[bytes("id"), bytes("organisation"), number("epoch"), number("position"), bytes("chain")],
    },
    Table {
        name: "place",
        key: 2,
        columns: &[bytes("organisation"), bytes("id"), text("slug"), text("name"), text("held_until")],
    },
    Table {
        name: "change",
        key: 2,
        columns: &[
            bytes("log"),
            number("position"),
            bytes("replica"),
            number("seq"),
            number("at"),
            number("received_at"),
            bytes("chain"),
            bytes("sealed"),
            number("programme"),
            text("body"),
        ],
    },
    Table {
        name: "change_personal",
        key: 2,
        columns: &[bytes("log"), number("position"), bytes("salt"), text("fields")],
    },
    Table {
        name: "refused",
        key: 3,
        columns: &[
            bytes("organisation"),
            bytes("replica"),
            number("seq"),
            number("received_at"),
            text("verdict"),
            text("change"),
            bytes("log"),
            text("settled_how"),
            number("settled_at"),
            bytes("settled_by"),
        ],
    },
    Table {
        name: "refused_personal",
        key: 3,
        columns: &[bytes("organisation"), bytes("replica"), number("seq"), bytes("salt"), text("fields")],
    },
    Table {
        name: "erasure",
        key: 3,
        columns: &[bytes("organisation"), bytes("replica"), number("seq"), number("erased_at")],
    },
    Table {
        name: "erased_seal",
        key: 2,
        columns: &[bytes("organisation"), bytes("sealed"), number("erased_at")],
    },
    Table {
        name: "origin",
        key: 4,
        columns: &[bytes("organisation"), bytes("replica"), number("seq"), bytes("digest")],
    },
    Table {
        name: "elsewhere",
        key: 3,
        columns: &[bytes("organisation"), bytes("replica"), number("seq"), text("change")],
    },
    Table {
        name: "replica",
        key: 2,
        columns: &[
            bytes("organisation"),
            bytes("id"),
            text("owner_kind"),
            bytes("owner"),
            number("last_seq"),
            number("first_seen"),
            number("last_seen"),
            number("skew_ms"),
            number("ahead_seq"),
        ],
    },
    Table {
        name: "device",
        key: 2,
        columns: &[
            bytes("organisation"),
            bytes("id"),
            bytes("place"),
            text("name"),
            text("state"),
            number("paired_at"),
            number("last_seen_at"),
            number("skew_ms"),
        ],
    },
    Table {
        name: "device_token",
        key: 3,
        columns: &[
            bytes("organisation"),
            bytes("device"),
            number("number"),
            bytes("hash"),
            number("made_at"),
        ],
    },
    Table {
        name: "account",
        key: 2,
        columns: &[bytes("organisation"), bytes("id"), text("email"), text("password_hash")],
    },
];

/// Visitors' names: a table that is there only while a decision allows it, in the database as in a
/// backup of it.
pub const NAMES: Table = Table {
    name: "visitor_name",
    key: 2,
    columns: &[
        bytes("log"),
        bytes("sealed"),
        bytes("organisation"),
        text("target"),
        bytes("salt"),
        text("fields"),
    ],
};

/// Tables that are not in a backup: computed anew from the logs at a restore, keys to the house that
/// nobody should find in a backup, or what tablets tell again. A test holds the schema against both
/// lists.
pub const LEFT_OUT: [&str; 9] = [
    "checkpoint",
    "snapshot",
    "page",
    "activity",
    "attendance",
    "pairing_code",
    "session",
    "sign_in_link",
    "device_report",
];

impl Kind {
    fn sql(self) -> &'static str {
        match self {
            Self::Bytes => "blob",
            Self::Number => "integer",
            Self::Text => "text",
        }
    }
}

impl Table {
    /// The statement that makes the table in a backup.
    pub(super) fn create(&self) -> String {
        let columns = self.columns.iter().map(|column| format!("{} {}", column.name, column.kind.sql()));
        let columns: Vec<String> = columns.collect();
        format!(
            "create table {} ({}, primary key ({})) strict, without rowid",
            self.name,
            columns.join(", "),
            self.key_columns()
        )
    }

    /// The statement that reads a page of rows in order of the key: the first ones, or those after
    /// the key that is bound. A column that is not there is empty.
    pub fn page(&self, has: impl Fn(&str) -> bool, is_first: bool, rows: usize) -> String {
        let name = |column: &Column| if has(column.name) { column.name } else { "null" };
        let names: Vec<&str> = self.columns.iter().map(name).collect();
        let (names, key) = (names.join(", "), self.key_columns());
        let parameters: Vec<String> = (1..=self.key).map(|number| format!("${number}")).collect();
        let after =
            if is_first { String::new() } else { format!("where ({key}) > ({})", parameters.join(", ")) };
        format!("select {names} from {} {after} order by {key} limit {rows}", self.name)
    }

    /// The statement that adds so many rows; a row that is there already stays.
    pub fn insert(&self, rows: usize) -> String {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let row = |row: usize| {
            let first = row * self.columns.len() + 1;
            let parameters: Vec<String> =
                (first..first + self.columns.len()).map(|number| format!("${number}")).collect();
            format!("({})", parameters.join(", "))
        };
        let rows: Vec<String> = (0..rows).map(row).collect();
        format!(
            "insert into {} ({}) values {} on conflict ({}) do nothing",
            self.name,
            names.join(", "),
            rows.join(", "),
            self.key_columns()
        )
    }

    fn key_columns(&self) -> String {
        let names: Vec<&str> = self.columns[..self.key].iter().map(|column| column.name).collect();
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_made_read_and_filled_by_its_key() {
        let table = &TABLES[4];
        assert_eq!(
            table.create(),
            "create table change_personal (log blob, position integer, salt blob, fields text, \
             primary key (log, position)) strict, without rowid"
        );
        assert_eq!(
            table.page(|column| column != "salt", false, 2),
            "select log, position, null, fields from change_personal \
             where (log, position) > ($1, $2) order by log, position limit 2"
        );
        assert_eq!(
            table.insert(2),
            "insert into change_personal (log, position, salt, fields) \
             values ($1, $2, $3, $4), ($5, $6, $7, $8) on conflict (log, position) do nothing"
        );
    }
}
