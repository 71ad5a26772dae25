#!/usr/bin/env bash
# Uses moored in a workspace of somebody else: a small service (axum) gets three clients, is built and tested; every
# check fails once and is repaired; one provider publishes a new version, one gets another name, one is removed.
# Prints the seconds of each step.
#
#   tests/foreign/run.sh                       with the program of this repository and the documents in tests/foreign
#   tests/foreign/run.sh --installed           with the program that `cargo install` makes, and no access to this repository
#   tests/foreign/run.sh --program FILE        with this program
#   tests/foreign/run.sh … DOCUMENTS           with three documents of a folder, `<name>.json` or `<name>.yaml`;
#                                              `<name>.next.json` is the next version of one of them
#
# KEEP=1 keeps the workspace. INSTALL=--debug compiles the installed program sooner. Compiled dependencies are shared with
# this repository if its program is used; otherwise they are compiled as for somebody who begins, unless CARGO_TARGET_DIR
# names a folder.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/steps.sh"
source "$here/service.sh"
repository=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d)
trap '[ -n "${KEEP:-}" ] && echo "kept: $scratch" || rm -rf "$scratch"' EXIT

program=
if [ "${1:-}" = --program ]; then
  program=$(realpath "$2")
  shift 2
elif [ "${1:-}" = --installed ]; then
  shift
  step "cargo install"
  cargo install --quiet --locked ${INSTALL:-} --path "$repository/crates/cargo-moored" --root "$scratch/root"
  # The rest runs from a copy, in a mount namespace where this repository is an empty folder.
  mkdir -p "$scratch/tests"
  cp -r "$here" "$scratch/tests"
  cp "$repository/rust-toolchain.toml" "$scratch"
  documents=${1:+$(realpath "$1")}
  cd "$scratch"
  summary
  unshare --mount bash -euc 'mount -t tmpfs none "$1"; shift; "$@"' hidden "$repository" \
    "$scratch/tests/foreign/run.sh" --program "$scratch/root/bin/cargo-moored" ${documents:+"$documents"}
  exit
else
  step "the program of this repository"
  (cd "$repository" && cargo build --quiet --package cargo-moored)
  export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$repository/target}
  program=$CARGO_TARGET_DIR/debug/cargo-moored
fi
documents=$(realpath "${1:-$here/documents}")

# `cargo moored` is the program.
mkdir "$scratch/bin"
ln -s "$program" "$scratch/bin/cargo-moored"
export PATH=$scratch/bin:$PATH CARGO_TERM_COLOR=never

# The workspace, in git, with a member that is listed by name.
workspace=$scratch/workspace
log=$scratch/log
cp -r "$here/workspace" "$workspace"
cd "$workspace"
cp "$repository/rust-toolchain.toml" .
# The versions that this repository has compiled already.
[ ! -f "$repository/Cargo.lock" ] || cp "$repository/Cargo.lock" .
printf 'target/\n' >.gitignore
git init --quiet
git add --all
git -c user.name=team -c user.email=team@example.com commit --quiet --message "the service"

