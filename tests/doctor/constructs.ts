/**
 * What `doctor.sh` must not use, since a system that it is for lacks it: macOS has the Bash 3.2 of
 * 2007 as `sh`, the tools of FreeBSD and, in 10.15, curl 7.64.1; BusyBox leaves out more. No macOS
 * runs these tests.
 */
export interface Forbidden {
  readonly what: RegExp;
  readonly why: string;
  /** A line that has it, to see that the expression finds it. */
  readonly sample: string;
}

/** Of the shell itself: none of POSIX, or what Bash 3.2 reads wrongly. */
const ofShell: readonly Forbidden[] = [
  { what: /\[\[/, why: '`[[` is of Bash', sample: 'if [[ $a = b ]]; then' },
  { what: /\[ [^\]]*==/, why: '`==` in `[` is of Bash', sample: '[ "$a" == b ]' },
  {
    what: /\[ [^\]]* -[ao] /,
    why: '`-a` and `-o` in `[` are withdrawn',
    sample: '[ "$a" -a "$b" ]',
  },
  { what: /^\s*(?:local|declare|typeset|function)\s/m, why: 'not of POSIX', sample: '  local a=1' },
  { what: /<<<|<\(|>\(|\|&|&>/, why: 'redirections of Bash', sample: 'read -r a <<<"$b"' },
  { what: /(?<![\w"'])\$'/, why: "`$'…'` is of Bash", sample: "tab=$'\\t'" },
  { what: /\$\{\w+(?:,|\^|\/|:\d|@)/, why: 'expansions of Bash', sample: 'echo "${a/b/c}"' },
  { what: /\w\+=|\w=\(/, why: '`+=` and arrays are of Bash', sample: 'list+=b' },
  { what: /\bset -o pipefail\b/, why: 'not of POSIX 2008', sample: 'set -o pipefail' },
  { what: /\becho +-|\becho [^;|>]*\\/, why: '`echo` differs', sample: "echo -n 'a'" },
  { what: /\bprintf +-v\b|%q/, why: '`printf` of Bash', sample: 'printf -v a %s b' },
  { what: /\bread +-[^r]/, why: '`read` of Bash', sample: "read -d '' a" },
  {
    what: /\$\((?!\()[^()]*\bcase\b/,
    why: 'Bash 3.2 ends `$(` at the `)` of a case',
    sample: 'a=$(case $b in c) echo d ;; esac)',
  },
  { what: /\bwhich\b|\bhash -/, why: '`command -v` is of POSIX', sample: 'which curl' },
  {
    what: /\bsource +\S|\bexport \w+=|\blet \w/,
    why: 'not of POSIX, or split in old shells',
    sample: 'source words',
  },
  { what: /\bwait -n\b|\bkill -[A-Z]+\b|\btrap .*\bERR\b/, why: 'not of POSIX', sample: 'wait -n' },
  {
    what: /\$(?:RANDOM|EPOCHSECONDS|UID|SECONDS|BASH\w*)\b/,
    why: 'variables of Bash',
    sample: 'id=$RANDOM',
  },
];

/** Of the commands that every Unix has, as GNU, BSD and BusyBox differ. */
const ofTools: readonly Forbidden[] = [
  {
    what: /\bsed +(?:-[a-zA-Z]+ +)*-[a-zA-Z]*[irzs]/,
    why: '`-i`, `-r`, `-z` and `-s` differ',
    sample: 'sed -i s/a/b/ f',
  },
  {
    what: /\b(?:sed|grep)\b(?![^|\n]* -[a-zA-Z]*E)[^|\n]*\\[+?|]/,
    why: '`\\+`, `\\?` and `\\|` are of GNU',
    sample: "grep 'a\\|b' f",
  },
  {
    what: /\b(?:sed|grep)\b[^|\n]*\\[wsWSbB<>]/,
    why: 'classes of GNU',
    sample: "grep '\\bword' f",
  },
  {
    what: /\bsed\b[^|\n]*\\[nt]/,
    why: '`\\n` and `\\t` of `sed` are of GNU',
    sample: "sed 's/a/\\n/' f",
  },
  {
    what: /\bsed\b[^|\n]*\/[IM]\b|\bsed\b[^|\n]*\d~\d/,
    why: 'flags and addresses of GNU',
    sample: "sed 's/a/b/I' f",
  },
  {
    what: /\bgrep +(?:-[a-zA-Z]+ +)*-[a-zA-Z]*[PzTZ]/,
    why: '`-P` and `-z` are of GNU',
    sample: "grep -P '\\d' f",
  },
  { what: /\bdate +(?!\+%s\b)\S/, why: '`date` differs but for `+%s`', sample: 'date -d now' },
  {
    what: /\bmktemp +(?!-d\))\S/,
    why: '`mktemp` differs but for `-d` alone',
    sample: 'mktemp -t doctor',
  },
  { what: /\b(?:head|tail) +-(?:[nc] +-|\d)/, why: 'not of every `head`', sample: 'head -n -1 f' },
  {
    what: /(?<![-\w])(?:stat|readlink|realpath|timeout|seq|tac|base64|xxd|od|hexdump|shuf|nproc|getent|nc|openssl|md5sum|sha256sum|python3?|perl|jq|bc|column|rev|tee|xargs|find|expr)\b +[-"'$\w/]/,
    why: 'not on every Unix, or different',
    sample: 'seq 1 3',
  },
  {
    what: /\bsort +-[a-zA-Z]*[VRzh]/,
    why: '`sort -V`, `-R`, `-h` and `-z` are of GNU',
    sample: 'sort -V f',
  },
  { what: /\bcut +[^|\n]*--|\bcut +-z/, why: '`cut` of GNU', sample: 'cut --complement -f 2' },
  { what: /\bwc +-[mL]/, why: 'counts of characters need a locale', sample: 'wc -m' },
  {
    what: /\btr +[^|\n]*\[:/,
    why: 'classes depend on the locale',
    sample: "tr '[:upper:]' '[:lower:]'",
  },
  {
    what: /\b(?:gensub|strftime|systime|asort|PROCINFO|RT|FPAT|BEGINFILE)\b|\blength\(\w+\) *[<>=]|\bRS *= *"[^"]{2,}"/,
    why: '`awk` of GNU',
    sample: 'awk \'{ print gensub("a", "b", 1) }\'',
  },
  {
    what: /\bdd +[^|\n]*(?:status|iflag|oflag|conv)=|\bdd +[^|\n]*bs=\d+[a-zA-Z]/,
    why: '`dd` of GNU',
    sample: 'dd bs=1M if=a',
  },
  {
    what: /\b(?:cp|rm|mkdir|ls|kill|sleep) +--|\bsleep +[\d.]*\.\d|\bsleep +\d+[a-z]/,
    why: 'long options and fractions are of GNU',
    sample: 'sleep 0.5',
  },
];

export const forbidden: readonly Forbidden[] = [...ofShell, ...ofTools];

/**
 * The options of curl that the script may use, with the version that brought each, as curl's manual
 * has it (`https://curl.se/docs/manpage.html`, “Added in”). The oldest that macOS 10.15 and later
 * have is 7.64.1.
 */
export const curlOptions: Readonly<Record<string, string>> = {
  '-6': '4.0',
  '-D': '4.0',
  '-H': '5.0',
  '-K': '4.0',
  '-L': '4.9',
  '-N': '6.5',
  '-T': '4.0',
  '-X': '4.0',
  '-b': '4.9',
  '-c': '7.9',
  '-d': '4.0',
  '-e': '4.0',
  '-g': '7.6',
  '-i': '4.8',
  '-k': '7.10',
  '-v': '4.0',
  '-o': '4.0',
  '-s': '4.0',
  '-S': '5.9',
  '--compressed': '7.10',
  '--connect-timeout': '7.7',
  '--connect-to': '7.49.0',
  '--http1.1': '7.33.0',
  '--max-redirs': '7.5',
  '--max-time': '4.0',
  '--path-as-is': '7.42.0',
  '--suppress-connect-headers': '7.54.0',
  '--version': '4.0',
};

/** The oldest curl that the script is for: that of macOS 10.15. */
export const oldestCurl = '7.64.1';
