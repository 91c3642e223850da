#!/bin/sh
# What is wrong with the address of a Jenkins behind a reverse proxy, told from outside.
# Usage, languages and what is sent: sh doctor.sh --help. Needs curl; changes nothing.
# @SITE@ — MIT licence.

# Formats of printf come from the table of words, whose apostrophes are those of the pages; parts of
# the examination are called by name.
# shellcheck disable=SC2059,SC1112,SC2317
set -u
spoken=${LC_ALL:-${LC_MESSAGES:-${LANG:-en}}}
LC_ALL=C
export LC_ALL
case $spoken in fr*) lang=fr ;; *) lang=en ;; esac

site='@SITE@'
most_requests=60
allowed=27

# @WORDS@

# --- What was found -----------------------------------------------------------------------------

# Text of somebody else, fit for a terminal and short.
plain() { tr '\t\r\n' '   ' | tr -cd '\040-\176' | cut -c1-110 | sed 's, *$,,'; }

# LABEL SEEN [EXPECTED]: what an answer held, in words.
got() {
  if [ $# -gt 2 ]; then
    printf "$(word got)" "$1" "$(printf %s "$2" | plain)" "$3"
  else
    printf '%s: %s' "$1" "$(printf %s "$2" | plain)"
  fi
}
kept() { is_judged "$1" || printf 'kept\t%s\n' "$1" >>"$tmp/found"; }
unseen() { is_judged "$1" || printf 'unseen\t%s\t%s\n' "$1" "$2" >>"$tmp/found"; }
# REASON RULE…
all_unseen() {
  because=$1
  shift
  for rule in "$@"; do unseen "$rule" "$because"; done
}
is_judged() { grep -q -E "^[a-z]*	$1(	|\$)" "$tmp/found"; }
is_kept() { grep -q "^kept	$1\$" "$tmp/found"; }
# RULE EVIDENCE CAUSE…: causes most likely first. A note concerns only who uses what it is about.
broken() { finding broken "$@"; }
note() { finding note "$@"; }
finding() {
  is_judged "$2" && return 0
  printf '%s\t%s\t%s\t' "$1" "$2" "$3" >>"$tmp/found"
  shift 3
  printf '%s\n' "$*" >>"$tmp/found"
}

# --- Asking -------------------------------------------------------------------------------------

# NAME SECONDS [WORDS OF CURL…]: one request. Sets `status` (000 without an answer) and `rc`; the
# head and the body, both cut, are in files of that name.
ask() {
  name=$1
  limit=$2
  shift 2
  status=000
  rc=28
  for part in raw head body err; do : >"$tmp/$name.$part"; done
  left=$((ends - $(date +%s)))
  if [ "$left" -le 0 ] || [ "$requests" -ge "$most_requests" ]; then
    late=1
    return 0
  fi
  [ "$limit" -gt "$left" ] && limit=$left
  requests=$((requests + 1))
  {
    curl ${insecure:+"$insecure"} -sS -i -N -g --path-as-is --suppress-connect-headers \
      --max-time "$limit" --connect-timeout 5 ${pass:+-K "$pass"} "$@" 2>"$tmp/$name.err"
    echo $? >"$tmp/rc"
  } </dev/null | head -c 300000 >"$tmp/$name.raw"
  rc=$(cat "$tmp/rc")
  tr -d '\000' <"$tmp/$name.raw" | awk -v head="$tmp/$name.head" -v body="$tmp/$name.body" '
    inside { print > body; next }
    { sub(/\r$/, "") }
    $0 == "" { if (code ~ /^1/ && code != "101") { text = ""; code = "" } else inside = 1; next }
    code == "" { code = $2; if ($0 !~ /^HTTP\//) { inside = 1; text = ""; print > body; next } }
    { text = text $0 "\n" }
    END { printf "%s", text > head }' 2>/dev/null
  status=$(sed -n '1s/^HTTP\/[0-9.]* \([1-5][0-9][0-9]\).*/\1/p' "$tmp/$name.head")
  : "${status:=000}"
  [ "$status" = 000 ] && silent=$((silent + 1))
  # Where the proxy asks nobody, the account for it goes to Jenkins, which knows it not.
  if [ "$status" = 401 ] && [ -n "$pass" ] && ! of_password; then without_pass ask "$name" "$limit" "$@"; fi
  return 0
}
# WORDS…: the same without the account for the proxy.
without_pass() {
  saved_pass=$pass
  pass=
  "$@"
  pass=$saved_pass
}
# NAME: what curl complained of.
complaint() { sed -n 1p "$tmp/$1.err"; }
# NAME FIELD: the first value of a header; `headers` gives all of them.
header() { headers "$@" | head -n 1; }
headers() {
  awk -v field="$2:" 'BEGIN { field = tolower(field); n = length(field) }
    tolower(substr($0, 1, n)) == field { v = substr($0, n + 1); sub(/^[ \t]*/, "", v); print v }' \
    "$tmp/$1.head"
}
# NAME EXPRESSION: whether a body holds an extended regular expression.
holds() { grep -a -q -i -E -e "$2" "$tmp/$1.body"; }
# The answer is that of Jenkins or of its container, not that of the proxy.
of_jenkins() {
  grep -q -i -e '^server: *jetty' -e '^x-jenkins' -e '^x-hudson' -e '^x-required-permission' "$tmp/$1.head" ||
    holds "$1" 'Powered by Jetty|data-rooturl|Authentication required'
}
# The proxy asks for a password; the realm of Jenkins is its own name.
of_password() {
  [ "$status" = 401 ] && ! header "$name" www-authenticate | grep -q -i 'realm="jenkins"'
}
is_redirect() { case $1 in 301 | 302 | 303 | 307 | 308) return 0 ;; *) return 1 ;; esac; }
# The first answer was a redirect to another place than Jenkins: a page to sign in.
to_portal() {
  is_redirect "$status" || return 1
  absolute "$(header "$name" location)" "$origin"
  case $target in "$base"* | "${base%/}") return 1 ;; *) return 0 ;; esac
}
# The same, to another host.
to_other_host() {
  to_portal || return 1
  case $target in *://"$host" | *://"$host"[/:]*) return 1 ;; *) return 0 ;; esac
}
# RULE…: notes them as not seen when nothing, a password or a page to sign in came instead of Jenkins.
in_between() {
  if [ "$status" = 000 ]; then
    all_unseen time "$@"
  elif to_portal; then
    all_unseen portal "$@"
  elif of_password; then
    all_unseen password "$@"
  else
    return 1
  fi
}
# LOCATION ORIGIN: sets `target`, made absolute.
absolute() {
  case $1 in
    http://* | https://*) target=$1 ;;
    //*) target=${2%%:*}:$1 ;;
    /*) target=$2$1 ;;
    *) target=$2/$1 ;;
  esac
}
# NAME: the root URL in the reporting address of a page.
reported() {
  header "$1" reporting-endpoints |
    sed -n 's/^[^"]*content-security-policy: *"\{0,1\}\(.*\)content-security-policy-reporting-endpoint\/.*/\1/p'
}

# --- What is asked for --------------------------------------------------------------------------

usage() {
  help
  exit "$1"
}
wrong() {
  printf '%s\n' "$(word "$1")" >&2
  exit 2
}

url=
upstream=
account=
json=
long=
while [ $# -gt 0 ]; do
  case $1 in
    --upstream | --user | --user-file | --lang)
      [ $# -gt 1 ] || wrong usage
      case $1 in
        --upstream) upstream=$2 ;;
        --user) account=$2 ;;
        --lang) case $2 in fr | en) lang=$2 ;; *) wrong usage ;; esac ;;
        --user-file)
          [ -r "$2" ] || wrong no-file
          account=$(head -n 1 "$2")
          ;;
      esac
      shift
      ;;
    --json) json=1 ;;
    --long) long=1 ;;
    -h | --help) usage 0 ;;
    -*) wrong usage ;;
    *)
      [ -z "$url" ] || wrong usage
      url=$1
      ;;
  esac
  shift
done
[ -n "$url" ] || usage 2 >&2
# The names that the command line of Jenkins reads too.
if [ -z "$account" ] && [ -n "${JENKINS_USER_ID:-}" ] && [ -n "${JENKINS_API_TOKEN:-}" ]; then
  account=$JENKINS_USER_ID:$JENKINS_API_TOKEN
fi
for each in "$url" "$upstream"; do
  case $each in
    '') ;;
    *[!-A-Za-z0-9._~:/%@\[\]]* | *@*) wrong bad-url ;;
    http://?* | https://?*) ;;
    *) wrong bad-url ;;
  esac
done
case $account in '' | *:*) ;; *) wrong no-colon ;; esac
command -v curl >/dev/null 2>&1 || wrong no-curl

umask 077
tmp=$(mktemp -d) || exit 2
duplex=
silent_ones=
tidy() {
  trap - EXIT INT TERM HUP
  for one in $duplex $silent_ones; do kill "$one" 2>/dev/null; done
  rm -rf "$tmp"
}
trap tidy EXIT
trap 'tidy; exit 2' INT TERM HUP
: >"$tmp/found"
: >"$tmp/none"
begun=$(date +%s)
ends=$((begun + allowed))
requests=0
silent=0
late=
insecure=
# The account, for a proxy that asks everybody for one.
pass=
# Read by curl from a file that nobody else may read: the list of processes does not show it.
printf 'user = "%s"\n' "$(printf %s "$account" | sed 's/["\\]/\\&/g')" >"$tmp/account"
[ -n "$account" ] || : >"$tmp/account"

