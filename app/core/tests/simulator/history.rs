//! Playing histories: from a seed, from a written list, many at once; and making a red one small.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::action::Action;
use crate::bugs::Bug;
use crate::faults::Occurred;
use crate::generator::Generator;
use crate::promise::Broken;
use crate::promises;
use crate::world::World;

thread_local! {
    static PLAYING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is playing a history: a panic is an outcome then.
pub fn is_playing() -> bool {
    PLAYING.get()
}

/// What came of a history.
pub struct Played {
    pub actions: Vec<Action>,
    pub occurred: Occurred,
    /// A sum over everything that the sides hold at the end.
    pub trace: String,
    pub broken: Option<Broken>,
}

/// Plays the history of a seed.
pub fn from_seed(seed: u64, bug: Option<Bug>) -> Played {
    let mut generator = Generator::new(seed);
    play(World::new(bug), |world| generator.next(world))
}

/// Plays a written history.
pub fn from_actions(actions: &[Action], bug: Option<Bug>) -> Played {
    let mut actions = actions.iter().cloned();
    play(World::new(bug), |_| actions.next())
}

/// Plays a written history and prints what the sides say to each other.
pub fn told(actions: &[Action]) -> Played {
    let mut actions = actions.iter().cloned().inspect(|action| println!("{}", line(action)));
    let mut world = World::new(None);
    world.telling = true;
    play(world, |_| actions.next())
}

fn play(mut world: World, mut next: impl FnMut(&World) -> Option<Action>) -> Played {
    let mut actions = Vec::new();
    PLAYING.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        while let Some(action) = next(&world) {
            actions.push(action.clone());
            world.act(&action);
        }
        world.calm();
        promises::check(&world);
    }));
    PLAYING.set(false);
    let broken = outcome.err().map(Broken::of);
    Played { actions, trace: world.trace(), occurred: world.occurred, broken }
}

/// What came of many histories.
#[derive(Default)]
pub struct Sum {
    pub occurred: Occurred,
    /// The lowest red seed.
    pub red: Option<u64>,
}

/// Plays the histories of `seeds` on every processor; the sum does not depend on how many there
/// are. Every `twice_every`-th is played twice and must leave the same trace.
pub fn many(seeds: std::ops::Range<u64>, twice_every: u64) -> Sum {
    let next = AtomicU64::new(seeds.start);
    let sum = Mutex::new(Sum::default());
    let work = || {
        let mut occurred = Occurred::default();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end || sum.lock().expect("no panic").red.is_some_and(|red| red < seed) {
                break;
            }
            let played = from_seed(seed, None);
            occurred.add(&played.occurred);
            let same = || !seed.is_multiple_of(twice_every) || from_seed(seed, None).trace == played.trace;
            if played.broken.is_some() || !same() {
                let red = &mut sum.lock().expect("no panic").red;
                *red = Some(red.map_or(seed, |red| red.min(seed)));
            }
        }
        sum.lock().expect("no panic").occurred.add(&occurred);
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..processors).for_each(|_| drop(scope.spawn(work))));
    sum.into_inner().expect("no panic")
}

/// Strikes out actions as long as the same promise stays broken.
pub fn shrink(mut actions: Vec<Action>, promise: &str, bug: Option<Bug>) -> Vec<Action> {
    let mut length = actions.len() / 2;
    while length > 0 {
        let (mut start, before) = (0, actions.len());
        while start < actions.len() {
            let mut fewer = actions.clone();
            fewer.drain(start..(start + length).min(actions.len()));
            match from_actions(&fewer, bug).broken {
                Some(broken) if broken.promise == promise => actions = fewer,
                _ => start += length,
            }
        }
        length = if actions.len() < before { length.min(actions.len() / 2).max(1) } else { length / 2 };
    }
    actions
}

/// Writes a history down, one action a line.
pub fn written(actions: &[Action]) -> String {
    actions.iter().map(|action| line(action) + "\n").collect()
}

fn line(action: &Action) -> String {
    serde_json::to_string(action).expect("JSON")
}

/// Reads a written history; lines that begin with `#` say what it is about.
pub fn read(text: &str) -> Vec<Action> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).expect("an action")).collect()
}
