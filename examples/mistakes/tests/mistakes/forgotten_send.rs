// A call that is never sent.
#![deny(unused_must_use)]

async fn close(client: &tracker_client::Client) {
    client.get_issue("moored", 7);
}

fn main() {}