# ADDRESS: sets `base` (with its final slash), `scheme`, `authority`, `host`, `port`, `origin`, `path`.
take() {
  base=${1%/}/
  scheme=${base%%://*}
  rest=${base#*://}
  authority=${rest%%/*}
  path=/${rest#*/}
  path=${path%/}
  case $authority in
    *]:* | [!\[]*:*)
      port=${authority##*:}
      host=${authority%:*}
      ;;
    *)
      host=$authority
      case $scheme in https) port=443 ;; *) port=80 ;; esac
      ;;
  esac
  case $scheme:$port in https:443 | http:80) authority=$host ;; *) authority=$host:$port ;; esac
  origin=$scheme://$authority
  base=$origin$path/
}
take "$url"
given=$base

# --- The address answers ------------------------------------------------------------------------

hops=0
reach() {
  ask login 8 -c "$tmp/jar" "${base}login"
  if [ "$rc" = 60 ] || [ "$rc" = 51 ] || [ "$rc" = 77 ]; then
    broken certificate "$(got curl "$(complaint login)")" chain-incomplete authority-unknown certificate-out-of-date
    insecure=-k
    # Nobody proved to be the one whom the account is for.
    account=
    : >"$tmp/account"
    ask login 8 -c "$tmp/jar" "${base}login"
  fi
}
direct=none
if [ -n "$upstream" ]; then
  public=$base
  take "$upstream"
  inner=$base
  ask upstream 5 "${inner}login"
  direct=$status
  direct_bytes=$(wc -c <"$tmp/upstream.head" | tr -d ' ')
  of_jenkins upstream || direct=no-jenkins-$status
  take "$public"
fi
reach
while is_redirect "$status"; do
  absolute "$(header login location)" "$origin"
  case $target in
    https://"$host"/* | https://"$host":*/*) secure=1 ;;
    *) secure= ;;
  esac
  hops=$((hops + 1))
  if [ "$target" = "${base}login" ] || [ "$hops" -gt 5 ]; then
    broken redirects-end "$(got "${base}login" "$status -> $target")" \
      two-hops-redirect jenkins-redirects-http sign-in-loop
    break
  fi
  case $target in
    */login)
      if [ "$scheme" = http ] && [ -n "$secure" ]; then
        note address-redirects "$(got "$base" "$status -> $target")" agent-url-not-final agent-url-redirected
        take "${target%login}"
        reach
        continue
      fi
      ;;
  esac
  # A circle over several addresses is told by asking on.
  ask circle 8 -L --max-redirs 6 -o "$tmp/none" "${base}login"
  if [ "$rc" = 47 ]; then
    broken redirects-end "$(got "${base}login" "$status -> $target")" \
      two-hops-redirect jenkins-redirects-http sign-in-loop
  else
    broken login-page "$(got "${base}login" "-> $target" 200)" \
      sign-in-portal redirect-of-inner-hop login-not-open
  fi
  break
done

gateway_causes() {
  case $direct in
    none)
      # Refused before Jenkins adds its policy: an answer with a short head.
      ask short 5 "${base}login;x=1"
      if of_jenkins short; then
        echo header-buffer-too-small
      else
        echo jenkins-stopped wrong-address refused-by-selinux
      fi
      ;;
    200)
      if [ "$direct_bytes" -gt 4000 ]; then echo header-buffer-too-small wrong-address; else
        echo wrong-address refused-by-selinux; fi
      ;;
    no-jenkins-000 | no-jenkins-50?) echo jenkins-stopped ;;
    *) echo wrong-address jenkins-stopped ;;
  esac
}
# The proxy answers 403 whatever is asked for.
everything_refused() {
  of_jenkins login && return 1
  for page in robots.txt health/; do
    ask refused 5 "$base$page"
    [ "$status" = 403 ] && ! of_jenkins refused || return 1
  done
}
# As GitHub does when a webhook is set up.
ask_webhook() {
  ask hook 5 --http1.1 -H 'X-GitHub-Event: ping' -H 'Content-Type: application/json' -d '{"zen":"doctor"}' "${base}github-webhook/"
}
# FINDING: how a refusal is called.
webhook_told() {
  evidence=$(got 'POST github-webhook/' "$status" 200)
  if [ "$status" = 200 ]; then
    kept webhook
  elif holds hook 'Hook should contain event type'; then
    broken webhook "$(printf "$(word lost)" X-GitHub-Event)" event-header-removed
  elif holds hook 'No valid crumb|Authentication required' || { [ "$status" = 404 ] && of_jenkins hook; }; then
    unseen webhook plugin
  else
    case $status in
      000) unseen webhook time ;;
      401) broken webhook "$evidence" webhook-behind-password ;;
      403) "$1" webhook "$evidence" webhook-address-refused ;;
      404) broken webhook "$evidence" webhook-path-differs webhook-address-refused ;;
      *) if to_portal; then broken webhook "$evidence" webhook-behind-password sign-in-portal; else broken webhook "$evidence" webhook-path-differs; fi ;;
    esac
  fi
}
version=$(header login x-jenkins | plain)
usable=
judge_login() {
  if [ -n "$version" ] && [ "$status" = 200 ] && holds login 'data-rooturl'; then
    usable=1
    kept login-page
    return
  fi
  answer="$(got "GET ${base}login" "$status" 200)"
  case $status in
    000)
      case $rc in
        7)
          broken answers "$(got curl "$(complaint login)")" \
            output-rule-missing public-address-only ipv6-rules-missing rules-not-restored
          ;;
        35 | 52 | 56) broken login-page "$(got curl "$(complaint login)")" ;;
        *) unseen answers silence ;;
      esac
      reason=$(complaint login | plain)
      ;;
    401)
      if header login www-authenticate | grep -q -i 'realm="\{0,1\}jenkins"\{0,1\}'; then
        broken login-page "$answer" authorization-forwarded api-token-wrong
      else
        ask account 5 -K "$tmp/account" "${base}login"
        if [ -n "$account" ] && header account www-authenticate | grep -q -i 'realm="jenkins"'; then
          broken login-page "$(got "GET ${base}login, --user" 'WWW-Authenticate: Basic realm="Jenkins"')" authorization-forwarded api-token-wrong
        elif [ -n "$account" ] && [ "$status" = 200 ] && holds account 'data-rooturl'; then
          note password-asked "$answer" machines-not-exempt login-not-open webhook-behind-password
          pass=$tmp/account
          account=
          reach
          version=$(header login x-jenkins | plain)
          judge_login
        else
          ask_webhook
          if of_password; then
            broken login-page "$answer" machines-not-exempt login-not-open webhook-behind-password authorization-forwarded
          else
            # A password for people alone, which is asked for on purpose.
            note password-asked "$answer" machines-not-exempt login-not-open
            unseen login-page password
            reason=$(reason password)
            webhook_told broken
          fi
        fi
      fi
      ;;
    403)
      if of_jenkins login && [ -n "$path" ]; then
        broken login-page "$answer" prefix-not-set path-differs
      elif everything_refused; then
        # A filter of addresses, which is right for whoever asks from elsewhere.
        unseen login-page outsider
        reason=$(reason outsider)
        ask_webhook
        webhook_told note
      else
        broken login-page "$answer" login-not-open cli-path-refused
      fi
      ;;
    404)
      if grep -q -i '^server: *jetty' "$tmp/login.head" && ! grep -q -i '^x-content-type-options' "$tmp/login.head"; then
        broken login-page "$answer" path-differs prefix-removed final-slashes-differ
      elif of_jenkins login; then
        broken login-page "$answer" final-slashes-differ path-differs prefix-removed
      else
        broken login-page "$answer" path-differs wrong-address
      fi
      ;;
    400)
      if holds login 'Invalid SNI'; then
        broken login-page "$(got "GET ${base}login" '400 Invalid SNI' 200)" sni-not-sent sni-host-differs sni-opened-by-address
      elif holds login 'Ambiguous URI'; then
        broken login-page "$(got "GET ${base}login" '400 Ambiguous URI' 200)" separate-container other-software
      elif holds login 'h2c upgrade'; then
        broken login-page "$(got "GET ${base}login" '400 Invalid h2c upgrade headers' 200)" upgrade-sent-always
      else
        broken login-page "$answer" value-made-up upgrade-sent-always
      fi
      ;;
    431) broken login-page "$answer" ;;
    5??)
      if holds login 'Starting Jenkins|getting ready to work'; then
        broken login-page "$(got "GET ${base}login" "$status Starting Jenkins" 200)" jenkins-slow
      elif holds login 'DNS lookup failure'; then
        broken login-page "$(got "GET ${base}login" "$status DNS lookup failure" 200)" final-slash-missing
      elif [ "$status" = 504 ]; then
        broken login-page "$answer" jenkins-unreachable answer-takes-too-long jenkins-stopped
      else
        # shellcheck disable=SC2046 # ids of causes
        broken login-page "$answer" $(status=$status gateway_causes)
      fi
      ;;
    200)
      if [ "$(wc -c <"$tmp/login.body")" -gt 0 ] && holds login 'data-rooturl'; then
        broken login-page "$(got "X-Jenkins" "-" 2.x)" agent-headers-removed
        usable=1
      elif grep -q -i '^content-encoding' "$tmp/login.head"; then
        # Nobody asked for it, so nothing here can read it.
        broken compression "$(got Content-Encoding "$(header login content-encoding)" -)"
      elif holds login 'j_spring_security_check'; then
        usable=1
        broken login-page "$(got "data-rooturl" "-")"
      else
        broken login-page "$(word not-jenkins)" sign-in-portal wrong-address path-differs
      fi
      ;;
    *) is_redirect "$status" || broken login-page "$answer" wrong-address ;;
  esac
}
reason=
case $status in 3??) is_redirect "$status" || judge_login ;; *) judge_login ;; esac
[ -n "$usable" ] && kept redirects-end && kept answers
[ "$status" != 000 ] && kept answers
[ "$scheme" = https ] && [ "$status" != 000 ] && kept certificate

