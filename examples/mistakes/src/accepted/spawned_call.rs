// A call that outlives the function, in a task of its own.
async fn start(client: tracker_client::Client) {
    tokio::spawn(client.get_issue("moored", 7).send());
}
