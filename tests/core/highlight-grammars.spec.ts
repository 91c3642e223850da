import { expect, test } from 'playwright/test';
import { highlight, type Language, type Role } from '../../src/highlight/index.ts';

interface Case {
  readonly title: string;
  readonly language: Language;
  readonly code: string;
  /** Tokens in order, without the blanks around them; a line end inside one is written ⏎. */
  readonly expected: readonly (readonly [text: string, role: Role])[];
}

const cases: readonly Case[] = [
  {
    title: 'an HAProxy frontend with TLS',
    language: 'haproxy',
    code: String.raw`global
  ssl-default-bind-options ssl-min-ver TLSv1.2
defaults
  timeout client 300s
frontend web
  bind :443 ssl crt /etc/haproxy/certs/jenkins.pem alpn h2,http/1.1
  http-request redirect scheme https code 308 unless { ssl_fc } # first
  http-request del-header ^(x-forwarded-|forwarded$) -m reg
  http-request set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]
  no option httpclose`,
    expected: [
      ['global', 'tag'],
      ['ssl-default-bind-options', 'directive'],
      ['ssl-min-ver TLSv1.2', 'base'],
      ['defaults', 'tag'],
      ['timeout', 'directive'],
      ['client', 'keyword'],
      ['300s', 'number'],
      ['frontend web', 'tag'],
      ['bind', 'directive'],
      [':443', 'number'],
      ['ssl crt', 'keyword'],
      ['/etc/haproxy/certs/jenkins.pem', 'string'],
      ['alpn', 'keyword'],
      ['h2,http/1.1', 'base'],
      ['http-request', 'directive'],
      ['redirect', 'keyword'],
      ['scheme https code', 'base'],
      ['308', 'number'],
      ['unless', 'keyword'],
      ['{', 'punctuation'],
      ['ssl_fc', 'directive'],
      ['}', 'punctuation'],
      ['# first', 'comment'],
      ['http-request', 'directive'],
      ['del-header', 'keyword'],
      ['^(x-forwarded-|forwarded$)', 'string'],
      ['-m', 'keyword'],
      ['reg', 'base'],
      ['http-request', 'directive'],
      ['set-header', 'keyword'],
      ['X-Forwarded-Proto', 'base'],
      ['%[ssl_fc,iif(https,http)]', 'variable'],
      ['no option', 'directive'],
      ['httpclose', 'keyword'],
    ],
  },
  {
    title: 'HAProxy conditions, names and addresses',
    language: 'haproxy',
    code: String.raw`  acl jenkins path_beg /jenkins/
  use_backend jenkins if jenkins !blocked or { req.body_size gt 10 }
backend jenkins
  http-request set-header Host "%[req.hdr(Host)]:\"$PORT\""
  http-check send meth GET uri /jenkins/login
  server controller 127.0.0.1:8080 check inter 2s`,
    expected: [
      ['acl', 'directive'],
      ['jenkins', 'variable'],
      ['path_beg', 'directive'],
      ['/jenkins/', 'string'],
      ['use_backend', 'directive'],
      ['jenkins', 'tag'],
      ['if', 'keyword'],
      ['jenkins', 'variable'],
      ['!', 'punctuation'],
      ['blocked', 'variable'],
      ['or', 'keyword'],
      ['{', 'punctuation'],
      ['req.body_size', 'directive'],
      ['gt', 'base'],
      ['10', 'number'],
      ['}', 'punctuation'],
      ['backend jenkins', 'tag'],
      ['http-request', 'directive'],
      ['set-header', 'keyword'],
      ['Host', 'base'],
      ['"', 'string'],
      ['%[req.hdr(Host)]', 'variable'],
      [':', 'string'],
      ['\\"', 'number'],
      ['$PORT', 'variable'],
      ['\\"', 'number'],
      ['"', 'string'],
      ['http-check', 'directive'],
      ['send', 'keyword'],
      ['meth GET uri', 'base'],
      ['/jenkins/login', 'string'],
      ['server', 'directive'],
      ['controller', 'variable'],
      ['127.0.0.1:8080', 'number'],
      ['check inter', 'keyword'],
      ['2s', 'number'],
    ],
  },
  {
    title: 'lighttpd conditions and lists',
    language: 'lighttpd',
    code: String.raw`# c
server.modules += ( "mod_proxy", 'mod_setenv' )
include "conf.d/*.conf"
$SERVER["socket"] == ":443" { ssl.engine = "enable" }
else $HTTP["url"] =~ "^/jenkins(/|$)" {
  proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => 8080 ) ) )
}`,
    expected: [
      ['# c', 'comment'],
      ['server.modules', 'directive'],
      ['+= (', 'punctuation'],
      ['"mod_proxy"', 'string'],
      [',', 'punctuation'],
      ["'mod_setenv'", 'string'],
      [')', 'punctuation'],
      ['include', 'keyword'],
      ['"conf.d/*.conf"', 'string'],
      ['$SERVER["socket"]', 'variable'],
      ['==', 'punctuation'],
      ['":443"', 'string'],
      ['{', 'punctuation'],
      ['ssl.engine', 'directive'],
      ['=', 'punctuation'],
      ['"enable"', 'string'],
      ['}', 'punctuation'],
      ['else', 'keyword'],
      ['$HTTP["url"]', 'variable'],
      ['=~', 'punctuation'],
      ['"^/jenkins(/|$)"', 'string'],
      ['{', 'punctuation'],
      ['proxy.server', 'directive'],
      ['= (', 'punctuation'],
      ['""', 'string'],
      ['=> ( (', 'punctuation'],
      ['"host"', 'string'],
      ['=>', 'punctuation'],
      ['"127.0.0.1"', 'string'],
      [',', 'punctuation'],
      ['"port"', 'string'],
      ['=>', 'punctuation'],
      ['8080', 'number'],
      [') ) )⏎}', 'punctuation'],
    ],
  },
  {
    title: 'lighttpd variables',
    language: 'lighttpd',
    code: String.raw`var.name = "x" + env.HOME
url.redirect = ( "^/a\.b$" => "https://%1/%2F${'${'}url.path}$1" )
global { }`,
    expected: [
      ['var.name', 'variable'],
      ['=', 'punctuation'],
      ['"x"', 'string'],
      ['+', 'punctuation'],
      ['env.HOME', 'variable'],
      ['url.redirect', 'directive'],
      ['= (', 'punctuation'],
      ['"^/a', 'string'],
      ['\\.', 'number'],
      ['b$"', 'string'],
      ['=>', 'punctuation'],
      ['"https://', 'string'],
      ['%1', 'variable'],
      ['/%2F', 'string'],
      ['${url.path}$1', 'variable'],
      ['"', 'string'],
      [')', 'punctuation'],
      ['global', 'tag'],
      ['{ }', 'punctuation'],
    ],
  },
  {
    title: 'a Squid accelerator',
    language: 'squid',
    code: String.raw`# c
https_port 443 accel defaultsite=jenkins.example.com tls-cert=/etc/squid/jenkins.pem
cache_peer 127.0.0.1 parent 8080 0 no-query originserver name=jenkins login=PASSTHRU
acl jenkins dstdomain jenkins.example.com
acl plain localport 80
http_access allow jenkins !plain # mine
http_access deny all
cache_peer_access jenkins allow jenkins`,
    expected: [
      ['# c', 'comment'],
      ['https_port', 'directive'],
      ['443', 'number'],
      ['accel defaultsite', 'keyword'],
      ['=', 'punctuation'],
      ['jenkins.example.com', 'base'],
      ['tls-cert', 'keyword'],
      ['=', 'punctuation'],
      ['/etc/squid/jenkins.pem', 'string'],
      ['cache_peer', 'directive'],
      ['127.0.0.1', 'number'],
      ['parent', 'keyword'],
      ['8080 0', 'number'],
      ['no-query originserver name', 'keyword'],
      ['=', 'punctuation'],
      ['jenkins', 'base'],
      ['login', 'keyword'],
      ['=', 'punctuation'],
      ['PASSTHRU', 'base'],
      ['acl', 'directive'],
      ['jenkins', 'variable'],
      ['dstdomain', 'keyword'],
      ['jenkins.example.com', 'base'],
      ['acl', 'directive'],
      ['plain', 'variable'],
      ['localport', 'keyword'],
      ['80', 'number'],
      ['http_access', 'directive'],
      ['allow', 'keyword'],
      ['jenkins', 'variable'],
      ['!', 'punctuation'],
      ['plain', 'variable'],
      ['# mine', 'comment'],
      ['http_access', 'directive'],
      ['deny', 'keyword'],
      ['all', 'number'],
      ['cache_peer_access', 'directive'],
      ['jenkins', 'base'],
      ['allow', 'keyword'],
      ['jenkins', 'variable'],
    ],
  },
  {
    title: 'Squid format codes, units and conditions',
    language: 'squid',
    code: String.raw`request_header_add X-Forwarded-Port "%>lp" all
deny_info 308:https://%H%R plain
read_timeout 15 minutes
via off
if ${'${'}process_number} = 1
endif`,
    expected: [
      ['request_header_add', 'directive'],
      ['X-Forwarded-Port', 'base'],
      ['"', 'string'],
      ['%>lp', 'variable'],
      ['"', 'string'],
      ['all', 'number'],
      ['deny_info', 'directive'],
      ['308:https://', 'base'],
      ['%H%R', 'variable'],
      ['plain', 'base'],
      ['read_timeout', 'directive'],
      ['15 minutes', 'number'],
      ['via', 'directive'],
      ['off', 'number'],
      ['if', 'keyword'],
      ['${process_number}', 'variable'],
      ['=', 'base'],
      ['1', 'number'],
      ['endif', 'keyword'],
    ],
  },
  {
    title: 'a table of nftables with its chains',
    language: 'nftables',
    code: String.raw`# c
table inet jenkins {
  chain output {
    type nat hook output priority -100; policy accept;
    oifname "lo" tcp dport 80 redirect to :8080
    iifname != "lo" tcp dport 8080 reject with tcp reset
  }
}`,
    expected: [
      ['# c', 'comment'],
      ['table', 'directive'],
      ['inet', 'number'],
      ['jenkins', 'tag'],
      ['{', 'punctuation'],
      ['chain', 'directive'],
      ['output', 'variable'],
      ['{', 'punctuation'],
      ['type', 'keyword'],
      ['nat', 'base'],
      ['hook', 'keyword'],
      ['output', 'base'],
      ['priority', 'keyword'],
      ['-100', 'number'],
      [';', 'punctuation'],
      ['policy', 'keyword'],
      ['accept', 'number'],
      [';', 'punctuation'],
      ['oifname', 'keyword'],
      ['"lo"', 'string'],
      ['tcp dport', 'keyword'],
      ['80 redirect to', 'number'],
      [':', 'punctuation'],
      ['8080', 'number'],
      ['iifname', 'keyword'],
      ['!=', 'punctuation'],
      ['"lo"', 'string'],
      ['tcp dport', 'keyword'],
      ['8080 reject with', 'number'],
      ['tcp', 'keyword'],
      ['reset', 'base'],
      ['}⏎}', 'punctuation'],
    ],
  },
  {
    title: 'the tables of an iptables-restore file',
    language: 'iptables',
    code: String.raw`# c
*nat
:PREROUTING ACCEPT [0:0]
-A PREROUTING -p tcp -m addrtype --dst-type LOCAL --dport 80 -j REDIRECT --to-ports 8080
COMMIT
*filter
-I INPUT 1 -p tcp ! -i lo --dport 8080 -m conntrack --ctstate DNAT,NEW -j ACCEPT
-A INPUT -s 10.0.0.0/8 -m comment --comment "agents" -j ACCEPT
-A INPUT -s fd00::/8 -j REJECT --reject-with tcp-reset
COMMIT`,
    expected: [
      ['# c', 'comment'],
      ['*nat', 'tag'],
      [':', 'punctuation'],
      ['PREROUTING', 'variable'],
      ['ACCEPT [0:0]', 'number'],
      ['-A', 'directive'],
      ['PREROUTING', 'variable'],
      ['-p', 'keyword'],
      ['tcp', 'base'],
      ['-m', 'keyword'],
      ['addrtype', 'base'],
      ['--dst-type', 'keyword'],
      ['LOCAL', 'number'],
      ['--dport', 'keyword'],
      ['80', 'number'],
      ['-j', 'keyword'],
      ['REDIRECT', 'number'],
      ['--to-ports', 'keyword'],
      ['8080', 'number'],
      ['COMMIT⏎*filter', 'tag'],
      ['-I', 'directive'],
      ['INPUT', 'variable'],
      ['1', 'number'],
      ['-p', 'keyword'],
      ['tcp', 'base'],
      ['!', 'punctuation'],
      ['-i', 'keyword'],
      ['lo', 'base'],
      ['--dport', 'keyword'],
      ['8080', 'number'],
      ['-m', 'keyword'],
      ['conntrack', 'base'],
      ['--ctstate', 'keyword'],
      ['DNAT,NEW', 'number'],
      ['-j', 'keyword'],
      ['ACCEPT', 'number'],
      ['-A', 'directive'],
      ['INPUT', 'variable'],
      ['-s', 'keyword'],
      ['10.0.0.0/8', 'number'],
      ['-m', 'keyword'],
      ['comment', 'base'],
      ['--comment', 'keyword'],
      ['"agents"', 'string'],
      ['-j', 'keyword'],
      ['ACCEPT', 'number'],
      ['-A', 'directive'],
      ['INPUT', 'variable'],
      ['-s', 'keyword'],
      ['fd00::/8', 'number'],
      ['-j', 'keyword'],
      ['REJECT', 'number'],
      ['--reject-with', 'keyword'],
      ['tcp-reset', 'base'],
      ['COMMIT', 'tag'],
    ],
  },
  {
    title: 'the sites, matchers and placeholders of a Caddyfile',
    language: 'caddyfile',
    code: String.raw`{
\tadmin off # c
}
https://jenkins.example.com, :8443 {
\ttls /etc/ssl/jenkins.pem
\t@plain not {
\t\theader_regexp Upgrade (?i)^websocket$
\t}
\trespond @plain 421
\tredir "https://jenkins.example.com{uri}" 308
\treverse_proxy 127.0.0.1:8080 {
\t\theader_up -X-Forwarded-Port
\t\tkeepalive 20s
\t}
}`.replaceAll('\\t', '\t'),
    expected: [
      ['{', 'punctuation'],
      ['admin', 'directive'],
      ['off', 'number'],
      ['# c', 'comment'],
      ['}', 'punctuation'],
      ['https://jenkins.example.com, :8443', 'tag'],
      ['{', 'punctuation'],
      ['tls', 'directive'],
      ['/etc/ssl/jenkins.pem', 'string'],
      ['@plain', 'variable'],
      ['not', 'keyword'],
      ['{', 'punctuation'],
      ['header_regexp', 'directive'],
      ['Upgrade', 'base'],
      ['(?i)^websocket$', 'string'],
      ['}', 'punctuation'],
      ['respond', 'directive'],
      ['@plain', 'variable'],
      ['421', 'number'],
      ['redir', 'directive'],
      ['"https://jenkins.example.com', 'string'],
      ['{uri}', 'variable'],
      ['"', 'string'],
      ['308', 'number'],
      ['reverse_proxy', 'directive'],
      ['127.0.0.1:8080', 'number'],
      ['{', 'punctuation'],
      ['header_up', 'directive'],
      ['-X-Forwarded-Port', 'base'],
      ['keepalive', 'directive'],
      ['20s', 'number'],
      ['}⏎}', 'punctuation'],
    ],
  },
  {
    title: 'log lines and status lines',
    language: 'log',
    code: String.raw`192.0.2.1 - - [24/Nov/2025:10:00:00 +0000] "GET /login HTTP/1.1" 502 157 "-" "curl/7.88.1"
[error] 1#1: *1 upstream prematurely closed connection
< HTTP/1.1 403 Forbidden
WARNING hudson.security.csrf.CrumbFilter#doFilter: No valid crumb`,
    expected: [
      ['192.0.2.1 - - [24/Nov/2025:10:00:00 +0000]', 'base'],
      ['"GET /login HTTP/1.1"', 'string'],
      ['502', 'number'],
      ['157', 'base'],
      ['"-" "curl/7.88.1"', 'string'],
      ['[', 'base'],
      ['error', 'keyword'],
      ['] 1#1: *1 upstream prematurely closed connection⏎< HTTP/1.1', 'base'],
      ['403', 'number'],
      ['Forbidden', 'base'],
      ['WARNING', 'keyword'],
      ['hudson.security.csrf.CrumbFilter#doFilter: No valid crumb', 'base'],
    ],
  },
  {
    title: 'quoted values and variables of Apache',
    language: 'apache',
    code: String.raw`# "c"
<VirtualHost *:443>
    RequestHeader set X-Forwarded-Proto "https"
    Header always set Link "<%{REQUEST_URI}s>"
    ProxyPass "/" "http://127.0.0.1:8080/" nocanon upgrade=websocket
    ErrorLog ${'${'}APACHE_LOG_DIR}/jenkins.log
</VirtualHost>`,
    expected: [
      ['# "c"', 'comment'],
      ['<VirtualHost', 'tag'],
      ['*:443', 'string'],
      ['>', 'tag'],
      ['RequestHeader', 'directive'],
      ['set', 'number'],
      ['X-Forwarded-Proto', 'base'],
      ['"https"', 'string'],
      ['Header', 'directive'],
      ['always', 'base'],
      ['set', 'number'],
      ['Link', 'base'],
      ['"<', 'string'],
      ['%{REQUEST_URI}', 'variable'],
      ['s>"', 'string'],
      ['ProxyPass', 'directive'],
      ['"/" "http://127.0.0.1:8080/"', 'string'],
      ['nocanon upgrade=websocket', 'base'],
      ['ErrorLog', 'directive'],
      ['${APACHE_LOG_DIR}', 'variable'],
      ['/jenkins.log', 'base'],
      ['</VirtualHost>', 'tag'],
    ],
  },
  {
    title: 'nginx contexts, directives and variables',
    language: 'nginx',
    code: String.raw`upstream jenkins {
    server 127.0.0.1:8080; # c
}
server {
    listen 443 ssl;
    location ~ "^/jenkins(/|$)" {
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_read_timeout 90s;
        return 301 https://$host$request_uri;
    }
}`,
    expected: [
      ['upstream jenkins', 'tag'],
      ['{', 'base'],
      ['server', 'directive'],
      ['127.0.0.1:8080;', 'base'],
      ['# c', 'comment'],
      ['}', 'base'],
      ['server', 'tag'],
      ['{', 'base'],
      ['listen', 'directive'],
      ['443', 'number'],
      ['ssl;', 'base'],
      ['location', 'tag'],
      ['~', 'punctuation'],
      ['"^/jenkins(/|$)"', 'string'],
      ['{', 'base'],
      ['proxy_set_header', 'directive'],
      ['X-Forwarded-Proto', 'base'],
      ['$scheme', 'variable'],
      [';', 'base'],
      ['proxy_read_timeout', 'directive'],
      ['90s', 'number'],
      [';', 'base'],
      ['return', 'keyword'],
      ['301', 'number'],
      ['https://', 'base'],
      ['$host$request_uri', 'variable'],
      [';⏎}⏎}', 'base'],
    ],
  },
];

for (const { title, language, code, expected } of cases) {
  test(`${language}: ${title}`, () => {
    const tokens = highlight(code, language).map(({ text, role }) => [
      text.trim().replaceAll(/\s*\n\s*/g, '⏎'),
      role,
    ]);
    expect(tokens).toEqual(expected);
  });
}
