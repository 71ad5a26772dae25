//! The words of a text, separated by spaces. Signs that change what a text means become words.

/// Which signs become words. All others separate words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signs {
    /// `+` alone.
    Separate,
    /// Signs that distinguish values: `-1`, `<=`, `°C`. All signs of a text that consists of signs.
    Named,
    /// All, so that texts that differ have different words.
    Spelled,
}

/// Which letters are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    /// Those of ASCII; accents are removed.
    Ascii,
    /// Those of any script; accents of Latin letters are removed.
    Latin,
    /// Those of any script, as they are.
    All,
}

/// The minus sign of mathematics, which is never a hyphen.
pub(super) const MINUS: char = '\u{2212}';

/// The words of `text`.
pub(super) fn words(text: &str, signs: Signs, letters: Letters) -> String {
    let characters: Vec<char> = text.chars().collect();
    let has_words = characters.iter().any(|character| character.is_alphanumeric());
    let signs = if signs == Signs::Named && !has_words { Signs::Spelled } else { signs };
    let mut name = String::with_capacity(text.len());
    let mut at = 0;
    let mut brackets = 0_usize;
    while let Some(character) = characters.get(at).copied() {
        let previous = at.checked_sub(1).and_then(|before| characters.get(before)).copied();
        let rest = characters.get(at + 1..).unwrap_or_default();
        at += 1;
        if let Some(digit) = digit(character) {
            if signs == Signs::Spelled && !character.is_ascii() {
                name.push_str(&code_point(character));
            } else if previous.is_some_and(|previous| continues_another_number(previous, character)) {
                name.push(' ');
            }
            name.push(digit);
        } else if let Some(letter) = letter(character, letters) {
            name.push_str(&letter);
            if signs == Signs::Spelled && letters != Letters::All && !character.is_ascii() && letter.is_ascii() {
                name.push_str(&code_point(character));
            }
        } else if signs == Signs::Separate {
            match character {
                '+' => name.push_str(" plus "),
                '\'' | '’' | '\u{300}'..='\u{36f}' => {}
                _ => name.push(' '),
            }
        } else if signs == Signs::Named && character == '<' && opens_a_bracket(rest) {
            brackets += 1;
            name.push(' ');
        } else if brackets > 0 && character == '>' {
            brackets -= 1;
            name.push(' ');
        } else {
            let (sign, used) = sign(previous, character, rest, signs);
            name.push_str(&sign);
            at += used;
        }
    }
    name
}

/// Whether two digits next to each other belong to two numbers: `10²` is not 102.
fn continues_another_number(previous: char, character: char) -> bool {
    digit(previous).is_some() && previous.is_ascii() != character.is_ascii()
}

/// The letters for `character`; `None` if it is none that `letters` keeps.
fn letter(character: char, letters: Letters) -> Option<String> {
    if character.is_ascii_alphabetic() {
        return Some(character.into());
    }
    if character == 'µ' {
        return None;
    }
    if letters != Letters::All
        && let Some(plain) = plain(character)
    {
        return Some(plain);
    }
    let is_kept = match letters {
        Letters::Ascii => false,
        // Marks and the parts of Korean syllables could make two names that Rust takes for the same.
        Letters::Latin => character.is_alphabetic() && !('\u{1100}'..='\u{11ff}').contains(&character),
        Letters::All => character != '_' && !character.is_ascii_digit(),
    };
    (is_kept && unicode_ident::is_xid_continue(character)).then(|| character.to_string())
}

/// The ASCII letters for a Latin letter with an accent, or for a ligature: `Æ` is `Ae`, as the first of a word.
fn plain(character: char) -> Option<String> {
    // Latin-1 to Latin Extended-B, and those of Vietnamese. deunicode would spell other scripts as well.
    if !character.is_alphabetic() || !matches!(character, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') {
        return None;
    }
    let plain = deunicode::deunicode_char(character)?;
    if plain.is_empty() || !plain.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let case = |(index, letter): (usize, char)| match index == 0 && character.is_uppercase() {
        true => letter,
        false => letter.to_ascii_lowercase(),
    };
    Some(plain.chars().enumerate().map(case).collect())
}

