//! Makes a history up, one action after the other, from a seed.

use crate::action::{Action, Delivery, Sending, Storing, Torn, What};
use crate::random::Random;
use crate::world::World;

/// What people do in one history, at least.
pub const OPERATIONS: usize = 200;
const YEAR_MINUTES: i64 = 365 * 24 * 60;

/// Which disasters this history may meet, together or alone; half of all meet none.
#[derive(Clone, Copy)]
struct Disasters {
    restore: bool,
    copy: bool,
    tear: bool,
    revoke: bool,
}

pub struct Generator {
    random: Random,
    disasters: Disasters,
    operations: usize,
}

impl Generator {
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let any = random.one_in(2);
        let mut may = || any && random.one_in(2);
        let disasters = Disasters { restore: may(), copy: may(), tear: may(), revoke: may() };
        Self { random, disasters, operations: 0 }
    }

    /// What happens next; nothing once people have done enough.
    pub fn next(&mut self, world: &World) -> Option<Action> {
        if self.operations == OPERATIONS {
            return None;
        }
        Some(match self.random.below(20) {
            0..=7 => self.write(world),
            8..=11 => Action::Send { device: self.device(world), sending: self.sending() },
            12..=17 => Action::Deliver {
                message: self.random.below(world.network.len().max(1)),
                page: self.random.below(40),
                delivery: self.delivery(),
            },
            18 => self.quiet(world),
            _ => self.mishap(world),
        })
    }

    fn device(&mut self, world: &World) -> usize {
        self.random.below(world.devices.len())
    }

    fn write(&mut self, world: &World) -> Action {
        self.operations += 1;
        let device = self.device(world);
        Action::Write {
            device,
            log: self.random.below(world.devices[device].logs.len()),
            target: self.random.below(4),
            what: self.what(),
            named: self.random.one_in(8),
            storing: self.storing(),
        }
    }

    fn what(&mut self) -> What {
        match self.random.below(60) {
            0..=27 => What::Tap,
            28..=31 => What::Five,
            32..=34 => What::Typed,
            35 | 36 => What::Nobody,
            37..=42 => What::Undo(self.random.below(50)),
            43..=48 => What::Rename(self.random.below(200)),
            49..=52 => What::Cancel(self.random.one_in(2)),
            53 => What::Erase(self.random.below(50)),
            54 | 55 => What::OldShape,
            56 => What::Newer,
            57 => What::Unknown,
            58 => What::Beyond,
            _ => What::Foreign,
        }
    }

    fn storing(&mut self) -> Storing {
        match self.random.below(200) {
            0..=3 => Storing::CrashBefore,
            4..=7 => Storing::CrashAfter,
            8..=10 => Storing::PowerBefore,
            11..=13 => Storing::PowerAfter,
            14..=18 => Storing::Full,
            19..=22 => Storing::Unsure,
            _ => Storing::Fine,
        }
    }

    fn sending(&mut self) -> Sending {
        match self.random.below(48) {
            0..=5 => Sending::Lost,
            6..=11 => Sending::Twice,
            12 => Sending::Portal,
            13 => Sending::Turned,
            _ => Sending::Once,
        }
    }

    fn delivery(&mut self) -> Delivery {
        match self.random.below(100) {
            0..=2 => Delivery::ServerCrashBefore,
            3..=5 => Delivery::ServerCrashAfter,
            6..=12 => Delivery::AnswerLost,
            13..=20 => Delivery::AnswerTwice,
            21..=23 => Delivery::CrashBefore,
            24..=26 => Delivery::CrashAfter,
            27 | 28 => Delivery::PowerBefore,
            29 | 30 => Delivery::PowerAfter,
            31..=33 => Delivery::Full,
            _ => Delivery::Fine,
        }
    }

    /// What is nobody's fault.
    fn quiet(&mut self, world: &World) -> Action {
        let device = self.device(world);
        match self.random.below(7) {
            6 if self.random.one_in(3) => Action::Join { place: self.random.below(2) },
            0 => Action::Backup,
            1 => Action::Image { device },
            2 => Action::StoreAgain { device },
            3 if self.random.one_in(3) => Action::Erase { change: self.random.below(50) },
            _ => Action::Flush { device },
        }
    }

    fn mishap(&mut self, world: &World) -> Action {
        let device = self.device(world);
        let Disasters { restore, copy, tear, revoke } = self.disasters;
        match self.random.below(12) {
            0 | 1 => Action::Restart { device, power: self.random.one_in(2) },
            2 => Action::Clock {
                device,
                minutes: self.random.below(20) as i64 * YEAR_MINUTES - 10 * YEAR_MINUTES,
            },
            3 => Action::Clock { device, minutes: self.random.below(60) as i64 - 30 },
            4 if self.random.one_in(2) => Action::Upgrade,
            5 | 6 if tear => Action::Tear { device, torn: self.torn() },
            7 if restore => Action::Restore {
                backup: self.random.below(world.backups.len()),
                new_epoch: self.random.one_in(2),
            },
            8 if copy => Action::Clone { device },
            9 if copy => Action::Rewind { device },
            10 if revoke && self.random.one_in(2) => Action::Revoke { device },
            11 if revoke => Action::PairAgain { device },
            _ => Action::Flush { device },
        }
    }

    fn torn(&mut self) -> Torn {
        match self.random.below(4) {
            0 => Torn::Emptied,
            1 => Torn::Older,
            2 => Torn::Rows(self.random.below(5)),
            _ => Torn::Journal,
        }
    }
}
