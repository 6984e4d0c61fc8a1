//! The pages that the server sends: whom they are for, what stands in them, how they are rendered.

pub mod audience;
pub mod programmes;
pub mod render;
