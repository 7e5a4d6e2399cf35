/** What each shell runs to ask `oktsec __complete` for the words that may come next. */
export const SHELLS = {
  bash: `# oktsec completions for bash. To have them in every shell:
#   oktsec completions bash > ~/.local/share/bash-completion/completions/oktsec
_oktsec() {
  local value about
  COMPREPLY=()
  while IFS=$'\\t' read -r value about; do
    if [ "$value" = ':files' ]; then
      compopt -o default 2>/dev/null
    else
      COMPREPLY+=("$(printf '%q' "$value")")
    fi
  done < <("\${COMP_WORDS[0]}" __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _oktsec oktsec
`,
  zsh: `#compdef oktsec
# oktsec completions for zsh. To have them in every shell, with ~/.zfunc in your fpath:
#   oktsec completions zsh > ~/.zfunc/_oktsec
_oktsec() {
  local value about
  local -a found
  while IFS=$'\\t' read -r value about; do
    if [[ "$value" == ':files' ]]; then
      _files
    else
      found+=("\${value//:/\\\\:}:$about")
    fi
  done < <("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#found} )) && _describe 'oktsec' found
}
if [[ "\${funcstack[1]}" == '_oktsec' ]]; then
  _oktsec "$@"
else
  compdef _oktsec oktsec
fi
`,
  fish: `# oktsec completions for fish. To have them in every shell:
#   oktsec completions fish > ~/.config/fish/completions/oktsec.fish
function __oktsec_complete
  set -l words (commandline -opc)
  for line in (command $words[1] __complete -- $words[2..-1] (commandline -ct) 2>/dev/null)
    if test "$line" = ':files'
      __fish_complete_path (commandline -ct)
    else
      echo $line
    end
  end
end
complete -c oktsec -f -a '(__oktsec_complete)'
`,
} as const;

export type Shell = keyof typeof SHELLS;
