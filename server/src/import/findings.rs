//! Collects what an import has to say about a file, without growing with the file.

use super::PROBLEMS_MAX;
use super::programme::{ImportedProgramme, Notice, Problem};

/// Problems and notices so far.
#[derive(Default)]
pub(super) struct Findings {
    problems: Vec<Problem>,
    notices: Vec<Notice>,
    unnamed: u32,
    last_word: Option<Problem>,
}

impl Findings {
    pub fn problem(&mut self, line: u32, reason: impl Into<String>) {
        match self.is_full() {
            true => self.unnamed += 1,
            false => self.problems.push(Problem { line, reason: reason.into() }),
        }
    }

    /// Says that the rest of the file was not read, and why. Heard even after many problems.
    pub fn give_up(&mut self, line: u32, reason: impl Into<String>) {
        self.last_word = Some(Problem { line, reason: reason.into() });
    }

    pub fn notice(&mut self, line: u32, text: impl Into<String>) {
        if self.notices.len() < PROBLEMS_MAX {
            self.notices.push(Notice { line, text: text.into() });
        }
    }

    /// Whether no more problems are named one by one.
    pub fn is_full(&self) -> bool {
        self.problems.len() >= PROBLEMS_MAX
    }

    /// Puts the findings beside the programme, in the order of the file.
    pub fn into(mut self, programme: &mut ImportedProgramme) {
        self.problems.sort_by_key(|problem| problem.line);
        self.notices.sort_by_key(|notice| notice.line);
        if let (Some(last), 1..) = (self.problems.last(), self.unnamed) {
            let reason = format!("… och {} problem till", self.unnamed);
            self.problems.push(Problem { line: last.line, reason });
        }
        self.problems.extend(self.last_word);
        programme.problems = self.problems;
        programme.notices = self.notices;
    }
}
