//! A test by its file and its name, and whether it runs.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// How many lines above a Rust test its attributes may begin.
const ATTRIBUTE_LINES: usize = 4;

/// What switches a browser test off.
const SWITCHED_OFF: [&str; 3] = ["test.skip(", "test.fixme(", "test.fail("];

/// A test that a row names: `file: name`.
pub struct NamedTest {
    file: String,
    name: String,
}

impl fmt::Display for NamedTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.name)
    }
}

impl NamedTest {
    /// Reads `file: name`; the name of a browser test is its title as the source has it.
    pub fn parse(text: &str) -> Option<Self> {
        let (file, name) = text.trim().split_once(": ")?;
        let is_source = file.ends_with(".rs") || file.ends_with(".ts");
        is_source.then(|| Self { file: file.into(), name: name.into() })
    }

    /// Whether it exists and runs.
    pub fn check(&self, root: &Path) -> Result<()> {
        let path = root.join(&self.file);
        let text = fs::read_to_string(&path).with_context(|| format!("{} is missing", self.file))?;
        if self.file.ends_with(".ts") { self.check_browser(&text) } else { self.check_rust(&text, &path) }
    }

    fn check_browser(&self, text: &str) -> Result<()> {
        let quoted = ['"', '`'].map(|quote| format!("{quote}{}{quote}", self.name));
        let calls =
            |line: &str, call: &str| quoted.iter().any(|title| line.contains(&format!("{call}{title}")));
        let begins = |call: &str| text.lines().any(|line| calls(line.trim_start(), call));
        if SWITCHED_OFF.into_iter().any(begins) {
            bail!("{self} is switched off");
        }
        if !begins("test(") {
            bail!("{self} does not exist");
        }
        Ok(())
    }

    fn check_rust(&self, text: &str, path: &Path) -> Result<()> {
        let lines: Vec<&str> = text.lines().collect();
        let signature = format!("fn {}(", self.name);
        let Some(at) = lines.iter().position(|line| line.contains(&signature)) else {
            bail!("{self} does not exist");
        };
        let above = &lines[at.saturating_sub(ATTRIBUTE_LINES)..at];
        let attributes: Vec<&&str> =
            above.iter().rev().take_while(|line| line.trim_start().starts_with("#[")).collect();
        if attributes.iter().any(|line| line.contains("ignore")) {
            bail!("{self} is switched off");
        }
        if attributes.iter().any(|line| line.contains("test")) || is_listed(&self.name, path)? {
            return Ok(());
        }
        bail!("{self} is no test");
    }
}

/// Checks of a suite that several engines run are listed by name in the suite's own file, which
/// stands beside the folder of the checks.
fn is_listed(name: &str, path: &Path) -> Result<bool> {
    let Some(folder) = path.parent() else { return Ok(false) };
    let suite = folder.with_extension("rs");
    Ok(suite.exists() && fs::read_to_string(suite)?.lines().any(|line| line.trim() == format!("{name},")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(name: &str, text: &str) -> Result<()> {
        NamedTest { file: "a.rs".into(), name: name.into() }.check_rust(text, Path::new("/nowhere/a.rs"))
    }

    fn browser(name: &str, text: &str) -> Result<()> {
        NamedTest { file: "a.ts".into(), name: name.into() }.check_browser(text)
    }

    #[test]
    fn a_rust_test_is_found_by_its_attribute() {
        assert!(rust("it_holds", "#[test]\nfn it_holds() {}").is_ok());
        assert!(rust("it_holds", "#[tokio::test]\nasync fn it_holds() {}").is_ok());
        assert!(rust("it_holds", "#[test]\n#[ignore]\nfn it_holds() {}").is_err());
        assert!(rust("it_holds", "fn it_holds() {}").is_err());
        assert!(rust("it_holds", "#[test]\nfn it_held() {}").is_err());
    }

    #[test]
    fn a_browser_test_is_found_by_its_title() {
        assert!(browser("it holds", "test(\"it holds\", async () => {});").is_ok());
        assert!(browser("${what} holds", "  test(`${what} holds`, async () => {});").is_ok());
        assert!(browser("it holds", "test.skip(\"it holds\", async () => {});").is_err());
        assert!(browser("it holds", "test(\"it holds twice\", async () => {});").is_err());
    }
}
