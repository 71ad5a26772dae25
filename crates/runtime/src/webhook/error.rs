//! Why a webhook must not be trusted.

/// Why a webhook must not be trusted. It contains nothing of the request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WebhookError {
    /// A header is missing, or is not text.
    #[error("the header `{0}` is missing or is not text")]
    MissingHeader(String),
    /// The timestamp is missing, or is not a number of seconds.
    #[error("the timestamp of the webhook is missing or is not a number of seconds since 1970")]
    InvalidTimestamp,
    /// The timestamp is too far from the clock: the request may have been recorded and sent again.
    #[error("the timestamp of the webhook is too far from the clock of this machine")]
    OutOfTime,
    /// There is no signature that can be read, or it is that of another secret or another body.
    #[error(
        "the signature of the webhook is wrong: it has another secret, or the body was changed (verify the bytes that \
         were received, before they are decoded)"
    )]
    WrongSignature,
    /// A secret is empty, or is not base64 where the scheme requires that.
    #[error("the secret for webhooks is empty, or is not base64")]
    InvalidSecret,
}
