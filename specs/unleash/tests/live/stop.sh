#!/usr/bin/env bash
# Stops the processes that start.sh started, and removes their data. Does nothing if none is running.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if server_runs; then
  pid=$(cat "$run/server.pid")
  kill -TERM "$pid"
  for _ in $(seq 100); do
    server_runs || break
    sleep 0.1
  done
  if server_runs; then
    kill -KILL "$pid"
  fi
fi
rm -f "$run/server.pid" "$run/env"

if [ -f "$run/data" ]; then
  data=$(cat "$run/data")
  bin=$(cat "$run/bin")
  if as_postgres "$bin/pg_ctl" -D "$data/cluster" status >/dev/null 2>&1; then
    as_postgres "$bin/pg_ctl" -D "$data/cluster" -m fast -w -t 60 stop >/dev/null
  fi
  rm -rf "$data"
fi
rm -rf "$run"
