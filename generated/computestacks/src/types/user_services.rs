// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `UserServices`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct UserServices {
    /// `projects`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub projects: Field<i64>,
    /// `containers`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub containers: Field<i64>,
    /// `container_services`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub container_services: Field<i64>,
    /// `container_images`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub container_images: Field<i64>,
    /// `container_registries`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub container_registries: Field<i64>,
    /// `dns_zones`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub dns_zones: Field<i64>,
}
