// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

//! The calls, one module each. Their methods are on [`Client`](crate::Client).

mod ticks;
mod talk;
mod log;
mod changes;
mod lines;
mod list;
mod sequence;

pub use ticks::{Ticks, TicksError};
pub use talk::Talk;
pub use log::Log;
pub use changes::Changes;
pub use lines::Lines;
pub use list::List;
pub use sequence::Sequence;
