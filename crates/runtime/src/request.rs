//! How the values of a call become a request.

mod builder;
mod encoding;
mod expansion;
mod form;
mod path;
mod style;
mod value;

pub use builder::RequestBuilder;
pub use style::Style;

pub(crate) use path::fills_template;
