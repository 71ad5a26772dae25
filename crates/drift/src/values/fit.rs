//! Whether a reader handles what a writer writes, for two different types.
//!
//! In a response the new document writes and the old client reads: it keeps any string as a string with a format, an
//! unknown value of an enum, and what fits no variant of a union. In a request the old client writes and the new
//! document reads, which allows no more than it states.

use moored_model::api::{Native, Struct, Union, Width};
use serde_json::Number;

use super::view::View;
use crate::{Direction, Side};

/// Whether a reader handles what a writer writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// All of it.
    All,
    /// Some values are rejected or lost.
    Some,
}

/// The two sides of a message.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    reader: Side<'a>,
    writer: Side<'a>,
    direction: Direction,
}

/// Types within types that are looked at. What is deeper decides nothing here; it is compared on its own.
const DEEPEST: usize = 4;

impl<'a> Reading<'a> {
    pub(super) fn new(old: &Side<'a>, new: &Side<'a>, direction: Direction) -> Self {
        match direction {
            Direction::Request => Self { reader: *new, writer: *old, direction },
            Direction::Response => Self { reader: *old, writer: *new, direction },
        }
    }

    /// Whether the reader of `old` and `new` handles what the other writes.
    pub(super) fn fit(&self, old: View<'a>, new: View<'a>) -> Fit {
        let (reader, writer) = match self.direction {
            Direction::Request => (new, old),
            Direction::Response => (old, new),
        };
        if self.reads(reader, writer, DEEPEST) { Fit::All } else { Fit::Some }
    }

    fn is_strict(&self) -> bool {
        self.direction == Direction::Request
    }

