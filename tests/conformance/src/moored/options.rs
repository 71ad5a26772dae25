//! The settings of one call.

use conformance_client::{CallOptions, FilePart};

use super::credential;
use crate::action::Options;

pub(super) fn call_options(options: Options) -> CallOptions {
    let mut found = CallOptions::new();
    if let Some(limit) = options.timeout {
        found = found.timeout(limit);
    }
    if let Some(key) = options.idempotency_key {
        found = found.idempotency_key(key);
    }
    if let Some((name, value)) = options.header {
        found = found.header(name, value);
    }
    if let Some((name, value)) = options.query {
        found = found.query(name, value);
    }
    if let Some((name, value)) = options.member {
        found = found.body_member(name, value);
    }
    if let Some((name, value)) = options.field {
        found = found.form_field(name, value);
    }
    if let Some((name, content)) = options.part {
        found = found.form_part(name, FilePart::new(content).file_name("extra.txt"));
    }
    if let Some(login) = options.login {
        found = found.credential(credential(login, "", None));
    }
    if let Some(address) = options.address {
        found = found.base_address(address);
    }
    found
}
