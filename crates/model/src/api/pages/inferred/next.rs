//! A member with the address of the next page.

use super::names::{Member, Members, Parameters};
use crate::api::pages::{
    PageSource,
    draft::{Draft, DraftStyle},
};

/// The draft for the only such member.
pub(super) fn read(parameters: &Parameters<'_>, members: &Members<'_>) -> Option<Draft> {
    let is_next = |member: &Member<'_>| {
        let in_links = member.object == "links";
        let is_sure = parameters.about_pages();
        match member.name.as_str() {
            // OData and Azure.
            "nextlink" | "odatanextlink" => member.is_text,
            "nexthref" | "nextpagehref" | "nextpagelink" | "nextpageuri" | "nextpageurl" | "nexturi" | "nexturl" => {
                member.is_text && !member.object.contains("next")
            }
            "next" => is_sure && member.is_text && (in_links || member.is_address),
            // A link as an object.
            "href" => is_sure && member.is_text && member.object == "next",
            _ => false,
        }
    };
    let next = members.only(is_next)?;
    Some(Draft::new(DraftStyle::NextUrl(PageSource::Body(next.at.clone()))))
}