# --- The two halves of a command, beside everything else ----------------------------------------

command_over_http() (
  # At most a megabyte, whatever comes.
  ulimit -f 2000
  # Twelve digits of an id that no other run has: some shells count to 2147483647 only.
  mark="Session: 00000000-0000-4000-8000-$(printf '%s%06d' "$(date +%s)" "$$" | tail -c 12)"
  curl ${insecure:+"$insecure"} ${pass:+-K "$pass"} -sS --http1.1 -N -d '' --max-time 7 -o "$tmp/down" -D "$tmp/down.head" \
    -H "$mark" -H 'Side: download' "${base}cli?remoting=false" 2>/dev/null </dev/null &
  down=$!
  for _ in 1 2 3; do
    sleep 1
    [ -s "$tmp/down" ] && : >"$tmp/down.early" && break
  done
  # The frames of `who-am-i`, then an upload that stays open.
  { printf '\0\0\0\12\0\0\10who-am-i\0\0\0\0\3'; sleep 4; } |
    curl ${insecure:+"$insecure"} ${pass:+-K "$pass"} -sS --http1.1 -o /dev/null -X POST -T - -H 'Expect:' --max-time 5 \
      -H "$mark" -H 'Side: upload' "${base}cli?remoting=false" 2>/dev/null &
  up=$!
  for _ in 1 2 3; do
    sleep 1
    grep -q -a 'Authenticated as' "$tmp/down" 2>/dev/null && : >"$tmp/command.early" && break
  done
  wait "$down" "$up"
)

# --- The silences, beside everything else too ----------------------------------------------------

# NAME SECONDS WORDS OF CURL…: asks for what stays silent; NAME.lasted holds how that ended, and when.
stay() (
  name=$1
  limit=$2
  shift 2
  started=$(date +%s)
  ulimit -f 2000
  curl ${insecure:+"$insecure"} ${pass:+-K "$pass"} -sS --http1.1 -N --max-time "$limit" -o "$tmp/$name.silence" \
    -D "$tmp/$name.head" "$@" 2>/dev/null </dev/null
  echo "$? $(($(date +%s) - started))" >"$tmp/$name.lasted"
)
# WORDS…: called with the words of curl that begin a WebSocket after them.
with_upgrade() {
  "$@" -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' \
    -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
}
# Jenkins waits 15 s for the other half of a command and for its first word, and pings the echo after
# 15 s, then every 30 s.
silences() {
  stay quiet 13 -d '' -H 'Session: 00000000-0000-4000-8000-000000000000' -H 'Side: download' "${base}cli?remoting=false" &
  silent_ones=$!
  with_upgrade stay socket 13 -H "Origin: $origin" "${base}cli/ws" &
  silent_ones="$silent_ones $!"
  requests=$((requests + 2))
  [ -n "$account" ] || return 0
  with_upgrade stay echo 47 -K "$tmp/account" "${base}wsecho/" &
  silent_ones="$silent_ones $!"
  requests=$((requests + 1))
}
silences_told() {
  for one in $silent_ones; do wait "$one" 2>/dev/null; done
  silent_ones=
  lasted http-cli-stays-open quiet 200 'POST cli' answer-takes-too-long websocket-idle-limit
  lasted websocket-cli-stays-open socket 101 'WebSocket, cli/ws' websocket-idle-limit idle-limit-elsewhere
  lasted websocket-agent-stays-open echo 101 'WebSocket, wsecho/' websocket-idle-limit idle-limit-elsewhere
}
# RULE NAME STATUS LABEL CAUSE…: broken when somebody else than this script ended it.
lasted() {
  rule=$1
  name=$2
  wanted=$3
  label=$4
  shift 4
  if ! [ -s "$tmp/$name.lasted" ]; then
    unseen "$rule" account
    return
  fi
  read -r ended_by seconds <"$tmp/$name.lasted"
  if ! sed -n 1p "$tmp/$name.head" | grep -q " $wanted"; then
    unseen "$rule" earlier
  elif [ "$ended_by" != 28 ]; then
    broken "$rule" "$(got "$label" "$seconds s" '60 s')" "$@"
  elif [ "$name" = echo ]; then
    kept "$rule"
  else
    unseen "$rule" waits
  fi
}

# --- What each answer says ----------------------------------------------------------------------

scheme_causes() {
  # What reached Jenkins of the scheme tells who lost it.
  case $forwarded_proto in
    '') echo scheme-not-passed https-not-announced inner-scheme-in-links ;;
    http*,*) echo scheme-replaced-inside inner-scheme-in-links ;;
    *) echo scheme-replaced-inside value-made-up inner-scheme-in-links scheme-not-passed https-not-announced ;;
  esac
}
forwarded_proto=
received() {
  awk '{ text = text " " $0 } END { gsub(/<\/?t(r|able)/, "\n&", text); print text }' "$tmp/$1.body" |
    sed -e 's/<[^>]*>/ /g' -e 's/^ *//' -e 's/  */ /g' -e 's/ *$//'
}
line_of() { grep -i "^$2 " "$tmp/$1" | head -n 1 | sed 's/^[^ ]* //'; }

