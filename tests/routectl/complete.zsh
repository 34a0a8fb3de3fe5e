# What routectl/completion/_routectl offers for the words of a command line: complete.zsh FUNCTION-FILE COMMAND WORD...
# Outside of the line editor: what adds to the offer is replaced by what prints it.
compadd () {
	while [[ $1 == -* && $1 != -- ]]; do [[ $1 == -S ]] && shift; shift; done
	[[ $1 == -- ]] && shift
	((${#@})) && print -l -- "$@"
}
compset () { :; }
_files () { print -- "files $*"; }
_message () { print -- "message $*"; }
file=$1
shift
words=("$@") CURRENT=$#
source $file
