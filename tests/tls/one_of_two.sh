#!/usr/bin/env bash
# Checks that a client depends on at most one TLS library, on none without a TLS feature, and on no HTTP client without
# the feature `reqwest`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

clients=(generated/*/Cargo.toml)

# The HTTP client and the TLS libraries in the dependency tree of a client with these features.
libraries() {
  cargo tree --manifest-path "${clients[0]}" --edges normal --prefix none --no-default-features --features "$1" |
    awk '$1 == "reqwest" || $1 == "hyper" || $1 == "rustls" || $1 == "native-tls" { print $1 }' | sort --unique |
    paste --serial --delimiters ' '
}

for case in "=" "reqwest=hyper reqwest" "rustls=hyper reqwest rustls" "native-tls=hyper native-tls reqwest" "tracing="; do
  features=${case%%=*} expected=${case#*=}
  found=$(libraries "$features")
  if [ "$found" != "$expected" ]; then
    printf 'features "%s": expected "%s", found "%s"\n' "$features" "$expected" "$found" >&2
    exit 1
  fi
  printf 'features "%s": "%s"\n' "$features" "$found"
done