addresses() {
  ask who 5 -H "Referer: $base" -H "Origin: $origin" -H 'Jenkins-Crumb: doctor' \
    -H 'X-GitHub-Event: ping' -H 'Node-Name: doctor' -H 'Secret-Key: none' \
    -H 'X-Remoting-Capability: none' "${base}whoAmI/"
  who=
  if [ "$status" = 200 ] && holds who 'Request Headers|request-headers|Who Am I'; then
    who=1
    received who >"$tmp/who.lines"
    forwarded_proto=$(line_of who.lines x-forwarded-proto)
  fi
  root=$(reported login)
  if [ -z "$root" ]; then
    unseen root-url version
  elif [ "$root" = "$base" ]; then
    kept root-url
  else
    kept_origin=${root#*://}
    r_scheme=${root%%://*}
    r_authority=${kept_origin%%/*}
    r_path=/${kept_origin#*/}
    evidence=$(got 'Reporting-Endpoints' "$root" "$base")
    case $r_authority in
      *]:* | [!\[]*:*) r_host=${r_authority%:*} r_port=${r_authority##*:} ;;
      *) r_host=$r_authority r_port= ;;
    esac
    if [ "$r_host" != "$host" ]; then
      broken root-url "$evidence" host-not-passed
    elif [ "$r_scheme" != "$scheme" ]; then
      # shellcheck disable=SC2046
      if [ "$scheme" = http ]; then broken root-url "$evidence" value-made-up secure-cookie-over-http; else
        broken root-url "$evidence" $(scheme_causes); fi
    elif [ "$r_authority" != "$authority" ]; then
      if [ -z "$r_port" ]; then
        if [ -n "$who" ] && [ -n "$(line_of who.lines x-forwarded-port)" ]; then
          broken root-url "$evidence" fixed-forwarded-port value-made-up host-without-port port-not-passed
        else
          broken root-url "$evidence" host-without-port port-not-passed value-made-up
        fi
      else
        broken root-url "$evidence" fixed-forwarded-port value-made-up
      fi
    elif [ "${r_path%/}" != "$path" ]; then
      broken root-url "$evidence" prefix-removed path-differs
    else
      broken root-url "$evidence"
    fi
  fi
  place=$(sed -n 's/.*data-rooturl="\([^"]*\)".*/\1/p' "$tmp/login.body" | head -n 1 | plain)
  if [ "$place" = "$path" ]; then kept context-path; else
    broken context-path "$(got data-rooturl "\"$place\"" "\"$path\"")" prefix-removed path-differs prefix-removed-by-ingress; fi

  [ -s "$tmp/robots.head" ] || ask robots 5 "${base}robots.txt"
  [ -s "$tmp/robots.head" ] && status=$(sed -n '1s/^HTTP\/[0-9.]* \([0-9]*\).*/\1/p' "$tmp/robots.head")
  configured=$(reported robots)
  if [ -n "$configured" ]; then
    if [ "$configured" = "$base" ]; then kept configured-url; else
      evidence=$(got "$(word jenkins-url)" "$configured" "$base")
      if [ "${configured#http:}" != "$configured" ] && [ "https:${configured#http:}" = "$base" ]; then
        broken configured-url "$evidence" jenkins-url-http jenkins-url-differs jenkins-url-with-http cli-origin-differs
      elif [ "$configured" = "$origin/" ]; then
        broken configured-url "$evidence" context-path-missing-in-url jenkins-url-differs
      elif [ "$configured" = "$scheme://$host$path/" ]; then
        broken configured-url "$evidence" jenkins-url-without-port jenkins-url-differs
      else
        broken configured-url "$evidence" jenkins-url-differs cli-origin-differs
      fi
    fi
  elif [ -z "$root" ] || [ "$status" != 200 ]; then
    unseen configured-url version
  elif ! of_jenkins robots; then
    unseen configured-url refused
  else
    broken configured-url "$(word no-jenkins-url)" jenkins-url-not-set
  fi

  if [ -z "$who" ]; then
    if to_portal; then why=portal; elif of_password; then why=password; else why=refused; fi
    all_unseen "$why" who-am-i request-headers client-address
    return
  fi
  twice=$(awk 'tolower($1) ~ /^(x-forwarded-[a-z]*|forwarded)$/ { if (seen[tolower($1)]++ || /,/) print $1 }' "$tmp/who.lines" | head -n 1 | plain)
  if [ -z "$twice" ]; then kept who-am-i; else broken who-am-i "$(got whoAmI "$twice: $(line_of who.lines "$twice")")" value-made-up scheme-replaced-inside; fi
  if [ -n "$(line_of who.lines x-forwarded-for)$(line_of who.lines forwarded)" ]; then
    unseen client-address network
  elif [ -n "$forwarded_proto$(line_of who.lines x-forwarded-host)$(line_of who.lines x-forwarded-port)" ]; then
    broken client-address "$(printf "$(word lost)" X-Forwarded-For)"
  else
    unseen client-address network
  fi
  header_causes request-headers who.lines
}
# RULE LINES: which of the headers that were sent did not arrive.
header_causes() {
  lost=
  culprits=
  lose() { lost="$lost $1"; shift; culprits="$culprits $*"; }
  grep -q -i '^referer ' "$tmp/$2" || lose Referer referer-removed
  grep -q -i '^jenkins-crumb doctor' "$tmp/$2" || lose Jenkins-Crumb crumb-header-removed
  grep -q -i '^x-github-event ping' "$tmp/$2" || lose X-GitHub-Event event-header-removed
  if [ "$(grep -c -i -e '^node-name ' -e '^secret-key ' -e '^x-remoting-capability ' "$tmp/$2")" -lt 3 ]; then
    lose 'Node-Name…' agent-request-headers-removed
  fi
  [ "$(line_of "$2" origin)" = "$origin" ] || lose Origin cli-origin-replaced
  if [ -z "$lost" ]; then kept "$1"; else
    # shellcheck disable=SC2086
    broken "$1" "$(printf "$(word lost)" "${lost# }")" $culprits; fi
}

forged() {
  if [ -z "$who" ]; then return; fi
  ask forged 5 -H 'X-Forwarded-For: 192.0.2.66' -H 'X-Forwarded-Host: forged.invalid' \
    -H 'X-Forwarded-Proto: forged' -H 'X-Forwarded-Port: 6666' -H 'X-Forwarded-Server: forged.invalid' \
    -H 'Forwarded: for=192.0.2.66;host=forged.invalid' -H 'X-Proxied-Https: off' \
    -H 'Proxy-auth-cert: forged' -H 'Proxy-ssl-id: forged' -H 'X-Forwarded-User: forged' "${base}whoAmI/"
  if [ "$status" != 200 ]; then
    # Refused for one of them, so without those that Jenkins itself refuses.
    all_unseen refused forged-x-forwarded-host forged-x-forwarded-proto forged-x-forwarded-port forged-x-forwarded-server
    ask forged 5 -H 'X-Forwarded-For: 192.0.2.66' -H 'Forwarded: for=192.0.2.66' -H 'X-Proxied-Https: off' \
      -H 'Proxy-auth-cert: forged' -H 'Proxy-ssl-id: forged' -H 'X-Forwarded-User: forged' "${base}whoAmI/"
  fi
  if [ "$status" != 200 ]; then
    all_unseen refused forged-x-forwarded-for forged-forwarded forged-x-proxied-https forged-proxy-auth-cert \
      forged-proxy-ssl-id identity-headers
  else
    received forged >"$tmp/forged.lines"
    for field in x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-port x-forwarded-server forwarded x-proxied-https proxy-auth-cert proxy-ssl-id x-forwarded-user; do
      rule=forged-$field
      [ "$field" = x-forwarded-user ] && rule=identity-headers
      if grep -i "^$field " "$tmp/forged.lines" | grep -q -i -E 'forged|192\.0\.2\.66|6666| off'; then
        broken "$rule" "$(got "$field" "$(line_of forged.lines "$field")")"
      else
        kept "$rule"
      fi
    done
  fi
  ask odd 5 -H 'X-Forwarded-For: <script>' -H 'X-Forwarded-Port: abc' -H 'X-Forwarded-Host: a b' "${base}login"
  if [ "$status" = 400 ] && of_jenkins odd; then
    broken bad-forwarded-values "$(got 'X-Forwarded-For: <script>' 400 200)"
  elif [ "$status" = 000 ]; then unseen bad-forwarded-values time; else kept bad-forwarded-values; fi
  without_pass ask other 5 -H 'Host: other.invalid' "${base}login"
  if [ "$status" = 200 ] && of_jenkins other; then
    broken other-host "$(got 'Host: other.invalid' 200 '4xx')"
  elif [ "$late" = 1 ]; then unseen other-host time; else kept other-host; fi
}

# What Jenkins calls its own check of the proxy.
monitor=administrativeMonitor/hudson.diagnosis.ReverseProxySetupMonitor/test
# The path as Jenkins received it stands in the address of the sign-in page that it leads to.
prefix=${monitor}ForReverseProxySetup/doctor/
form_encode() {
  sed -e 's/%/%25/g' -e 's,/,%2F,g' -e 's/?/%3F/g' -e 's/=/%3D/g' -e 's/&/%26/g' -e 's/+/%2B/g' \
    -e 's/!/%21/g' -e 's/\$/%24/g' -e "s/'/%27/g" -e 's/(/%28/g' -e 's/)/%29/g' -e 's/,/%2C/g' \
    -e 's/:/%3A/g' -e 's/@/%40/g' -e 's/~/%7E/g'
}
# PART: sets `arrived` to what Jenkins received, still encoded, and `wanted`.
send_path() {
  ask path 5 "$base$prefix$1"
  wanted=$(printf %s "$1" | form_encode)
  arrived=$(sed -n 's/.*[?;]from=\([^"'"'"'<> &]*\).*/\1/p' "$tmp/path.body" | head -n 1 | sed 's,.*doctor%2F,,')
}
paths() {
  all='a%2Fb/https%3A%2F%2Fx%2Fy/feature%252Ffoo/x%5B1%5D/a%20b/a+b/%C3%A9t%C3%A9/a%3Fb%23c%25d/!$&()*,:=@~-._/a//b/?q=%2F%20+%5B1%5D&r=%C3%A9'
  set -- path-encoded-slash path-encoded-url path-double-encoding path-brackets path-space path-plus \
    path-utf-8 path-encoded-delimiters path-punctuation path-double-slash query-string
  send_path "$all"
  if [ -n "$arrived" ] && [ "$arrived" = "$wanted" ]; then
    for rule in "$@"; do kept "$rule"; done
  elif ! in_between "$@"; then
    send_path plain/
    if [ -z "$arrived" ]; then
      all_unseen no-echo "$@"
    else
      # Refused by a rewrite rule, these two tell most.
      each path-space 'a%20b/'
      each path-encoded-delimiters 'a%3Fb%23c%25d/'
      each path-encoded-slash 'a%2Fb/'
      each path-encoded-url 'https%3A%2F%2Fx%2Fy/'
      each path-double-encoding 'feature%252Ffoo/'
      each path-brackets 'x%5B1%5D/'
      each path-plus 'a+b/'
      each path-utf-8 '%C3%A9t%C3%A9/'
      each path-punctuation '!$&()*,:=@~-._/'
      each path-double-slash 'a//b/'
      each query-string '?q=%2F%20+%5B1%5D&r=%C3%A9'
    fi
  fi
  ask semicolon 5 "${base}login;x=1"
  if [ "$status" = 400 ] && holds semicolon 'Semicolons'; then
    kept path-semicolon
  elif ! in_between path-semicolon; then
    broken path-semicolon "$(got 'GET login;x=1' "$status" '400 Semicolons')"
  fi
  if [ -n "$path" ]; then
    ask segment 5 "$origin${path}x/login"
    if of_jenkins segment; then
      broken path-whole-segment "$(got "GET ${path}x/login" "$status Jetty" 404)"
    elif [ "$status" = 000 ]; then
      unseen path-whole-segment time
    else
      kept path-whole-segment
    fi
    ask slashless 5 "${base%/}"
    absolute "$(header slashless location)" "$origin"
    evidence=$(got "GET $path" "$status -> $target" "$base")
    if is_redirect "$status" && [ "$target" = "$base" ]; then
      kept context-root-redirect
    elif [ "$status" = 000 ]; then
      unseen context-root-redirect time
    elif to_other_host; then
      unseen context-root-redirect portal
    elif of_password; then
      unseen context-root-redirect password
    elif [ "$place" != "$path" ]; then
      broken context-root-redirect "$evidence" prefix-removed path-differs
    elif is_redirect "$status"; then
      broken context-root-redirect "$evidence" redirect-of-inner-hop final-slashes-differ
    else
      broken context-root-redirect "$(got "GET $path" "$status" "-> $base")" final-slashes-differ path-differs
    fi
  else
    all_unseen no-path path-whole-segment context-root-redirect
  fi
}
each() {
  send_path "$2"
  if [ "$arrived" = "$wanted" ]; then
    kept "$1"
    return
  elif [ "$status" = 000 ]; then
    unseen "$1" time
    return
  fi
  shown=$(printf %s "$arrived" | sed -e 's/%2F/\//g' -e 's/%3F/?/g' -e 's/%3A/:/g' -e 's/%25/%/g')
  [ -n "$arrived" ] || shown=$status
  evidence=$(got "GET …/$2" "$shown" "$2")
  if [ -z "$arrived" ] && [ "$status" = 403 ] && ! of_jenkins path; then
    case $1 in
      path-space) broken "$1" "$evidence" space-rewritten ;;
      path-encoded-delimiters) broken "$1" "$evidence" question-mark-rewritten space-rewritten ;;
      *) broken "$1" "$evidence" slash-refused encoded-slash-refused ;;
    esac
  elif [ -z "$arrived" ] && ! of_jenkins path; then
    broken "$1" "$evidence" slash-refused encoded-slash-refused
  else
    case $1 in
      path-double-encoding) broken "$1" "$evidence" double-encoding-lost encoded-slash-decoded ;;
      *) broken "$1" "$evidence" slash-decoded encoded-slash-decoded ;;
    esac
  fi
}

