//! How old a document is.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// The day in `source.toml` on which the document was retrieved.
pub(super) fn retrieved(source: &str) -> Option<String> {
    match source.parse::<toml::Table>().ok()?.get("retrieved")? {
        toml::Value::String(date) => Some(date.clone()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        _ => None,
    }
}

/// The number of days from `date` until today, by UTC; `None` if it is not a date. A time is ignored.
pub(super) fn days(date: &str) -> Option<i64> {
    let date: Date = date.get(..10)?.parse().ok()?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    let today = Timestamp::from_second(now.as_secs().try_into().ok()?).ok()?.to_zoned(TimeZone::UTC).date();
    Some(date.until(today).ok()?.get_days().into())
}
