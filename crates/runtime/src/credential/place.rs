//! What a credential sets in a request.

/// A header, a query parameter or a cookie.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl Place {
    pub(crate) const AUTHORIZATION: Self = Self::Header("authorization");

    /// Whether a request can have only one of the two.
    pub(crate) fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Header(one), Self::Header(other)) => one.eq_ignore_ascii_case(other),
            (Self::Query(one), Self::Query(other)) | (Self::Cookie(one), Self::Cookie(other)) => one == other,
            _ => false,
        }
    }
}
