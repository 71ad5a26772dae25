//! Enums of numbers as generated crates declare them.

use moored_runtime::{Number, decode};
use serde_json::json;

moored_runtime::open_integer_enum! {
    /// A level.
    pub enum Level: i64 {
        Low = -1,
        High = 10,
        _ = Unlisted,
    }
}

moored_runtime::closed_integer_enum! {
    /// A width.
    pub enum Width: u64 {
        One = 1,
        Most = 18446744073709551615,
    }
}

moored_runtime::open_number_enum! {
    /// A version.
    pub enum Version: Number {
        One = 1i64,
        OneAndATenth = 1.1f64,
        _ = Unlisted,
    }
}

#[test]
fn an_open_enum_of_integers_encodes_back_to_the_same_number() {
    for (text, expected) in [("-1", Level::Low), ("10", Level::High), ("11", Level::Unlisted(11))] {
        let level: Level = decode(text.as_bytes()).unwrap();
        assert_eq!((level, level.to_string().as_str()), (expected, text));
        assert_eq!(serde_json::to_string(&level).unwrap(), text);
        assert_eq!((text.parse(), Level::from(level.value())), (Ok(level), level));
    }
    // JSON Schema counts it as an integer.
    assert_eq!(decode::<Level>(b"10.0").unwrap(), Level::High);
    assert!(decode::<Level>(b"\"10\"").is_err());
}

#[test]
fn a_closed_enum_of_integers_accepts_only_listed_ones() {
    assert_eq!(serde_json::from_value::<Width>(json!(u64::MAX)).unwrap(), Width::Most);
    assert_eq!(serde_json::to_value(Width::One).unwrap(), json!(1));
    assert_eq!(u64::from(Width::Most), u64::MAX);
    for error in [Width::try_from(2).unwrap_err(), "2".parse::<Width>().unwrap_err(), "a".parse::<Width>().unwrap_err()]
    {
        assert_eq!(error.to_string(), "Width: the value is not one of `1`, `18446744073709551615`");
    }
    assert!(serde_json::from_value::<Width>(json!(2)).is_err());
}

#[test]
fn an_enum_of_fractions_compares_numbers_and_keeps_others() {
    let read = |text: &str| decode::<Version>(text.as_bytes()).unwrap();
    assert_eq!([read("1"), read("1.0"), read("1.1")], [Version::One, Version::One, Version::OneAndATenth]);
    assert_eq!(read("2.5"), Version::Unlisted(Number::from(2.5)));
    assert_eq!(serde_json::to_value([read("1.10"), read("3")]).unwrap(), json!([1.1, 3]));
    assert_eq!([Version::OneAndATenth.to_string(), read("3").to_string()], ["1.1", "3"]);
    assert_eq!([Version::One.as_f64(), read("2.5").as_f64()].map(f64::to_bits), [1.0, 2.5].map(f64::to_bits));
}

#[test]
fn enums_of_numbers_are_compared_as_numbers_and_read_from_text() {
    let mut levels = [10, 3, -1].map(Level::from);
    levels.sort();
    assert_eq!(levels, [Level::Low, Level::Unlisted(3), Level::High]);
    assert_eq!(Level::Unlisted(10), Level::High);
    assert_eq!(Level::try_from("10"), Ok(Level::High));
    assert_eq!(Width::try_from("1"), Ok(Width::One));
    let version = |text: &str| Version::try_from(text).unwrap();
    let mut versions = ["1.10", "1.05", "1"].map(version);
    versions.sort();
    assert_eq!(versions, [Version::One, Version::Unlisted("1.050".parse().unwrap()), Version::OneAndATenth]);
}
