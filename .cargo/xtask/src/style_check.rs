//! Rules for styles, scripts and views that no compiler knows.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use crate::{awaits, command, node_packages, public_files, readability, style_sheet};

/// Colours are chosen in one file, so that contrast can be judged in one place.
const COLOUR_FUNCTIONS: [&str; 6] = ["rgb(", "rgba(", "hsl(", "oklch(", "oklab(", "lab("];

/// Blocked by the content security policy, at run time and without a word to the developer.
const BLOCKED_IN_SCRIPTS: [&str; 4] = ["innerHTML", "outerHTML", "eval(", "document.write"];

/// Reports everything found, then fails.
pub fn run(workspace: &Workspace) -> Result<()> {
    node_packages::ensure(workspace)?;
    let mut findings = Vec::new();
    for path in style_sheet::sources(workspace)? {
        if !path.ends_with("tokens.css") {
            check_file(&path, colour_in, &mut findings)?;
        }
    }
    for path in rust_files(&workspace.root().join("app/src"))? {
        check_file(&path, style_attribute_in, &mut findings)?;
    }
    for path in rust_files(&workspace.root().join(awaits::FOLDER))? {
        check_file(&path, awaits::foreign_await_in, &mut findings)?;
    }
    for path in scripts(workspace)? {
        check_file(&path, blocked_call_in, &mut findings)?;
        check_syntax(workspace, &path)?;
    }
    for path in style_sheet::sources(workspace)? {
        check_syntax(workspace, &path)?;
    }
    for finding in &findings {
        eprintln!("{finding}");
    }
    if !findings.is_empty() {
        bail!("{} findings", findings.len());
    }
    readability::check(workspace)
}

fn check_file(
    path: &Path,
    fault_in: fn(&str) -> Option<&'static str>,
    findings: &mut Vec<String>,
) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))?;
    for (index, line) in text.lines().enumerate() {
        if let Some(fault) = fault_in(line) {
            findings.push(format!("{}:{}: {fault}", path.display(), index + 1));
        }
    }
    Ok(())
}

fn colour_in(line: &str) -> Option<&'static str> {
    let (_, value) = line.split_once(':')?;
    let has_function = COLOUR_FUNCTIONS.iter().any(|name| value.contains(name));
    (has_function || has_hex_colour(value)).then_some("colours belong in tokens.css")
}

/// `#` and three to eight hexadecimal digits, then something else.
fn has_hex_colour(value: &str) -> bool {
    value.split('#').skip(1).any(|rest| {
        let digits = rest.chars().take_while(|character| character.is_ascii_hexdigit()).count();
        let ends = rest[digits..].chars().next().is_none_or(|next| !next.is_alphanumeric() && next != '-');
        (3..=8).contains(&digits) && ends
    })
}

fn style_attribute_in(line: &str) -> Option<&'static str> {
    let line = line.trim_start();
    let is_code = !line.starts_with("//");
    let has_attribute = line.starts_with("style=")
        || line.starts_with("style:")
        || line.contains(" style=")
        || line.contains(" style:");
    (is_code && has_attribute).then_some("the policy blocks style attributes; use a class")
}

fn blocked_call_in(line: &str) -> Option<&'static str> {
    let line = line.trim_start();
    let is_code = !line.starts_with("//") && !line.starts_with('*');
    let blocked = BLOCKED_IN_SCRIPTS.iter().any(|call| line.contains(call));
    (is_code && blocked).then_some("the policy blocks this call")
}

/// esbuild parses the file; a warning is a fault.
fn check_syntax(workspace: &Workspace, path: &Path) -> Result<()> {
    let output = command::node_tool(workspace, "esbuild")
        .arg(path)
        .args(["--log-level=warning", "--target=es2022"])
        .output()
        .context("could not start esbuild")?;
    let complaints = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() || complaints.contains("[WARNING]") {
        bail!("{}: {complaints}", path.display());
    }
    Ok(())
}

fn scripts(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let public = workspace.root().join("public");
    Ok(public_files::collect(workspace)?
        .into_iter()
        .filter(|file| file.address.ends_with(".js"))
        .map(|file| public.join(file.address.trim_start_matches('/')))
        .collect())
}

/// All of them below a folder, in order.
pub fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_found_and_an_identifier_is_not() {
        assert!(colour_in("  color: #a1b2c3;").is_some());
        assert!(colour_in("  color: oklch(50% 0.1 20);").is_some());
        assert!(colour_in("  fill: url(#deadbeef-mark);").is_none());
        assert!(colour_in("#add:focus { color: var(--ink); }").is_none());
    }

    #[test]
    fn a_style_attribute_is_found_and_a_stylesheet_link_is_not() {
        assert!(style_attribute_in("<p style=\"color: red\">").is_some());
        assert!(style_attribute_in("<p style:color=colour>").is_some());
        assert!(style_attribute_in("<link rel=\"stylesheet\" href=css />").is_none());
    }
}