pages() {
  ask front 5 -b "$tmp/none" "$base"
  if [ "$status" = 200 ] && of_jenkins front; then
    unseen access-denied-page readable
  elif [ "$status" = 403 ] && holds front 'Authentication required'; then
    kept access-denied-page
  elif in_between access-denied-page; then
    :
  elif holds front 'DNS lookup failure'; then
    broken access-denied-page "$(got "GET $base" "$status DNS lookup failure" 403)" final-slash-missing
  else
    case $status in
      401) unseen access-denied-page refused ;;
      *) broken access-denied-page "$(got "GET $base" "$status" '403 Authentication required')" final-slashes-differ wrong-address ;;
    esac
  fi
  ask slash 5 "${base}whoAmI"
  absolute "$(header slash location)" "$origin"
  evidence=$(got Location "$target" "${base}whoAmI/")
  if is_redirect "$status" && [ "$target" = "${base}whoAmI/" ]; then
    kept trailing-slash-redirect
  elif to_other_host; then
    unseen trailing-slash-redirect portal
  elif [ "$status" = 000 ]; then
    unseen trailing-slash-redirect time
  elif ! is_redirect "$status"; then
    unseen trailing-slash-redirect refused
  elif [ "$place" != "$path" ]; then
    broken trailing-slash-redirect "$evidence" prefix-removed path-differs
  else
    case $target in
      "$origin$path//"*) broken trailing-slash-redirect "$evidence" final-slashes-differ ;;
      http://"$host"*)
        case $scheme in
          https) broken trailing-slash-redirect "$evidence" https-not-announced scheme-replaced-inside ;;
          *) broken trailing-slash-redirect "$evidence" host-without-port fixed-forwarded-port ;;
        esac
        ;;
      *) broken trailing-slash-redirect "$evidence" host-not-passed prefix-removed ;;
    esac
  fi

  ask health 5 "${base}health/"
  evidence=$(got 'GET health/' "$status" 200)
  case $status in
    200) if holds health '"status"'; then kept health; else broken health "$(word not-jenkins)" sign-in-portal; fi ;;
    404) if of_jenkins health; then unseen health version; else broken health "$evidence" endpoint-not-routed; fi ;;
    *) in_between health || broken health "$evidence" machines-not-exempt ;;
  esac

  style=$(sed -n 's/.*"\([^"]*\/static\/[^"]*\.css\)[^"]*".*/\1/p' "$tmp/login.body" | head -n 1 | tr -cd '\041-\176')
  if [ -z "$style" ]; then
    all_unseen no-style style static-files
    return
  fi
  absolute "$style" "$origin"
  ask style 5 "$target"
  if [ "$status" = 200 ] && header style content-type | grep -q -i 'text/css'; then
    kept style
    since=$(header style last-modified | plain)
    lifetime=$(header style expires)$(header style cache-control)
    if [ -z "$since" ]; then
      broken static-files "$(got "Last-Modified, $style" -)" styles-read-from-disk
      return
    fi
    ask again 5 -H "If-Modified-Since: $since" "$target"
    if [ "$status" = 304 ] && [ -n "$lifetime" ]; then
      kept static-files
    elif [ "$status" = 000 ]; then
      unseen static-files time
    else
      broken static-files "$(got "If-Modified-Since, $style" "$status" 304)" styles-read-from-disk
    fi
  elif ! in_between style static-files; then
    evidence=$(got "GET $style" "$status" '200 text/css')
    if [ "$place" != "$path" ]; then
      broken style "$evidence" prefix-removed styles-read-from-disk
    else
      broken style "$evidence" styles-read-from-disk prefix-removed
    fi
    unseen static-files earlier
  fi
}

sessions() {
  at=
  cookie=$(headers login set-cookie | grep -i '^JSESSIONID' | head -n 1)
  if [ -z "$cookie" ]; then
    broken session-cookie "$(word no-cookie)" login-cookie-removed cookie-not-returned
  else
    at=$(printf %s "$cookie" | sed -n 's/.*; *[Pp]ath=\([^;]*\).*/\1/p' | plain)
    is_secure=
    printf %s "$cookie" | grep -q -i '; *secure' && is_secure=1
    short=$(printf %s "$cookie" | sed 's/=[^;]*/=…/' | plain)
    if [ "$at" != "${path:-/}" ]; then
      evidence=$(got Set-Cookie "$short" "Path=${path:-/}")
      if [ "$at" = "${place:-/}" ]; then
        broken session-cookie "$evidence" path-differs prefix-removed
      else
        broken session-cookie "$evidence" login-cookie-path cookie-path-changed
      fi
    elif [ "$scheme" = https ] && [ -z "$is_secure" ]; then
      # shellcheck disable=SC2046
      broken session-cookie "$(got Set-Cookie "$short" Secure)" $(scheme_causes)
    elif [ "$scheme" = http ] && [ -n "$is_secure" ]; then
      broken session-cookie "$(got Set-Cookie "$short")" secure-cookie-on-plain-page secure-cookie-over-http
    else kept session-cookie; fi
  fi
  crumb=$(grep -a -o '[0-9a-f]\{64\}' "$tmp/login.body" | head -n 1)
  ask second 5 "${base}login"
  other=$(grep -a -o '[0-9a-f]\{64\}' "$tmp/second.body" | head -n 1)
  if [ -z "$crumb" ]; then
    all_unseen version pages-not-cached crumb-accepted crumb-needs-session
    return
  fi
  if [ "$crumb" = "$other" ]; then
    age=$(header second age)
    broken pages-not-cached "$(printf "$(word same-crumb)" "${age:--}" | plain)" pages-cached cache-further-out crumb-from-cache
  elif [ -z "$other" ]; then unseen pages-not-cached time
  else kept pages-not-cached; fi
  aim=$base$monitor
  ask crumb 5 -b "$tmp/jar" -H "Jenkins-Crumb: $crumb" -d '' "$aim"
  if to_portal; then unseen crumb-accepted portal
  elif holds crumb 'No valid crumb'; then
    ask form 5 -b "$tmp/jar" -d "Jenkins-Crumb=$crumb" "$aim"
    evidence=$(got 'POST, Jenkins-Crumb' '403 No valid crumb')
    if [ "$status" = 403 ] && ! holds form 'No valid crumb'; then broken crumb-accepted "$evidence" crumb-header-removed
    elif ! grep -q 'JSESSIONID' "$tmp/jar" 2>/dev/null && [ -n "$cookie" ]; then broken crumb-accepted "$evidence" secure-cookie-over-http secure-cookie-on-plain-page cookie-path-changed login-cookie-path
    elif [ -n "$cookie" ] && [ "$at" != "${path:-/}" ]; then broken crumb-accepted "$evidence" cookie-path-changed login-cookie-path
    elif [ "$crumb" = "$other" ]; then broken crumb-accepted "$evidence" crumb-from-cache
    else broken crumb-accepted "$evidence" cookie-not-returned login-cookie-removed several-controllers; fi
  elif [ "$status" = 403 ] && of_jenkins crumb || [ "$status" = 302 ]; then kept crumb-accepted
  else unseen crumb-accepted refused; fi
  ask bare 5 -H "Jenkins-Crumb: $crumb" -d '' "$aim"
  if holds bare 'No valid crumb'; then kept crumb-needs-session
  elif to_portal; then unseen crumb-needs-session portal
  elif [ "$status" = 403 ] && of_jenkins bare || [ "$status" = 302 ]; then broken crumb-needs-session "$(got 'POST, Jenkins-Crumb' "$status" '403 No valid crumb')" pages-cached
  else unseen crumb-needs-session refused; fi
}

