#compdef rookery-cli
# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of rookery-cli for zsh. Verbs and options are read from its own help, so they are always those there are.
local -a path_ found
local word line
for word in ${words[2,CURRENT-1]}; do
    [[ $word == [a-z]* && ${#path_} -lt 2 ]] || break
    path_+=$word
done
for line in ${(f)"$(${words[1]} $path_ --help 2>/dev/null)"}; do
    [[ $line == '  '[a-z-]* ]] || continue
    line=${line#  }
    found+=(${(s:,:)${line%% *}})
done
compadd -a found
_files
