#!/usr/bin/env bash
# Installs the OAuth 2 server that package-lock.json pins, and does nothing where that is done.
# Where it cannot be done the tests that need it are skipped; MOORED_REQUIRE_OIDC=1 fails instead.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if [ node_modules/.installed -nt package-lock.json ]; then
  exit 0
fi
# No package needs its install script here, so none is run.
if npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
  touch node_modules/.installed
else
  echo "SKIPPED: npm could not install $PWD" >&2
  [ "${MOORED_REQUIRE_OIDC:-0}" != 1 ]
fi
