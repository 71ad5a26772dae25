//! Prints the paths of a client's files, and one of them: `cargo run --example print -- petstore.yaml src/client.rs`.

use std::{env, error::Error, fs};

use moored_codegen::{Inputs, Packaging, Runtime, generate};
use moored_document::finding::Color;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let document = arguments.next().ok_or("expected the path of an OpenAPI document")?;
    let inputs = Inputs {
        provider: "petstore".to_owned(),
        display: String::new(),
        specs: [("openapi.yaml".to_owned(), fs::read_to_string(document)?)].into(),
        packaging: Packaging::of_provider("generated/petstore", Runtime::Version("0.1.0".to_owned())),
    };
    let outcome = generate(&inputs);
    eprint!("{}", outcome.findings.render(Color::Never));
    let files = outcome.files.ok_or("the document has errors")?;
    let shown = arguments.next();
    for (path, text) in &files {
        match &shown {
            None => println!("{path}"),
            Some(shown) if shown == path.as_str() => print!("{text}"),
            Some(_) => {}
        }
    }
    Ok(())
}
