#!/usr/bin/env bash
# Installs what a package-lock.json pins, Prism's unless another folder is given, and does nothing where that is done.
# Where it cannot be done the tests that need it are skipped; MOORED_REQUIRE_PRISM=1 fails instead.
set -euo pipefail
folder=${1:-$(dirname "${BASH_SOURCE[0]}")}
cd "$folder"
if [ node_modules/.installed -nt package-lock.json ]; then
  exit 0
fi
# No package needs its install script here, so none is run.
if npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
  touch node_modules/.installed
else
  echo "SKIPPED: npm could not install $folder" >&2
  [ "$#" = 0 ] && [ "${MOORED_REQUIRE_PRISM:-0}" != 1 ]
fi
