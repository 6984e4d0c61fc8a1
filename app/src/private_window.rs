//! Whether a window looks private: whatever is stored in it is gone when it is closed.
//!
//! No browser says so. Chromium gives a private window away by its room, which is a share of the
//! memory (at most a fifth); an ordinary window's is a share of the disk, and in newer versions told
//! as ten GiB or the whole share, rounded up. A device that is nearly full looks the same, and is no
//! place to count in either. From about Chromium 154 a private window is told ten GiB too: there, as
//! in browsers that do not tell how large a page's memory may grow, nothing is known.

/// An ordinary window has room for at least so many of a page's memories at their largest. Such a
/// memory is about a quarter of the device's, and never more than four GiB: twice it is more than a
/// private window gets where the device has up to 40 GiB, and less than an ordinary one is told.
const MEMORIES_MIN: f64 = 2.0;

/// What a browser tells of a page's limits, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Stored for the site.
    pub used: f64,
    /// May be stored for the site, what is stored already included.
    pub allowed: f64,
    /// How large the page's memory may grow.
    pub memory: f64,
}

/// Whether a window with these limits looks private.
pub fn looks_private(limits: Limits) -> bool {
    limits.allowed - limits.used < MEMORIES_MIN * limits.memory
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIB: f64 = 1_073_741_824.0;
    const MIB: f64 = 1_048_576.0;

    fn window(allowed: f64, memory: f64) -> bool {
        looks_private(Limits { used: 0.0, allowed, memory })
    }

    #[test]
    fn private_windows_of_chromium_148_look_private() {
        // With 23.5 GiB of memory it tells four one time and five the next.
        assert!(window(4.0 * GIB, 4.0 * GIB));
        assert!(window(5.0 * GIB, 4.0 * GIB));
    }

    #[test]
    fn a_fifth_of_a_small_devices_memory_looks_private() {
        assert!(window(0.2 * 4.0 * GIB, GIB));
        assert!(window(120.0 * MIB, 512.0 * MIB));
    }

    #[test]
    fn an_ordinary_window_does_not_however_much_is_stored() {
        assert!(!window(10.0 * GIB, 4.0 * GIB));
        let used = 50.0 * GIB;
        assert!(!looks_private(Limits { used, allowed: 10.0 * GIB + used, memory: 4.0 * GIB }));
    }

    #[test]
    fn an_ordinary_window_on_a_small_disk_does_not() {
        // Sixty hundredths of 16 GB, beside 4 GiB of memory.
        assert!(!window(9.6e9, GIB));
        assert!(!window(8.0 * GIB, 4.0 * GIB));
    }

    #[test]
    fn a_device_that_is_nearly_full_looks_the_same() {
        assert!(looks_private(Limits { used: 300.0 * MIB, allowed: 600.0 * MIB, memory: GIB }));
    }
}
