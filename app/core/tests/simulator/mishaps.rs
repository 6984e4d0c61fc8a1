//! What goes wrong beside the network: restarts, clocks, storages, profiles, the server itself.

use std::collections::BTreeSet;

use samvaro_core::id::Millis;

use crate::action::{Action, Torn};
use crate::faults::Fault;
use crate::monotonic::Reached;
use crate::people;
use crate::world::{DEVICES_MAX, Message, World};

const MINUTE_MS: Millis = 60_000;
const DAY_MINUTES: i64 = 24 * 60;

impl World {
    pub fn mishap(&mut self, action: &Action) {
        match *action {
            Action::Flush { device } => {
                let device = self.device(device);
                self.devices[device].flush();
            }
            Action::Restart { device, power } => {
                self.occurred.note(if power { Fault::Power } else { Fault::Crash });
                self.restart(self.device(device), power);
            }
            Action::Clock { device, minutes } => {
                if minutes.abs() > DAY_MINUTES {
                    self.occurred.note(Fault::ClockJump);
                }
                let device = self.device(device);
                self.devices[device].skew = minutes * MINUTE_MS;
            }
            Action::Image { device } => {
                let device = self.device(device);
                let device = &mut self.devices[device];
                device.image = Some((device.main.clone(), device.second.clone()));
            }
            Action::Tear { device, torn } => self.tear(self.device(device), torn),
            Action::Rewind { device } => self.rewind(self.device(device)),
            Action::Clone { device } => self.clone_profile(self.device(device)),
            Action::Backup => self.backups.push(self.server.backup()),
            Action::Restore { backup, new_epoch } => self.restore(backup, new_epoch),
            Action::Upgrade => {
                if !self.server.upgraded {
                    self.occurred.note(Fault::Upgraded);
                }
                self.server.upgraded = true;
            }
            Action::Revoke { device } => self.revoke(self.device(device)),
            Action::PairAgain { device } => self.pair_again(self.device(device)),
            Action::Erase { change } => self.erase(change),
            Action::Join { place } => {
                if self.devices.len() < DEVICES_MAX {
                    self.join(&[people::place(1 + place % 2)]);
                }
            }
            Action::Write { .. }
            | Action::StoreAgain { .. }
            | Action::Send { .. }
            | Action::Deliver { .. } => {}
        }
    }

    fn tear(&mut self, index: usize, torn: Torn) {
        let device = &mut self.devices[index];
        if torn == Torn::Older && device.image.is_none() {
            return;
        }
        self.occurred.note(match torn {
            Torn::Emptied => Fault::TornEmptied,
            Torn::Older => Fault::TornOlder,
            Torn::Rows(_) => Fault::TornRows,
            Torn::Journal => Fault::TornJournal,
        });
        device.was_torn = true;
        match (torn, device.image.clone()) {
            (Torn::Emptied, _) => device.main.lose_all(),
            (Torn::Rows(nth), _) => device.main.lose_rows(2 + nth % 5),
            (Torn::Older, Some((main, _))) => device.main = main,
            (Torn::Older, None) => {}
            (Torn::Journal, _) => device.second = crate::disk::Second::of(&device.main),
        }
        if torn == Torn::Journal {
            self.devices[index].second.journal.clear();
        }
        self.count_losses();
        self.begin_anew(index);
    }

    fn rewind(&mut self, index: usize) {
        let Some((main, second)) = self.devices[index].image.clone() else { return };
        self.occurred.note(Fault::Rewound);
        let device = &mut self.devices[index];
        (device.main, device.second) = (main, second);
        device.has_twin = true;
        self.count_losses();
        self.begin_anew(index);
    }

    /// A device goes on with other storages than it had.
    fn begin_anew(&mut self, index: usize) {
        self.devices[index].start();
        self.devices[index].reached = Reached::anew(&self.devices[index]);
        self.restart(index, false);
    }

    fn clone_profile(&mut self, index: usize) {
        if self.devices.len() == DEVICES_MAX {
            return;
        }
        self.occurred.note(Fault::Cloned);
        let twin = self.devices[index].twin();
        self.devices.push(twin);
        self.disaster = true;
    }

    /// The server is stopped for that: whatever was on its way to it or from it is gone.
    fn restore(&mut self, backup: usize, new_epoch: bool) {
        let backup = self.backups[backup % self.backups.len()].clone();
        self.occurred.note(Fault::Restored);
        self.server.restore(&backup, new_epoch);
        self.network.clear();
        self.count_losses();
    }

    fn revoke(&mut self, index: usize) {
        let owner = self.devices[index].owner;
        if !self.server.access[owner].is_revoked() {
            self.occurred.note(Fault::Revoked);
            self.server.access[owner].revoked_at = Some(self.now);
            self.disaster = true;
        }
    }

    fn pair_again(&mut self, index: usize) {
        let owner = self.devices[index].owner;
        if !self.server.access[owner].is_revoked() {
            return;
        }
        self.occurred.note(Fault::PairedAgain);
        let fresh = self.fresh_id();
        let owner = self.server.pair(self.devices[index].logs.clone());
        let device = &mut self.devices[index];
        device.owner = owner;
        device.image = None;
        device.main.pair_as(fresh);
        device.second.follow(&device.main);
        device.start();
        self.network.retain(|message| !matches!(message, Message::Reply { to, .. } if *to == index));
    }

    fn erase(&mut self, number: usize) {
        let named: Vec<_> = self.server.kept().filter(|authored| authored.personal.is_some()).collect();
        if named.is_empty() {
            return;
        }
        let change = &named[number % named.len()].change;
        let sealed = change.sealed.expect("personal fields are sealed");
        self.server.erase(sealed);
    }

    /// Notes what nothing holds any more after a disaster.
    fn count_losses(&mut self) {
        self.disaster = true;
        let mut held: BTreeSet<Millis> = self.server.kept().map(|authored| authored.change.at).collect();
        held.extend(self.devices.iter().flat_map(|device| device.holds()).map(|authored| authored.change.at));
        self.lost.extend(self.issued.keys().filter(|at| !held.contains(at)));
    }
}
