//! Building requests from the parameters and the body of a call.

mod added;
mod body;
mod builder;
mod cookies;
mod encoding;
mod exact;
mod expansion;
mod form;
mod multipart;
mod path;
mod query;
mod style;
mod value;

pub use body::Body;
pub use builder::RequestBuilder;
pub use multipart::{FilePart, Multipart};
pub use style::Style;

pub(crate) use added::BodyAdditions;
pub(crate) use cookies::add_cookie;
pub(crate) use encoding::query_pair;
pub(crate) use path::fills_template;
pub(crate) use query::{query_value, remove_query, set_query};