answers_of_headers() {
  nosniff=$(headers login x-content-type-options | wc -l | tr -d ' ')
  frame=$(headers login x-frame-options | wc -l | tr -d ' ')
  if [ "$nosniff" = 1 ] && [ "$frame" = 1 ]; then kept security-headers; else
    broken security-headers "$(got 'X-Content-Type-Options, X-Frame-Options' "$nosniff, $frame" '1, 1')" ; fi
  policies=$(grep -i -c '^content-security-policy' "$tmp/login.head")
  if [ "$policies" = 1 ]; then kept one-policy
  elif [ "$policies" = 0 ]; then
    if [ -n "$root" ]; then broken one-policy "$(got Content-Security-Policy 0 1)" policy-removed; else unseen one-policy version; fi
  else broken one-policy "$(got Content-Security-Policy "$policies" 1)" second-policy; fi
  if grep -q -i '^content-encoding' "$tmp/login.head"; then broken compression "$(got Content-Encoding "$(header login content-encoding)" -)"
  elif curl --version | grep -q libz; then
    ask gzip 5 --compressed "${base}login"
    if [ "$rc" = 61 ] || { [ "$status" = 200 ] && ! holds gzip data-rooturl; }; then broken compression "$(got 'Accept-Encoding: gzip' "curl: $rc")"
    elif [ "$status" = 200 ]; then kept compression; else unseen compression time; fi
  else unseen compression curl; fi
  ask big 5 --http1.1 -H "X-Doctor: $(printf %07000d 0)" "${base}login"
  case $status in
    200) kept request-header-7k ;;
    000) if [ -n "$late" ] || [ "$rc" = 28 ]; then unseen request-header-7k time; else broken request-header-7k "$(got '7 kB' "curl: $rc" 200)"; fi ;;
    *) broken request-header-7k "$(got '7 kB' "$status" 200)" ;;
  esac
  ask bigger 5 --http1.1 -H "X-Doctor: $(printf %09000d 0)" "${base}login"
  case $status in
    400 | 431 | 494) kept request-header-too-large ;;
    000) unseen request-header-too-large time ;;
    *) broken request-header-too-large "$(got '9 kB' "$status" '400, 431')" ;;
  esac
}

tls() {
  if [ "$scheme" = http ]; then
    all_unseen no-tls hsts http2 https-redirect https-redirect-path https-redirect-query https-redirect-method
    if grep -q -i '^strict-transport-security' "$tmp/login.head"; then broken hsts-plain-http "$(got Strict-Transport-Security "$(header login strict-transport-security)")"; else kept hsts-plain-http; fi
    return
  fi
  sts=$(header login strict-transport-security)
  case $sts in
    '') broken hsts "$(got Strict-Transport-Security - max-age)" ;;
    *includeSubDomains* | *includesubdomains* | *preload*) broken hsts "$(got Strict-Transport-Security "$sts")" ;;
    *) kept hsts ;;
  esac
  if ! curl --version | grep -q HTTP2; then unseen http2 curl
  elif sed -n 1p "$tmp/login.head" | grep -q '^HTTP/2'; then kept http2
  else note http2 "$(got "$(word protocol)" "$(sed -n '1s/ .*//p' "$tmp/login.head")" HTTP/2)"; fi
  if [ "$port" != 443 ]; then
    all_unseen plain-port https-redirect https-redirect-path https-redirect-query https-redirect-method hsts-plain-http
    return
  fi
  tail='job/feature%252Ffoo/a%2Fb/a%20b/x%5B1%5D/?from=%2Fjob%2F&y=a+b%20c'
  ask plain 5 -H 'X-GitHub-Event: ping' -H 'Content-Type: application/json' -d '{"zen":"doctor"}' "http://$host$path/$tail"
  moved=$(header plain location)
  if [ "$status" = 000 ]; then
    note https-redirect "$(got "http://$host" "$(complaint plain)")"
    all_unseen refused https-redirect-path https-redirect-query https-redirect-method hsts-plain-http
    return
  fi
  case $moved in
    "$origin"/* | "$scheme://$host:443"/*)
      kept https-redirect
      after=/${moved#*://*/}
      if [ "${after%%\?*}" = "$path/${tail%%\?*}" ]; then kept https-redirect-path; else broken https-redirect-path "$(got Location "$moved" "$base${tail%%\?*}")" slash-decoded; fi
      case $after in *\?*) query=${after#*\?} ;; *) query= ;; esac
      if [ "$query" = "${tail#*\?}" ]; then kept https-redirect-query; else broken https-redirect-query "$(got Location "?$query" "?${tail#*\?}")"; fi
      case $status in
        307 | 308) kept https-redirect-method ;;
        *) note https-redirect-method "$(got "POST http://$host$path/" "$status" 308)" redirect-turns-post-into-get ;;
      esac
      ;;
    *) broken https-redirect "$(got "http://$host" "$status $moved" "308 $origin")" agent-url-redirected
      all_unseen earlier https-redirect-path https-redirect-query https-redirect-method ;;
  esac
  if grep -q -i '^strict-transport-security' "$tmp/plain.head"; then broken hsts-plain-http "$(got Strict-Transport-Security "$(header plain strict-transport-security)")"; else kept hsts-plain-http; fi
}

machines() {
  # NAME ORIGIN
  upgrade() { with_upgrade ask "$1" 2 --http1.1 -H "Origin: $2" "${base}cli/ws"; }
  upgrade ws "$origin"
  why=$(header ws x-cli-error)
  evidence=$(got 'WebSocket, cli/ws' "$status $why" 101)
  case $status in
    101) kept websocket-cli; kept http-1-1-upstream ;;
    400) broken websocket-cli "$evidence" upgrade-not-passed cli-upgrade-not-passed ;;
    401) broken websocket-cli "$evidence" machines-not-exempt ;;
    404) broken websocket-cli "$evidence" cli-path-refused ;;
    403)
      case $why in
        *origin*)
          if [ "$place" != "$path" ]; then
            broken websocket-cli "$evidence" prefix-removed path-differs
          elif [ -n "$configured" ] && [ "$configured" != "$base" ]; then
            broken websocket-cli "$evidence" cli-origin-differs jenkins-url-differs
          else
            broken websocket-cli "$evidence" cli-origin-replaced cli-origin-differs
          fi
          ;;
        *'not configured'*) broken websocket-cli "$evidence" jenkins-url-not-set ;;
        *)
          # The same path without a wish to change the protocol.
          ask plainly 4 --http1.1 "${base}cli/ws"
          if of_jenkins plainly || [ "$status" != 403 ] || [ -n "$(header plainly x-cli-error)" ]; then
            broken websocket-cli "$evidence" upgrade-not-passed cli-upgrade-not-passed
          else
            broken websocket-cli "$evidence" cli-path-refused
          fi
          ;;
      esac
      ;;
    000)
      if [ -n "$late" ]; then
        unseen websocket-cli time
      else
        broken websocket-cli "$(got 'WebSocket, cli/ws' "curl: $rc" 101)" cli-upgrade-not-passed upgrade-not-passed
      fi
      ;;
    *)
      if to_portal; then
        broken websocket-cli "$evidence" sign-in-portal machines-not-exempt
      else
        broken websocket-cli "$evidence" cli-upgrade-not-passed upgrade-not-passed cli-path-refused
      fi
      ;;
  esac
  if [ "$status" = 101 ]; then
    upgrade foreign https://foreign.invalid
    case $status in
      101) broken websocket-origin "$(got 'Origin: https://foreign.invalid' 101 403)" cli-origin-replaced ;;
      403) kept websocket-origin ;;
      *) unseen websocket-origin time ;;
    esac
  fi
  ask agent 4 --http1.1 "${base}wsagents/"
  if [ "$status" = 400 ] && holds agent 'This endpoint is only for use'; then
    kept agent-endpoint
    ask agent 4 --http1.1 -H 'Node-Name: doctor.sh' -H 'Secret-Key: none' -H 'X-Remoting-Capability: none' "${base}wsagents/"
    if holds agent 'This endpoint is only for use'; then broken agent-headers "$(printf "$(word lost)" 'Node-Name, Secret-Key, X-Remoting-Capability')" agent-request-headers-removed; elif holds agent 'no such agent'; then kept agent-headers; else unseen agent-headers refused; fi
  elif [ "$status" = 000 ]; then unseen agent-endpoint time
  else
    evidence=$(got 'GET wsagents/' "$status" '400 This endpoint is only for use from agent.jar')
    if [ "$status" = 401 ]; then broken agent-endpoint "$evidence" machines-not-exempt login-not-open
    elif to_portal; then broken agent-endpoint "$evidence" sign-in-portal machines-not-exempt login-not-open
    else broken agent-endpoint "$evidence" endpoint-not-routed; fi
  fi
  ask listener 5 "${base}tcpSlaveAgentListener/"
  agents_at=$(header listener x-jenkins-jnlp-port | tr -cd '0-9' | cut -c1-5)
  case $status in
    200)
      if [ -n "$agents_at" ] && [ -n "$(header listener x-jenkins-agent-protocols)" ]; then
        kept agent-discovery
        ask port 3 "http://$host:$agents_at/"
        # The port speaks HTTP/1.0 for a moment, to say what it is.
        if holds port 'Jenkins-Agent-Protocols' || grep -q -a 'Jenkins-Agent-Protocols' "$tmp/port.raw"; then kept agent-port
        else note agent-port "$(got "$host:$agents_at" "$(if [ "$status" = 000 ]; then complaint port; else echo "$status"; fi)")" agent-port-not-forwarded; fi
      else broken agent-discovery "$(printf "$(word lost)" 'X-Jenkins-JNLP-Port, X-Jenkins-Agent-Protocols')" agent-headers-removed; unseen agent-port earlier; fi ;;
    404)
      if of_jenkins listener; then unseen agent-discovery agents-off; note agent-port "$(word agents-off)" agent-port-disabled
      else broken agent-discovery "$(got 'GET tcpSlaveAgentListener/' 404 200)" listener-path-refused; fi ;;
    000) unseen agent-discovery time ;;
    401) broken agent-discovery "$(got 'GET tcpSlaveAgentListener/' 401 200)" machines-not-exempt listener-path-refused ;;
    *) if to_portal; then unseen agent-discovery portal; else broken agent-discovery "$(got 'GET tcpSlaveAgentListener/' "$status" 200)" listener-path-refused; fi ;;
  esac
  ask_webhook
  webhook_told broken
}

