#!/usr/bin/env bash
# Installs the generators to which moored is compared, at pinned versions from the crate registry, below target/peers.
set -euo pipefail
root="${1:-$(dirname "${BASH_SOURCE[0]}")/../../target/peers}"
for tool in cargo-progenitor@0.15.1 ploidy@0.15.0 oas3-gen@0.29.0 openapi-to-rust@0.23.0; do
  cargo install --locked --quiet --root "$root" --target-dir "$root/build" "$tool"
done
ls "$root/bin"
