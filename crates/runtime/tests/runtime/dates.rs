//! Dates, times and bytes: they keep their texts, and are read on request.

use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use moored_runtime::{Base64, Base64Url, Date, DateTime, Decimal, Number, Uuid};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Asserts that a response may have `text`, and is encoded as it was received.
fn assert_kept<T: Serialize + DeserializeOwned + AsRef<str>>(text: &str) {
    let json = serde_json::to_string(text).unwrap();
    let value: T = serde_json::from_str(&json).unwrap();
    assert_eq!((value.as_ref(), serde_json::to_string(&value).unwrap()), (text, json));
}

#[test]
fn times_keep_their_text_and_are_the_same_instant() {
    let texts = [
        "2022-04-06T11:29:37Z",
        "2022-04-06 11:29:37",
        "2022-04-06t11:29:37z",
        "2022-04-06T13:29:37+02:00",
        "2022-04-06T13:29:37+0200",
        "2022-04-06T06:29:37-05",
        "2022-04-06 11:29:37.000000000000",
    ];
    for text in texts {
        assert_kept::<DateTime>(text);
        let time: DateTime = text.parse().unwrap();
        assert_eq!(time.unix_timestamp(), Ok(1_649_244_577), "{text}");
        assert_eq!(time.instant(), Ok(SystemTime::UNIX_EPOCH + Duration::from_secs(1_649_244_577)));
        assert_eq!(time.to_string(), text);
    }
    let times: HashSet<DateTime> = texts.iter().map(|text| text.parse().unwrap()).collect();
    assert_eq!(times.len(), 1, "values are compared by time");
}

#[test]
fn times_are_ordered_by_time_and_texts_without_a_time_come_last() {
    let read = |text: &str| serde_json::from_str::<DateTime>(&format!("{text:?}")).unwrap();
    let sorted = [
        "1969-12-31T23:59:59.5Z",
        "2022-04-06T13:29:37+02:00",
        "2022-04-06T11:29:37.1Z",
        "2022-04-06 09:29:38-02:00",
        "2022-04-06T23:59:60Z",
        "",
        "soon",
    ]
    .map(read);
    assert!(sorted.is_sorted_by(|one, other| one < other), "{sorted:?}");
}

#[test]
fn a_time_of_the_system_is_written_as_rfc_3339_and_read_again() {
    for (seconds, nanoseconds, text) in [
        (0, 0, "1970-01-01T00:00:00Z"),
        (1_649_244_577, 120_000_000, "2022-04-06T11:29:37.120Z"),
        (1_709_164_800, 1_000, "2024-02-29T00:00:00.000001Z"),
        (1_709_251_199, 123_456_789, "2024-02-29T23:59:59.123456789Z"),
    ] {
        let time = SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds);
        let written = DateTime::from(time);
        assert_eq!((written.as_str(), written.instant()), (text, Ok(time)));
    }
    let before = SystemTime::UNIX_EPOCH - Duration::from_millis(1500);
    assert_eq!(DateTime::from(before).as_str(), "1969-12-31T23:59:58.500Z");
    assert_eq!(DateTime::from(before).instant(), Ok(before));
    let long: DateTime = "2022-04-06T11:29:37.1234567899Z".parse().unwrap();
    assert_eq!(DateTime::from(long.instant().unwrap()).as_str(), "2022-04-06T11:29:37.123456789Z");
}

#[test]
fn an_invalid_time_decodes_and_fails_only_when_read() {
    let wrong = [
        "",
        "soon",
        "2022-04-06",
        "2022-13-06T00:00:00Z",
        "2022-02-29T00:00:00Z",
        "2022-04-0é 11:29:37",
        "0000-00-00 00:00:00",
        "2022-04-06T24:00:00Z",
        "2022-04-06T11:29Z",
        "2022-04-06T11:29:37.Z",
        "2022-04-06T11:29:37+2",
        "2022-04-06T11:29:37+02:00:00",
        "2022-04-06T11:29:37+99999999999999999999",
        "+2022-04-06T11:29:37Z",
    ];
    for text in wrong {
        assert_kept::<DateTime>(text);
        let time: DateTime = serde_json::from_str(&format!("{text:?}")).unwrap();
        assert!(time.instant().is_err(), "{text}");
        assert!(text.parse::<DateTime>().is_err(), "{text}");
    }
}

