//! How the value of a parameter is written in a request, by its style and the shape of its type.

use moored_model::api::{Parameter, ParameterLocation, Style, StyleKind, TypeKind, TypeRef, Types};

/// The shape of a value: what a style distinguishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Scalar,
    List,
    Object,
    /// It depends on the value.
    Any,
}

/// How a parameter is written.
pub(super) struct Encoding<'a> {
    location: ParameterLocation,
    style: Style,
    shape: Shape,
    /// Whether a scalar, or an item of a list, can be any string.
    is_text: bool,
    /// The type of an item of a list.
    item: Option<&'a TypeRef>,
    form: Form<'a>,
}

/// What the provider reads from the text that the old client writes.
pub(super) enum Sent<'a> {
    /// The same value.
    Same,
    /// A list with that value, which has to be valid as an item.
    AsItem { item: &'a TypeRef },
    /// The same text, as another type of which any text is valid.
    AsText,
    /// The same value, with reserved characters that are escaped in another way.
    Escaped,
    /// Something else.
    Differently,
    /// Something else, because a list is one value, or the other way round.
    OfAnotherShape,
}

impl<'a> Encoding<'a> {
    pub(super) fn of(parameter: &'a Parameter, types: &'a Types) -> Self {
        let item = item(&parameter.ty, types);
        Self {
            location: parameter.location,
            style: parameter.style,
            shape: shape(&parameter.ty, types, DEPTH),
            is_text: types.resolved(item.unwrap_or(&parameter.ty)) == TypeRef::String,
            item,
            form: Form { ty: &parameter.ty, styles: &parameter.members, types },
        }
    }

    /// What the text of a value looks like, with `n` for the name, and `a` and `b` for items or members.
    fn layout(&self, shape: Shape) -> String {
        if self.location == ParameterLocation::Querystring && self.style.kind == StyleKind::Form {
            return "form".to_owned();
        }
        layout(self.style, shape)
    }
}

/// How many wrappers and unions are looked into.
const DEPTH: usize = 8;

fn shape(ty: &TypeRef, types: &Types, depth: usize) -> Shape {
    let Some(depth) = depth.checked_sub(1) else { return Shape::Any };
    match ty {
        TypeRef::Named(id) => match types.get(*id).map(|ty| &ty.kind) {
            Some(TypeKind::Struct(_)) => Shape::Object,
            Some(TypeKind::Enum(_) | TypeKind::NumberEnum(_)) => Shape::Scalar,
            Some(TypeKind::Tuple(_)) => Shape::List,
            Some(TypeKind::Alias(inner) | TypeKind::Wrapper(inner)) => shape(inner, types, depth),
            Some(TypeKind::Union(union)) => {
                let mut shapes = union.variants.iter().map(|variant| shape(&variant.ty, types, depth));
                match shapes.next() {
                    Some(first) if shapes.all(|other| other == first) => first,
                    _ => Shape::Any,
                }
            }
            None => Shape::Any,
        },
        TypeRef::Json => Shape::Any,
        TypeRef::JsonObject | TypeRef::Map(_) => Shape::Object,
        TypeRef::List(_) => Shape::List,
        TypeRef::Option(inner) => shape(inner, types, depth),
        TypeRef::Native(_) | TypeRef::String | TypeRef::Bool | TypeRef::Float | TypeRef::Integer(_) => Shape::Scalar,
    }
}

/// The type of the items of a list.
fn item<'a>(ty: &'a TypeRef, types: &'a Types) -> Option<&'a TypeRef> {
    let mut ty = ty;
    for _ in 0..DEPTH {
        ty = match ty {
            TypeRef::List(item) => return Some(item),
            TypeRef::Option(inner) => inner,
            TypeRef::Named(id) => match types.get(*id).map(|ty| &ty.kind) {
                Some(TypeKind::Alias(inner) | TypeKind::Wrapper(inner)) => inner,
                _ => return None,
            },
            _ => return None,
        };
    }
    None
}

/// See [`Encoding::layout`].
fn layout(style: Style, shape: Shape) -> String {
    let Style { kind, explode, .. } = style;
    let text = match (kind, shape, explode) {
        (StyleKind::Json, ..) => "JSON",
        (kind, Shape::Any, explode) => {
            return format!("the style {}{}", word(kind), if explode { ", exploded" } else { "" });
        }
        (StyleKind::Label, Shape::Scalar, _) => ".a",
        (StyleKind::Label, Shape::List, false) => ".a,b",
        (StyleKind::Label, Shape::List, true) => ".a.b",
        (StyleKind::Label, Shape::Object, false) => ".a,1,b,2",
        (StyleKind::Label, Shape::Object, true) => ".a=1.b=2",
        (StyleKind::Matrix, Shape::Scalar, _) => ";n=a",
        (StyleKind::Matrix, Shape::List, false) => ";n=a,b",
        (StyleKind::Matrix, Shape::List, true) => ";n=a;n=b",
        (StyleKind::Matrix, Shape::Object, false) => ";n=a,1,b,2",
        (StyleKind::Matrix, Shape::Object, true) => ";a=1;b=2",
        (_, Shape::Scalar, _) => "a",
        (StyleKind::DeepObject, ..) => "n[a]=1&n[b]=2",
        (StyleKind::Simple, Shape::List, _) => "a,b",
        (_, Shape::List, true) => "n=a&n=b",
        (StyleKind::SpaceDelimited, Shape::List, false) => "a b",
        (StyleKind::PipeDelimited, Shape::List, false) => "a|b",
        (_, Shape::List, false) => "a,b",
        (StyleKind::Simple, Shape::Object, true) => "a=1,b=2",
        (_, Shape::Object, true) => "a=1&b=2",
        (StyleKind::SpaceDelimited, Shape::Object, false) => "a 1 b 2",
        (StyleKind::PipeDelimited, Shape::Object, false) => "a|1|b|2",
        (_, Shape::Object, false) => "a,1,b,2",
    };
    text.to_owned()
}

