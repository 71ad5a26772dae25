#!/usr/bin/env bash
# Installs the OAuth 2 server with the versions in package-lock.json, unless it is installed.
# If this fails, the tests that need it are skipped; with MOORED_REQUIRE_OIDC=1 it is an error.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if [ node_modules/.installed -nt package-lock.json ]; then
  exit 0
fi
# No package here needs its install script, so install scripts are disabled.
if npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
  touch node_modules/.installed
else
  echo "SKIPPED: npm could not install $PWD" >&2
  [ "${MOORED_REQUIRE_OIDC:-0}" != 1 ]
fi
