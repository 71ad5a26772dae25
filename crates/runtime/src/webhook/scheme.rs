//! Where a signature is in a request, and what is signed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

use crate::HeaderMap;

use super::WebhookError;

/// How a provider signs its webhooks with HMAC and SHA-256.
///
/// ```
/// use moored_runtime::{SignatureEncoding, SignatureScheme};
///
/// let github = SignatureScheme::new("x-hub-signature-256").prefix("sha256=");
/// let shopify = SignatureScheme::new("x-shopify-hmac-sha256").encoding(SignatureEncoding::Base64);
/// let slack = SignatureScheme::new("x-slack-signature")
///     .prefix("v0=")
///     .timestamp_header("x-slack-request-timestamp")
///     .signed("v0:{timestamp}:{body}");
/// let stripe = SignatureScheme::new("stripe-signature").pairs("t", "v1").signed("{timestamp}.{body}");
/// # let _ = (github, shopify, slack, stripe);
/// ```
#[derive(Clone, Debug)]
pub struct SignatureScheme {
    header: String,
    prefix: String,
    encoding: SignatureEncoding,
    /// What separates several signatures in the header.
    separator: Option<char>,
    timestamp: Timestamp,
    signed: String,
}

/// How the bytes of a signature are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureEncoding {
    /// Hexadecimal, in upper or lower case.
    Hex,
    /// Base64 with padding.
    Base64,
}

/// Where the time of the request is.
#[derive(Clone, Debug)]
enum Timestamp {
    /// It has none: a recorded request can be sent again.
    None,
    Header(String),
    /// In the header of the signature, as in `t=1700000000,v1=5257a8…`, under this key.
    Pair(String),
}

/// What was read from the headers.
pub(super) struct Received<'a> {
    pub(super) timestamp: Option<&'a str>,
    signatures: Vec<Vec<u8>>,
}

impl SignatureScheme {
    /// The signature of the body in hexadecimal, in this header.
    #[must_use]
    pub fn new(header: impl Into<String>) -> Self {
        Self {
            header: header.into(),
            prefix: String::new(),
            encoding: SignatureEncoding::Hex,
            separator: None,
            timestamp: Timestamp::None,
            signed: "{body}".to_owned(),
        }
    }

    pub(super) fn standard() -> Self {
        Self {
            header: "webhook-signature".to_owned(),
            prefix: "v1,".to_owned(),
            encoding: SignatureEncoding::Base64,
            separator: Some(' '),
            timestamp: Timestamp::Header("webhook-timestamp".to_owned()),
            signed: "{webhook-id}.{timestamp}.{body}".to_owned(),
        }
    }

    /// The text before the signature: `sha256=`. Values with another prefix are ignored.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// How the signature is written.
    #[must_use]
    pub fn encoding(mut self, encoding: SignatureEncoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// The header with the time of the request, in seconds since 1970.
    #[must_use]
    pub fn timestamp_header(mut self, header: impl Into<String>) -> Self {
        self.timestamp = Timestamp::Header(header.into());
        self
    }

    /// The header has pairs such as `t=1700000000,v1=5257a8…`: these are the keys of the time and of the signatures.
    #[must_use]
    pub fn pairs(mut self, timestamp: impl Into<String>, signature: &str) -> Self {
        self.timestamp = Timestamp::Pair(timestamp.into());
        self.prefix = format!("{signature}=");
        self.separator = Some(',');
        self
    }

    /// What is signed: a text with `{body}`, `{timestamp}` and names of headers in braces, such as
    /// `{webhook-id}.{timestamp}.{body}`.
    #[must_use]
    pub fn signed(mut self, template: impl Into<String>) -> Self {
        self.signed = template.into();
        self
    }

    pub(super) fn read<'a>(&self, headers: &'a HeaderMap) -> Result<Received<'a>, WebhookError> {
        let value = header(headers, &self.header)?;
        let values = || value.split(|character| Some(character) == self.separator).map(str::trim);
        let timestamp = match &self.timestamp {
            Timestamp::None => None,
            Timestamp::Header(name) => Some(header(headers, name)?),
            Timestamp::Pair(key) => {
                let mut pairs = values().filter_map(|value| value.split_once('='));
                let (_, time) = pairs.find(|(name, _)| name == key).ok_or(WebhookError::InvalidTimestamp)?;
                Some(time)
            }
        };
        let signatures = values().filter_map(|value| self.encoding.decode(value.strip_prefix(&self.prefix)?));
        Ok(Received { timestamp, signatures: signatures.collect() })
    }

    /// Whether one of the signatures is that of the request with `key`.
    pub(super) fn accepts(
        &self,
        key: &[u8],
        received: &Received<'_>,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<bool, WebhookError> {
        // A key of any length is valid.
        let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(|_| WebhookError::InvalidSecret)?;
        let mut rest = self.signed.as_str();
        while let Some((text, (name, after))) =
            rest.split_once('{').and_then(|(text, after)| Some((text, after.split_once('}')?)))
        {
            mac.update(text.as_bytes());
            match name {
                "body" => mac.update(body),
                "timestamp" => mac.update(received.timestamp.unwrap_or_default().as_bytes()),
                name => mac.update(header(headers, name)?.as_bytes()),
            }
            rest = after;
        }
        mac.update(rest.as_bytes());
        Ok(received.signatures.iter().any(|signature| mac.clone().verify_slice(signature).is_ok()))
    }
}

impl SignatureEncoding {
    fn decode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Base64 => STANDARD.decode(text).ok(),
            Self::Hex => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                let (pairs, rest) = text.as_bytes().as_chunks::<2>();
                let bytes = pairs.iter().map(|[high, low]| Some(digit(high)? * 16 + digit(low)?));
                bytes.collect::<Option<_>>().filter(|_| rest.is_empty())
            }
        }
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str, WebhookError> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.ok_or_else(|| WebhookError::MissingHeader(name.to_owned()))
}
