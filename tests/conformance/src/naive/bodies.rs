//! Bodies that are no JSON.

use futures_util::{StreamExt as _, stream};
use reqwest::Body;
use reqwest::multipart::{Form, Part};
use serde_json::json;

use crate::action::Upload;

pub(super) fn photo(
    title: String,
    file_name: String,
    photo: Vec<u8>,
    range: Option<(i64, i64)>,
    tags: &[String],
) -> Result<Form, reqwest::Error> {
    let photo = Part::bytes(photo).file_name(file_name).mime_str("image/png")?;
    let mut form = Form::new().text("title", title).part("photo", photo);
    if let Some((from, to)) = range {
        form = form.text("range", json!({"from": from, "to": to}).to_string());
    }
    for tag in tags {
        form = form.text("tags", tag.clone());
    }
    Ok(form)
}

pub(super) fn upload(upload: Upload) -> Body {
    match upload {
        Upload::Bytes(bytes) => bytes.into(),
        Upload::Stream { pieces, pause, .. } => Body::wrap_stream(stream::iter(pieces).then(move |piece| async move {
            tokio::time::sleep(pause).await;
            Ok::<_, std::io::Error>(piece)
        })),
    }
}
