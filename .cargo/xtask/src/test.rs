//! `cargo xtask test`: every check, cheap ones first, with the minutes each took.

mod clippy;
mod end2end;
mod rust_tests;
mod told;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::workspace::Workspace;
use crate::{build, proof, style_check};

/// What to run.
#[derive(clap::Args)]
pub struct Arguments {
    /// More generated cases, longer simulations, thousands of kills, a hundred power cuts, a second
    /// storage engine in the browser.
    #[arg(long)]
    pub long: bool,
    /// Only these stages, in their usual order.
    stages: Vec<Stage>,
}

/// In the order they run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// Is everything formatted?
    Fmt,
    /// Clippy on the server's side, tests included; no warning passes.
    Lint,
    /// Clippy on the browser's side.
    LintWasm,
    /// Rules for styles, scripts and views that no compiler knows.
    Style,
    /// Does every danger have a test that exists?
    Proof,
    /// The release build that the later stages use.
    Build,
    /// Rules, properties, simulations, and the API against the released binary.
    Unit,
    /// A real browser against the released server.
    End2end,
}

impl Stage {
    fn run(self, workspace: &Workspace, arguments: &Arguments) -> Result<()> {
        match self {
            Self::Fmt => clippy::formatted(workspace),
            Self::Lint => clippy::native(workspace),
            Self::LintWasm => clippy::browser(workspace),
            Self::Style => style_check::run(workspace),
            Self::Proof => proof::check(workspace),
            Self::Build => build::run(workspace, &build::Arguments::default()),
            Self::Unit => rust_tests::run(workspace, arguments),
            Self::End2end => end2end::run(workspace, arguments),
        }
    }

    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// Runs all stages even when one fails, so that one run tells everything.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let stages = Stage::value_variants()
        .iter()
        .copied()
        .filter(|stage| arguments.stages.is_empty() || arguments.stages.contains(stage));
    let mut report = Vec::new();
    told::begin(workspace)?;
    for stage in stages {
        println!("\n=== {} ===", stage.name());
        let begun = Instant::now();
        let result = stage.run(workspace, arguments);
        if let Err(error) = &result {
            eprintln!("{}: {error:#}", stage.name());
        }
        report.push((stage, begun.elapsed(), result.is_ok()));
        if stage == Stage::Build && result.is_err() {
            break;
        }
    }
    print_report(&report);
    told::print(workspace)?;
    if report.iter().any(|(_, _, passed)| !passed) {
        bail!("some stages failed");
    }
    Ok(())
}

fn print_report(report: &[(Stage, Duration, bool)]) {
    println!("\nstage        minutes");
    for (stage, took, passed) in report {
        let verdict = if *passed { "passed" } else { "FAILED" };
        println!("{:<10} {:>9.1}  {verdict}", stage.name(), minutes(*took));
    }
    let total = report.iter().map(|(_, took, _)| *took).sum();
    println!("{:<10} {:>9.1}", "all", minutes(total));
}

fn minutes(took: Duration) -> f64 {
    took.as_secs_f64() / 60.0
}
