# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of rookery-cli for fish. Verbs and options are read from its own help, so they are always those there are.
function __rookery_cli_words
    set -l verbs
    for word in (commandline -opc)[2..-1]
        string match -qr '^[a-z][a-z-]*$' -- $word; or break
        set -a verbs $word
        test (count $verbs) -lt 2; or break
    end
    # "  --name,-n TEXT   words" becomes "--name<tab>words"
    rookery-cli $verbs --help 2>/dev/null | string match -r '^  [a-z-].*' |
        string replace -r '^  (?:-[a-z],)?([a-z-]+)[^ ]*(?: [A-Z][^ ]*)*(?: REQUIRED)?(?: \.\.\.)? *' '$1\t'
end
complete -c rookery-cli -a '(__rookery_cli_words)'
