#!/usr/bin/env bash
# Starts a new Unleash server with its own PostgreSQL, on free ports of the loopback interface. If one is running, it is
# kept.
# Writes the address and the tokens to run/env. Exits with 69 if the machine lacks a dependency.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

fail_unavailable() {
  echo "specs/unleash/tests/live/start.sh: $1" >&2
  exit "$unavailable"
}

if [ -f "$run/env" ] && server_runs; then
  echo "already running: $run/env"
  exit 0
fi
"$here/stop.sh"

command -v node >/dev/null || fail_unavailable "node is not installed"
mkdir -p "$work"
cp -p "$here/package.json" "$here/package-lock.json" "$work"
"$root/tests/prism/install.sh" "$work" || fail_unavailable "the packages cannot be installed in $work"
bin=$(postgres_bin)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "PostgreSQL is not installed: apt-get install -y postgresql"
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q postgresql; } || true
  bin=$(postgres_bin)
fi
[ -n "$bin" ] || fail_unavailable "PostgreSQL is not installed"

# From here on, an error must stop what was started.
trap '"$here/stop.sh" || true' ERR
free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
}
random() { node -e 'console.log(require("crypto").randomBytes(16).toString("hex"))'; }

mkdir -p "$run"
data=$run/postgres
password=$(random)
if [ "$(id -u)" = 0 ]; then
  install -d -o postgres -m 700 "$data"
  # The user `postgres` may have no access to the folder of the project.
  as_postgres test -w "$data" || { rmdir "$data"; data=$(as_postgres mktemp -d /tmp/moored-live.XXXXXX); }
else
  mkdir -m 700 "$data"
fi
echo "$data" >"$run/data"
echo "$bin" >"$run/bin"

# The cluster has a password: without one, every user of this machine could connect with the rights of its owner.
as_postgres sh -c 'umask 077 && cat >"$1"' sh "$data/password" <<<"$password"
as_postgres "$bin/initdb" -D "$data/cluster" -U unleash --auth=scram-sha-256 --pwfile="$data/password" \
  -E UTF8 --locale=C >"$run/initdb.log" 2>&1 || { cat "$run/initdb.log" >&2; false; }
postgres_port=$(free_port)
as_postgres "$bin/pg_ctl" -D "$data/cluster" -w -t 60 -l "$data/log" \
  -o "-p $postgres_port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off" \
  start >"$run/pg_ctl.log" 2>&1 || { as_postgres cat "$data/log" >&2; false; }

port=$(free_port)
url=http://127.0.0.1:$port
admin_token="*:*.$(random)"
client_token="default:development.$(random)"
env TZ=UTC NODE_ENV=production HTTP_HOST=127.0.0.1 HTTP_PORT="$port" UNLEASH_URL="$url" \
  DATABASE_URL="postgres://unleash:$password@127.0.0.1:$postgres_port/postgres" DATABASE_SSL=false \
  INIT_ADMIN_API_TOKENS="$admin_token" INIT_BACKEND_API_TOKENS="$client_token" \
  AUTH_TYPE=open-source CHECK_VERSION=false SEND_TELEMETRY=false LOG_LEVEL=warn \
  node "$program" >"$run/server.log" 2>&1 </dev/null &
echo $! >"$run/server.pid"

token=$(node "$here/token.mjs" "$url" $!) || { cat "$run/server.log" >&2; false; }
cat >"$run/env" <<E
export MOORED_LIVE_UNLEASH_URL='$url'
export MOORED_LIVE_UNLEASH_ADMIN_TOKEN='$admin_token'
export MOORED_LIVE_UNLEASH_CLIENT_TOKEN='$client_token'
export MOORED_LIVE_UNLEASH_PERSONAL_TOKEN='$token'
E
echo "started: $run/env"
