//! The one style sheet: every file of `style/` in the order of the layers.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command;
use crate::workspace::Workspace;

/// These come first, in this order; then the components, then what else stands in the folder.
const FIRST: [&str; 3] = ["tokens.css", "base.css", "layout.css"];

/// The sources in the order they are joined.
pub fn sources(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let folder = workspace.root().join("style");
    let mut top = css_files(&folder)?;
    let mut ordered = Vec::new();
    for name in FIRST {
        if let Some(at) = top.iter().position(|path| path.ends_with(name)) {
            ordered.push(top.remove(at));
        }
    }
    ordered.extend(css_files(&folder.join("components"))?);
    ordered.extend(top);
    Ok(ordered)
}

/// The sources joined, with addresses of public files replaced by their hashed ones.
pub fn joined<'a>(
    workspace: &Workspace,
    hashed: impl IntoIterator<Item = (&'a String, &'a String)> + Clone,
) -> Result<String> {
    let mut sheet = String::new();
    for path in sources(workspace)? {
        let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
        sheet.push_str(&with_hashed_addresses(text, hashed.clone()));
        sheet.push('\n');
    }
    Ok(sheet)
}

/// Removes comments and spaces.
pub fn minified(workspace: &Workspace, sheet: &str) -> Result<Vec<u8>> {
    let source = workspace.build_cache().join("joined.css");
    fs::write(&source, sheet)?;
    let css = command::output(
        command::node_tool(workspace, "esbuild")
            .args(["--minify", "--loader=css", "--log-level=warning"])
            .stdin(fs::File::open(&source)?),
    )?;
    Ok(css.into_bytes())
}

fn with_hashed_addresses<'a>(
    text: String,
    hashed: impl IntoIterator<Item = (&'a String, &'a String)>,
) -> String {
    hashed.into_iter().fold(text, |text, (plain, hashed)| {
        text.replace(&format!("url(\"{plain}\")"), &format!("url(\"{hashed}\")"))
            .replace(&format!("url({plain})"), &format!("url({hashed})"))
    })
}

/// In the order of their names; none where the folder is missing.
fn css_files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "css") {
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
    fn a_font_is_asked_for_by_its_hashed_name() {
        let hashed = [("/fonts/a.woff2".to_owned(), "/pkg/a.12.woff2".to_owned())];
        let sheet = with_hashed_addresses(
            "x { src: url(\"/fonts/a.woff2\"), url(/fonts/a.woff2) }".to_owned(),
            hashed.iter().map(|(plain, hashed)| (plain, hashed)),
        );
        assert_eq!(sheet, "x { src: url(\"/pkg/a.12.woff2\"), url(/pkg/a.12.woff2) }");
    }
}
