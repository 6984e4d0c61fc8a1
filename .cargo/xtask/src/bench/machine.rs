//! The machine the numbers belong to.

use std::fs;
use std::process::Command;
use std::thread;

use crate::chromium;

/// Prints processor, memory, kernel, compiler and browser; what cannot be told is left out.
pub fn print() {
    println!("machine");
    row("processor", processor());
    row("memory", memory());
    row("system", first_line(Command::new("uname").args(["-sr"])));
    row("compiler", first_line(Command::new("rustc").arg("--version")));
    row("node", first_line(Command::new("node").arg("--version")));
    row("browser", chromium::debian().and_then(|path| first_line(Command::new(path).arg("--version"))));
}

fn row(what: &str, value: Option<String>) {
    if let Some(value) = value {
        println!("  {what:<10} {value}");
    }
}

fn processor() -> Option<String> {
    let model = proc_value("/proc/cpuinfo", "model name").unwrap_or_default();
    let cores = thread::available_parallelism().ok()?;
    Some(format!("{cores} × {model}"))
}

fn memory() -> Option<String> {
    let kibibytes: u64 = proc_value("/proc/meminfo", "MemTotal")?.trim_end_matches(" kB").parse().ok()?;
    Some(format!("{} MiB", kibibytes / 1024))
}

fn proc_value(file: &str, key: &str) -> Option<String> {
    fs::read_to_string(file).ok()?.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        (name.trim() == key).then(|| value.trim().to_owned())
    })
}

fn first_line(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().next().map(str::to_owned)
}