/// The zeros of scripts with digits of their own; the digits from 1 to 9 follow each.
const ZEROS: &[char] =
    &['⁰', '₀', '０', '٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '၀', '០', '᠐'];

/// The ASCII digit for a digit of any script.
fn digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => return Some(character),
        '¹' => return Some('1'),
        '²' => return Some('2'),
        '³' => return Some('3'),
        _ if character.is_ascii() => return None,
        // Unassigned, and no superscripts: Unicode has 1 to 3 elsewhere.
        '\u{2071}'..='\u{2073}' => return None,
        _ => {}
    }
    let code = u32::from(character);
    let value = ZEROS.iter().find_map(|zero| code.checked_sub(u32::from(*zero)).filter(|value| *value < 10));
    let value = value.or_else(|| code.checked_sub(u32::from('①') - 1).filter(|value| (1..10).contains(value)));
    value.and_then(|value| char::from_digit(value, 10))
}

/// The words for the sign `character`, and how many characters of `rest` belong to it.
fn sign(previous: Option<char>, character: char, rest: &[char], signs: Signs) -> (String, usize) {
    let next = rest.first().copied();
    let two = match (character, next) {
        ('<', Some('=')) => Some("less or equal"),
        ('>', Some('=')) => Some("greater or equal"),
        ('!', Some('=')) => Some("not equal"),
        ('&', Some('&')) => Some("and"),
        ('|', Some('|')) => Some("or"),
        ('-', Some('>')) => Some("to"),
        _ => None,
    };
    if let Some(two) = two {
        return (format!(" {two} "), 1);
    }
    let word = named(previous, character, next).map(str::to_owned);
    let word = match signs {
        Signs::Spelled => word.or_else(|| spelled(character)),
        Signs::Separate | Signs::Named => word,
    };
    match word {
        // `-1` is `minus1`, and `-name` is `minus_name`.
        Some(word) if ["plus", "minus"].contains(&word.as_str()) && next.is_some_and(|next| digit(next).is_some()) => {
            (format!(" {word}"), 0)
        }
        Some(word) => (format!(" {word} "), 0),
        None if matches!(character, '\'' | '’' | '\u{300}'..='\u{36f}') => (String::new(), 0),
        None => (" ".to_owned(), 0),
    }
}

/// The word for a sign that changes the meaning of a text wherever it stands, or where it stands now.
fn named(previous: Option<char>, character: char, next: Option<char>) -> Option<&'static str> {
    Some(match character {
        '+' | '⁺' => "plus",
        '-' if is_minus(previous, next) => "minus",
        MINUS | '⁻' => "minus",
        '±' => "plus minus",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' if previous.is_none() && next.is_some() => "not",
        '≤' => "less or equal",
        '≥' => "greater or equal",
        '≠' => "not equal",
        '≈' => "about",
        '→' => "to",
        '×' => "times",
        '÷' => "divided by",
        '∞' => "infinity",
        '%' => "percent",
        '‰' => "per mille",
        '°' => "degree",
        'µ' => "micro",
        '€' => "euro",
        '£' => "pound",
        '¥' => "yen",
        '$' if next.is_none() && previous.is_some() => "dollar",
        '#' if next.is_none() && previous.is_some_and(char::is_alphabetic) => "sharp",
        '½' => "1 2",
        '¼' => "1 4",
        '¾' => "3 4",
        _ => return None,
    })
}

/// Whether a hyphen between these characters is a minus: `-1`, `sort -name`, `A-`; and not `a-b`, `--flag`, `a - b`.
fn is_minus(previous: Option<char>, next: Option<char>) -> bool {
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    match (previous, next) {
        (None, None) => true,
        (Some('-' | '_'), _) => false,
        (before, Some(next)) => !is_word(before) && (next.is_alphanumeric() || next == '.'),
        (before, None) => is_word(before),
    }
}

/// Whether `<` before `rest` is a bracket: `<script>`, `List<String>`.
fn opens_a_bracket(rest: &[char]) -> bool {
    rest.first().is_some_and(|next| next.is_alphabetic() || *next == '/') && rest.contains(&'>')
}

/// The word for any other sign.
fn spelled(character: char) -> Option<String> {
    let word = match character {
        '!' => "not",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '&' => "ampersand",
        '\'' | '’' => "apostrophe",
        '(' => "open",
        ')' => "close",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        '*' => "asterisk",
        ',' => "comma",
        '-' => "hyphen",
        '.' => "dot",
        '/' => "slash",
        '\\' => "backslash",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '@' => "at",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '|' => "pipe",
        '~' => "tilde",
        ' ' => "space",
        '\t' => "tab",
        '\n' => "newline",
        _ => return Some(code_point(character)),
    };
    Some(word.to_owned())
}

/// The number of a character without a name: ` u2665 `.
fn code_point(character: char) -> String {
    format!(" u{:04x} ", u32::from(character))
}
