//! Requests what providers publish from servers on this machine, most of which respond badly.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::time::Duration;

use crate::server::{Reply, Server, ok, response};
use cargo_moored::{
    Exit,
    upstream::{self, State, Unavailable, Upstream},
    workspace::Workspace,
};
use moored_document::{digest::digest, finding::Color};
use tempfile::TempDir;

const PETS: &str = "openapi: 3.0.3\ninfo: { title: Pets, version: '1' }\npaths: {}\n";

/// A workspace with a provider whose `source.toml` has these lines after its address.
fn provider(address: &str, lines: &str, files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let specs = folder.path().join("specs/pets");
    std::fs::create_dir_all(&specs).unwrap();
    std::fs::write(folder.path().join("moored.toml"), "[workspace]\n").unwrap();
    std::fs::write(specs.join("source.toml"), format!("# Where\naddress = \"{address}\" # here\n{lines}")).unwrap();
    for (file, text) in files {
        std::fs::write(specs.join(file), text).unwrap();
    }
    folder
}

fn fetch(folder: &TempDir) -> anyhow::Result<Upstream> {
    upstream::of_provider("pets", &Workspace::find(folder.path()).unwrap())
}

const YAML: &str = "file = \"published.yaml\"\n";

/// The message, the help and the exit code where there is no text.
fn failure(address: &str, lines: &str) -> (String, String, Exit) {
    let folder = provider(address, lines, &[]);
    let error = fetch(&folder).map(|found| found.specs).unwrap_err().downcast::<Unavailable>().unwrap();
    let rendered = error.findings.render(Color::Never);
    let help = rendered.split_once("= help: ").map(|(_, help)| help.split_whitespace().collect::<Vec<_>>().join(" "));
    assert!(rendered.contains("specs/pets/source.toml:"), "{rendered}");
    (error.to_string(), help.unwrap_or_default(), error.exit)
}

