// Written by `cargo xtask codegen` from tests/servers/openapi.yaml. Edits go there, not here.

//! The calls, one module each. Their methods are on [`Client`](crate::Client).

mod list_pets;
mod put_file;
mod get_file;
mod get_status;
mod get_health;
mod get_logs;
mod get_old;

pub use list_pets::ListPets;
pub use put_file::PutFile;
pub use get_file::GetFile;
pub use get_status::GetStatus;
pub use get_health::GetHealth;
pub use get_logs::GetLogs;
pub use get_old::GetOld;
