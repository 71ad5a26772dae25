// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

//! What requests and answers hold.

mod authentication_error;
mod authentication_error_detail;
mod feedback_response_schema;
mod me_schema;
mod permission_error;
mod permission_schema;
mod user_schema;
mod user_schema_account_type;

pub use authentication_error::AuthenticationError;
pub use authentication_error_detail::AuthenticationErrorDetail;
pub use feedback_response_schema::FeedbackResponseSchema;
pub use me_schema::MeSchema;
pub use permission_error::PermissionError;
pub use permission_schema::PermissionSchema;
pub use user_schema::UserSchema;
pub use user_schema_account_type::UserSchemaAccountType;