#[test]
fn a_text_is_stored_as_it_was_sent_and_source_toml_keeps_its_comments() {
    let text = format!("{PETS}# Käse\r\n");
    let server =
        Server::always(response("200 OK", "etag: \"7\"\r\nlast-modified: Thu, 26 Nov 2026 08:00:00 GMT\r\n", &text));
    let address = server.address("/openapi.yaml?version=1");
    let folder = provider(&address, "file = \"published.yaml\"\nretrieved = \"2020-01-01\"\n", &[]);
    let found = fetch(&folder).unwrap();
    assert_eq!(found.state, State::Changed);
    assert_eq!(found.specs["published.yaml"], text);
    let source = &found.specs["source.toml"];
    assert!(source.starts_with(&format!("# Where\naddress = \"{address}\" # here\n")), "{source}");
    let read: toml::Table = source.parse().unwrap();
    assert_eq!(read["sha256"].as_str().unwrap(), digest(&text));
    assert!(read["retrieved"].as_str().unwrap() > "2026-01-01", "{source}");
    assert_eq!(read["fetched"]["etag"].as_str(), Some("\"7\""));
    assert_eq!(read["fetched"]["last_modified"].as_str(), Some("Thu, 26 Nov 2026 08:00:00 GMT"));
    let request = &server.requests()[0];
    assert!(request.starts_with("GET /openapi.yaml?version=1 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("user-agent: cargo-moored/") && !request.contains("if-none-match"), "{request}");
}

#[test]
fn a_text_that_is_still_the_same_is_not_sent_again() {
    let server = Server::start(|head| match head.contains("if-none-match: \"7\"\r\n") {
        true => Reply::from("HTTP/1.1 304 Not Modified\r\n\r\n"),
        false => Reply::from(response("200 OK", "etag: \"7\"\r\n", PETS)),
    });
    let stored = |text: &str, address: &str| {
        let (recorded, sha256) = (server.address("/a"), digest(PETS));
        let lines = format!("{YAML}sha256 = \"{sha256}\"\n[fetched]\naddress = \"{recorded}\"\netag = '\"7\"'\n");
        let found = fetch(&provider(&server.address(address), &lines, &[("published.yaml", text)])).unwrap();
        (
            found.state,
            server.requests().last().unwrap().contains("if-none-match"),
            found.specs["published.yaml"].clone(),
        )
    };
    assert_eq!(stored(PETS, "/a"), (State::Unchanged, true, PETS.to_owned()));
    // The validator is that of another address, or of a text that is no longer there.
    assert_eq!(stored(PETS, "/b"), (State::Unchanged, false, PETS.to_owned()));
    assert_eq!(stored("edited: true\n", "/a"), (State::Changed, false, PETS.to_owned()));
}

#[test]
fn every_bad_response_has_its_message() {
    let later = "run the command again later";
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().to_string()
    };
    let message = failure(&format!("http://{closed}/a"), YAML);
    assert_eq!(message.0, format!("`{closed}` accepts no connections"));
    assert_eq!((message.1.as_str(), message.2), ("check the address, or run the command again later", Exit::Failed));

    let login = "<!DOCTYPE html><title>Sign in &ndash; Pets</title><form><input type=password></form>";
    let page = "<!doctype html><html><head><title>Pets API</title></head><main>Hi</main>";
    for (reply, lines, wanted, help) in [
        (response("503 Service Unavailable", "", ""), "", "`HOST` has responded 503 Service Unavailable", later),
        (
            response("429 Too Many Requests", "retry-after: 120\r\n", ""),
            "",
            "`HOST` has responded 429 Too Many Requests, and asks to wait for 120 s",
            later,
        ),
        (
            response("404 Not Found", "", "gone"),
            "",
            "`HOST` has responded 404 Not Found",
            "set `address` to the new one",
        ),
        (response("401 Unauthorized", "", ""), "", "`HOST` has responded 401 Unauthorized", "sends no credentials"),
        (
            ok(login),
            "",
            "`HOST` has sent a login page with the title \"Sign in – Pets\" in place of the document",
            "sends no credentials",
        ),
        (
            ok(page),
            "",
            "`HOST` has sent an HTML page with the title \"Pets API\", and `published.yaml` is none",
            "with `extract`",
        ),
        (ok(""), "", "the response of `HOST` is empty", later),
        (ok("Hello: [\n"), "", "the response of `HOST` is not a document: ", "check the address"),
        (
            ok("{\"data\": {\"spec\": {\"openapi\": \"3.1.0\"}}}"),
            "",
            "the response of `HOST` is no OpenAPI document: it has neither `openapi` nor `swagger` at its root",
            "`extract = { pointer = \"/data/spec\" }`",
        ),
        (
            ok("{\"openapi\": \"3.1.0\",\n\"paths\": {"),
            "",
            "the document of `HOST` is truncated: it ends at line 2",
            "run the command again",
        ),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nopenapi: 3.1.0\n".to_owned(),
            "",
            "the response of `HOST` ends before all of it was sent: ",
            "run the command again",
        ),
        (
            ok(PETS),
            "limits = { bytes = 20 }\n",
            "the response of `HOST` has more than 20 bytes",
            "`limits = { bytes = … }`",
        ),
        (
            "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nopenapi: 3.1.0 # without a length\n".to_owned(),
            "limits = { bytes = 20 }\n",
            "the response of `HOST` has more than 20 bytes",
            "`limits = { bytes = … }`",
        ),
        (
            response("200 OK", "content-encoding: br\r\n", PETS),
            "",
            "the response of `HOST` is compressed with `br`",
            "by hand",
        ),
        ("nonsense\r\n\r\n".to_owned(), "", "`HOST` has not sent a response: ", "check the address"),
        (
            ok("# Pets\n"),
            "transcribed = \"fenced\"\n",
            "the page at `HOST` is not the one expected: no fenced code block contains an OpenAPI document",
            "moved",
        ),
    ] {
        let server = Server::always(reply);
        let (message, found, exit) = failure(&server.address("/openapi.yaml"), &format!("{YAML}{lines}"));
        let wanted = wanted.replace("HOST", &server.host);
        assert!(if wanted.ends_with(": ") { message.starts_with(&wanted) } else { message == wanted }, "{message}");
        assert!(found.contains(help), "{message}: {found}");
        assert_eq!(exit, Exit::Failed, "{message}");
    }
}

