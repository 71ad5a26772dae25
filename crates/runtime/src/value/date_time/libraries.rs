//! Conversions from and into the types of libraries for dates, each behind the feature with the name of the library.

use super::{DateTime, InvalidDateTime, Timestamp};

/// The methods and traits of a library. `$to` is the function that converts a [`Timestamp`] into the library's type.
macro_rules! conversions {
    ($library:literal, $method:ident, $ty:ty, $to:path) => {
        impl DateTime {
            #[doc = concat!("The time as a type of the crate `", $library, "`.")]
            ///
            /// # Errors
            ///
            /// [`InvalidDateTime`] if the text is not a date and time, or the type has no such time.
            pub fn $method(&self) -> Result<$ty, InvalidDateTime> {
                $to(self.timestamp()?).ok_or(InvalidDateTime)
            }
        }

        impl TryFrom<&DateTime> for $ty {
            type Error = InvalidDateTime;

            fn try_from(value: &DateTime) -> Result<Self, InvalidDateTime> {
                value.$method()
            }
        }

        impl TryFrom<DateTime> for $ty {
            type Error = InvalidDateTime;

            fn try_from(value: DateTime) -> Result<Self, InvalidDateTime> {
                value.$method()
            }
        }
    };
}

#[cfg(feature = "chrono")]
mod chrono {
    use ::chrono::{FixedOffset, Offset as _, TimeZone, Utc};

    use super::{DateTime, InvalidDateTime, Timestamp};

    conversions!("chrono", to_chrono, ::chrono::DateTime<FixedOffset>, with_offset);

    impl TryFrom<&DateTime> for ::chrono::DateTime<Utc> {
        type Error = InvalidDateTime;

        fn try_from(value: &DateTime) -> Result<Self, InvalidDateTime> {
            value.to_chrono().map(|time| time.to_utc())
        }
    }

    impl TryFrom<DateTime> for ::chrono::DateTime<Utc> {
        type Error = InvalidDateTime;

        fn try_from(value: DateTime) -> Result<Self, InvalidDateTime> {
            Self::try_from(&value)
        }
    }

    impl<Z: TimeZone> From<::chrono::DateTime<Z>> for DateTime {
        /// Writes RFC 3339 with the offset of `time`.
        fn from(time: ::chrono::DateTime<Z>) -> Self {
            let offset = time.offset().fix().local_minus_utc();
            // In a leap second it is more than a second.
            let nanoseconds = time.timestamp_subsec_nanos() % 1_000_000_000;
            Self::of(Timestamp { seconds: time.timestamp(), nanoseconds, offset })
        }
    }

    fn with_offset(Timestamp { seconds, nanoseconds, offset }: Timestamp) -> Option<::chrono::DateTime<FixedOffset>> {
        let instant = ::chrono::DateTime::from_timestamp(seconds, nanoseconds)?;
        Some(instant.with_timezone(&FixedOffset::east_opt(offset)?))
    }
}

#[cfg(feature = "time")]
mod time {
    use ::time::{Duration, OffsetDateTime, UtcOffset};

    use super::{DateTime, InvalidDateTime, Timestamp};

    conversions!("time", to_time, OffsetDateTime, with_offset);

    impl From<OffsetDateTime> for DateTime {
        /// Writes RFC 3339 with the offset of `time`.
        fn from(time: OffsetDateTime) -> Self {
            let offset = time.offset().whole_seconds();
            Self::of(Timestamp { seconds: time.unix_timestamp(), nanoseconds: time.nanosecond(), offset })
        }
    }

    fn with_offset(Timestamp { seconds, nanoseconds, offset }: Timestamp) -> Option<OffsetDateTime> {
        let second = OffsetDateTime::from_unix_timestamp(seconds).ok()?;
        let instant = second.checked_add(Duration::nanoseconds(nanoseconds.into()))?;
        instant.checked_to_offset(UtcOffset::from_whole_seconds(offset).ok()?)
    }
}

#[cfg(feature = "jiff")]
mod jiff {
    use super::{DateTime, InvalidDateTime, Timestamp};

    conversions!("jiff", to_jiff, ::jiff::Timestamp, instant);

    impl From<::jiff::Timestamp> for DateTime {
        /// Writes RFC 3339 with `Z`.
        fn from(time: ::jiff::Timestamp) -> Self {
            Self::of(timestamp(time, 0))
        }
    }

    impl From<&::jiff::Zoned> for DateTime {
        /// Writes RFC 3339 with the offset of `time`.
        fn from(time: &::jiff::Zoned) -> Self {
            Self::of(timestamp(time.timestamp(), time.offset().seconds()))
        }
    }

    /// Before 1970, both parts of a `jiff::Timestamp` are negative.
    fn timestamp(time: ::jiff::Timestamp, offset: i32) -> Timestamp {
        let (seconds, nanoseconds) = (time.as_second(), time.subsec_nanosecond());
        match u32::try_from(nanoseconds) {
            Ok(nanoseconds) => Timestamp { seconds, nanoseconds, offset },
            Err(_) => Timestamp {
                seconds: seconds - 1,
                nanoseconds: 1_000_000_000_u32.saturating_sub(nanoseconds.unsigned_abs()),
                offset,
            },
        }
    }

    fn instant(Timestamp { seconds, nanoseconds, .. }: Timestamp) -> Option<::jiff::Timestamp> {
        ::jiff::Timestamp::new(seconds, i32::try_from(nanoseconds).ok()?).ok()
    }
}
