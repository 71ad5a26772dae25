// A call that is awaited like a future.
async fn title(client: &tracker_client::Client) -> Result<String, Box<dyn std::error::Error>> {
    Ok(client.get_issue("moored", 7).await?.into_body().title)
}
