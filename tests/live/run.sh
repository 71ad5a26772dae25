#!/usr/bin/env bash
# Runs tests/live.rs against a real Unleash server, which it starts and stops. What else is given goes to `cargo test`.
# Where the machine cannot run one the tests are skipped; MOORED_REQUIRE_LIVE=1 fails instead.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# A server that somebody else started goes on.
if ! { [ -f "$run/env" ] && server_runs; }; then
  trap '"$here/stop.sh"' EXIT
  trap 'exit 130' INT TERM
fi
"$here/start.sh" && status=0 || status=$?
if [ "$status" = "$unavailable" ] && [ "${MOORED_REQUIRE_LIVE:-0}" != 1 ]; then
  echo "SKIPPED: no Unleash server on this machine; MOORED_REQUIRE_LIVE=1 makes this a failure" >&2
  exit 0
fi
[ "$status" = 0 ] || exit "$status"
. "$run/env"
# It is there, so no test may skip.
export MOORED_REQUIRE_LIVE=1
cd "$here/../.." && cargo test --test live --features cli "$@"
