// The credential of another provider.
fn client() -> Result<tracker_client::Client, tracker_client::runtime::BuildError> {
    tracker_client::Client::builder().credential(vault_client::Credential::basic("user", "password")).build()
}

fn main() {}
