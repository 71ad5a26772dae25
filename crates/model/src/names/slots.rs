//! Names that stand next to each other: those of the last run are taken first.

use moored_document::scope::Scope;

use crate::pins::Pin;

/// One name to choose.
pub(super) struct Slot {
    /// Names for something new, best first.
    pub(super) candidates: Vec<String>,
    /// The name of the last run.
    pub(super) pin: Option<Pin>,
    /// Whether the first candidate is a setting.
    pub(super) is_configured: bool,
}

/// A chosen name.
pub(super) struct Chosen {
    pub(super) name: String,
    /// Why it is not the name of the last run.
    pub(super) lost: Option<Reason>,
}

/// Why a name cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Taken,
    Reserved,
    Joined,
    /// An operation is in another group.
    Moved,
}

/// The name of each of `slots`. `is_allowed` is whether generated code can have a pinned name there.
pub(super) fn choose(scope: &mut Scope, slots: &[Slot], is_allowed: &dyn Fn(&str) -> bool) -> Vec<Chosen> {
    let mut chosen: Vec<Option<Chosen>> = slots.iter().map(|_| None).collect();
    let mut lost: Vec<Option<Reason>> = vec![None; slots.len()];
    for (slot, chosen) in slots.iter().zip(&mut chosen).filter(|(slot, _)| slot.is_configured) {
        *chosen = Some(Chosen { name: scope.take_first(&slot.candidates), lost: None });
    }
    for ((slot, chosen), lost) in slots.iter().zip(&mut chosen).zip(&mut lost) {
        let Some(pin) = slot.pin.as_ref().filter(|_| !slot.is_configured) else { continue };
        if !is_allowed(&pin.name) {
            *lost = Some(Reason::Reserved);
        } else if scope.take(&pin.name) {
            *chosen = Some(Chosen { name: pin.name.clone(), lost: None });
        } else {
            *lost = Some(Reason::Taken);
        }
    }
    let rest = slots.iter().zip(chosen).zip(lost);
    rest.map(|((slot, chosen), lost)| {
        chosen.unwrap_or_else(|| Chosen { name: scope.take_first(&slot.candidates), lost })
    })
    .collect()
}