names=()
for file in "$documents"/*; do
  name=$(basename "$file")
  name=${name%.*}
  case $name in *.next | *.overlay) ;; *) names+=("$name") ;; esac
done
[ ${#names[@]} -eq 3 ] || stop "expected three documents, found ${names[*]}"
document() { compgen -G "$documents/$1.[jy]*"; }

step "init"
exits 3 "cargo moored init" cargo moored codegen
changes_nothing cargo moored init --dry-run
exits 0 "" cargo moored init
[ -f moored.toml ] || stop "no moored.toml"
changes_nothing cargo moored init

step "add three providers"
for name in "${names[@]}"; do
  exits 0 "moored_${name//-/_}::" cargo moored add "$name" "$(document "$name")"
done
[ "$(find . -name moored-runtime -type d | wc -l)" = 1 ] || stop "there has to be one runtime: $(find . -name moored-runtime)"
changes_nothing cargo moored codegen
[ -z "$(git ls-files .moored)" ] || stop "temporary files would be committed: $(git ls-files .moored)"

if [ "$documents" = "$here/documents" ]; then
  step "correct a document by an overlay beside it, accept its loss, choose names"
  exits 1 "untyped-keyword" cargo moored codegen --check
  cp "$documents/chat.overlay.yaml" specs/chat/overlay.yaml
  cat >>specs/chat/moored.toml <<'TOML'

[methods]
messages_post = "send_message"

[types]
"/components/schemas/Message" = "ChatMessage"

[[allow]]
rule = "untyped-keyword"
pointer = ""
reason = "The provider rejects the topic itself"
TOML
  exits 0 "" cargo moored codegen
  grep -q "pub fn send_message" -r generated/chat/src || stop "[methods] has no effect"
  grep -q "pub struct ChatMessage" -r generated/chat/src || stop "[types] has no effect"
else
  step "accept the losses of the documents"
  for name in "${names[@]}"; do
    for rule in $(grep -o '"rule": *"[^"]*"' "generated/$name/losses.json" | cut -d '"' -f 4 | sort -u); do
      printf '\n[[allow]]\nrule = "%s"\npointer = ""\nreason = "This service does not need it"\n' "$rule"
    done >>"specs/$name/moored.toml"
  done
  exits 0 "" cargo moored codegen
fi
changes_nothing cargo moored codegen --check

step "a service over the three clients: build"
for name in "${names[@]}"; do
  cargo add --quiet --offline --package service --path "generated/$name"
done
if [ "$documents" = "$here/documents" ]; then
  cp "$here"/service/*.rs service/src
else
  service_over "${names[@]}"
fi
cargo build --quiet

step "test: three clients with one hook"
cargo test --quiet

# broken FILE: the build of the service fails because of the file, and so does --check.
broken() {
  exits 101 "$1" cargo build --quiet --package service
  exits 101 "cargo moored codegen" cargo build --quiet --package service
  exits 1 "$1" cargo moored codegen --check
}

# repaired: the command repairs what is broken.
repaired() {
  exits 0 "" cargo moored codegen
  exits 0 "" cargo build --quiet --package service
  changes_nothing cargo moored codegen --check
}
provider=${names[0]}

step "two crates outside of specs/ that share the runtime, with the settings beside their documents"
for name in "${names[@]::2}"; do
  mkdir -p "$scratch/documents/$name"
  cp "$(document "$name")" "$scratch/documents/$name"
  for file in moored.toml overlay.yaml; do
    [ ! -e "specs/$name/$file" ] || cp "specs/$name/$file" "$scratch/documents/$name"
  done
  exits 0 "" cargo moored codegen --from "$scratch/documents/$name/$(basename "$(document "$name")")" \
    --name "$name-alone" --out "alone/$name" --runtime generated/moored-runtime
done
cp Cargo.toml "$scratch"
sed -i 's/^members = \[/&"alone\/*", /' Cargo.toml
exits 0 "" cargo build --quiet --package "${names[0]}-alone" --package "${names[1]}-alone"
if [ "$documents" = "$here/documents" ]; then
  grep -q "pub fn send_message" -r alone/chat/src || stop "moored.toml beside --from has no effect"
fi
cp "$scratch/Cargo.toml" .
rm -r alone

step "gate: a changed setting"
printf '# a change\n' >>"specs/$provider/moored.toml"
broken "specs/$provider/moored.toml"
repaired

step "gate: a changed source"
printf '// a change\n' >>"generated/$provider/src/client.rs"
broken "generated/$provider/src/client.rs"
repaired

step "gate: a changed runtime"
printf '// a change\n' >>generated/moored-runtime/src/lib.rs
broken "generated/moored-runtime/src/lib.rs"
repaired

step "gate: a removed crate"
rm -r "generated/$provider"
exits 1 "generated/$provider" cargo moored codegen --check
repaired

# new_version NAME FILE: replaces the published text. Without its digest in source.toml, it is an edit by mistake.
new_version() {
  cp "$2" specs/"$1"/published.*
  exits 1 "published-digest" cargo moored codegen
  sed -i "s/^sha256 = .*/sha256 = \"$(sha256sum "$2" | cut -d ' ' -f 1)\"/" "specs/$1/source.toml"
}

step "a new version of a document"
for file in "$documents"/*.next.*; do
  name=$(basename "$file")
  new_version "${name%.next.*}" "$file"
done
exits 0 "" cargo moored codegen
if [ "$documents" = "$here/documents" ]; then
  # Another operation id does not rename the method; a renamed property breaks the code that reads it, and nothing else.
  exits 101 "no field \`weight_grams\`" cargo build --quiet --package service
  sed -i 's/weight_grams/weight/' service/src/main.rs service/src/tests.rs
  sed -i 's/"getParcel"/"fetchParcel"/' service/src/tests.rs
  grep -q "pub fn cancel_parcel" -r generated/parcels/src || stop "the new operation is missing"
fi
cargo test --quiet

step "another name for a provider"
exits 0 "" cargo moored rename "${names[1]}" other
exits 0 "" cargo build --quiet --package service
changes_nothing cargo moored codegen --check

step "a provider less"
exits 2 "service/Cargo.toml" cargo moored remove "${names[2]}"
cargo remove --quiet --offline --package service "moored-${names[2]}"
cp "$here/workspace/service/src/main.rs" service/src
exits 0 "" cargo moored remove "${names[2]}"
[ ! -e "specs/${names[2]}" ] && [ ! -e "generated/${names[2]}" ] || stop "${names[2]} is still there"
exits 0 "" cargo build --quiet --package service
changes_nothing cargo moored codegen --check

step "what the commands print"
exits 0 "$provider" cargo moored status
exits 2 "did you mean \`$provider\`?" cargo moored codegen "${provider}s"
exits 0 "untyped-keyword" cargo moored explain untyped-keyword
exits 0 '"version": 1' cargo moored codegen --check --format json
exits 0 '"2.1.0"' cargo moored codegen --check --format sarif
exits 0 "cargo-moored" cargo moored completions bash
if [ -n "$(cargo moored codegen --check --quiet)" ]; then stop "--quiet printed something"; fi
printf '\n[types]\nParcel = "Package"\n' >>"specs/$provider/moored.toml"
exits 1 "a key is a JSON pointer, such as \`/" cargo moored codegen
sed -i '$d' "specs/$provider/moored.toml"

summary
