//! Who has tried how often: one throttle for each kind of try.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use super::limits::{
    PAIR_TRIES_PER_ADDRESS, PAIR_TRIES_PER_MINUTE, PAIR_TRY_EVERY, REQUEST_EVERY, REQUESTS_AT_ONCE,
    ROTATE_EVERY, SIGN_IN_TRIES_PER_ACCOUNT, SIGN_IN_TRIES_PER_ADDRESS, SIGN_IN_TRY_EVERY, SYNC_EVERY,
    SYNCS_AT_ONCE, TOUCH_EVERY, WRITE_EVERY, WRITES_AT_ONCE,
};
use crate::access::throttle::{Throttle, TooOften};
use crate::store::access::{AccountId, DeviceId};

/// All throttles of a running server.
#[derive(Debug)]
pub struct Throttles {
    request: Throttle<IpAddr>,
    pair_everywhere: Throttle<()>,
    pair: Throttle<IpAddr>,
    sign_in: Throttle<IpAddr>,
    account: Throttle<String>,
    sync: Throttle<DeviceId>,
    rotate: Throttle<DeviceId>,
    touch: Throttle<DeviceId>,
    write: Throttle<AccountId>,
}

impl Default for Throttles {
    fn default() -> Self {
        let per_minute = Duration::from_secs(60) / PAIR_TRIES_PER_MINUTE;
        Self {
            request: Throttle::new(REQUESTS_AT_ONCE, REQUEST_EVERY),
            pair_everywhere: Throttle::new(PAIR_TRIES_PER_MINUTE, per_minute),
            pair: Throttle::new(PAIR_TRIES_PER_ADDRESS, PAIR_TRY_EVERY),
            sign_in: Throttle::new(SIGN_IN_TRIES_PER_ADDRESS, SIGN_IN_TRY_EVERY),
            account: Throttle::new(SIGN_IN_TRIES_PER_ACCOUNT, SIGN_IN_TRY_EVERY),
            sync: Throttle::new(SYNCS_AT_ONCE, SYNC_EVERY),
            rotate: Throttle::new(1, ROTATE_EVERY),
            touch: Throttle::new(1, TOUCH_EVERY),
            write: Throttle::new(WRITES_AT_ONCE, WRITE_EVERY),
        }
    }
}

impl Throttles {
    /// One request of any kind.
    ///
    /// # Errors
    /// When the address has none left.
    pub fn request(&self, address: IpAddr) -> Result<(), TooOften> {
        if address.is_loopback() { Ok(()) } else { self.request.take(address, Instant::now()) }
    }

    /// One pairing try. The address comes first: whoever has used up their own tries takes none
    /// from the others.
    ///
    /// # Errors
    /// When either has none left.
    pub fn pair(&self, address: IpAddr) -> Result<(), TooOften> {
        let now = Instant::now();
        self.pair.take(address, now)?;
        self.pair_everywhere.take((), now)
    }

    /// A pairing that went well: nobody was guessing.
    pub fn paired(&self, address: IpAddr) {
        self.pair.give_back(&address);
        self.pair_everywhere.give_back(&());
    }

    /// One try to sign in or to use a link.
    ///
    /// # Errors
    /// When the address or the account has none left.
    pub fn sign_in(&self, address: IpAddr, account: Option<&str>) -> Result<(), TooOften> {
        let now = Instant::now();
        self.sign_in.take(address, now)?;
        account.map_or(Ok(()), |account| self.account.take(account.to_lowercase(), now))
    }

    /// A sign-in that went well.
    pub fn signed_in(&self, address: IpAddr, account: Option<&str>) {
        self.sign_in.give_back(&address);
        if let Some(account) = account {
            self.account.give_back(&account.to_lowercase());
        }
    }

    /// One exchange of a device.
    ///
    /// # Errors
    /// When it has none left.
    pub fn sync(&self, device: DeviceId) -> Result<(), TooOften> {
        self.sync.take(device, Instant::now())
    }

    /// One request of an account to write.
    ///
    /// # Errors
    /// When it has none left.
    pub fn write(&self, account: AccountId) -> Result<(), TooOften> {
        self.write.take(account, Instant::now())
    }

    /// Whether a device may be given a new token now; answers with tokens may be lost for hours.
    pub fn may_rotate(&self, device: DeviceId) -> bool {
        self.rotate.take(device, Instant::now()).is_ok()
    }

    /// Whether it is worth writing down that a device was heard of.
    pub fn may_touch(&self, device: DeviceId) -> bool {
        self.touch.take(device, Instant::now()).is_ok()
    }
}
