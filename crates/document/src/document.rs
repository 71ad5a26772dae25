//! A parsed document: its value, its version, and where every node was in the text.

mod reading;
mod repeated;
mod yaml;

use serde_json::{Map, Value};

pub use reading::read;
pub(crate) use reading::read_strictly;

use crate::{
    finding::{Finding, Findings, Location},
    grammar::{self, Kind},
    locator::{Corrections, Destinations, FILES, Locator},
    obsolete::Obsolete,
    path::Path,
    pointer::Pointer,
    positions::{Duplicate, Reading},
    rules, schemas,
    site::{Site, VisitKind, VisitObject},
    source::Source,
};

/// The versions of OpenAPI that the generator accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// Swagger 2.0, which [`crate::upgrade`] rewrites as 3.0.
    V2_0,
    /// 3.0.x: schemas are those of JSON Schema's draft wright-00, and `nullable`.
    V3_0,
    /// 3.1.x: schemas are those of JSON Schema 2020-12. 3.2.x extends it and is read as the same version.
    V3_1,
}

/// One YAML or JSON mapping of a known OpenAPI version, every node of which has a position.
#[derive(Clone, Debug)]
pub struct Document {
    /// The document, rewritten by the passes.
    pub value: Value,
    /// The version that it declared.
    pub version: Version,
    locator: Locator,
    duplicates: Vec<Duplicate>,
    /// The actions of the overlay that have no effect.
    obsolete: Vec<Obsolete>,
    /// How many of the moves the references of the document reflect.
    updated: usize,
}

impl Document {
    /// Reads `source`, YAML or JSON.
    ///
    /// # Errors
    /// [`rules::UNREADABLE`] where the text cannot be parsed or is not a mapping, [`rules::UNSUPPORTED_VERSION`] where
    /// its `openapi` is none of 3.0.x, 3.1.x and 3.2.x and its `swagger` is not 2.0, [`rules::EMPTY_DOCUMENT`] where it
    /// has no part that a client is generated from.
    pub fn parse(source: &Source) -> Result<Self, Findings> {
        Self::parse_corrected(source, |_| Ok(None))
    }

    /// The same, after `correct` has changed the value of the text.
    pub(crate) fn parse_corrected(
        source: &Source,
        correct: impl FnOnce(&mut Value) -> Result<Option<Corrections>, Findings>,
    ) -> Result<Self, Findings> {
        let reading = Reading::of(source);
        let mut value = reading::value(source, &reading)?;
        let corrections = correct(&mut value)?;
        let Reading { positions, mut duplicates, stopped, .. } = reading;
        if stopped.is_some() {
            // Their own positions are unknown, but those of the mappings that contain them may be known.
            let new = repeated::find(source.text()).into_iter().filter(|pointer| !is_known(&duplicates, pointer));
            let new: Vec<Duplicate> = new
                .map(|pointer| (positions.position(&pointer), pointer))
                .map(|(position, pointer)| Duplicate { pointer, first: position, second: position })
                .collect();
            duplicates.extend(new);
        }
        let locator = Locator::new(source.clone(), positions, corrections);
        let mut document =
            Self { value, version: Version::V3_1, locator, duplicates, obsolete: Vec::new(), updated: 0 };
        document.version = document.read_version()?;
        document.require_content()?;
        Ok(document)
    }

    /// The same with the actions of its overlay that have no effect.
    #[must_use]
    pub fn with_obsolete(mut self, obsolete: Vec<Obsolete>) -> Self {
        self.obsolete = obsolete;
        self
    }

    /// The actions of its overlay that have no effect, if they are allowed: the mistakes that they correct are gone.
    #[must_use]
    pub fn obsolete(&self) -> &[Obsolete] {
        &self.obsolete
    }

    fn read_version(&self) -> Result<Version, Findings> {
        let takes = "the generator supports Swagger 2.0 and OpenAPI 3.0.x, 3.1.x and 3.2.x";
        let reject = |key: &str, message: String| {
            let location = self.locate(&Pointer::root().join(key));
            Err(Findings::from(Finding::new(&rules::UNSUPPORTED_VERSION, location, message).help(takes)))
        };
        // Swagger 1.2 has `swaggerVersion`.
        let keys = ["openapi", "swagger", "swaggerVersion"];
        let Some((key, declared)) = keys.iter().find_map(|key| Some((*key, self.value.get(key)?))) else {
            return reject("openapi", "the document does not declare its version of OpenAPI".to_owned());
        };
        // Unquoted, `openapi: 3.0` is a number in YAML.
        let version = match declared {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return reject(key, format!("the value of `{key}` is not a version")),
        };
        // Documents also write `v3.0.1`, `3.1.0-rc1` and `3`.
        let plain = version.trim().trim_start_matches(['v', 'V']);
        let is = |wanted: &str| {
            plain.strip_prefix(wanted).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
        };
        match key {
            "openapi" if is("3.0") => Ok(Version::V3_0),
            "openapi" if is("3.1") || is("3.2") || plain == "3" => Ok(Version::V3_1),
            "swagger" if is("2.0") || version == "2" => Ok(Version::V2_0),
            "openapi" => reject(key, format!("OpenAPI version `{version}` is not supported")),
            _ => reject(key, format!("Swagger version `{version}` is not supported")),
        }
    }

    fn require_content(&self) -> Result<(), Findings> {
        let parts = ["paths", "webhooks", "components", "definitions"];
        if parts.iter().any(|part| self.value.get(part).is_some()) {
            return Ok(());
        }
        let location = Location::start_of(self.locator.source());
        Err(Finding::new(&rules::EMPTY_DOCUMENT, location, "the document has no `paths`, `webhooks` or `components`")
            .into())
    }