upload() {
  # A file of 62 million bytes that takes no place; curl announces it and waits for "100 Continue".
  dd if=/dev/null of="$tmp/large" bs=1 seek=62000000 2>/dev/null
  ask upload 5 --http1.1 -X POST -H 'Expect: 100-continue' -T "$tmp/large" "${base}pluginManager/uploadPlugin"
  case $status in
    413) broken upload-sized "$(got 'POST, Content-Length: 62000000' 413)" body-limit narrower-body-limit body-limit-of-outer-hop ;;
    403) if of_jenkins upload || holds upload 'No valid crumb'; then kept upload-sized; else unseen upload-sized refused; fi ;;
    408) broken upload-sized "$(got 'POST, Content-Length: 62000000' 408)" upload-time-limit ;;
    000) unseen upload-sized time ;;
    *) unseen upload-sized refused ;;
  esac
  rm -f "$tmp/large"
}

with_account() {
  set -- reverse-proxy-redirect reverse-proxy-check reverse-proxy-check-without-referer uri-encoding \
    server-sent-events not-found-page
  if [ -z "$account" ]; then
    all_unseen account basic-authentication "$@"
    return
  fi
  ask me 5 -K "$tmp/account" "${base}whoAmI/api/json"
  case $status in
    200)
      if holds me '"anonymous" *: *false'; then
        kept basic-authentication
      else
        broken basic-authentication "$(word anonymous)" authorization-forwarded
      fi
      ;;
    401)
      if of_password; then
        unseen basic-authentication password
      else
        broken basic-authentication "$(got '--user' '401 realm="Jenkins"')" api-token-wrong authorization-forwarded
      fi
      ;;
    *) unseen basic-authentication refused ;;
  esac
  if ! is_kept basic-authentication; then
    all_unseen earlier "$@"
    return
  fi
  own_check
  ask utf 5 -K "$tmp/account" "${base}administrativeMonitor/jenkins.diagnostics.URICheckEncodingMonitor/checkURIEncoding?value=%E5%9F%B7%E4%BA%8B"
  if [ "$status" != 200 ]; then
    unseen uri-encoding rights
  elif holds utf '<div/>'; then
    kept uri-encoding
  else
    broken uri-encoding "$(got checkURIEncoding "$(sed -n 1p "$tmp/utf.body")" '<div/>')"
  fi
  ask missing 5 -K "$tmp/account" "${base}no-such-page-doctor"
  if [ "$status" != 404 ]; then
    unseen not-found-page refused
  elif holds missing 'Oops!'; then
    kept not-found-page
  elif of_jenkins missing; then
    unseen not-found-page refused
  else
    broken not-found-page "$(got 'GET no-such-page-doctor' 404 'Oops!')"
  fi
  if is_kept crumb-accepted; then events; else unseen server-sent-events earlier; fi
}
own_check() {
  ask test 5 -K "$tmp/account" -e "${base}manage/" "$base$monitor"
  case $status in
    403) unseen_checks=rights ;;
    000) unseen_checks='time' ;;
    *) unseen_checks= ;;
  esac
  if [ -n "$unseen_checks" ]; then
    all_unseen "$unseen_checks" reverse-proxy-redirect reverse-proxy-check reverse-proxy-check-without-referer
    return
  fi
  moved=$(header test location | tr -cd '\041-\176')
  absolute "$moved" "$origin"
  case $target in
    "$base$monitor"ForReverseProxySetup/*) kept reverse-proxy-redirect ;;
    *)
      if [ "$status" = 302 ] && [ -n "$configured" ] && [ "$configured" != "$base" ]; then
        unseen reverse-proxy-redirect earlier
      else
        broken reverse-proxy-redirect "$(got Location "$status $moved" "$base$monitor…")" redirect-of-inner-hop jenkins-url-differs
      fi
      ;;
  esac
  case $target in
    *"$monitor"ForReverseProxySetup/*) verdict "${target#*"$monitor"ForReverseProxySetup/}" ;;
    *) unseen reverse-proxy-check earlier ;;
  esac
  ask silent 5 -K "$tmp/account" "$base$monitor"
  if header silent location | grep -q 'NO-REFERER'; then
    kept reverse-proxy-check-without-referer
  else
    unseen reverse-proxy-check-without-referer earlier
  fi
}
# TAIL: what follows the address of the check, asked of the public address whatever it says.
verdict() {
  ask verdict 5 -K "$tmp/account" -e "${base}manage/" "$base${monitor}ForReverseProxySetup/$1"
  said=$(grep -a -o '[a-zA-Z]*://[^ ]* vs\. [^ <]*' "$tmp/verdict.body" | head -n 1)
  evidence=$(got "$(word own-check)" "$status $said" 200)
  ours=${said%% vs.*}
  case $status:$said in
    200:*) kept reverse-proxy-check ;;
    000:*) unseen reverse-proxy-check time ;;
    *'vs. NO-REFERER'*) broken reverse-proxy-check "$evidence" referer-removed ;;
    *'vs. http:' | *'vs. https:' | *'vs. http'*%*) broken reverse-proxy-check "$evidence" slash-decoded ;;
    *vs.*)
      if [ "$place" != "$path" ]; then
        broken reverse-proxy-check "$evidence" prefix-removed path-differs
        return
      fi
      case $ours in
        "${base}manage") broken reverse-proxy-check "$evidence" jenkins-url-differs referer-removed ;;
        "http://$host"*)
          if [ "$scheme" = https ]; then
            # shellcheck disable=SC2046
            broken reverse-proxy-check "$evidence" $(scheme_causes)
          else
            broken reverse-proxy-check "$evidence" port-not-passed value-made-up
          fi
          ;;
        *"://$host:"*) broken reverse-proxy-check "$evidence" value-made-up port-not-passed ;;
        *"://$host"*)
          case $scheme:$ours in
            http:https*) broken reverse-proxy-check "$evidence" value-made-up ;;
            *) broken reverse-proxy-check "$evidence" port-not-passed value-made-up ;;
          esac
          ;;
        *) broken reverse-proxy-check "$evidence" host-not-passed ;;
      esac
      ;;
    *)
      if of_jenkins verdict; then
        broken reverse-proxy-check "$evidence" path-differs context-path-missing-in-url slash-decoded
      else
        broken reverse-proxy-check "$evidence" slash-refused
      fi
      ;;
  esac
}
events() {
  ask connect 5 -K "$tmp/account" -c "$tmp/events" "${base}sse-gateway/connect?clientId=doctor"
  if [ "$status" != 200 ] || holds connect '<html'; then
    unseen server-sent-events plugin
    return
  fi
  ask listen 2 -K "$tmp/account" -b "$tmp/events" -H 'Accept-Encoding: gzip' "${base}sse-gateway/listen/doctor"
  if [ "$status" = 200 ] && [ -s "$tmp/listen.body" ]; then
    # The header of gzip alone is no event.
    if header listen content-encoding | grep -q gzip && [ "$(wc -c <"$tmp/listen.body")" -lt 20 ]; then
      broken server-sent-events "$(word late-events)" events-compressed response-collected
    else
      kept server-sent-events
    fi
    return
  fi
  ask uncompressed 2 -K "$tmp/account" -b "$tmp/events" "${base}sse-gateway/listen/doctor"
  if [ -s "$tmp/uncompressed.body" ]; then
    broken server-sent-events "$(word late-events)" events-compressed
  else
    broken server-sent-events "$(word late-events)" response-collected events-compressed
  fi
}

if [ -n "$usable" ]; then
  case $status in 000) ;; *)
    command_over_http &
    duplex=$!
    requests=$((requests + 2))
    [ -z "$long" ] || silences
    ;;
  esac
  for part in addresses pages paths sessions answers_of_headers tls machines forged upload with_account; do
    # Whoever never answers is not asked for ever.
    [ "$silent" -ge 4 ] && late=1 && break
    "$part"
  done
  case $host in
    *[!0-9.]*)
      ask six 4 -6 -v "${base}login"
      # Without a way to IPv6 from here, curl says that the network cannot be reached.
      if [ "$status" = 200 ]; then
        kept ipv6
      elif [ "$rc" = 7 ] && grep -q -i 'connection refused' "$tmp/six.err"; then
        broken ipv6 "$(got 'IPv6' "$(grep -i 'connection refused' "$tmp/six.err" | sed -n '1s/^[* ]*//p')")"
      else
        unseen ipv6 no-ipv6
      fi
      ;;
    *) unseen ipv6 no-ipv6 ;;
  esac
  if [ -n "$duplex" ]; then
    wait "$duplex" 2>/dev/null
    duplex=
    duplex_status=$(sed -n '1s/^HTTP\/[0-9.]* \([0-9]*\).*/\1/p' "$tmp/down.head" 2>/dev/null | head -n 1)
    case ${duplex_status:-000} in
      200)
        if ! grep -q -i '^hudson-duplex' "$tmp/down.head"; then unseen http-cli refused; unseen http-cli-download refused
        else
          if [ -e "$tmp/down.early" ]; then kept http-cli-download; else broken http-cli-download "$(word late-byte)" cli-answer-buffered response-collected; fi
          if [ -e "$tmp/command.early" ]; then kept http-cli
          elif [ -e "$tmp/down.early" ]; then broken http-cli "$(word late-command)" cli-body-buffered cli-answer-buffered
          else unseen http-cli earlier; fi
        fi ;;
      000)
        if [ -n "$late" ]; then unseen http-cli time; else broken http-cli-download "$(word late-byte)" cli-answer-buffered response-collected; unseen http-cli earlier; fi ;;
      401) broken http-cli "$(got 'POST cli' 401 200)" machines-not-exempt ;;
      403 | 404) broken http-cli "$(got 'POST cli' "$duplex_status" 200)" cli-path-refused ;;
      3??) unseen http-cli portal; unseen http-cli-download portal ;;
      *) broken http-cli "$(got 'POST cli' "$duplex_status" 200)" cli-body-buffered cli-path-refused ;;
    esac
  fi
