//! Code blocks in Markdown.

/// The first line of each code block that rustdoc would compile. It is stricter than CommonMark: a fence counts in a
/// list and in a quotation as well, and so does a line after an empty one that is indented by four, whatever it
/// continues.
pub(super) fn runnable(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    let mut empty_before = true;
    for line in text.lines() {
        let (bare, indented) = behind_marks(line);
        let sign = bare.chars().next().filter(|sign| ['`', '~'].contains(sign));
        let count = sign.map_or(0, |sign| bare.chars().take_while(|character| *character == sign).count());
        let info = bare.get(count..).unwrap_or_default().trim();
        match (open, sign) {
            (Some((mark, length)), Some(sign)) if sign == mark && count >= length && info.is_empty() => open = None,
            (Some(_), _) => {}
            (None, Some(sign)) if count >= 3 && !(sign == '`' && info.contains('`')) => {
                open = Some((sign, count));
                let mut languages = info.split([',', ' ']);
                if !languages.any(|language| language == "text") {
                    found.push(line.to_owned());
                }
            }
            (None, _) if indented || (empty_before && line.starts_with("    ") && !line.trim().is_empty()) => {
                found.push(line.to_owned())
            }
            // Until the element ends, fences have no effect.
            (None, _) if bare.starts_with('<') => found.push(format!("HTML: {line}")),
            (None, _) => {}
        }
        empty_before = line.trim().is_empty() && open.is_none();
    }
    found
}

/// The rest of a line after the marks of quotations, lists and footnotes, and whether it is indented by four or more.
fn behind_marks(line: &str) -> (&str, bool) {
    let mut rest = line.trim_start();
    loop {
        let digits = rest.trim_start_matches(|character: char| character.is_ascii_digit());
        let numbered = (digits.len() < rest.len())
            .then(|| digits.strip_prefix(". ").or_else(|| digits.strip_prefix(") ")))
            .flatten();
        let listed = ["- ", "* ", "+ "].iter().find_map(|mark| rest.strip_prefix(mark));
        let noted = rest.strip_prefix("[^").and_then(|rest| rest.split_once("]:")).map(|(_, behind)| behind);
        let Some(behind) = rest.strip_prefix('>').or(numbered).or(listed).or(noted) else { return (rest, false) };
        if behind.starts_with("     ") || (rest.starts_with(['-', '*', '+']) && behind.starts_with("    ")) {
            return (behind.trim_start(), !behind.trim().is_empty());
        }
        rest = behind.trim_start();
    }
}