#[test]
fn a_slow_server_is_not_waited_for() {
    for bytes in ["", "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nopenapi"] {
        let server = Server::start(move |_| Reply::from(bytes).then_wait(Duration::from_secs(30)));
        let (message, help, _) = failure(&server.address("/"), &format!("{YAML}limits = {{ seconds = 1 }}\n"));
        assert_eq!(message, format!("`{}` has not sent the whole response within 1 s", server.host));
        assert!(help.contains("`limits = { seconds = … }`"), "{help}");
    }
}

#[test]
fn a_server_without_tls_has_no_secure_connection() {
    let server = Server::always("this is not TLS");
    let address = format!("https://{}/", server.host);
    let (message, _, exit) = failure(&address, YAML);
    assert!(message.starts_with(&format!("there is no secure connection to `{}`: ", server.host)), "{message}");
    assert_eq!(exit, Exit::Failed);
}

#[test]
fn only_secure_addresses_are_requested() {
    for (address, wanted) in [
        (
            "http://pets.example/a?key=secret",
            "`http://pets.example/a` is neither HTTPS nor the address of a server on this machine",
        ),
        ("ftp://127.0.0.1/a", "`ftp://127.0.0.1/a` is neither HTTPS nor the address of a server on this machine"),
        ("see the portal", "`see the portal` is not the address of a document: relative URL without a base"),
        ("https://me:secret@pets.example/", "the address contains a user name or a password"),
    ] {
        let (message, _, exit) = failure(address, YAML);
        assert_eq!((message.as_str(), exit), (wanted, Exit::Findings));
    }
    let folder = provider("https://unknown.invalid/", YAML, &[]);
    let error = fetch(&folder).unwrap_err().to_string();
    assert!(error.starts_with("the host `unknown.invalid` cannot be found: "), "{error}");
}

#[test]
fn a_redirect_to_another_host_needs_permission() {
    let other = Server::always(ok(PETS));
    let target = other.address("/pets.yaml");
    let location = target.clone();
    let server = Server::start(move |head| match head.starts_with("GET /old ") {
        true => Reply::from(response("301 Moved Permanently", "location: /new?token=secret\r\n", "")),
        false => Reply::from(response("302 Found", &format!("location: {location}\r\n"), "")),
    });
    let (message, help, exit) = failure(&server.address("/old"), YAML);
    assert_eq!(message, format!("`{}` redirects to `{target}`, which is on another host", server.host));
    assert!(help.contains(&format!("`redirect_hosts = [\"{}\"]`", other.host)), "{help}");
    assert_eq!((exit, other.requests().len()), (Exit::Failed, 0));

    let lines = format!("{YAML}redirect_hosts = [\"{}\"]\n", other.host);
    let found = fetch(&provider(&server.address("/old"), &lines, &[])).unwrap();
    assert_eq!(found.specs["published.yaml"], PETS);
    assert_eq!(other.requests().len(), 1);

    for (location, wanted, help) in [
        (
            "http://pets.example/a",
            "`HOST` redirects to `http://pets.example/a`, which is not HTTPS",
            "stays with HTTPS",
        ),
        (
            "https://login.pets.example/?next=a",
            "`HOST` redirects to `https://login.pets.example/`, which is on another host",
            "login page",
        ),
        ("/again", "`HOST` redirects more than 5 times", "in a browser"),
    ] {
        let server = Server::always(response("302 Found", &format!("location: {location}\r\n"), ""));
        let (message, found, _) = failure(&server.address("/a"), YAML);
        assert_eq!(message, wanted.replace("HOST", &server.host));
        assert!(found.contains(help), "{found}");
    }
}

