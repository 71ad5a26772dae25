//! `format: date-time`.

use chrono::{SecondsFormat, Utc};

super::text::text_type! {
    /// A date and time (`format: date-time`), kept as the received text.
    ///
    /// Two values are equal if their texts are: `2022-04-06T11:29:37Z` and `2022-04-06 11:29:37` are different,
    /// although they are the same instant. To compare instants, use [`instant`](Self::instant).
    DateTime, read by instant;
    /// A text that is not a date and time. The message does not contain the text.
    InvalidDateTime = "not a date and time such as 2022-04-06T11:29:37Z"
}

impl DateTime {
    /// The instant.
    ///
    /// Parses RFC 3339 and the variants that providers send: a space instead of the `T`, no offset (which means UTC),
    /// and fractions of a second of any length (truncated to nanoseconds).
    ///
    /// # Errors
    ///
    /// [`InvalidDateTime`] if the text has none of these forms.
    pub fn instant(&self) -> Result<chrono::DateTime<Utc>, InvalidDateTime> {
        let (date, rest) = self.0.split_at_checked("YYYY-MM-DD".len()).ok_or(InvalidDateTime)?;
        let time = rest.strip_prefix(['T', 't', ' ']).ok_or(InvalidDateTime)?;
        let offset = if time.contains(['Z', 'z', '+', '-']) { "" } else { "Z" };
        chrono::DateTime::parse_from_rfc3339(&format!("{date}T{time}{offset}"))
            .map(|instant| instant.to_utc())
            .map_err(|_| InvalidDateTime)
    }
}

impl From<chrono::DateTime<Utc>> for DateTime {
    /// Writes RFC 3339 with `Z`, and as many digits of a second as needed.
    fn from(instant: chrono::DateTime<Utc>) -> Self {
        Self(instant.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}
