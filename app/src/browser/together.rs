//! Waiting for several answers at once.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

/// What each of several futures gave, in their order, once all have.
pub async fn together<T>(futures: impl IntoIterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut waiting: Vec<_> = futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    poll_fn(|context| {
        let mut ready = Poll::Ready(());
        for (future, done) in waiting.iter_mut().filter(|(_, done)| done.is_none()) {
            match Pin::as_mut(future).poll(context) {
                Poll::Ready(value) => *done = Some(value),
                Poll::Pending => ready = Poll::Pending,
            }
        }
        ready
    })
    .await;
    waiting.into_iter().filter_map(|(_, done)| done).collect()
}
