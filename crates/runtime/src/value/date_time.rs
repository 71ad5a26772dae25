//! `format: date-time`.

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod libraries;

use std::time::SystemTime;

use crate::timestamp::Timestamp;

super::text::text_type! {
    /// A date and time (`format: date-time`), kept as the received text.
    ///
    /// Values are compared by time: `2022-04-06T11:29:37Z` and `2022-04-06 13:29:37+02:00` are equal. To compare the
    /// texts, use [`as_str`](Self::as_str). With the features `chrono`, `jiff` and `time`, they convert from and into
    /// the types of these libraries.
    ///
    /// ```
    /// # use moored_runtime::DateTime;
    /// let created: DateTime = "2022-04-06 13:29:37+02:00".parse()?;
    /// assert_eq!(created.unix_timestamp(), Ok(1_649_244_577));
    /// assert!(created < std::time::SystemTime::now().into());
    /// # Ok::<(), moored_runtime::InvalidDateTime>(())
    /// ```
    #[derive(Debug)]
    DateTime, read by time;
    /// A text that is not a date and time. The message does not contain the text.
    InvalidDateTime = "not a date and time such as 2022-04-06T11:29:37Z"
}

impl DateTime {
    /// The instant.
    ///
    /// Parses RFC 3339 and the variants that providers send: a space instead of the `T`, an offset without a colon, no
    /// offset (which means UTC), and fractions of a second of any length (truncated to nanoseconds).
    ///
    /// # Errors
    ///
    /// [`InvalidDateTime`] if the text has none of these forms, or the system has no such time.
    pub fn instant(&self) -> Result<SystemTime, InvalidDateTime> {
        self.timestamp()?.system_time().ok_or(InvalidDateTime)
    }

    /// The seconds since 1970-01-01T00:00:00Z, without the fraction.
    ///
    /// # Errors
    ///
    /// [`InvalidDateTime`] as for [`instant`](Self::instant).
    pub fn unix_timestamp(&self) -> Result<i64, InvalidDateTime> {
        self.timestamp().map(|timestamp| timestamp.seconds)
    }

    /// Seconds and nanoseconds since 1970, by which values are compared.
    fn time(&self) -> Result<(i64, u32), InvalidDateTime> {
        self.timestamp().map(|timestamp| (timestamp.seconds, timestamp.nanoseconds))
    }

    fn timestamp(&self) -> Result<Timestamp, InvalidDateTime> {
        Timestamp::parse(&self.0).ok_or(InvalidDateTime)
    }

    fn of(timestamp: Timestamp) -> Self {
        Self(timestamp.to_rfc3339())
    }
}

impl From<SystemTime> for DateTime {
    /// Writes RFC 3339 with `Z`, and as many digits of a second as needed.
    fn from(time: SystemTime) -> Self {
        Self::of(Timestamp::of_system_time(time))
    }
}