fi
if [ -z "$long" ]; then
  all_unseen long http-cli-stays-open websocket-cli-stays-open websocket-agent-stays-open
elif [ -n "$silent_ones" ]; then
  silences_told
fi
if [ -n "$upstream" ]; then
  case $direct in
    200) kept upstream ;;
    no-jenkins-000) broken upstream "$(got "$upstream" "$(complaint upstream)")" jenkins-stopped ;;
    *) broken upstream "$(got "GET ${upstream%/}/login" "${direct#no-jenkins-}" 200)" path-differs jenkins-stopped ;;
  esac
  case ${upstream#*://} in
    127.* | 0.0.0.0* | localhost* | \[::1\]*)
      if [ -n "$usable" ]; then
        for local in 127.0.0.1 '[::1]'; do
          ask loop 4 --connect-to "::$local:" "${base}login"
          if [ "$rc" = 7 ]; then
            note loopback "$(got "$local:$port" "$(complaint loop)")" output-rule-missing ipv6-rules-missing public-address-only rules-not-restored
          elif [ "$rc" = 60 ] || [ "$rc" = 51 ]; then
            # Another site of the same server has a certificate for other names.
            note loopback "$(got "$local:$port" "$(complaint loop)")" public-address-only
          elif [ "$status" != 000 ] && ! of_jenkins loop; then
            note loopback "$(got "$local:$port" "$status" 200)" public-address-only
          fi
        done
        kept loopback
      fi ;;
  esac
fi

# --- In words -----------------------------------------------------------------------------------

took=$(($(date +%s) - begun))
while IFS= read -r rule; do
  is_judged "$rule" && continue
  never=$(never "$rule")
  if [ -n "$never" ]; then unseen "$rule" "$never"
  elif [ -z "$usable" ]; then unseen "$rule" earlier
  elif [ -n "$late" ]; then unseen "$rule" time
  else unseen "$rule" earlier; fi
done <<END
$(all_rules)
END
place_of() { printf '%s/%s/troubleshooting/%s/#%s' "$site" "$lang" "$(symptom_of "$1")" "$1"; }
lines() { awk -F '\t' -v kind="$1" '$1 == kind' "$tmp/found"; }
# What breaks most comes first: in the order in which it was found.
first_cause=$(lines broken | awk -F '\t' '$4 != "" { print $4; exit }')
first_cause=${first_cause%% *}
count_broken=$(lines broken | wc -l | tr -d ' ')
tab=$(printf '\t')
if [ -n "$json" ]; then
  quote() { printf '"%s"' "$(printf %s "$1" | sed -e 's/\\/\\\\/g' -e 's/"/\\"/g')"; }
  printf '{"url":%s,"jenkins":%s,"requests":%s,"seconds":%s' "$(quote "$base")" "$(quote "$version")" "$requests" "$took"
  for kind in broken note; do
    case $kind in broken) printf ',"broken":[' ;; *) printf ',"notes":[' ;; esac
    comma=
    lines "$kind" >"$tmp/kind"
    while IFS=$tab read -r _ rule evidence list; do
      printf '%s{"rule":%s,"seen":%s,"causes":[' "$comma" "$(quote "$rule")" "$(quote "$evidence")"
      comma=,
      between=
      for id in $list; do
        printf '%s{"symptom":%s,"cause":%s,"url":%s}' "$between" "$(quote "$(symptom_of "$id")")" "$(quote "$id")" "$(quote "$(place_of "$id")")"
        between=,
      done
      printf ']}'
    done <"$tmp/kind"
    printf ']'
  done
  printf ',"kept":['
  comma=
  for rule in $(lines kept | cut -f 2); do printf '%s"%s"' "$comma" "$rule"; comma=,; done
  printf '],"notSeen":['
  comma=
  lines unseen >"$tmp/kind"
  while IFS=$tab read -r _ rule reason_id; do
    printf '%s{"rule":"%s","why":"%s"}' "$comma" "$rule" "$reason_id"
    comma=,
  done <"$tmp/kind"
  printf '],"first":%s}\n' "$(if [ -n "$first_cause" ]; then quote "$(place_of "$first_cause")"; else echo null; fi)"
else
  printf '%s\n' "$base${version:+ — Jenkins $version}"
  [ "$base" = "$given" ] || printf '%s\n' "$(printf "$(word redirected)" "$given")"
  for kind in broken note; do
    lines "$kind" >"$tmp/kind"
    while IFS=$tab read -r _ rule evidence list; do
      printf '\n%s  %s\n    %s\n' "$(word "$kind")" "$(title "$rule")" "$evidence"
      number=0
      for id in $list; do
        number=$((number + 1))
        printf '    %s. %s\n       %s\n' "$number" "$(cause_title "$id")" "$(place_of "$id")"
      done
    done <"$tmp/kind"
  done
  printf '\n%s (%s)\n' "$(word kept)" "$(lines kept | wc -l | tr -d ' ')"
  for rule in $(lines kept | cut -f 2); do printf '    %s\n' "$(title "$rule")"; done
  printf '\n%s (%s)\n' "$(word unseen)" "$(lines unseen | wc -l | tr -d ' ')"
  # Grouped by why, in the order of the rules.
  for reason_id in $(lines unseen | cut -f 3 | sort -u); do
    printf '  %s\n' "$(reason "$reason_id")"
    for rule in $(lines unseen | awk -F '\t' -v why="$reason_id" '$3 == why { print $2 }'); do printf '    %s\n' "$(title "$rule")"; done
  done
  printf '\n%s\n' "$(printf "$(word spent)" "$requests" "$took")"
fi
if [ "$count_broken" -gt 0 ]; then end=1; elif [ -z "$usable" ]; then end=2; else end=0; fi
if [ -z "$json" ]; then
  if [ -n "$first_cause" ]; then
    printf '%s\n' "$(printf "$(word do-first)" "$(cause_title "$first_cause")" "$(place_of "$first_cause")")"
  elif [ "$end" = 1 ]; then
    printf '%s\n' "$(printf "$(word read-first)" "$(title "$(lines broken | sed -n 1p | cut -f 2)")")"
  elif [ "$end" = 2 ]; then
    printf '%s\n' "$(printf "$(word no-answer)" "${reason:--}")"
  else
    printf '%s\n' "$(word nothing)"
  fi
fi
exit "$end"
