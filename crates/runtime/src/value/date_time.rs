//! `format: date-time`.

use chrono::{SecondsFormat, Utc};

super::text::text_type! {
    /// A moment in time (`format: date-time`), kept as the text that came.
    ///
    /// Two values are equal when their texts are: `2022-04-06T11:29:37Z` and `2022-04-06 11:29:37` are not, though they
    /// name the same moment. Compare [`instant`](Self::instant)s for that.
    DateTime, read by instant;
    /// A text that is no date and time. The text is not repeated.
    InvalidDateTime = "not a date and time such as 2022-04-06T11:29:37Z"
}

impl DateTime {
    /// The moment that the text names.
    ///
    /// Reads RFC 3339 and the variants that providers send: a space in place of the `T`, no offset (taken as UTC), and
    /// fractions of a second of any length (cut to nanoseconds).
    ///
    /// # Errors
    ///
    /// [`InvalidDateTime`] if the text is none of these.
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
    /// Writes RFC 3339 with `Z`, and as many digits of a second as are needed.
    fn from(instant: chrono::DateTime<Utc>) -> Self {
        Self(instant.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}
