//! Webhooks by event: what they are decoded into, and what is kept of those that are unknown or do not match.

use moored_runtime::{DecodeError, EventDecoder, EventName, FormValue, HeaderMap, JsonValue, RawEvent, WebhookEvent};

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Payment {
    number: String,
    total: i64,
    note: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
}

/// As it is generated.
#[derive(Debug, PartialEq)]
enum Event {
    Paid(Box<Payment>),
    Completed(JsonValue),
    Unknown(RawEvent),
}

const FORM: &[(&str, FormValue)] =
    &[("number", FormValue::Text), ("total", FormValue::Json), ("tags", FormValue::List(&FormValue::Text))];

impl WebhookEvent for Event {
    const NAME: &'static [EventName] = &[EventName::Header("x-event"), EventName::Body("/meta/action")];
    const EVENTS: &'static [EventDecoder<Self>] = &[
        ("invoice.paid", |event| event.boxed(FORM, Self::Paid)),
        ("check-run-completed", |event| event.value(&[], Self::Completed)),
    ];

    fn unknown(event: RawEvent) -> Self {
        Self::Unknown(event)
    }
}

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

fn payment(number: &str, total: i64) -> Payment {
    Payment { number: number.to_owned(), total, note: None, tags: Vec::new() }
}

#[test]
fn an_event_has_the_type_of_its_name() {
    let body = br#"{"number":"A1","total":7}"#;
    let event = Event::decode(&headers(&[("x-event", "invoice.paid")]), body).unwrap();
    assert_eq!(event, Event::Paid(Box::new(payment("A1", 7))));
    // The name in the document, whatever the header is.
    assert_eq!(Event::decode_named("invoice.paid", &HeaderMap::new(), body).unwrap(), event);
    assert_eq!(Event::decode_named("InvoicePaid", &HeaderMap::new(), body).unwrap(), event);
}

#[test]
fn a_name_has_several_parts() {
    let body = br#"{"meta":{"action":"completed"}}"#;
    let event = Event::decode(&headers(&[("x-event", "check_run")]), body).unwrap();
    assert!(matches!(event, Event::Completed(value) if value["meta"]["action"].as_str() == Some("completed")));
}

#[test]
fn an_unknown_event_is_kept() {
    let body = br#"{"meta":{"action":"made"},"id":12345678901234567890}"#;
    let Event::Unknown(event) = Event::decode(&headers(&[("x-event", "room")]), body).unwrap() else { panic!() };
    assert_eq!((event.name(), event.body().as_ref()), (Some("room.made"), body.as_slice()));
    assert_eq!(event.json::<JsonValue>().unwrap()["id"].to_string(), "12345678901234567890");
    let Event::Unknown(event) = Event::decode(&HeaderMap::new(), b"[]").unwrap() else { panic!() };
    assert_eq!((event.name(), event.body().as_ref()), (None, b"[]".as_slice()));
}

#[test]
fn a_newer_version_is_decoded_until_a_required_member_is_missing() {
    let paid = headers(&[("x-event", "invoice.paid")]);
    let newer = br#"{"number":"A1","total":7,"currency":{"code":"EUR"}}"#;
    assert_eq!(Event::decode(&paid, newer).unwrap(), Event::Paid(Box::new(payment("A1", 7))));

    let secret = br#"{"number":"A1-secret","sum":7}"#;
    let error = Event::decode(&paid, secret).unwrap_err();
    assert_eq!(error.event().name(), Some("invoice.paid"));
    assert_eq!(error.event().body().as_ref(), secret);
    let text = format!("{error}; {error:?}");
    assert!(text.contains("the event `invoice.paid` does not match") && text.contains("total"), "{text}");
    assert!(!text.contains("secret"), "{text}");
}

