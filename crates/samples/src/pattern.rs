//! A string that matches a regular expression.

use regex_syntax::hir::{Class, Hir, HirKind};

/// A string that matches `pattern`, of at least `least` characters if it can be that long. `None` if the dialect does
/// not support the pattern, such as one with look-around.
pub(super) fn text(pattern: &str, least: u64) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let shortest = render(&hir, 0)?;
    if shortest.chars().count() as u64 >= least {
        return Some(shortest);
    }
    // Adds repetitions until the string is long enough.
    let enough = |more: &u64| render(&hir, *more).is_some_and(|text| text.chars().count() as u64 >= least);
    let more = (1..=least.min(2_000)).find(enough)?;
    render(&hir, more)
}

/// One of the shortest strings, with `more` additional iterations of each repetition.
fn render(hir: &Hir, more: u64) -> Option<String> {
    Some(match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => String::new(),
        HirKind::Literal(literal) => String::from_utf8(literal.0.to_vec()).ok()?,
        HirKind::Class(Class::Unicode(class)) => {
            let preferred = ['a', 'A', '1', 'b', '0', '-'];
            let holds = |character: char| class.iter().any(|range| (range.start()..=range.end()).contains(&character));
            let character = preferred.into_iter().find(|character| holds(*character));
            character.or_else(|| class.iter().next().map(|range| range.start()))?.to_string()
        }
        HirKind::Class(Class::Bytes(class)) => char::from(class.iter().next()?.start()).to_string(),
        HirKind::Repetition(repetition) => {
            // Once instead of never: an empty string is rarely intended.
            let least = u64::from(repetition.min.max(1)) + more;
            let times = repetition.max.map_or(least, |most| least.min(u64::from(most)));
            render(&repetition.sub, more)?.repeat(usize::try_from(times.min(4_000)).ok()?)
        }
        HirKind::Capture(capture) => render(&capture.sub, more)?,
        HirKind::Concat(parts) => parts.iter().map(|part| render(part, more)).collect::<Option<String>>()?,
        HirKind::Alternation(parts) => parts.iter().find_map(|part| render(part, more))?,
    })
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_text_is_as_long_as_asked() {
        assert_eq!(text("^[A-Z]{2}-[0-9]+$", 0).as_deref(), Some("AA-1"));
        assert_eq!(text("^[A-Z]{2}-[0-9]+$", 6).as_deref(), Some("AA-111"));
        assert_eq!(text("^(red|blue)$", 0).as_deref(), Some("red"));
        assert_eq!(text("^(?!x)a", 0), None);
    }
}
