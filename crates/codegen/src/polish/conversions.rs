//! typify's conversions of unions from strings, which fail with an error type that only it knows.
//!
//! ```text
//! impl FromStr for IdOrName { type Err = self::error::ConversionError; … }     // before
//!                                                                              // after: there is `From` for each variant
//! ```

use quote::ToTokens as _;
use syn::Item;

use super::Facts;
use crate::emit::Module;

pub(super) fn run(module: &mut Module, _: &Facts<'_>) {
    module.file.items.retain(|item| match item {
        Item::Impl(item) => !item.to_token_stream().to_string().contains("ConversionError"),
        _ => true,
    });
}
