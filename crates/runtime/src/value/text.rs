//! The shape that the text types share: a string kept as it came, and checked only when its meaning is asked for.

/// Declares a text type and the error of its reading.
///
/// Decoding never refuses a string, because a response is worth more than the format of one of its fields; `FromStr`
/// checks, because what a caller builds is about to be sent.
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
            /// The text as it came.
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

            /// Keeps `text` as it is, once it is known to be readable.
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