/// Compares what the old client writes with what the new document expects.
pub(super) fn compare<'a>(old: &Encoding<'a>, new: &Encoding<'a>) -> Sent<'a> {
    let (before, after) = (old.layout(old.shape), new.layout(new.shape));
    match (old.shape, new.shape) {
        // One value of a list that is written as `n=a&n=b`, or as `a,b`, is written as `a`.
        (Shape::Scalar, Shape::List)
            if old.layout(Shape::Scalar) == "a" && ["a,b", "n=a&n=b"].contains(&after.as_str()) =>
        {
            match new.item {
                // A text may already be a list: `a,b`.
                Some(_) if old.is_text && after == "a,b" => Sent::AsText,
                Some(item) => Sent::AsItem { item },
                None => Sent::Same,
            }
        }
        (Shape::List, Shape::Scalar) if before == "a,b" && after == "a" && new.is_text => Sent::AsText,
        (Shape::List, Shape::Scalar) | (Shape::Scalar, Shape::List) => Sent::OfAnotherShape,
        // With a type of another shape, it is not the style that matters.
        (one, other) if one != other && one != Shape::Any && other != Shape::Any => Sent::Same,
        (Shape::Any, _) | (_, Shape::Any) if layout(old.style, Shape::Any) != layout(new.style, Shape::Any) => {
            Sent::Differently
        }
        (Shape::Any, _) | (_, Shape::Any) => Sent::Same,
        _ if before != after || !old.form.differing(&new.form).is_empty() => Sent::Differently,
        _ if old.style.allow_reserved != new.style.allow_reserved && old.is_text => Sent::Escaped,
        _ => Sent::Same,
    }
}

/// A value whose members are the fields of a form.
pub(in crate::families) struct Form<'a> {
    pub(in crate::families) ty: &'a TypeRef,
    /// The members with a style of their own.
    pub(in crate::families) styles: &'a [(String, Style)],
    pub(in crate::families) types: &'a Types,
}

impl<'a> Form<'a> {
    /// The members of both forms that are written in another way.
    pub(in crate::families) fn differing(&self, new: &Self) -> Vec<&'a str> {
        let mut names: Vec<&'a str> = self.styles.iter().map(|(name, _)| name.as_str()).collect();
        names.extend(new.styles.iter().map(|(name, _)| name.as_str()).filter(|name| self.style(name).is_none()));
        names.retain(|name| match (self.shape(name), new.shape(name)) {
            (Some(one), Some(other)) if one == other => self.layout(name, one) != new.layout(name, other),
            // It is new or gone, or its type differs.
            _ => false,
        });
        names
    }

    fn style(&self, name: &str) -> Option<Style> {
        self.styles.iter().find(|(other, _)| other == name).map(|(_, style)| *style)
    }

    fn layout(&self, name: &str, shape: Shape) -> String {
        layout(self.style(name).unwrap_or(ParameterLocation::Query.style()), shape)
    }

    /// The shape of a member; `None` if the form has no such member.
    fn shape(&self, name: &str) -> Option<Shape> {
        let TypeRef::Named(id) = self.types.resolved(self.ty) else { return Some(Shape::Any) };
        match self.types.get(id).map(|ty| &ty.kind) {
            Some(TypeKind::Struct(definition)) => {
                let field = definition.fields.iter().find(|field| field.wire_name == name)?;
                Some(shape(&field.ty, self.types, DEPTH))
            }
            _ => Some(Shape::Any),
        }
    }
}

/// What the text of `parameter` looks like.
pub(super) fn example(parameter: &Parameter, types: &Types) -> String {
    let encoding = Encoding::of(parameter, types);
    encoding.layout(encoding.shape)
}

/// `style` in a document.
const fn word(kind: StyleKind) -> &'static str {
    match kind {
        StyleKind::Simple => "simple",
        StyleKind::Label => "label",
        StyleKind::Matrix => "matrix",
        StyleKind::Form => "form",
        StyleKind::Cookie => "cookie",
        StyleKind::SpaceDelimited => "spaceDelimited",
        StyleKind::PipeDelimited => "pipeDelimited",
        StyleKind::DeepObject => "deepObject",
        StyleKind::Json => "JSON",
    }
}

/// The style for a report.
pub(super) fn describe(parameter: &Parameter, example: &str) -> String {
    let reserved = if parameter.style.allow_reserved { ", reserved characters as they are" } else { "" };
    format!("{example}{reserved}")
}
