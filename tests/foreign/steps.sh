# Steps with their seconds, and what a command has to do.

titles=() seconds=() begun=0

# step TITLE: ends the step before, and begins one.
step() {
  end_step
  titles+=("$1")
  begun=$SECONDS
  printf '\n== %s\n' "$1"
}

end_step() { [ ${#titles[@]} -eq 0 ] || seconds+=($((SECONDS - begun))); }

# The seconds of each step.
summary() {
  end_step
  printf '\n%7s  step\n' seconds
  local index
  for index in "${!titles[@]}"; do printf '%7d  %s\n' "${seconds[index]}" "${titles[index]}"; done
  printf '%7d  in all\n' "$SECONDS"
}

stop() {
  printf 'error: in the step "%s": %s\n' "${titles[-1]}" "$1" >&2
  exit 1
}

# exits CODE TEXT COMMAND…: the command exits with the code, and prints the text (a fixed string) somewhere.
exits() {
  local expected=$1 text=$2 output code=0
  shift 2
  output=$("$@" 2>&1) || code=$?
  printf '$ %s\n%s\n' "$*" "$output" >>"$log"
  if [ "$code" != "$expected" ] || [[ "$output" != *"$text"* ]]; then
    printf '%s\n' "$output" >&2
    stop "\`$*\` exited with $code; expected $expected and \"$text\""
  fi
}

# The digest of all files that are not ignored, with their contents.
tree() { git add --all && git write-tree; }

# changes_nothing COMMAND…: the command succeeds, and leaves all files as they are.
changes_nothing() {
  local before
  before=$(tree)
  exits 0 "" "$@"
  [ "$(tree)" = "$before" ] || stop "\`$*\` changed $(git diff --name-only "$before" "$(tree)" | tr '\n' ' ')"
}
