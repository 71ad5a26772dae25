#!/usr/bin/env bash
# Counts the instructions of a call of the generated client, in user code of the thread that makes it:
#
#     bench/call/instructions.sh target/release/moored-bench-call
#
# The difference between two runs, so that building the client and the first connection do not count. The figures of two
# runs differ by up to 0.5 %, whatever else the machine does.
set -euo pipefail
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The instructions of the first thread for this number of calls.
count() {
  valgrind --quiet --tool=callgrind --separate-threads=yes --callgrind-out-file="$folder/$1" "$program" "$1"
  sed -n 's/^\(totals\|summary\): //p' "$folder/$1-01" | tail -n 1
}

few=$(count 200)
many=$(count 1200)
echo "$(((many - few) / 1000)) instructions per call"
