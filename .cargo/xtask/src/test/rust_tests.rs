//! Everything `cargo test` runs: rules, properties, simulations, storage and the API.

use anyhow::Result;

use super::{Arguments, told};
use crate::workspace::Workspace;
use crate::{command, fault_tools, postgresql};

/// Cases per property in a long run; proptest's own default is 256.
const LONG_PROPERTY_CASES: &str = "4096";

/// The API tests speak to the released binary, so that what is tested is what is shipped.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    postgresql::ensure()?;
    fault_tools::ensure()?;
    let mut tests = command::cargo(workspace);
    tests
        .args(["test", "--workspace", "--exclude", "xtask", "--no-fail-fast"])
        .env("SAMVARO_SITE", workspace.site())
        .env(told::VARIABLE, told::file(workspace));
    if workspace.server_binary().exists() {
        tests.env("SAMVARO_BINARY", workspace.server_binary());
    }
    if arguments.long {
        tests.env("SAMVARO_LONG", "1").env("PROPTEST_CASES", LONG_PROPERTY_CASES);
    }
    command::run(&mut tests)?;
    // Apart, so that the features of its dependencies do not rebuild the product's.
    command::run(command::cargo(workspace).args(["test", "--package", "xtask"]))
}
