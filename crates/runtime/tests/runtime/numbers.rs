//! Enums of numbers as generated crates declare them.

use moored_runtime::{Number, decode};
use serde_json::json;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Level {
    Low,
    High,
    Unlisted(i64),
}

moored_runtime::open_integer_enum! { Level, i64; -1 => Low, 10 => High, _ => Unlisted, }

#[derive(Clone, Copy, Debug, PartialEq)]
enum Width {
    One,
    Most,
}

moored_runtime::closed_integer_enum! { Width, u64; 1 => One, 18446744073709551615 => Most, }

#[derive(Clone, Debug, PartialEq)]
enum Version {
    One,
    OneAndATenth,
    Unlisted(Number),
}

moored_runtime::open_number_enum! { Version, Number; 1i64 => One, 1.1f64 => OneAndATenth, _ => Unlisted, }

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
