//! Text types: strings that are kept as received, and parsed only on request.

/// Declares a text type and its parse error.
///
/// Decoding accepts any string, because one field with an unexpected format must not make a response undecodable.
/// `FromStr` checks the format, because the caller is about to send the value.
///
/// Values are compared by what their texts mean, which the method after `read by` returns: two texts of one instant are
/// equal. Texts without a meaning come after all others, and are compared as texts.
macro_rules! text_type {
    (
        $(#[$doc:meta])*
        $name:ident, read by $read:ident;
        $(#[$error_doc:meta])*
        $error:ident = $message:literal
    ) => {
        $(#[$doc])*
        #[derive(Clone, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The text as received.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
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
                Self::try_from(text.to_owned())
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $error;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                let candidate = Self(text);
                candidate.$read().map(|_| candidate)
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0 || self.$read().is_ok_and(|value| other.$read().is_ok_and(|other| value == other))
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                match (self.$read(), other.$read()) {
                    (Ok(value), Ok(other)) => value.cmp(&other),
                    (Ok(_), Err(_)) => std::cmp::Ordering::Less,
                    (Err(_), Ok(_)) => std::cmp::Ordering::Greater,
                    (Err(_), Err(_)) => self.0.cmp(&other.0),
                }
            }
        }

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                match self.$read() {
                    Ok(value) => value.hash(state),
                    Err(_) => self.0.hash(state),
                }
            }
        }

        $(#[$error_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
        #[error($message)]
        pub struct $error;
    };
}

pub(super) use text_type;
