//! String types as generated crates declare them.

use serde_json::json;

#[derive(Clone, Debug, PartialEq)]
enum Color {
    Red,
    DeepBlue,
    Unlisted(String),
}

moored_runtime::open_enum! {
    Color;
    "red" => Red,
    "deep \"blue\"" => DeepBlue,
    _ => Unlisted,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    Rising,
    Falling,
}

moored_runtime::closed_enum! {
    Order;
    "asc" => Rising,
    "desc" => Falling,
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
