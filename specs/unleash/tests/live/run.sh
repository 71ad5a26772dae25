#!/usr/bin/env bash
# Runs the tests in this folder with a real Unleash server, which it starts and stops. Its arguments are passed to
# `cargo test`.
# If the machine cannot run the server, the tests are skipped; with MOORED_REQUIRE_LIVE=1 they fail instead.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# A server that was running before is not stopped.
if ! { [ -f "$run/env" ] && server_runs; }; then
  trap '"$here/stop.sh"' EXIT
  trap 'exit 130' INT TERM
fi
"$here/start.sh" && status=0 || status=$?
if [ "$status" = "$unavailable" ] && [ "${MOORED_REQUIRE_LIVE:-0}" != 1 ]; then
  echo "SKIPPED: no Unleash server on this machine; set MOORED_REQUIRE_LIVE=1 to fail instead" >&2
  exit 0
fi
[ "$status" = 0 ] || exit "$status"
. "$run/env"
# The server is running, so no test may be skipped.
export MOORED_REQUIRE_LIVE=1
cd "$root"
# With the features of the README's command, which has compiled this test.
cargo test --workspace --test live --features cli,drift,testing,tracing,webhooks providers::unleash:: "$@"
"$here/drift.sh"
