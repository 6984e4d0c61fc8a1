//! The pages that the server sends: what stands in them, how they are rendered.

pub mod programmes;
pub mod render;
