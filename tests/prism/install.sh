#!/usr/bin/env bash
# Installs the versions in package-lock.json, of Prism or in the given folder, unless they are installed.
# If this fails, the tests that need them are skipped; with MOORED_REQUIRE_PRISM=1 it is an error.
set -euo pipefail
folder=${1:-$(dirname "${BASH_SOURCE[0]}")}
cd "$folder"
if [ node_modules/.installed -nt package-lock.json ]; then
  exit 0
fi
# No package here needs its install script, so install scripts are disabled.
if npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
  touch node_modules/.installed
else
  echo "SKIPPED: npm could not install $folder" >&2
  [ "$#" = 0 ] && [ "${MOORED_REQUIRE_PRISM:-0}" != 1 ]
fi
