//! Dates and times in text, without a library for dates.

use std::time::{Duration, SystemTime};

/// A point in time, with the offset from UTC that it was written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Timestamp {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub(crate) seconds: i64,
    /// Less than a billion.
    pub(crate) nanoseconds: u32,
    /// In seconds east of UTC.
    pub(crate) offset: i32,
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Day {
    pub(crate) year: i64,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

const SECONDS_PER_DAY: i64 = 86_400;
const DAYS_OF_MONTHS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Day {
    /// `None` if there is no such day.
    pub(crate) fn new(year: i64, month: u8, day: u8) -> Option<Self> {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = DAYS_OF_MONTHS.get(usize::from(month).checked_sub(1)?)?;
        let days = days + u8::from(is_leap && month == 2);
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let is_short = year.len() == 4 && month.len() == 2 && day.len() == 2 && parts.next().is_none();
        if !is_short {
            return None;
        }
        Self::new(digits(year)?, digits(month)?.try_into().ok()?, digits(day)?.try_into().ok()?)
    }

    /// Days since 1970-01-01. The year is counted from March, so that the leap day is its last.
    fn since_1970(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = self.year - i64::from(month <= 2);
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// `days` are those of an `i64` of seconds.
    fn of_days_since_1970(days: i64) -> Self {
        let days = days + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let small = |number: i64| u8::try_from(number).unwrap_or_default();
        Self { year, month: small(month), day: small(day) }
    }

    /// `YYYY-MM-DD`. A year that has not four digits is written with its sign, as ISO 8601 does.
    pub(crate) fn to_text(self) -> String {
        let Self { year, month, day } = self;
        match year {
            0..=9999 => format!("{year:04}-{month:02}-{day:02}"),
            _ => format!("{year:+05}-{month:02}-{day:02}"),
        }
    }
}

impl Timestamp {
    /// Reads RFC 3339 and the variants that providers send: a space instead of the `T`, an offset without a colon, none
    /// (which means UTC), and fractions of a second of any length (truncated to nanoseconds).
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.split_at_checked("YYYY-MM-DD".len())?;
        let time = rest.strip_prefix(['T', 't', ' '])?;
        let (time, offset) = match time.find(['Z', 'z', '+', '-']) {
            Some(at) => time.split_at_checked(at)?,
            None => (time, "Z"),
        };
        let (time, fraction) = time.split_once('.').map_or((time, None), |(time, fraction)| (time, Some(fraction)));
        let mut nanoseconds = 0;
        if let Some(fraction) = fraction {
            digits(fraction)?;
            let first: String = fraction.chars().chain("00000000".chars()).take(9).collect();
            nanoseconds = first.parse().ok()?;
        }
        Self::new(Day::parse(day)?, seconds_of(time)?, nanoseconds, self::offset(offset)?)
    }

    /// Reads the date of an e-mail (RFC 5322), `Wed, 06 Apr 2022 11:29:37 +0000`.
    pub(crate) fn parse_mail(text: &str) -> Option<Self> {
        let date = text.split_once(',').map_or(text, |(_, date)| date);
        let mut parts = date.split_whitespace();
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let (time, zone) = (parts.next()?, parts.next()?);
        let month = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(month))?;
        let month = u8::try_from(month).ok()?.checked_add(1)?;
        let day = Day::new(digits(year)?, month, digits(day)?.try_into().ok()?)?;
        let zone = if ["GMT", "UT", "UTC"].iter().any(|name| name.eq_ignore_ascii_case(zone)) { "Z" } else { zone };
        let offset = self::offset(zone)?;
        let is_whole = year.len() == 4 && parts.next().is_none();
        is_whole.then(|| Self::new(day, seconds_of(time)?, 0, offset))?
    }

    fn new(day: Day, seconds: i64, nanoseconds: u32, offset: i32) -> Option<Self> {
        let local = day.since_1970().checked_mul(SECONDS_PER_DAY)?.checked_add(seconds)?;
        Some(Self { seconds: local.checked_sub(offset.into())?, nanoseconds, offset })
    }

    /// `None` if the system has no such time.
    pub(crate) fn system_time(self) -> Option<SystemTime> {
        let whole = Duration::from_secs(self.seconds.unsigned_abs());
        let second = if self.seconds < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(whole)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(whole)
        };
        second?.checked_add(Duration::from_nanos(self.nanoseconds.into()))
    }

    pub(crate) fn of_system_time(time: SystemTime) -> Self {
        let whole = |duration: Duration| i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        let (seconds, nanoseconds) = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => (whole(after), after.subsec_nanos()),
            Err(before) => match (-whole(before.duration()), before.duration().subsec_nanos()) {
                (seconds, 0) => (seconds, 0),
                (seconds, nanoseconds) => (seconds.saturating_sub(1), 1_000_000_000_u32.saturating_sub(nanoseconds)),
            },
        };
        Self { seconds, nanoseconds, offset: 0 }
    }

    /// RFC 3339, with as many digits of a second as needed: none, 3, 6 or 9.
    pub(crate) fn to_rfc3339(self) -> String {
        // RFC 3339 has no seconds in an offset.
        let offset = if self.offset % 60 == 0 { self.offset } else { 0 };
        let local = self.seconds.saturating_add(offset.into());
        let day = Day::of_days_since_1970(local.div_euclid(SECONDS_PER_DAY)).to_text();
        let seconds = local.rem_euclid(SECONDS_PER_DAY);
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let fraction = match self.nanoseconds {
            0 => String::new(),
            nanoseconds if nanoseconds % 1_000_000 == 0 => format!(".{:03}", nanoseconds / 1_000_000),
            nanoseconds if nanoseconds % 1000 == 0 => format!(".{:06}", nanoseconds / 1000),
            nanoseconds => format!(".{nanoseconds:09}"),
        };
        let zone = match offset {
            0 => "Z".to_owned(),
            _ => {
                let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
                format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        };
        format!("{day}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}")
    }
}

