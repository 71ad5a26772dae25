use std::collections::HashSet;

use moored_runtime::{Decimal, Field, Uuid};
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Account {
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    name: Field<String>,
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    credit: Field<Decimal>,
}

fn assert_lossless<T: Serialize + serde::de::DeserializeOwned>(json: &str) {
    let value: T = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
}

#[test]
fn a_field_distinguishes_absent_null_and_value_when_decoding_and_encoding() {
    for json in [r"{}", r#"{"name":null}"#, r#"{"name":"Ada"}"#, r#"{"name":"","credit":null}"#] {
        assert_lossless::<Account>(json);
    }
}

#[test]
fn debug_of_a_field_shows_its_value() {
    let account = Account { name: "Ada".into(), credit: Field::Null };
    assert_eq!(format!("{account:?}"), r#"Account { name: "Ada", credit: Null }"#);
    assert_eq!(format!("{:?}", Field::<u8>::default()), "Absent");
}

#[test]
fn a_field_returns_its_value() {
    let mut name: Field<String> = Some("Ada".to_owned()).into();
    assert_eq!(name.as_deref(), Some("Ada"));
    name.as_mut().unwrap().push('!');
    assert_eq!(name, "Ada!");
    assert_eq!(name, "Ada!".to_owned());
    assert_eq!(name.take().map(|name| name.len()), Field::Value(4));
    assert_eq!(name, Field::Absent);
}

#[test]
fn without_a_value_a_field_reads_like_none() {
    for none in [Field::<u8>::Absent, Field::Null] {
        assert!(none.is_none() && !none.is_some() && !none.is_some_and(|_| true));
        assert_ne!(none, 0);
        assert_eq!((none.as_ref(), none.into_option(), Option::<u8>::from(none)), (None, None, None));
        assert_eq!((none.unwrap_or(2), none.unwrap_or_else(|| 3), none.unwrap_or_default()), (2, 3, 0));
        assert_eq!((none.ok_or("no"), none.ok_or_else(|| "none")), (Err("no"), Err("none")));
        assert_eq!((none.map(|_| ()).is_null(), none.and_then(|_| Some(1))), (none.is_null(), None));
        assert_eq!((none.or(Some(1)), none.or(Field::Value(1)), none.or(none)), (Some(1), Some(1), None));
        assert_eq!((&none).into_iter().copied().chain(none).count(), 0);
    }
}

#[test]
fn with_a_value_a_field_reads_like_some() {
    let seven = Field::Value(7_u8);
    assert!(seven.is_some() && !seven.is_none() && seven.is_some_and(|seven| seven == 7));
    assert!(!seven.is_some_and(|seven| seven == 8));
    assert_eq!(seven, 7);
    assert_eq!((seven.unwrap_or(2), seven.unwrap_or_else(|| 3), seven.unwrap_or_default()), (7, 7, 7));
    assert_eq!((seven.ok_or("no"), seven.ok_or_else(|| "none")), (Ok(7), Ok(7)));
    assert_eq!((seven.and_then(|_| None::<u8>), seven.and_then(|seven| seven.checked_add(1))), (None, Some(8)));
    assert_eq!((&seven).into_iter().copied().chain(seven).sum::<u8>(), 14);
}

#[test]
fn a_field_is_an_option_of_an_option() {
    let states = [(Field::Absent, None), (Field::Null, Some(None)), (Field::Value(7_u8), Some(Some(7)))];
    for (field, nested) in states {
        assert_eq!((Field::from(nested), Option::<Option<u8>>::from(field)), (field, nested));
    }
    assert_eq!(Field::<u8>::from(None::<u8>), Field::Absent);
}

#[test]
fn a_uuid_is_five_groups_of_digits_in_upper_or_lower_case() {
    let uuid: Uuid = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap();
    assert_eq!(uuid.to_u128(), Ok(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8));
    assert_eq!("67E55044-10B1-426F-9247-BB680E5FE0C8".parse::<Uuid>().unwrap().to_u128(), uuid.to_u128());
    assert_eq!(Uuid::from(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8).as_str(), uuid.as_str());
    assert_eq!("67E55044-10B1-426F-9247-BB680E5FE0C8".parse::<Uuid>().unwrap(), uuid);
    let wrong = [
        "",
        "67e5504410b1426f9247bb680e5fe0c8",
        "67e55044-10b1-426f-9247-bb680e5fe0cg",
        "+7e55044-10b1-426f-9247-bb680e5fe0c8",
        "67e55044-10b1-426f-9247-bb680e5fe0c8-",
    ];
    for text in wrong {
        assert!(text.parse::<Uuid>().is_err(), "{text}");
        assert_lossless::<Uuid>(&format!("{text:?}"));
    }
}

#[test]
fn a_decimal_keeps_digits_and_form() {
    let thirty_digits = "123456789012345678901234567890.10";
    for json in ["0.0", "0", "-0", "1e400", "12.50", r#""12.50""#, r#""n/a""#, r#""""#, thirty_digits] {
        assert_lossless::<Decimal>(json);
        assert_lossless::<Account>(&format!(r#"{{"credit":{json}}}"#));
    }
}

#[test]
fn a_decimal_keeps_its_digits_when_paths_are_tracked() {
    let json = r#"{"credit":0.10000000000000000000000001}"#;
    let account: Account = serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(json)).unwrap();
    assert_eq!(serde_json::to_string(&account).unwrap(), json);
}

#[test]
fn a_decimal_is_decoded_from_buffers_of_serde() {
    #[derive(Debug, Serialize, Deserialize)]
    #[serde(untagged)]
    enum Either {
        Decimal(Decimal),
        Many(Vec<Decimal>),
    }
    #[derive(Debug, Serialize, Deserialize)]
    struct Flat {
        #[serde(flatten)]
        account: Account,
    }
    for json in ["0.0", "1.5", "-7", r#""12.50""#, r#"[18446744073709551615,"x"]"#] {
        assert_lossless::<Either>(json);
    }
    assert_lossless::<Flat>(r#"{"credit":0.0}"#);
    for value in [serde_json::json!(0.0), serde_json::json!("0.10"), serde_json::json!(-3)] {
        let decimal: Decimal = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(&decimal).unwrap(), value);
    }
}

#[test]
fn a_decimal_is_decoded_only_from_a_number_or_a_string() {
    for json in ["{}", "[1]", "true", "false", "null"] {
        let error = serde_json::from_str::<Decimal>(json).unwrap_err().to_string();
        assert!(error.contains("expected a decimal number or a string that contains one"), "{error}");
    }
}

#[test]
fn a_decimal_is_parsed_only_from_a_json_number() {
    let price: Decimal = "12.50".parse().unwrap();
    assert!(!price.is_string());
    assert_eq!(price.parse::<f64>(), Ok(12.5));
    assert_eq!(serde_json::to_string(&price.clone().into_string_form()).unwrap(), r#""12.50""#);
    assert_eq!(price, price.clone().into_string_form());
    assert_eq!(Decimal::from(-3_i64).as_str(), "-3");
    for text in ["", "1,5", ".5", "5.", "+5", "007", " 1", "1 ", "NaN", "1e", "--1", "\"1\""] {
        assert!(text.parse::<Decimal>().is_err(), "{text:?}");
    }
}

#[test]
fn decimals_are_compared_by_their_values() {
    let read = |json: &str| serde_json::from_str::<Decimal>(json).unwrap();
    let sorted = ["-1", r#""-0.5""#, "0", "2.50", r#""10""#, "1e400", r#""n/a""#, r#""one""#].map(read);
    assert!(sorted.is_sorted_by(|one, other| one < other), "{sorted:?}");
    assert_eq!([read("1.0"), read("1"), read(r#""1""#)].into_iter().collect::<HashSet<_>>().len(), 1);
    assert_ne!(read(r#""n/a""#), read(r#""N/A""#));
}
