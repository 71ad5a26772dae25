//! Bytes in text: `format: byte`, `contentEncoding: base64` and `base64url`.

use std::fmt;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE};

/// Reads texts with or without padding, and with bits after the last byte.
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const LENIENT_ENGINE: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);

/// Declares a text type of bytes.
macro_rules! bytes_type {
    ($(#[$doc:meta])* $name:ident, $error:ident = $message:literal, $engine:expr) => {
        super::text::text_type! {
            $(#[$doc])*
            ///
            /// The text is kept as it was received. It is decoded on request, from either alphabet, with or without
            /// padding, and whatever the white space in it. Values are compared by their bytes. `Debug` shows only the
            /// length.
            $name, read by to_bytes;
            /// A text that is not Base64. The message does not contain the text.
            $error = $message
        }

        impl $name {
            /// The bytes in this encoding.
            #[must_use]
            pub fn of(bytes: impl AsRef<[u8]>) -> Self {
                Self($engine.encode(bytes))
            }

            /// The bytes.
            ///
            /// # Errors
            ///
            /// If the text is not Base64.
            pub fn to_bytes(&self) -> Result<Vec<u8>, $error> {
                decode(&self.0).ok_or($error)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.to_bytes() {
                    Ok(bytes) => write!(f, concat!(stringify!($name), "({} bytes)"), bytes.len()),
                    Err(_) => write!(f, concat!(stringify!($name), "(invalid, {} characters)"), self.0.chars().count()),
                }
            }
        }

        impl From<&[u8]> for $name {
            fn from(bytes: &[u8]) -> Self {
                Self::of(bytes)
            }
        }

        impl<const N: usize> From<&[u8; N]> for $name {
            fn from(bytes: &[u8; N]) -> Self {
                Self::of(bytes)
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self::of(bytes)
            }
        }

        impl From<crate::Bytes> for $name {
            fn from(bytes: crate::Bytes) -> Self {
                Self::of(bytes)
            }
        }

        impl TryFrom<&$name> for Vec<u8> {
            type Error = $error;

            fn try_from(value: &$name) -> Result<Self, $error> {
                value.to_bytes()
            }
        }

        impl TryFrom<$name> for Vec<u8> {
            type Error = $error;

            fn try_from(value: $name) -> Result<Self, $error> {
                value.to_bytes()
            }
        }
    };
}

bytes_type! {
    /// Bytes in Base64 (`format: byte`, `contentEncoding: base64`).
    ///
    /// ```
    /// # use moored_runtime::Base64;
    /// let sent = Base64::from(b"hello");
    /// assert_eq!(sent.as_str(), "aGVsbG8=");
    /// let received: Base64 = serde_json::from_str(r#""aGVs\nbG8""#)?;
    /// assert_eq!(received.to_bytes().as_deref(), Ok(&b"hello"[..]));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Base64, InvalidBase64 = "not Base64 such as aGVsbG8=", BASE64_STANDARD
}

bytes_type! {
    /// Bytes in the alphabet of Base64 that needs no escapes in addresses (`contentEncoding: base64url`), with padding.
    Base64Url, InvalidBase64Url = "not Base64 such as aGVsbG8=", BASE64_URL_SAFE
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let standard = |byte: u8| match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    };
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).map(standard).collect();
    LENIENT_ENGINE.decode(digits).ok()
}