#[test]
fn a_body_that_is_not_json_is_an_error_that_keeps_it() {
    let error = Event::decode(&headers(&[("content-type", "application/json")]), b"{\"number\":").unwrap_err();
    assert_eq!((error.event().name(), error.event().body().as_ref()), (None, b"{\"number\":".as_slice()));
    // What is nested too deeply to be searched for a name is still an event.
    let deep = format!("{{\"number\":\"A1\",\"total\":7,\"more\":{}{}}}", "[".repeat(5000), "]".repeat(5000));
    let event = Event::decode(&headers(&[("x-event", "invoice.paid")]), deep.as_bytes()).unwrap();
    assert_eq!(event, Event::Paid(Box::new(payment("A1", 7))));
}

#[test]
fn a_form_is_decoded_like_json() {
    let form =
        headers(&[("x-event", "invoice.paid"), ("content-type", "application/x-www-form-urlencoded; charset=utf-8")]);
    let body = b"number=7&total=7&tags=a%26b&tags=c&unknown=x&meta[user]=1";
    let expected = Payment { tags: vec!["a&b".to_owned(), "c".to_owned()], ..payment("7", 7) };
    assert_eq!(Event::decode(&form, body).unwrap(), Event::Paid(Box::new(expected)));
    // A part of the name is in the form.
    let Event::Unknown(event) = Event::decode(&form, b"meta[action]=late&number=1").unwrap() else { panic!() };
    assert_eq!(event.name(), Some("invoice.paid.late"));
    assert_eq!(event.json::<JsonValue>().unwrap()["meta"]["action"].as_str(), Some("late"));
    // Where a number should be.
    let error = Event::decode(&form, b"number=1&total=many").unwrap_err();
    assert!(error.to_string().contains("at total"), "{error}");
}

#[test]
fn json_in_a_form_is_decoded() {
    let form = headers(&[("x-event", "invoice.paid"), ("content-type", "application/x-www-form-urlencoded")]);
    let body = b"payload=%7B%22number%22%3A%22A1%22%2C%22total%22%3A7%7D";
    let event = Event::decode(&form, body).unwrap();
    assert_eq!(event, Event::Paid(Box::new(payment("A1", 7))));
}

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Subscribed {
    data: JsonValue,
    payload: JsonValue,
    flags: Vec<bool>,
}

#[test]
fn objects_in_forms_are_members_in_brackets_or_json() {
    const MEMBERS: &[(&str, FormValue)] = &[
        ("data", FormValue::Object(&[("age", FormValue::Json), ("names", FormValue::List(&FormValue::Text))])),
        ("payload", FormValue::Json),
        ("flags", FormValue::List(&FormValue::Json)),
    ];
    struct Subscription(Subscribed);
    impl WebhookEvent for Subscription {
        const NAME: &'static [EventName] = &[];
        const EVENTS: &'static [EventDecoder<Self>] = &[("subscribe", |event| event.value(MEMBERS, Self))];
        fn unknown(_: RawEvent) -> Self {
            panic!("there is only one event")
        }
    }
    let decode = |body: &str| -> Result<Subscribed, DecodeError> {
        Subscription::decode(&HeaderMap::new(), body.as_bytes())
            .map(|event| event.0)
            .map_err(|error| error.decode_error().clone())
    };
    let body =
        "data[age]=36&data[names][]=Ada&data[names][]=Lovelace&data[x][y]=z&payload=[1,2]&flags[0]=true&flags[1]=false";
    let event = decode(body).unwrap();
    assert_eq!(event.data.to_string(), r#"{"age":36,"names":["Ada","Lovelace"],"x":{"y":"z"}}"#);
    assert_eq!((event.payload.to_string().as_str(), event.flags), ("[1,2]", vec![true, false]));
    let event = decode(r#"data={"age":1}&payload="a"&flags=true"#).unwrap();
    assert_eq!(event.data.to_string(), r#"{"age":1}"#);
    // Brackets without an end in sight are a name.
    let deep = format!("data{}=1&payload=1&flags=true", "[a]".repeat(100_000));
    assert!(decode(&deep).is_ok());
}