    /// Adds another file that the document refers to.
    pub(crate) fn attach(&mut self, name: &str, source: Source, value: Value) {
        if let Value::Object(members) = &mut self.value
            && let Value::Object(files) = members.entry(FILES).or_insert_with(|| Value::Object(Map::new()))
        {
            files.insert(name.to_owned(), value);
        }
        self.locator.add_file(name, source);
    }

    /// Where the node at `pointer` is in the text, whether or not it has been moved.
    #[must_use]
    pub fn locate(&self, pointer: &Pointer) -> Location {
        self.locator.locate(pointer)
    }

    /// The pointer that the node at `pointer` has in the text, moved or not: that of [`Document::locate`].
    #[must_use]
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        self.locator.origin(pointer)
    }

    /// The pointer that the node at `pointer` has in the document before all passes. Unlike [`Document::origin`], it
    /// distinguishes the files that a document consists of.
    #[must_use]
    pub fn published(&self, pointer: &Pointer) -> Pointer {
        self.locator.published(pointer)
    }

    /// Where the node is that had the pointer `pointer` before all passes.
    #[must_use]
    pub fn locate_published(&self, pointer: &Pointer) -> Location {
        self.locator.locate_published(pointer.clone())
    }

    /// The value of the document, with the site of the node at `path`.
    pub(crate) fn split<'a>(&'a mut self, path: &'a Path<'a>, findings: &'a mut Findings) -> (&'a mut Value, Site<'a>) {
        (&mut self.value, Site::new(path, &mut self.locator, findings))
    }

    /// Calls `visit` with every schema of the document, inner ones before those that contain them.
    pub fn for_each_schema(&mut self, findings: &mut Findings, visit: &mut dyn FnMut(&mut Value, &mut Site<'_>)) {
        let Self { value, locator, .. } = self;
        schemas::for_each_mut(value, &mut |path, schema| visit(schema, &mut Site::new(path, locator, findings)));
    }

    /// Calls `visit` with every operation under `paths`.
    pub fn for_each_operation(&mut self, findings: &mut Findings, visit: &mut VisitObject<'_>) {
        let Self { value, locator, .. } = self;
        schemas::for_each_operation_mut(value, &mut |path, operation| {
            visit(operation, &mut Site::new(path, locator, findings));
        });
    }

    /// Calls `visit` with every object of the specification, outer ones before those within them.
    pub fn for_each_object(&mut self, findings: &mut Findings, visit: &mut VisitKind<'_>) {
        self.for_each_object_in(&Pointer::root(), Kind::Document, findings, visit);
    }

    /// The same for the node at `pointer`, which is a `kind`, and what is within it.
    pub fn for_each_object_in(
        &mut self,
        pointer: &Pointer,
        kind: Kind,
        findings: &mut Findings,
        visit: &mut VisitKind<'_>,
    ) {
        let Self { value, locator, .. } = self;
        if let Some(node) = pointer.get_mut(value) {
            grammar::for_each_mut(node, &Path::at(pointer), kind, &mut |path, kind, members| {
                visit(kind, members, &mut Site::new(path, locator, findings));
            });
        }
    }

    /// Removes the keys under which passes leave marks, which only passes may write.
    pub(crate) fn drop_marks(&mut self) {
        self.value = without_marks(std::mem::take(&mut self.value));
    }

    /// Reports each key that a mapping of the text has twice.
    pub fn report_duplicates(&mut self, findings: &mut Findings) {
        for Duplicate { pointer, first, second } in std::mem::take(&mut self.duplicates) {
            let key = pointer.last().unwrap_or_default();
            let message = format!("the key `{key}` occurs twice in one mapping; the last value is used");
            let second = Location { source: self.locator.source().clone(), position: second, pointer: pointer.clone() };
            let first = Location::at(self.locator.source(), first);
            findings.push(Finding::new(&rules::DUPLICATE_KEY, second, message).note("first occurrence", Some(first)));
        }
    }

    /// Records that the node at `from` is now at `to`, so that findings keep pointing at the text.
    pub fn record_move(&mut self, from: &Pointer, to: &Pointer) {
        self.locator.record_move(from, to);
    }

    /// The pointer that the node at `pointer` had before the move with the number `since`.
    #[must_use]
    pub fn earlier(&self, pointer: &Pointer, since: usize) -> Pointer {
        self.locator.earlier(pointer, since)
    }

    /// How many moves have been recorded.
    pub fn move_count(&self) -> usize {
        self.locator.move_count()
    }

    /// Where nodes are now, by where they were before the move with the number `since`.
    pub fn destinations(&self, since: usize) -> Destinations {
        self.locator.destinations(since)
    }

    /// The moves that references do not reflect yet, for the one who now updates them; `None` where there are none.
    pub(crate) fn destinations_since_update(&mut self) -> Option<Destinations> {
        let count = self.move_count();
        let since = std::mem::replace(&mut self.updated, count);
        (count > since).then(|| self.destinations(since))
    }

    /// Whether the value differs from the text because an overlay was applied to it in memory.
    #[must_use]
    pub fn is_corrected(&self) -> bool {
        self.locator.is_corrected()
    }

    /// The text that the document was read from.
    #[must_use]
    pub fn source(&self) -> &Source {
        self.locator.source()
    }
}

fn is_known(duplicates: &[Duplicate], pointer: &Pointer) -> bool {
    duplicates.iter().any(|known| known.pointer == *pointer)
}

/// `value` without the keys that start with `x-moored-`.
pub(crate) fn without_marks(value: Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .filter(|(key, _)| !key.starts_with("x-moored-"))
                .map(|(key, value)| (key, without_marks(value)))
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.into_iter().map(without_marks).collect()),
        scalar => scalar,
    }
}
