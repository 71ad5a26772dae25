// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

//! The calls, one module each. Their methods are on [`Client`](crate::Client).

mod paths_simple;
mod paths_label;
mod paths_matrix;
mod queries;
mod one_name_everywhere;
mod form;
mod parts;
mod any_of_these;
mod raw;
mod names;
mod names_body_call;
mod names_form_call;

pub use paths_simple::PathsSimple;
pub use paths_label::PathsLabel;
pub use paths_matrix::PathsMatrix;
pub use queries::Queries;
pub use one_name_everywhere::OneNameEverywhere;
pub use form::Form;
pub use parts::{Parts, PartsForm};
pub use any_of_these::{AnyOfThese, AnyOfTheseForm, AnyOfTheseBody};
pub use raw::Raw;
pub use names::{Names, NamesForm, NamesBody};
pub use names_body_call::NamesBodyCall;
pub use names_form_call::NamesFormCall;