#[test]
fn compressed_texts_and_other_charsets_are_read() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(PETS.replace("Pets", "K\u{e4}se").as_bytes()).unwrap();
    let body = encoder.finish().unwrap();
    let mut bytes =
        format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", body.len()).into_bytes();
    bytes.extend(body);
    let mut latin = b"HTTP/1.1 200 OK\r\ncontent-type: text/yaml; charset=latin1\r\nconnection: close\r\n\r\n".to_vec();
    latin
        .extend(PETS.replace("Pets", "K\u{e4}se").chars().map(|character| u8::try_from(u32::from(character)).unwrap()));
    for reply in [bytes, latin] {
        let server = Server::always(reply);
        let found = fetch(&provider(&server.address("/"), YAML, &[])).unwrap();
        assert_eq!(found.specs["published.yaml"], PETS.replace("Pets", "Käse"));
    }
}

#[test]
fn a_document_within_a_page_is_taken_out_and_the_problem_is_located_there() {
    let page = "<!doctype html><script id=spec>{\"spec\": {\"openapi\": \"3.1.0\", \"n\": 1.0}}</script>";
    let server = Server::always(ok(page));
    let extract = |pointer: &str| {
        format!("file = \"published.json\"\nextract = {{ element = \"#spec\", pointer = \"{pointer}\" }}\n")
    };
    let found = fetch(&provider(&server.address("/"), &extract("/spec"), &[])).unwrap();
    assert_eq!(found.specs["published.json"], "{\"openapi\": \"3.1.0\", \"n\": 1.0}");
    let folder = provider(&server.address("/"), &extract("/api"), &[]);
    let error = fetch(&folder).unwrap_err().downcast::<Unavailable>().unwrap();
    let rendered = error.findings.render(Color::Never);
    assert!(rendered.starts_with("error[upstream]: there is nothing at `/api`: `api` is missing\n"), "{rendered}");
    assert!(rendered.contains("specs/pets/source.toml:4:11"), "{rendered}");
}

#[test]
fn the_other_files_of_a_document_are_requested_and_no_file_of_ours_is_replaced() {
    let document = format!(
        "{PETS}components:\n  schemas:\n    A: {{ $ref: 'parts/a.yaml' }}\n    B: {{ $ref: 'names.yaml#/B' }}\n    \
         C: {{ $ref: 'overlay.yaml' }}\n    D: {{ $ref: 'moored.toml#/x' }}\n    E: {{ $ref: '../../e.yaml' }}\n"
    );
    let files = BTreeMap::from([
        ("/v1/pets.yaml", document),
        ("/v1/parts/a.yaml", "$ref: 'b.yaml'\n".to_owned()),
        ("/v1/parts/b.yaml", "type: string\n".to_owned()),
        ("/v1/names.yaml", "B: { type: integer }\n".to_owned()),
    ]);
    let server = Server::start(move |head| {
        let path = head.split(' ').nth(1).unwrap_or_default();
        files.get(path).map_or_else(|| response("404 Not Found", "", ""), |text| ok(text)).into()
    });
    let found = fetch(&provider(&server.address("/v1/pets.yaml"), YAML, &[("overlay.yaml", "ours")])).unwrap();
    let names: Vec<&str> = found.specs.keys().map(String::as_str).collect();
    let wanted = ["names.yaml", "overlay.yaml", "parts/a.yaml", "parts/b.yaml", "published.yaml", "source.toml"];
    assert_eq!(names, wanted);
    assert_eq!(found.specs["overlay.yaml"], "ours");
}

#[test]
fn a_page_of_prose_is_the_text_that_a_reader_sees() {
    let server = Server::always(ok("<!doctype html><nav>Menu</nav><main><h1>User</h1><p>Has a <b>name</b>.</main>"));
    let by_hand = |file: &str| format!("file = \"{file}\"\ntranscribed = \"by-hand\"\n");
    for (file, wanted) in [("published.txt", "User\nHas a name.\n"), ("published.html", "<!doctype html><nav>Menu")] {
        let found = fetch(&provider(&server.address("/"), &by_hand(file), &[])).unwrap();
        assert!(found.specs[file].starts_with(wanted), "{}", found.specs[file]);
    }
    let (message, help, _) = failure(&server.address("/"), &by_hand("published.md"));
    assert_eq!(message, format!("`{}` has sent an HTML page, and `published.md` is none", server.host));
    assert!(help.contains("set `pull = false`"), "{help}");
}
