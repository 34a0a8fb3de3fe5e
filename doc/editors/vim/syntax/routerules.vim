" Rules of libroute (rules.d/NN-name.rules): groups, keys, conditions in FEEL and patterns.
" Copy the folders ftdetect and syntax into ~/.vim. A group or key that is not coloured is not one.
if exists("b:current_syntax")
  finish
endif
syntax case match

syntax match routeComment "^\s*#.*$" contains=@Spell
syntax match routeHeading "^\[\%(approach\|criterion\|define\|setting\|pattern\|route\|theme\|flag\|decision\|goal\|seat\|choice\|prefer\|party\|reason\|plugin\|ask\|register\)\%(\s[^]]*\)\?\]" contains=routeKind
syntax match routeKind "\[\@<=\%(approach\|criterion\|define\|setting\|pattern\|route\|theme\|flag\|decision\|goal\|seat\|choice\|prefer\|party\|reason\|plugin\|ask\|register\)\>" contained

" a value goes on in lines that begin with white space
syntax region routeText matchgroup=routeKey start="^\%(alias\|among\|ask\|attend\|basis\|before\|begin-date\|category\|chains\|contact-email\|contribution\|critical\|description-short\|disabled\|end-date\|excluded-on\|facts\|goal\|hints\|home\|human-intervention\|impact-assessment-links\|impact-assessments\|in\|in-doubt\|isolation\|kind\|lang\|lars\|lawful\|lawful-basis\|lawful-basis-links\|member-from\|member-until\|memory-limit\|methods-and-models\|mode\|name\|notice-given\|open\|order\|organization\|owner\|person\|points\|process-index-url\|proportionality\|propose\|provider\|publication-category\|publiccode\|question\|reads-text\|registrant\|review-by\|risks\|role\|sha256\|source-data\|source-data-links\|source-id\|stand-in\|standard-version\|status\|suggestion\|table\|tags\|text\|time-limit\|title\|unit\|url\|valid-from\|valid-until\|website\)\%(\[nl\]\)\?\s*=" end="^\ze\S" contains=routeComment,routeWord,routeNumber,@Spell
syntax region routeCondition matchgroup=routeKey start="^\%(eligible\|unless\|value\|when\)\s*=" end="^\ze\S" contains=routeComment,routeString,routeKeyword,routeFunction,routeNumber,routeOperator
syntax region routePattern matchgroup=routeKey start="^\%(match\)\s*=" end="^\ze\S" contains=routeComment

syntax match routeWord "\%(=\s*\)\@<=\%(absent\|all\|ask\|both\|care\|chair\|closing\|core\|home\|housing\|invite\|justice\|live\|member\|municipal\|no\|nobody\|none\|not\|other\|pad-core-team\|periodic\|process\|process-meeting\|safety\|shadow\|welfare\|yes\|youth\)\s*$" contained
syntax region routeString start=+"+ skip=+\\.+ end=+"+ oneline contained
syntax keyword routeKeyword and or not if then else for in return some every satisfies between instance of true false null item function contained
syntax match routeFunction "\<\%(years and months duration\|substring before\|distinct values\|overlaps before\|round half down\|substring after\|overlaps after\|context merge\|date and time\|insert before\|list contains\|month of year\|round half up\|string length\|list replace\|week of year\|concatenate\|context put\|day of week\|day of year\|finished by\|get entries\|starts with\|string join\|lower case\|round down\|started by\|upper case\|coincides\|ends with\|get value\|substring\|contains\|duration\|finishes\|includes\|index of\|overlaps\|round up\|ceiling\|context\|decimal\|flatten\|matches\|product\|replace\|reverse\|sublist\|append\|before\|during\|median\|met by\|modulo\|number\|remove\|starts\|stddev\|string\|after\|count\|floor\|meets\|range\|split\|today\|union\|date\|even\|mean\|mode\|sort\|sqrt\|time\|abs\|all\|any\|exp\|log\|max\|min\|not\|now\|odd\|sum\|is\)\ze\s*(" contained
syntax match routeNumber "\<\d\+\%(\.\d\+\)\?\>\|\<\d\{4}-\d\d-\d\d\>" contained
syntax match routeOperator "[<>!]=\|[<>=+*/]\|\.\." contained

highlight default link routeComment Comment
highlight default link routeHeading Title
highlight default link routeKind Type
highlight default link routeKey Identifier
highlight default link routePattern Special
highlight default link routeWord Constant
highlight default link routeString String
highlight default link routeKeyword Keyword
highlight default link routeFunction Function
highlight default link routeNumber Number
highlight default link routeOperator Operator

let b:current_syntax = "routerules"
