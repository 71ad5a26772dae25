#!/usr/bin/env bash
# What live drift costs a call. The programs take turns, so that other work of the machine affects all alike; the table
# has the median of ROUNDS rounds (10). Linux.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
target=${CARGO_TARGET_DIR:-target}
programs=$(mktemp -d)
trap 'rm -rf "$programs"' EXIT
cargo build --quiet --release --package moored-bench-drift
cp "$target/release/moored-bench-drift" "$programs/without"
cargo build --quiet --release --package moored-bench-drift --features drift
cp "$target/release/moored-bench-drift" "$programs/with"

for _ in $(seq "${ROUNDS:-10}"); do
  "$programs/without" >>"$programs/1 feature off"
  "$programs/with" >>"$programs/2 feature on, not used" 2>/dev/null
  "$programs/with" 0.01 >>"$programs/3 1 % compared" 2>/dev/null
  "$programs/with" 1 >>"$programs/4 100 % compared" 2>"$programs/counts"
done
printf '%-24s %12s %14s %14s %12s %12s\n' '' 'calls/s' 'thread, µs' 'process, µs' 'memory, kB' 'program, kB'
for file in "$programs"/[0-9]*; do
  program=with
  [[ $file != *off ]] || program=without
  printf '%-24s' "$(basename "$file" | cut -c 3-)"
  for column in 1 2 3 4; do
    median=$(awk -v column=$column '{ print $column }' "$file" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }')
    printf ' %13s' "$median"
  done
  printf ' %12s\n' "$(($(stat -c %s "$programs/$program") / 1024))"
done
cat "$programs/counts"
