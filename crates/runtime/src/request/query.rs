//! Query parameters.

use serde::ser::Error;
use serde::{Serialize, Serializer};

use super::pairs;

/// One query parameter with `style: form` and `explode: true`, the default of OpenAPI, for `RequestBuilder::query`.
///
/// A scalar becomes `name=value`, an array repeats the name, an object gives each member its own name, and `null` (also
/// `None` and an absent [`Field`](crate::Field)) sends nothing. Deeper values are sent as JSON text.
///
/// ```
/// # use moored_runtime::{QueryParam, reqwest};
/// let request = reqwest::Client::new()
///     .get("https://example.com/users")
///     .query(&QueryParam::new("tag", &["new", "big"]))
///     .build()?;
/// assert_eq!(request.url().query(), Some("tag=new&tag=big"));
/// # Ok::<(), reqwest::Error>(())
/// ```
pub struct QueryParam<'a, T: ?Sized> {
    name: &'a str,
    value: &'a T,
}

impl<'a, T: Serialize + ?Sized> QueryParam<'a, T> {
    /// The parameter `name` with `value`.
    pub const fn new(name: &'a str, value: &'a T) -> Self {
        Self { name, value }
    }
}

impl<T: Serialize + ?Sized> Serialize for QueryParam<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        pairs::of_parameter(self.name, self.value).map_err(S::Error::custom)?.serialize(serializer)
    }
}
