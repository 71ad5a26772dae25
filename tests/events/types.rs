// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

//! What requests and answers hold.

mod change;
mod gone;
mod gone_event;
mod made;
mod made_event;
mod problem;
mod talk_response;
mod talk_response2;
mod tick;

pub use change::Change;
pub use gone::Gone;
pub use gone_event::GoneEvent;
pub use made::Made;
pub use made_event::MadeEvent;
pub use problem::Problem;
pub use talk_response::TalkResponse;
pub use talk_response2::TalkResponse2;
pub use tick::Tick;
