// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

//! What requests and answers hold.

mod api_credential;
mod create_user;
mod create_user_request;
mod create_user_response;
mod created_user;
mod created_user_label;
mod get_user_response;
mod update_user;
mod update_user_request;
mod user;
mod user_billing_plan;
mod user_currency;
mod user_quota;
mod user_services;

pub use api_credential::ApiCredential;
pub use create_user::CreateUser;
pub use create_user_request::CreateUserRequest;
pub use create_user_response::CreateUserResponse;
pub use created_user::CreatedUser;
pub use created_user_label::CreatedUserLabel;
pub use get_user_response::GetUserResponse;
pub use update_user::UpdateUser;
pub use update_user_request::UpdateUserRequest;
pub use user::User;
pub use user_billing_plan::UserBillingPlan;
pub use user_currency::UserCurrency;
pub use user_quota::UserQuota;
pub use user_services::UserServices;
