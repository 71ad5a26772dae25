# Prints what bash completes of the line in the arguments, after a script that has completed cargo before.
_cargo() { COMPREPLY=("of-cargo"); }
complete -F _cargo cargo
source ./completions.bash
function=$(complete -p "$1" | sed -n 's/.* -F \([^ ]*\) .*/\1/p')
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
"$function" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
