//! Dates and times of the libraries that have a feature.
#![cfg(all(feature = "chrono", feature = "jiff", feature = "time"))]

use moored_runtime::{Date, DateTime, chrono, jiff, time};

const TEXT: &str = "2022-04-06T13:29:37.120+02:00";

#[test]
fn times_convert_from_and_into_the_types_of_libraries() {
    let received: DateTime = TEXT.parse().unwrap();
    let of_chrono = received.to_chrono().unwrap();
    assert_eq!((of_chrono.timestamp_millis(), of_chrono.offset().local_minus_utc()), (1_649_244_577_120, 7200));
    assert_eq!(DateTime::from(of_chrono).as_str(), TEXT);
    let utc: chrono::DateTime<chrono::Utc> = received.clone().try_into().unwrap();
    assert_eq!(DateTime::from(utc).as_str(), "2022-04-06T11:29:37.120Z");

    let of_time = received.to_time().unwrap();
    assert_eq!(
        (of_time.unix_timestamp(), of_time.millisecond(), of_time.offset().whole_hours()),
        (1_649_244_577, 120, 2)
    );
    assert_eq!(DateTime::from(of_time).as_str(), TEXT);

    let of_jiff = jiff::Timestamp::try_from(&received).unwrap();
    assert_eq!(of_jiff.as_millisecond(), 1_649_244_577_120);
    assert_eq!(DateTime::from(of_jiff), received);
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(2));
    assert_eq!(DateTime::from(&of_jiff.to_zoned(zone)).as_str(), TEXT);
}

#[test]
fn times_before_1970_and_texts_without_a_time_convert_too() {
    let before: DateTime = "1969-12-31T23:59:58.500Z".parse().unwrap();
    assert_eq!(before.to_chrono().unwrap().timestamp_millis(), -1500);
    assert_eq!(before.to_time().unwrap().unix_timestamp_nanos(), -1_500_000_000);
    assert_eq!(before.to_jiff().unwrap().as_millisecond(), -1500);
    assert_eq!(DateTime::from(before.to_jiff().unwrap()).as_str(), before.as_str());
    let soon: DateTime = serde_json::from_str("\"soon\"").unwrap();
    assert!(soon.to_chrono().is_err() && soon.to_time().is_err() && soon.to_jiff().is_err());
    // The libraries have other ranges.
    let first: DateTime = "0000-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(first.to_jiff().unwrap().as_second(), first.unix_timestamp().unwrap());
}

#[test]
fn dates_convert_from_and_into_the_types_of_libraries() {
    let date: Date = "2024-02-29".parse().unwrap();
    assert_eq!(date.to_chrono().unwrap(), chrono::NaiveDate::from_ymd_opt(2024, 2, 29).unwrap());
    assert_eq!(date.to_time().unwrap(), time::Date::from_calendar_date(2024, time::Month::February, 29).unwrap());
    assert_eq!(date.to_jiff().unwrap(), jiff::civil::date(2024, 2, 29));
    let again = [date.to_chrono().unwrap().into(), date.to_time().unwrap().into(), date.to_jiff().unwrap().into()];
    assert!(again.iter().all(|again: &Date| again.as_str() == "2024-02-29"));
    assert_eq!(Date::from(chrono::NaiveDate::from_ymd_opt(-5, 1, 2).unwrap()).as_str(), "-0005-01-02");
}
