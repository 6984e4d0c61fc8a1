//! Disks that lose their power, fill up, fail to flush or take their time.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::thread;

use super::crowd::{Crowd, rounds};
use super::disk::{Disk, size};
use super::house::HERE;
use super::server::{Server, signal};
use super::told::{not_tried, tell};
use super::under_load::{count_up, crowd_on};

/// Room on a small disk: enough to begin, and soon full.
const SMALL_DISK_BYTES: u64 = 6 * 1024 * 1024;

/// What a file takes on it that can be removed, when it is full.
const BALLAST_BYTES: usize = 4 * 1024 * 1024;

/// A server whose data folder is on a disk.
fn on_disk(disk: &Disk) -> Server {
    let mut server = Server::installed();
    server.set("SAMVARO_DATA", disk.path().join("data").to_str().unwrap());
    server.import_two_places();
    server.start();
    server
}

/// Writes lines as a program does that asks for no flush, until it is told to stop.
fn forgetful_writer(file: &Path) -> (std::sync::mpsc::Sender<()>, thread::JoinHandle<u64>) {
    let mut file = File::create(file).unwrap();
    let (stop, stopped) = std::sync::mpsc::channel();
    let writing = thread::spawn(move || {
        let mut bytes = 0;
        while stopped.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
            let line = b"one visitor more\n";
            file.write_all(line).unwrap();
            bytes += line.len() as u64;
            thread::yield_now();
            if bytes > 1_000_000 {
                let _ = stopped.recv();
                break;
            }
        }
        bytes
    });
    (stop, writing)
}

#[test]
fn what_was_confirmed_survives_a_power_cut() {
    let mut disk = match Disk::with_a_platter() {
        Ok(disk) => disk,
        Err(why) => return not_tried("what_was_confirmed_survives_a_power_cut", &why),
    };
    let mut server = on_disk(&disk);
    let (crowd, mut witness) = crowd_on(&mut server);
    let (mut control, mut control_lost) = (0, 0);
    let cuts = rounds(3, 100);
    for cut in 0..cuts {
        disk.settle();
        let careless = disk.path().join(format!("control-{cut}"));
        let (stop, writing) = forgetful_writer(&careless);
        crowd.wait_for(5 + cut as u64 * 11 % 40);
        signal("STOP", server.process());
        stop.send(()).unwrap();
        let written = writing.join().unwrap();
        let confirmed = crowd.confirmed();
        let found = disk.after_power_cut();
        server.kill();
        control += written;
        control_lost += written - size(&found.path().join(careless.file_name().unwrap())).min(written);
        server.set("SAMVARO_DATA", found.path().join("data").to_str().unwrap());
        disk = found;
        server.start();
        crowd.served_again();
        witness.finds(&confirmed);
    }
    count_up(crowd, witness);
    server.kill();
    assert!(control_lost > 0, "the power was not really cut");
    tell(&format!(
        "{cuts} power cuts of a server: nothing confirmed was lost; of {control} bytes without a flush {control_lost} were"
    ));
}

#[test]
fn on_a_full_disk_tablets_are_turned_away_reading_goes_on_and_room_is_used_at_once() {
    let disk = match Disk::with_room_for(SMALL_DISK_BYTES) {
        Ok(disk) => disk,
        Err(why) => {
            return not_tried(
                "on_a_full_disk_tablets_are_turned_away_reading_goes_on_and_room_is_used_at_once",
                &why,
            );
        }
    };
    let ballast = disk.path().join("ballast");
    fs::write(&ballast, vec![1; BALLAST_BYTES]).unwrap();
    let mut server = on_disk(&disk);
    let (crowd, mut witness) = crowd_on(&mut server);
    crowd.wait_until_turned_away(5);
    witness.finds(&crowd.confirmed());
    assert_eq!(server.browser().get(&format!("/plats/{HERE}")).status, 200);
    fs::remove_file(&ballast).unwrap();
    crowd.wait_for(20);
    witness.finds(&crowd.confirmed());
    count_up(crowd, witness);
    assert_eq!(server.stop().code(), Some(0));
}

/// Tampers with a process's system calls until it is dropped.
struct Tampering {
    tracer: Child,
    /// It ends when nobody listens to it any more.
    _words: BufReader<ChildStderr>,
}

impl Tampering {
    fn begin(process: u32, how: &str) -> Result<Self, String> {
        let child = Command::new("strace")
            .args(["--follow-forks", "--trace=fsync,fdatasync", "--output=/dev/null"])
            .args(["--inject", &format!("fsync,fdatasync:{how}"), "--attach", &process.to_string()])
            .stderr(Stdio::piped())
            .spawn();
        let mut tracer = child.map_err(|error| format!("strace: {error}"))?;
        // It says so when it is there.
        let mut line = String::new();
        let mut words = BufReader::new(tracer.stderr.take().unwrap());
        words.read_line(&mut line).unwrap();
        if line.contains("attached") {
            Ok(Self { tracer, _words: words })
        } else {
            Err(line.trim().to_owned())
        }
    }
}

impl Drop for Tampering {
    fn drop(&mut self) {
        if matches!(self.tracer.try_wait(), Ok(None)) {
            signal("TERM", self.tracer.id());
        }
        let _ = self.tracer.wait();
    }
}

#[test]
fn after_a_flush_that_failed_nothing_more_is_confirmed_and_the_server_ends() {
    let mut server = Server::with_two_places();
    let (crowd, mut witness) = crowd_on(&mut server);
    crowd.wait_for(10);
    let tampering = match Tampering::begin(server.process(), "error=EIO") {
        Ok(tampering) => tampering,
        Err(why) => {
            return not_tried(
                "after_a_flush_that_failed_nothing_more_is_confirmed_and_the_server_ends",
                &why,
            );
        }
    };
    assert_eq!(server.wait().code(), Some(70), "{}", server.log());
    drop(tampering);
    let confirmed = crowd.confirmed();
    server.start();
    crowd.served_again();
    crowd.wait_for(10);
    witness.finds(&confirmed);
    count_up(crowd, witness);
}

#[test]
fn a_slow_disk_makes_everybody_wait_and_no_more() {
    const DELAY_US: u32 = 300_000;
    let mut server = Server::with_two_places();
    let (crowd, mut witness): (Crowd, _) = crowd_on(&mut server);
    crowd.wait_for(20);
    let before = server.resident_kib();
    let tampering = match Tampering::begin(server.process(), &format!("delay_enter={DELAY_US}")) {
        Ok(tampering) => tampering,
        Err(why) => return not_tried("a_slow_disk_makes_everybody_wait_and_no_more", &why),
    };
    for _ in 0..rounds(1, 20) {
        crowd.wait_for(20);
    }
    let after = server.resident_kib();
    drop(tampering);
    tell(&format!("slow disk: {before} KiB resident before and {after} KiB after"));
    assert!(after < before + 32 * 1024, "memory grew from {before} to {after} KiB");
    witness.finds(&crowd.confirmed());
    count_up(crowd, witness);
}
