// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

//! What requests and answers hold.

mod auth_providers;
mod country;
mod image;
mod organization;
mod permission;
mod update_user;
mod update_user_locale;
mod update_user_password;
mod update_user_settings;
mod user;
mod user_settings;

pub use auth_providers::AuthProviders;
pub use country::Country;
pub use image::Image;
pub use organization::Organization;
pub use permission::Permission;
pub use update_user::UpdateUser;
pub use update_user_locale::UpdateUserLocale;
pub use update_user_password::UpdateUserPassword;
pub use update_user_settings::UpdateUserSettings;
pub use user::User;
pub use user_settings::UserSettings;
