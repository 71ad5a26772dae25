//! Where a credential is in a request.

/// Where a security scheme of the document has its secret. Generated clients list their schemes in
/// [`Client::SCHEMES`](crate::Client::SCHEMES).
///
/// A request that has something there already, from a hook or from a parameter, needs no credential for the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeLocation {
    /// In the header of this name.
    Header(&'static str),
    /// In the query parameter of this name.
    Query(&'static str),
    /// In the cookie of this name.
    Cookie(&'static str),
}

impl SchemeLocation {
    pub(super) const AUTHORIZATION: Self = Self::Header("authorization");

    /// Whether a request can have only one of the two.
    pub(crate) fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Header(one), Self::Header(other)) => one.eq_ignore_ascii_case(other),
            (one, other) => one == other,
        }
    }
}