/// The seconds since midnight of `HH:MM:SS`. The leap second 60 is the first of the next minute.
fn seconds_of(time: &str) -> Option<i64> {
    let mut parts = time.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
    let is_short = [hour, minute, second].iter().all(|part| part.len() == 2) && parts.next().is_none();
    let (hour, minute, second) = (digits(hour)?, digits(minute)?, digits(second)?);
    (is_short && hour < 24 && minute < 60 && second <= 60).then(|| hour * 3600 + minute * 60 + second)
}

/// The seconds of `Z`, `+HH:MM`, `+HHMM` and `+HH`.
fn offset(text: &str) -> Option<i32> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let (sign, rest) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_at_checked(2)?;
    let minutes = match minutes.strip_prefix(':').unwrap_or(minutes) {
        "" if minutes.is_empty() => "00",
        minutes => minutes,
    };
    if minutes.len() != 2 {
        return None;
    }
    let (hours, minutes) = (i32::try_from(digits(hours)?).ok()?, i32::try_from(digits(minutes)?).ok()?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// The number that `text` is, which has only digits; of many digits only that they are digits.
fn digits(text: &str) -> Option<i64> {
    let are_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits.then(|| text.parse().unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_in_both_directions() {
        for (year, month, day, days) in [
            (1970, 1, 1, 0),
            (1969, 12, 31, -1),
            (2000, 2, 29, 11_016),
            (2022, 4, 6, 19_088),
            (1600, 3, 1, -135_080),
            (0, 1, 1, -719_528),
            (9999, 12, 31, 2_932_896),
            (-1, 3, 1, -719_834),
        ] {
            let found = Day::new(year, month, day).expect("a day");
            assert_eq!(found.since_1970(), days, "{found:?}");
            assert_eq!(Day::of_days_since_1970(days), found);
        }
    }

    #[test]
    fn a_mail_has_dates_of_its_own() {
        for text in ["Wed, 06 Apr 2022 11:29:37 +0000", "6 apr 2022 11:29:37 GMT", "Wed, 06 Apr 2022 13:29:37 +0200"] {
            assert_eq!(Timestamp::parse_mail(text).map(|found| found.seconds), Some(1_649_244_577), "{text}");
        }
        for text in ["Wed, 31 Apr 2022 11:29:37 GMT", "06 Foo 2022 11:29:37 GMT", "06 Apr 22 11:29:37 GMT", "soon"] {
            assert_eq!(Timestamp::parse_mail(text), None, "{text}");
        }
    }
}
