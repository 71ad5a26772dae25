//! A server that always sends the same response, as fast as possible.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

const BODY: &str = r#"{"message":"ok","meta":{},"data":{"first_name":"Ada","last_name":"Lovelace","email":"jsmith@example.com","is_active":true,"is_superuser":false,"birthdate":"2023-11-07T05:31:56Z","is_enterprise":true,"role_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","phone":"+41 44 000 00 00","state":"ZH","country":"CH","address":"Bahnhofstrasse 1","active_billing_plan_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","next_billing_plan_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","stripe_customer_id":"cus_1","stripe_subscription_id":"sub_1","stripe_subscription_status":"active","stripe_has_payment_method":true,"is_trial":true,"used_trial":true,"is_paying":true,"stripe_last_payment_date":"2023-11-07T05:31:56Z","billing_updated_at":"2023-11-07T05:31:56Z","last_credits_refresh":"2023-11-07T05:31:56Z","next_credits_refresh":"2023-11-07T05:31:56Z","id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","follower_count":123,"following_count":123}}"#;

/// The address of a server that runs until the process ends.
pub(crate) fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let connection = connection.unwrap();
            std::thread::spawn(move || serve(connection));
        }
    });
    address
}

/// The requests have no body, so that each ends with the empty line.
fn serve(mut connection: TcpStream) {
    connection.set_nodelay(true).unwrap();
    let response =
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{BODY}", BODY.len());
    let (mut bytes, mut request) = ([0; 4096], Vec::new());
    while let Ok(count @ 1..) = connection.read(&mut bytes) {
        request.extend_from_slice(bytes.get(..count).unwrap());
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            connection.write_all(response.as_bytes()).unwrap();
        }
    }
}
