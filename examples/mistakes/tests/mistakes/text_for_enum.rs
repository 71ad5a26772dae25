// A text where an enum is required.
async fn open(client: &tracker_client::Client) {
    let _ = client.list_issues("moored").state("open").send().await;
}

fn main() {}
