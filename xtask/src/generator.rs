//! What the commands use of the generator: all of it is named here.

pub use moored_codegen::diagnostic::{Color, Diagnostics};
pub use moored_codegen::facade::facade;
pub use moored_codegen::{
    Derived, Fields, Inputs, Loss, Losses, Outcome, Packaging, Stage, Summary, generate, needed, print,
};
