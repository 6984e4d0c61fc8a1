//! Something to wait for: rung by anyone, heard by one waiter, or waited for in vain.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use gloo::timers::callback::Timeout;

/// A bell that remembers that it was rung until somebody has heard it.
#[derive(Clone, Default)]
pub struct Bell(Rc<Inner>);

#[derive(Default)]
struct Inner {
    rung: Cell<bool>,
    waiter: RefCell<Option<Waker>>,
}

impl Bell {
    /// Rings.
    pub fn ring(&self) {
        self.0.rung.set(true);
        if let Some(waiter) = self.0.waiter.borrow_mut().take() {
            waiter.wake();
        }
    }

    /// Forgets that it was rung.
    pub fn hush(&self) {
        self.0.rung.set(false);
    }

    /// Waits until it is rung.
    pub async fn heard(&self) {
        poll_fn(|context| {
            if self.0.rung.replace(false) {
                return Poll::Ready(());
            }
            *self.0.waiter.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// Waits until it is rung, but no longer than this, in milliseconds. Whether it was rung.
    pub async fn heard_within(&self, ms: u32) -> bool {
        let in_vain = Rc::new(Cell::new(false));
        let (bell, over) = (self.clone(), in_vain.clone());
        let _alarm = Timeout::new(ms, move || {
            // Rung in the same moment is rung.
            over.set(!bell.0.rung.get());
            bell.ring();
        });
        self.heard().await;
        !in_vain.get()
    }
}
