//! Text types: strings that are kept as received, and parsed only on request.

/// Declares a text type and its parse error.
///
/// Decoding accepts any string, because one field with an unexpected format must not make a response undecodable.
/// `FromStr` checks the format, because the caller is about to send the value.
macro_rules! text_type {
    (
        $(#[$doc:meta])*
        $name:ident, read by $read:ident;
        $(#[$error_doc:meta])*
        $error:ident = $message:literal
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The text as received.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $error;

            /// Keeps `text` unchanged if it can be parsed.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let candidate = Self(text.to_owned());
                candidate.$read().map(|_| candidate)
            }
        }

        $(#[$error_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
        #[error($message)]
        pub struct $error;
    };
}

pub(super) use text_type;
