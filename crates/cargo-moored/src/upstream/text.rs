//! The text of a response: decompressed, and decoded by its charset.

use std::io::Read as _;

use encoding_rs::{Encoding, UTF_8};
use flate2::read::MultiGzDecoder;

use super::{
    address::host,
    http::{self, Body},
    problem::Problem,
};

/// The text of `body`, which is not larger than `largest` bytes.
pub(super) fn decode(body: &Body, largest: usize) -> Result<String, Problem> {
    let bytes = match body.content_encoding.as_deref().map(str::trim) {
        None | Some("" | "identity") => body.bytes.clone(),
        Some("gzip" | "x-gzip") => decompressed(body, largest)?,
        Some(other) => {
            let message = format!("the response of `{}` is compressed with `{other}`", host(&body.url));
            return Err(Problem::new(message, "moored reads gzip: download the document and store it by hand"));
        }
    };
    let named = charset(body.content_type.as_deref().unwrap_or_default()).or_else(|| in_page(&bytes));
    let encoding = match &named {
        // A byte order mark has precedence.
        None => UTF_8,
        Some(label) => Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            let message =
                format!("the response of `{}` has the charset `{label}`, which is not known", host(&body.url));
            Problem::new(message, "download the document, convert it to UTF-8, and store it by hand")
        })?,
    };
    let (text, encoding, has_errors) = encoding.decode(&bytes);
    if has_errors {
        let message = format!("the response of `{}` is not valid {}", host(&body.url), encoding.name());
        return Err(Problem::new(message, "check that the address is that of a text"));
    }
    Ok(text.into_owned())
}

fn decompressed(body: &Body, largest: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(largest).unwrap_or(u64::MAX).saturating_add(1);
    MultiGzDecoder::new(body.bytes.as_slice()).take(limit).read_to_end(&mut bytes).map_err(|error| {
        let message = format!("the response of `{}` cannot be decompressed: {error}", host(&body.url));
        Problem::new(message, "run the command again")
    })?;
    if bytes.len() > largest {
        return Err(http::too_large(&body.url, largest));
    }
    Ok(bytes)
}

/// The parameter `charset` of a media type.
fn charset(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

/// The charset that an HTML page declares in its first 1,024 bytes, where the standard requires it.
fn in_page(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, rest) = start.split_once("<meta")?;
    let (_, value) = rest.split_once("charset=")?;
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(['"', '\'', ' ', ';', '>', '/'])?;
    value.get(..end).filter(|label| !label.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(content_type: &str, bytes: &[u8]) -> Body {
        Body {
            url: "https://pets.example/".parse().unwrap(),
            content_type: Some(content_type.to_owned()),
            content_encoding: None,
            bytes: bytes.to_owned(),
            etag: None,
            last_modified: None,
        }
    }

    #[test]
    fn the_charset_is_that_of_the_header_the_page_or_utf_8() {
        for (content_type, bytes, wanted) in [
            ("text/plain", "Käse".as_bytes(), "Käse"),
            ("text/plain; charset=\"iso-8859-1\"", b"K\xe4se", "Käse"),
            ("text/html", b"<meta charset='windows-1252'>K\xe4se", "<meta charset='windows-1252'>Käse"),
            ("application/json", b"\xff\xfeK\0\xe4\0", "Kä"),
        ] {
            assert_eq!(decode(&body(content_type, bytes), 100).unwrap(), wanted, "{content_type}");
        }
        let error = decode(&body("application/json", b"K\xe4se"), 100).unwrap_err();
        assert_eq!(error.message, "the response of `pets.example` is not valid UTF-8");
        let error = decode(&body("text/plain; charset=klingon", b"a"), 100).unwrap_err();
        assert!(error.message.ends_with("the charset `klingon`, which is not known"), "{error}");
    }

    #[test]
    fn a_small_response_that_decompresses_to_a_large_one_is_an_error() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut encoder, &[b' '; 10_000]).unwrap();
        let compressed = encoder.finish().unwrap();
        assert!(compressed.len() < 100);
        let body = Body { content_encoding: Some("gzip".to_owned()), ..body("text/plain", &compressed) };
        assert_eq!(decode(&body, 10_000).unwrap().len(), 10_000);
        let error = decode(&body, 9_999).unwrap_err();
        assert_eq!(error.message, "the response of `pets.example` has more than 9999 bytes");
    }
}
