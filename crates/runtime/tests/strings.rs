//! String types as generated crates declare them.

use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;
use std::str::FromStr;

use serde_json::json;

moored_runtime::open_enum! {
    /// A color.
    pub enum Color {
        Red = "red",
        DeepBlue = "deep \"blue\"",
        _ = Unlisted,
    }
}

moored_runtime::closed_enum! {
    /// An order.
    pub enum Order {
        Rising = "asc",
        Falling = "desc",
    }
}

#[test]
fn an_open_enum_encodes_back_to_the_same_string() {
    for text in ["red", "deep \"blue\"", "", "Red"] {
        let color: Color = serde_json::from_value(json!(text)).unwrap();
        assert_eq!((color.as_str(), color.to_string().as_str()), (text, text));
        assert_eq!(serde_json::to_value(&color).unwrap(), json!(text));
        assert_eq!(Color::from(text.to_owned()), color);
    }
    assert_eq!(Color::from("deep \"blue\""), Color::DeepBlue);
    assert_eq!(Color::from("Red"), Color::Unlisted("Red".to_owned()));
    // A string with an escape cannot be borrowed from the JSON.
    assert_eq!(serde_json::from_str::<Color>(r#""\u0072ed""#).unwrap(), Color::Red);
}

#[test]
fn a_closed_enum_accepts_only_listed_strings() {
    assert_eq!(serde_json::from_value::<Order>(json!("desc")).unwrap(), Order::Falling);
    assert_eq!(serde_json::to_value(Order::Rising).unwrap(), json!("asc"));
    assert_eq!(Order::try_from("asc".to_owned()), Ok(Order::Rising));
    let error = serde_json::from_value::<Order>(json!("sideways")).unwrap_err().to_string();
    assert_eq!(error, "Order: the value is not one of `asc`, `desc`");
    // The key of a map is a string as well.
    let map = std::collections::HashMap::from([("a", Order::Falling)]);
    assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"a":"desc"}"#);
}

#[test]
fn every_enum_converts_from_and_to_text_alike() {
    fn round_trip<T>(text: &str) -> bool
    where
        T: FromStr + for<'a> TryFrom<&'a str> + TryFrom<String> + AsRef<str> + Display + Eq + Ord + Hash,
    {
        let values = [text.parse().ok(), T::try_from(text).ok(), T::try_from(text.to_owned()).ok()];
        let is_same = |value: &Option<T>| {
            value.as_ref().is_some_and(|value| (value.as_ref(), &*value.to_string()) == (text, text))
        };
        values.iter().all(is_same)
    }
    assert!(round_trip::<Color>("red") && round_trip::<Color>("green"));
    assert!(round_trip::<Order>("asc") && !round_trip::<Order>("up"));
}

#[test]
fn enums_are_compared_by_their_texts() {
    let mut colors = ["red", "green", "deep \"blue\""].map(Color::from);
    colors.sort();
    assert_eq!(colors.map(|color| color.to_string()), ["deep \"blue\"", "green", "red"]);
    // As a client compares them whose document does not list the value yet.
    let unlisted = Color::Unlisted("red".to_owned());
    assert_eq!(unlisted, Color::Red);
    assert_eq!(HashSet::from([unlisted, Color::Red]).len(), 1);
    assert!(Color::Red == "red" && *"asc" == *Order::Rising.as_str() && Order::Rising < Order::Falling);
}
