
# `cargo moored …` is completed as `cargo-moored …`, and everything else of cargo as before.
_cargo_moored_function_of() {
    complete -p "$1" 2>/dev/null | sed -n 's/.* -F \([^ ]*\) .*/\1/p'
}
_cargo_moored_before=$(_cargo_moored_function_of cargo)
_cargo_moored_of_cargo() {
    if [[ ${COMP_WORDS[1]} == moored && $COMP_CWORD -gt 1 ]]; then
        COMP_WORDS=(cargo-moored "${COMP_WORDS[@]:2}")
        COMP_CWORD=$((COMP_CWORD - 1))
        "$(_cargo_moored_function_of cargo-moored)" cargo-moored "$2" "$3"
    elif [[ -n $_cargo_moored_before && $_cargo_moored_before != _cargo_moored_of_cargo ]]; then
        "$_cargo_moored_before" "$@"
    fi
}
complete -F _cargo_moored_of_cargo -o bashdefault -o default cargo
