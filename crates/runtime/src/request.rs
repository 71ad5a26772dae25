//! How values become parts of a request.

mod form;
mod pairs;
mod path;
mod query;

pub use form::RequestBuilderExt;
pub use path::encode_path;
pub use query::QueryParam;

pub(crate) use path::fills_template;
