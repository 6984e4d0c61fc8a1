//! A value that follows from others, computed anew only when they change, and told on only when it
//! is another than before.
//!
//! What leptos' own `Memo` does, kept in one of those for all types together: a memo of each type is
//! two kilobytes of the bundle, and a day has twenty types.

use std::any::Any;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{Get as _, GetUntracked as _, Memo};
use send_wrapper::SendWrapper;

/// A derived value. Copies are the same value.
pub struct Derived<T>(Memo<Shared>, PhantomData<fn() -> T>);

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

/// Any value, with the way to compare two of its type.
#[derive(Clone)]
struct Shared {
    value: SendWrapper<Rc<dyn Any>>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&**self.value, &**other.value)
    }
}

impl<T: PartialEq + 'static> Derived<T> {
    /// Derives a value; `compute` is asked again when something that it has read changes.
    pub fn new(compute: impl Fn() -> T + 'static) -> Self {
        let compute = SendWrapper::new(compute);
        let shared: Box<dyn Fn() -> Shared + Send + Sync> =
            Box::new(move || Shared { value: SendWrapper::new(Rc::new(compute())), same: same::<T> });
        Self(memo(shared), PhantomData)
    }

    /// The value; whoever reads it is told when it changes.
    pub fn read(&self) -> Rc<T> {
        downcast(self.0.get())
    }

    /// The value, for whoever need not be told.
    pub fn read_untracked(&self) -> Rc<T> {
        downcast(self.0.get_untracked())
    }

    /// A copy of the value; whoever reads it is told when it changes.
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        T::clone(&self.read())
    }

    /// A copy of the value, for whoever need not be told.
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        T::clone(&self.read_untracked())
    }
}

/// One place for all types.
fn memo(compute: Box<dyn Fn() -> Shared + Send + Sync>) -> Memo<Shared> {
    Memo::new(move |_| compute())
}

fn same<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    one.downcast_ref::<T>().zip(other.downcast_ref::<T>()).is_some_and(|(one, other)| one == other)
}

fn downcast<T: 'static>(shared: Shared) -> Rc<T> {
    let value = shared.value.take();
    value.downcast().unwrap_or_else(|_| unreachable!("a derived value has the type that it was made with"))
}
