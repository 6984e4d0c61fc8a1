//! A disk of our own, which can be filled up or lose its power.
//!
//! What a copy of its image holds is what had reached the platter. Killing a process cannot show
//! that, because the kernel still writes what a killed process left behind.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// Large enough for everything that a test writes, in MiB.
const SIZE_MIB: u32 = 96;

pub struct Disk {
    folder: TempDir,
}

/// Why there is none.
pub type Refused = String;

impl Disk {
    /// A file with an ext4 file system, loop-mounted.
    pub fn with_a_platter() -> Result<Self, Refused> {
        let disk = Self::folder();
        let image = disk.image();
        run(Command::new("truncate").args(["-s", &format!("{SIZE_MIB}M")]).arg(&image))?;
        run(Command::new("mkfs.ext4").args(["-q", "-F"]).arg(&image))?;
        disk.attach()?;
        Ok(disk)
    }

    /// A small file system in memory.
    pub fn with_room_for(bytes: u64) -> Result<Self, Refused> {
        let disk = Self::folder();
        let size = format!("size={bytes}");
        run(Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(disk.path()))?;
        Ok(disk)
    }

    fn folder() -> Self {
        let folder = tempfile::Builder::new().prefix("samvaro-disk-").tempdir().unwrap();
        std::fs::create_dir(folder.path().join("mnt")).unwrap();
        Self { folder }
    }

    fn image(&self) -> PathBuf {
        self.folder.path().join("disk.img")
    }

    /// Where its files are.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("mnt")
    }

    /// Everything written so far reaches the platter.
    pub fn settle(&self) {
        run(Command::new("sync").arg("-f").arg(self.path())).unwrap();
    }

    /// The disk as it would be found after the power was cut now. Whoever writes to it stands
    /// still.
    pub fn after_power_cut(&self) -> Self {
        let copy = Self::folder();
        run(Command::new("cp").arg("--sparse=always").args([self.image(), copy.image()])).unwrap();
        copy.attach().unwrap();
        copy
    }

    fn attach(&self) -> Result<(), Refused> {
        run(Command::new("mount").args(["-o", "loop"]).args([self.image(), self.path()]))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // At once or when the last process has let go of it.
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).output();
    }
}

fn run(command: &mut Command) -> Result<(), Refused> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
}

/// The size of a file; 0 where there is none.
pub fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |meta| meta.len())
}
