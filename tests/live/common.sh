# Where things are, and whether they run. Sourced by the scripts beside it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
run=$here/run
program=$here/unleash/node_modules/unleash-server/dist/server.js
# The status that says "not on this machine" (EX_UNAVAILABLE).
unavailable=69

# The folder with PostgreSQL's programs, or nothing. Debian keeps them out of PATH, one folder a version.
postgres_bin() {
  local initdb
  for initdb in $(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -rV) "$(command -v initdb || true)"; do
    if [ -x "$initdb" ] && [ -x "$(dirname "$initdb")/pg_ctl" ]; then
      dirname "$initdb"
      return
    fi
  done
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

# Whether the process in run/server.pid is our server, and not a later one with its number.
server_runs() {
  local pid
  pid=$(cat "$run/server.pid" 2>/dev/null) || return 1
  if [ -d /proc/self ]; then
    [ -r "/proc/$pid/cmdline" ] && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF "$program"
  else
    ps -o args= -p "$pid" | grep -qF "$program"
  fi 2>/dev/null
}
