#!/usr/bin/env bash
# Live drift with a real server: a client of the published document without the corrections about admin tokens reports
# what the server sends, and the drafts of `drift --observed` correct the document. To be run by run.sh, or while a server
# of start.sh is running.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$run/env"
cd "$root"
cargo build --quiet --package cargo-moored
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target} CARGO_TERM_COLOR=never
program=$CARGO_TARGET_DIR/debug/cargo-moored
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
moored() { "$program" moored "$@"; }

stop() {
  echo "specs/unleash/tests/live/drift.sh: $1" >&2
  exit 1
}

# A workspace with a program and this provider.
mkdir -p "$scratch/app/src" "$scratch/specs/unleash"
cp Cargo.lock rust-toolchain.toml "$scratch"
cd "$scratch"
printf '[workspace]\nmembers = ["app"]\nresolver = "3"\n' >Cargo.toml
printf '[workspace]\ngenerator = "%s"\n' "$(moored --version | awk '{ print $NF }')" >moored.toml
for file in published.txt source.toml document.yaml; do cp "$root/specs/unleash/$file" specs/unleash; done
# The corrections about admin tokens are the last ones.
sed '/# `id` was the only required field/,$d' "$root/specs/unleash/overlay.yaml" >specs/unleash/overlay.yaml
! grep -q internalAdminTokenUserId specs/unleash/overlay.yaml || stop "the corrections were not taken out"
cat >app/Cargo.toml <<'T'
[package]
name = "app"
version = "0.1.0"
edition = "2024"

[dependencies]
unleash-client = { path = "../generated/unleash", default-features = false, features = ["drift", "reqwest"] }
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
T
cat >app/src/main.rs <<'R'
use unleash_client::{Client, Credential, runtime::Drift};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let variable = |name: &str| std::env::var(format!("MOORED_LIVE_UNLEASH_{name}")).unwrap();
    let drift = Drift::builder().file("drift.jsonl").start().unwrap();
    for token in ["ADMIN_TOKEN", "PERSONAL_TOKEN", "CLIENT_TOKEN"] {
        let credential = Credential::api_key(variable(token));
        let builder = Client::builder().base_address(variable("URL")).credential(credential);
        // A client that requires `id` cannot decode the response to an admin token; it is compared all the same.
        match builder.drift(&drift).build().unwrap().get_me().await {
            Ok(_) => println!("{token}: decoded"),
            Err(error) => println!("{token}: {error}"),
        }
    }
    drift.flush().await;
    println!("{:?}", drift.counts());
}
R
printf 'crate = "unleash-client"\n' >specs/unleash/moored.toml
moored codegen --quiet
cargo run --quiet --package app

# What is found, as `kind pointer` lines.
found() {
  moored drift --observed drift.jsonl --format json >observed.json && code=0 || code=$?
  [ "$code" = "$1" ] || { moored drift --observed drift.jsonl; stop "drift --observed exited with $code; expected $1"; }
  node -e '
    const [{ differences }] = JSON.parse(require("fs").readFileSync("observed.json")).observed;
    for (const { kind, pointers } of differences) console.log(`${kind} ${pointers.join(" ")}`);
  ' | sort
}
expected="missing-member /user/id
undocumented-member /user/environment
undocumented-member /user/internalAdminTokenUserId
undocumented-member /user/projects
undocumented-member /user/secret
undocumented-member /user/type"
actual=$(found 1)
[ "$actual" = "$expected" ] || stop "found: $actual; expected: $expected"
for secret in "$MOORED_LIVE_UNLEASH_ADMIN_TOKEN" "$MOORED_LIVE_UNLEASH_PERSONAL_TOKEN" "$MOORED_LIVE_UNLEASH_CLIENT_TOKEN"; do
  ! grep -qF "${secret##*.}" drift.jsonl || stop "a report has a token"
done

# The drafts, added to the overlay, correct the document.
moored drift --observed drift.jsonl | tee observed.txt || true
sed -n '/^A draft:/,/^Without a draft:/p' observed.txt | grep -E '^  ' >>specs/unleash/overlay.yaml
moored codegen --quiet
actual=$(found 0)
[ -z "$actual" ] || stop "the corrected document still differs: $actual"
cargo run --quiet --package app
rm drift.jsonl
echo "live drift: ok"
