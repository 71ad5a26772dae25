#!/usr/bin/env bash
# Generates clients with the generator of <revision> and that of the working tree, and compares all files and findings.
#
#   tests/oracle/run.sh <revision> <folder> [--tokens <renames.toml>] [--limit <files>]
#
# <folder> contains OpenAPI documents (.yaml, .yml, .json, at any depth). The providers in specs/, the clients of the
# tests, the
# goldens and tests/corpus are compared too. Exit code: 0 all equal, 1 differences, 2 failure.
#
# The generator of <revision> and its output are cached: a second run generates only with the working tree. Environment:
#   MOORED_ORACLE_CACHE  where they are kept; by default target/oracle/<hash of the revision>
#   MOORED_ORACLE_JOBS   how many documents are generated at a time; by default one per processor
#   CARGO                the cargo to build with
#   TMPDIR               where it is generated; in memory (/dev/shm) it is faster
set -euo pipefail
trap 'exit 2' ERR
export LC_ALL=C

if [ $# -lt 2 ] || [ ! -d "$2" ]; then
  echo "usage: tests/oracle/run.sh <revision> <folder> [--tokens <renames.toml>] [--limit <files>]" >&2
  exit 2
fi
here=$(pwd)
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
documents=$(cd "$2" && pwd)
revision=$(git -C "$root" rev-parse --verify --quiet "$1^{commit}") || { echo "there is no revision \`$1\`" >&2; exit 2; }
shift 2
target=${CARGO_TARGET_DIR:-$root/target}
cache=${MOORED_ORACLE_CACHE:-$target/oracle}/$revision
cargo=${CARGO:-cargo}
jobs=${MOORED_ORACLE_JOBS:-$(getconf _NPROCESSORS_ONLN)}
mkdir -p "$cache" "$target"
cache=$(cd "$cache" && pwd) target=$(cd "$target" && pwd)

# Generating takes most of the time, so the generators are optimised. Dependencies are optimised more, because they
# rarely change.
profile=(--config 'profile.dev.opt-level=1' --config 'profile.dev.package."*".opt-level=2')

step() { printf '%4d s  %s\n' "$SECONDS" "$*" >&2; }

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# --- both generators ---------------------------------------------------------------------------------------------------
if [ ! -x "$cache/xtask" ]; then
  step "building the generator of $revision"
  # An archive instead of `git worktree`, so that a killed run leaves nothing in .git.
  mkdir "$scratch/source"
  git -C "$root" archive "$revision" | tar -x -C "$scratch/source"
  (cd "$scratch/source" && "$cargo" build --quiet "${profile[@]}" --package xtask --target-dir "$cache/target")
  cp "$cache/target/debug/xtask" "$cache/xtask.new"
  mv "$cache/xtask.new" "$cache/xtask"
  rm -rf "$cache/target"
fi
step "building the generator of the working tree"
(cd "$root" && "$cargo" build --quiet "${profile[@]}" --package xtask --package moored-oracle --target-dir "$target")
cp "$target/debug/xtask" "$scratch/xtask"

# --- what both read ----------------------------------------------------------------------------------------------------
# A project without its sources: one with the providers, and one with the clients of the tests and the goldens as
# providers. The two generators read it from the working tree.
project=$scratch/project clients=$scratch/clients
# The files by which the generators recognise the root of the project.
manifests() {
  git -C "$root" ls-files --cached --others --exclude-standard -- '*Cargo.toml'
  git -C "$root" ls-tree -r --name-only "$revision" | grep 'Cargo\.toml$'
}
for folder in "$project" "$clients"; do
  manifests | while read -r manifest; do
    mkdir -p "$folder/$(dirname "$manifest")"
    : >"$folder/$manifest"
  done
  rm -rf "$folder/generated"
  mkdir -p "$folder/src" "$folder/specs" "$folder/crates/runtime"
  cp "$root/Cargo.toml" "$root/moored.toml" "$folder/"
  cp "$root/src/providers.rs" "$folder/src/"
  cp "$root/crates/runtime/Cargo.toml" "$folder/crates/runtime/"
  cp -r "$root/crates/runtime/src" "$folder/crates/runtime/"
done
cp -r "$root/specs/." "$project/specs/"
ln -s "$root/tests/corpus" "$project/corpus"
ln -s "$documents" "$project/documents"
for client in requests events servers; do
  mkdir "$clients/specs/$client"
  cp "$root/tests/$client/openapi.yaml" "$clients/specs/$client/"
done
goldens=0
while read -r golden; do
  name=golden-$(basename "$(dirname "$golden")")
  mkdir "$clients/specs/$name"
  cp "$root/$golden" "$clients/specs/$name/"
  goldens=$((goldens + 1))
done < <(git -C "$root" ls-files --cached --others --exclude-standard -- 'crates/*/goldens/*/openapi.yaml')
[ "$goldens" != 0 ] || { echo "there are no goldens in crates/*/tests/goldens" >&2; exit 2; }

# Prints the tasks: `<area> <name> <argument>`, one per line.
tasks() {
  echo "providers all -"
  for folder in "$clients"/specs/*/; do
    name=$(basename "$folder")
    case $name in
      golden-*) echo "goldens $name $name" ;;
      *) echo "test-clients $name $name" ;;
    esac
  done
  local area document
  for area in corpus documents; do
    (cd "$project" && find -L "$area" -type f \( -name '*.yaml' -o -name '*.yml' -o -name '*.json' \) | sort) |
      while read -r document; do
        name=${document#*/}
        echo "$area ${name//\//+} $document"
      done
  done
}
tasks >"$scratch/tasks"
if awk 'NF != 3 { found = 1 } END { exit !found }' "$scratch/tasks"; then
  echo "a document has a space in its name" >&2
  exit 2
