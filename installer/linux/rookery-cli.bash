# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of rookery-cli for bash. Verbs and options are read from its own help, so they are always those there are.
_rookery_cli()
{
    local current=${COMP_WORDS[COMP_CWORD]} word line names words=() path=() in=""
    # The verbs so far; options and their values do not change what follows.
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $word =~ ^[a-z][a-z-]*$ ]] || break
        path+=("$word")
        ((${#path[@]} < 2)) || break
    done
    while IFS= read -r line; do
        case $line in
        Options:* | Subcommands:*) in=yes ;;
        "  "[a-z-]*)
            [[ -n $in ]] || continue
            line=${line#"${line%%[! ]*}"}
            IFS=, read -ra names <<<"${line%% *}"
            words+=("${names[@]}")
            ;;
        *) in="" ;;
        esac
    done < <("${COMP_WORDS[0]}" "${path[@]}" --help 2>/dev/null)
    if [[ $current == -* || ${#words[@]} -gt 0 ]]; then
        mapfile -t COMPREPLY < <(compgen -W "${words[*]}" -- "$current")
    fi
}
complete -o default -F _rookery_cli rookery-cli