#[test]
fn a_date_is_an_existing_day_in_ten_characters() {
    let date: Date = "2024-02-29".parse().unwrap();
    assert_eq!(date.year_month_day(), Ok((2024, 2, 29)));
    assert_eq!(Date::new(2024, 2, 29), Ok(date.clone()));
    assert!(date < Date::new(2024, 10, 1).unwrap());
    for (year, month, day) in [(2023, 2, 29), (1900, 2, 29), (2024, 0, 1), (2024, 4, 31), (10_000, 1, 1), (-1, 1, 1)] {
        assert!(Date::new(year, month, day).is_err(), "{year} {month} {day}");
    }
    for text in ["2023-02-29", "2024-2-29", "+2024-02-29", "2024-02-29T00:00:00Z", "2024-02-+9", ""] {
        assert!(text.parse::<Date>().is_err(), "{text}");
        assert_kept::<Date>(text);
    }
}

#[test]
fn bytes_are_read_from_every_spelling_and_written_in_one() {
    let bytes = [0xfb, 0xff, 0xfe, 0x00];
    assert_eq!((Base64::from(&bytes).as_str(), Base64Url::from(&bytes).as_str()), ("+//+AA==", "-__-AA=="));
    for text in ["+//+AA==", "+//+AA", "-__-AA", "+//+\r\nAA==\n"] {
        assert_kept::<Base64>(text);
        let received: Base64 = serde_json::from_value(text.into()).unwrap();
        assert_eq!(received.to_bytes().as_deref(), Ok(&bytes[..]), "{text}");
        assert_eq!(received, Base64::of(bytes));
        assert_eq!(format!("{received:?}"), "Base64(4 bytes)");
    }
    assert_eq!(Vec::try_from(Base64::from(Vec::new())), Ok(Vec::new()));
}

#[test]
fn a_text_that_is_not_base64_does_not_fail_a_response() {
    for text in ["not base64!", "=", "A", "data:text/plain;base64,AA=="] {
        assert_kept::<Base64>(text);
        assert_kept::<Base64Url>(text);
        let received: Base64 = serde_json::from_value(text.into()).unwrap();
        assert_eq!(received.to_bytes().unwrap_err().to_string(), "not Base64 such as aGVsbG8=");
        assert!(text.parse::<Base64>().is_err());
        assert!(format!("{received:?}").starts_with("Base64(invalid, "), "{received:?}");
    }
}

#[test]
fn every_text_type_converts_from_and_to_text_alike() {
    fn converts<T>(text: &str, wrong: &str)
    where
        T: FromStr + TryFrom<String> + for<'a> TryFrom<&'a str> + AsRef<str> + Display + Ord + Hash + Clone,
        T: Serialize + DeserializeOwned,
    {
        let values = [text.parse().ok(), T::try_from(text).ok(), T::try_from(text.to_owned()).ok()];
        for value in values {
            assert!(value.is_some_and(|value| value.as_ref() == text && value.to_string() == text), "{text}");
        }
        assert!(wrong.parse::<T>().is_err() && T::try_from(wrong).is_err() && T::try_from(wrong.to_owned()).is_err());
    }
    converts::<DateTime>("2022-04-06 11:29:37", "soon");
    converts::<Date>("2022-04-06", "2022-04-31");
    converts::<Uuid>("67e55044-10b1-426f-9247-bb680e5fe0c8", "67e55044");
    converts::<Decimal>("12.50", "1,5");
    converts::<Number>("12.50", "1,5");
    converts::<Base64>("AA==", "=");
    converts::<Base64Url>("_w==", "=");
}