    fn reads(&self, reader: View<'a>, writer: View<'a>, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return true };
        match (reader, writer) {
            (View::Json, _) => true,
            // A union keeps what fits none of its variants.
            (View::Union(..), _) if !self.is_strict() => true,
            (_, View::Union(union)) => {
                union.variants.iter().all(|one| self.reads(reader, View::of(&one.ty, &self.writer), depth))
            }
            (View::Union(union), _) => {
                union.variants.iter().any(|one| self.reads(View::of(&one.ty, &self.reader), writer, depth))
            }
            (View::Object, View::Object | View::Map(_) | View::Struct(..)) | (View::Bool, View::Bool) => true,
            (View::Struct(own), View::Struct(other)) => self.reads_struct(own, other, depth),
            // All members have other names than the properties, or may have.
            (View::Struct(own), View::Object | View::Map(_)) => {
                self.is_strict() && own.fields.iter().all(|field| !field.presence.is_required())
            }
            (View::Map(value), View::Struct(other)) => {
                let value = View::of(value, &self.reader);
                let mut types = other.fields.iter().map(|field| &field.ty);
                types.all(|ty| self.reads(value, View::of(ty, &self.writer), depth))
            }
            (View::Map(value), View::Map(other)) | (View::List(value), View::List(other)) => {
                self.reads(View::of(value, &self.reader), View::of(other, &self.writer), depth)
            }
            (View::List(value), View::Tuple(items)) => {
                let value = View::of(value, &self.reader);
                items.iter().all(|item| self.reads(value, View::of(&item.ty, &self.writer), depth))
            }
            (View::Tuple(own), View::Tuple(other)) => own.len() == other.len(),
            (View::Text(_) | View::Enum(..), View::Text(_) | View::Enum(..)) => self.reads_text(reader, writer),
            (View::Decimal, View::Text(_) | View::Enum(..)) => !self.is_strict(),
            (_, View::Integer(_) | View::NumberEnum(..) | View::Number | View::Float | View::Decimal) => {
                self.reads_number(reader, writer)
            }
            _ => false,
        }
    }

    /// Whether an object of `other` has what `own` requires.
    fn reads_struct(&self, own: &'a Struct, other: &'a Struct, depth: usize) -> bool {
        own.fields.iter().all(|field| match other.fields.iter().find(|one| one.wire_name == field.wire_name) {
            Some(one) => {
                let is_there = one.presence.is_required() || !field.is_required();
                is_there && self.reads(View::of(&field.ty, &self.reader), View::of(&one.ty, &self.writer), depth)
            }
            None => !field.is_required(),
        })
    }

    fn reads_text(&self, reader: View<'a>, writer: View<'a>) -> bool {
        if !self.is_strict() {
            // A closed enum is in requests alone.
            return !matches!(reader, View::Enum(_, own) if own.unlisted.is_none());
        }
        match (reader, writer) {
            (View::Enum(_, own), View::Enum(_, other)) => {
                other.values.iter().all(|value| own.values.iter().any(|one| one.value == value.value))
            }
            (View::Enum(..), _) => false,
            (View::Text(None | Some(Native::Secret)), _) => true,
            (View::Text(own), View::Text(other)) => own == other,
            _ => false,
        }
    }

    fn reads_number(&self, reader: View<'a>, writer: View<'a>) -> bool {
        match (reader, writer) {
            (View::Decimal | View::Number | View::Float, View::Decimal) => matches!(reader, View::Decimal),
            (View::Decimal | View::Number | View::Float, _) => true,
            (View::Integer(own), View::Integer(other)) => own == other,
            (View::Integer(own), View::NumberEnum(_, other)) => other.values.iter().all(|one| fits(&one.value, own)),
            (View::NumberEnum(_, own), View::NumberEnum(_, other)) => {
                let has = |value: &Number| own.values.iter().any(|one| is_same(&one.value, value));
                match self.is_strict() {
                    true => other.values.iter().all(|one| has(&one.value)),
                    false => self.reads_number(View::of(&own.ty, &self.reader), writer),
                }
            }
            (View::NumberEnum(_, own), _) => {
                !self.is_strict() && self.reads_number(View::of(&own.ty, &self.reader), writer)
            }
            _ => false,
        }
    }

    /// The first variant of `union` that would take an object of `other` and lose a member of it, with the member. In
    /// a response such a value is decoded, and not kept as it was received.
    pub(super) fn loses(&self, union: &'a Union, tags: &[String], other: &'a Struct) -> Option<(&'a str, &'a str)> {
        let mut lost = None;
        for variant in &union.variants {
            let View::Struct(own) = View::of(&variant.ty, &self.reader) else { continue };
            let is_other = variant.constant.as_ref().is_some_and(|constant| {
                let same = other.fields.iter().find(|field| field.wire_name == constant.property);
                same.is_some_and(|field| match View::of(&field.ty, &self.writer) {
                    View::Enum(_, values) => values.values.iter().all(|one| one.value != constant.value),
                    _ => false,
                })
            });
            let is_tried = match &union.tag {
                Some(_) => variant.is_default || (variant.tags.is_empty() && !tags.is_empty()),
                None => true,
            };
            if is_other || !is_tried || !self.reads_struct(own, other, DEEPEST) {
                continue;
            }
            if own.additional.is_some() || own.unknown_fields.is_some() {
                return None;
            }
            let is_known = |name: &str| own.fields.iter().any(|field| field.wire_name == name);
            match other.fields.iter().find(|field| !is_known(&field.wire_name)) {
                Some(field) => lost = lost.or(Some((variant.name.as_str(), field.wire_name.as_str()))),
                None => return None,
            }
        }
        lost
    }
}

/// Whether an integer of this width can have the value.
fn fits(value: &Number, width: Width) -> bool {
    match width {
        Width::Signed => value.is_i64(),
        Width::Unsigned => value.is_u64(),
    }
}

/// Whether the two are the same number, such as `1` and `1.0`.
pub(super) fn is_same(one: &Number, other: &Number) -> bool {
    one == other || one.as_f64().is_some_and(|one| other.as_f64() == Some(one))
}
