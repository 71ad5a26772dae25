# Paths and checks that the scripts in this folder share. To be sourced.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../../.." && pwd)
# Not in specs/: cargo watches that folder.
work=$root/target/live/unleash
run=$work/run
program=$work/node_modules/unleash-server/dist/server.js
# The exit status for "not available on this machine" (EX_UNAVAILABLE).
unavailable=69

# The folder with PostgreSQL's programs, or nothing. Debian installs them outside of PATH, in one folder per version.
postgres_bin() {
  local initdb
  for initdb in $(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -rV) "$(command -v initdb || true)"; do
    if [ -x "$initdb" ] && [ -x "$(dirname "$initdb")/pg_ctl" ]; then
      dirname "$initdb"
      return
    fi
  done
}

# PostgreSQL does not run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

# Whether the process in run/server.pid is the server, and not another process that reuses its id.
server_runs() {
  local pid
  pid=$(cat "$run/server.pid" 2>/dev/null) || return 1
  if [ -d /proc/self ]; then
    [ -r "/proc/$pid/cmdline" ] && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF "$program"
  else
    ps -o args= -p "$pid" | grep -qF "$program"
  fi 2>/dev/null
}
