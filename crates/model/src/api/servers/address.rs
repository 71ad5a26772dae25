//! An address with variables, parsed and checked.
//!
//! Which values are allowed depends on where in the address a variable is. The runtime inserts the values
//! (`crates/runtime/src/server.rs`); the checks here ensure that it can.

use url::Url;

use super::variable::ServerVariable;

/// `https://{region}.example.com/v1`, without a trailing slash.
#[derive(Clone, Debug)]
pub(super) struct Template {
    pub(super) text: String,
}

impl Template {
    /// Parses an address. The error gives the reason why a client cannot send requests to it.
    pub(super) fn parse(url: &str) -> Result<Self, &'static str> {
        let text = match url.strip_prefix("//") {
            // Such an address has the scheme by which the document was retrieved, which is not known.
            Some(rest) => format!("https://{rest}"),
            None => url.to_owned(),
        };
        let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        let is_relative = text.is_empty() || text.starts_with('/');
        match scheme.as_deref() {
            Some("http" | "https") => {}
            Some(scheme) if scheme.contains('{') => {}
            Some(_) => return Err("its scheme is neither http nor https"),
            None if is_relative || text.starts_with('{') => {}
            None => return Err("it is neither an absolute URL nor a path"),
        }
        if text.contains(['?', '#']) {
            return Err("it has a query or a fragment");
        }
        let text = match (scheme, text.split_once("://")) {
            (Some(scheme), Some((_, rest))) if !scheme.contains('{') => format!("{scheme}://{rest}"),
            _ => text,
        };
        let template = Self { text: text.trim_end_matches('/').to_owned() };
        let braces = template.text.matches('{').count();
        let names = template.names();
        if braces != template.text.matches('}').count()
            || braces != names.len()
            || names.iter().any(|name| name.contains('{'))
        {
            return Err("its braces are not balanced");
        }
        Ok(template)
    }

    /// The names between braces, in order.
    pub(super) fn names(&self) -> Vec<&str> {
        let parts = self.text.split('{').skip(1);
        parts.filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
    }

    /// Replaces each variable that has a single value with that value. Moves the slash at the start of a path from a
    /// variable's default into the address.
    pub(super) fn with_constants(mut self, variables: &[ServerVariable]) -> Self {
        for variable in variables {
            let braced = format!("{{{}}}", variable.name);
            let is_path = variable
                .default
                .as_deref()
                .or(variable.values.first().map(String::as_str))
                .is_some_and(|text| text.starts_with('/'));
            let ends_host = |before: &str| {
                let authority = before.split_once("://").map(|(_, authority)| authority);
                authority.is_some_and(|authority| {
                    !authority.is_empty() && !authority.contains('/') && !authority.ends_with('.')
                })
            };
            if is_path && self.text.split_once(&braced).is_some_and(|(before, _)| ends_host(before)) {
                self.text = self.text.replace(&braced, &format!("/{braced}"));
            }
            if let [only] = variable.values.as_slice() {
                let text = |before: &str| if before.ends_with('/') { only.trim_start_matches('/') } else { only };
                if let Some((before, behind)) = self.text.split_once(&braced) {
                    self.text = format!("{before}{}{}", text(before), behind.replace(&braced, only));
                }
            }
        }
        self.text = self.text.trim_end_matches('/').to_owned();
        self
    }

    /// Checks that it is an address once its variables have values.
    pub(super) fn check(&self, variables: &[ServerVariable]) -> Result<(), &'static str> {
        let sample = |name: &str| {
            let variable = variables.iter().find(|variable| variable.name == name)?;
            Some(variable.default.clone().unwrap_or_else(|| match Position::of(&self.text, name) {
                Position::Scheme => "https".to_owned(),
                Position::Start => "https://example.com".to_owned(),
                Position::Host | Position::Path => "1".to_owned(),
            }))
        };
        let text = filled(&self.text, &sample).ok_or("a variable has no value")?;
        let text = if text.is_empty() || text.starts_with('/') { format!("https://example.com{text}") } else { text };
        if text.contains(char::is_whitespace) {
            return Err("it contains white space");
        }
        let url = Url::parse(&text).map_err(|_| "it is not a valid URL")?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it contains a user name or a password");
        }
        match url.scheme() {
            "http" | "https" => Ok(()),
            _ => Err("its scheme is neither http nor https"),
        }
    }
}

/// Where in an address a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    Scheme,
    Start,
    Host,
    Path,
}

impl Position {
    /// The location of the variable `name` in `template`.
    pub(super) fn of(template: &str, name: &str) -> Self {
        let Some((before, behind)) = template.split_once(&format!("{{{name}}}")) else { return Self::Path };
        match before.split_once("://") {
            Some((_, authority)) if authority.contains('/') => Self::Path,
            Some(_) => Self::Host,
            None if before.starts_with('/') => Self::Path,
            None if behind.starts_with("://") => Self::Scheme,
            None if before.contains('/') => Self::Path,
            None if before.is_empty() => Self::Start,
            None => Self::Host,
        }
    }

    /// Whether `value` is allowed here, as far as this does not depend on the rest of the address.
    pub(super) fn takes(self, value: &str) -> bool {
        match self {
            Self::Scheme => matches!(value, "http" | "https"),
            Self::Start if value.starts_with('/') => true,
            Self::Start => {
                Url::parse(value).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
            }
            // The runtime adds the slash before a path that follows the host.
            Self::Host if value.starts_with('/') => !value.contains(['{', '}', '?', '#', '@']),
            Self::Host => !value.contains(|character: char| {
                character.is_ascii() && !character.is_ascii_alphanumeric() && !"-._:[]".contains(character)
            }),
            Self::Path => !value.split('/').any(|segment| matches!(segment, "." | "..")) && !value.contains(['{', '}']),
        }
    }
}

/// `template` with the value that `value` returns for each variable.
pub(super) fn filled(template: &str, value: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, behind) = behind.split_once('}')?;
        text.push_str(before);
        let value = value(name)?;
        let doubled = text.ends_with('/') && !text.ends_with("://");
        text.push_str(if doubled { value.trim_start_matches('/') } else { &value });
        rest = behind;
    }
    text.push_str(rest);
    Some(text.trim_end_matches('/').to_owned())
}