fi

# The digest of all inputs that affect a crate. The runtime's sources do not, because their copy is not compared.
inputs=$(
  {
    cat "${BASH_SOURCE[0]}" "$scratch/tasks"
    cd "$project"
    find -L . -type f ! -path './crates/*/src/*' -print0 | sort -z | xargs -0 sha256sum
    cd "$clients"
    find specs -type f -print0 | sort -z | xargs -0 sha256sum
  } | sha256sum | cut -d' ' -f1
)

# --- generate ----------------------------------------------------------------------------------------------------------
# Runs one task: files/ has the generated files, log has standard error, exit has the exit code.
one() {
  local area=$1 name=$2 argument=$3 out=$side/$1/$2 code=0
  mkdir -p "$out/files"
  case $area in
    providers)
      (cd "$copies/project" && timeout 900 "$xtask" codegen $verbose) >/dev/null 2>"$out/log" || code=$?
      (cd "$copies/project" && cp -r Cargo.toml src specs generated "$out/files/") 2>/dev/null || true
      ;;
    test-clients | goldens)
      (cd "$copies/clients" && timeout 900 "$xtask" codegen $verbose --only "$argument") >/dev/null 2>"$out/log" || code=$?
      (cd "$copies/clients" && cp -r "generated/$argument/." "$out/files/") 2>/dev/null || true
      ;;
    *)
      (cd "$copies/project" && timeout 900 "$xtask" codegen $verbose --from "$argument" --out "$out/files") \
        >/dev/null 2>"$out/log" || code=$?
      rm -rf "$out/files/runtime"
      ;;
  esac
  echo "$code" >"$out/exit"
}
export -f one

# Runs all tasks with one generator.
generate() {
  export xtask=$1 side=$2 copies=$scratch/copies verbose=
  # Revisions without this option print all findings in full.
  ! "$xtask" codegen --help | grep -q -- --verbose || verbose=--verbose
  rm -rf "$copies" "$side"
  mkdir -p "$copies" "$side"
  cp -a "$project" "$clients" "$copies/"
  # Runs in the same project would wait for its lock, so they run one by one.
  grep -E '^(providers|test-clients|goldens) ' "$scratch/tasks" | while read -r area name argument; do
    one "$area" "$name" "$argument"
  done
  grep -E '^(corpus|documents) ' "$scratch/tasks" | xargs -P "$jobs" -L 1 bash -c 'one "$@"' one
}

old=$cache/old-${inputs:0:16} new=$scratch/new
if [ -d "$old" ]; then
  step "using the cached output of $revision"
else
  step "generating with $revision"
  # Moved into the cache as a whole, because other clones may share the cache.
  generate "$cache/xtask" "$scratch/old"
  mv "$scratch/old" "$cache/unfinished-$$"
  mv -T "$cache/unfinished-$$" "$old" || rm -rf "$cache/unfinished-$$"
fi
# Old outputs are useful when a change of the inputs is undone; the last three are kept.
touch "$old"
ls -dt "$cache"/old-* | tail -n +4 | xargs -r rm -rf
step "generating with the working tree"
generate "$scratch/xtask" "$new"

step "comparing"
trap - ERR
code=0
(cd "$here" && "$target/debug/moored-oracle" "$old" "$new" "$@") || code=$?
if [ "$code" = 1 ]; then
  mkdir -p "$target/oracle"
  rm -rf "$target/oracle/new"
  mv "$new" "$target/oracle/new"
  echo "compare $old with $target/oracle/new" >&2
fi
step "done"
exit "$code"
