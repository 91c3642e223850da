import { symptom, type Row } from './search-row.ts';

/**
 * Lines as people copy them: out of logs, terminals and browsers, of the versions that they have, with
 * names and addresses of their own. They are the same in both languages.
 */
export const pastedLines: readonly Row[] = [
  // Samples, agents' own steps, origins, the second name
  [
    "[ALERT] 330/101010 (1234) : parsing [/etc/haproxy/haproxy.cfg:31] : The 'reqirep' directive is not supported anymore since HAProxy 2.1. Use 'http-request replace-header' instead.",
    symptom('outdated-sample'),
  ],
  ['INFO: Connecting to build.corp.local:50000 (retrying:3)', symptom('tcp-agent-unreachable')],
  [
    'INFO: Agent discovery successful Agent address: build.corp.local Agent port:    50000',
    symptom('tcp-agent-unreachable'),
  ],
  ['INFO: Handshaking', symptom('tcp-agent-unreachable')],
  [
    "Access to script at 'https://ci.corp.local/plugin/theme.js' from origin 'https://build.corp.local' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    symptom('blocked-cross-origin'),
  ],
  [
    'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://ci.corp.local/. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing).',
    symptom('blocked-cross-origin'),
  ],
  ['Jenkins serves only static files on this domain.', 'concepts/resource-root-url'],
  [
    'HTTP ERROR 404 Cannot handle requests to this URL unless on Jenkins resource URL.',
    'concepts/resource-root-url',
  ],
  // Jenkins cannot be reached
  [
    '2026/03/02 08:11:40 [error] 31#31: *9 connect() failed (113: No route to host) while connecting to upstream, client: 172.18.0.1, server: build.corp.local, request: "GET / HTTP/1.1", upstream: "http://172.18.0.3:8080/", host: "build.corp.local"',
    symptom('bad-gateway'),
  ],
  [
    '2026/03/02 08:11:40 [crit] 1187#1187: *1 connect() to 127.0.0.1:8080 failed (13: Permission denied) while connecting to upstream, client: 10.1.1.1, server: _, request: "GET / HTTP/1.1"',
    symptom('bad-gateway'),
  ],
  [
    '2026/03/02 08:11:40 [error] 1187#0: *1 no live upstreams while connecting to upstream, client: 10.1.1.1, server: build.corp.local',
    symptom('bad-gateway'),
  ],
  [
    'nginx: [emerg] host not found in upstream "jenkins" in /etc/nginx/conf.d/default.conf:7',
    [symptom('bad-gateway'), 'concepts/compose'],
  ],
  [
    'recv() failed (104: Connection reset by peer) while reading response header from upstream',
    symptom('bad-gateway'),
  ],
  [
    '[Mon Mar 02 08:11:40.1 2026] [proxy:error] [pid 4711] (13)Permission denied: AH00957: HTTP: attempt to connect to 127.0.0.1:8080 (localhost) failed',
    symptom('bad-gateway'),
  ],
  [
    'AH01114: HTTP: failed to make connection to backend: localhost, referer: https://build.corp.local/',
    symptom('bad-gateway'),
  ],
  [
    '10.1.1.1:51220 [02/Mar/2026:08:11:40.293] https-in~ jenkins/ci1 0/0/-1/-1/3007 503 217 - - SC-- 1/1/0/0/3 0/0 "GET / HTTP/1.1"',
    symptom('bad-gateway'),
  ],
  [
    '[WARNING] (8) : Server jenkins/ci1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms.',
    symptom('bad-gateway'),
  ],
  [
    '{"level":"error","ts":1795856014.27,"logger":"http.log.error","msg":"dial tcp 172.18.0.3:8080: connect: connection refused","request":{"remote_ip":"10.1.1.1","method":"GET","host":"build.corp.local","uri":"/"}}',
    symptom('bad-gateway'),
  ],
  ['dial tcp: lookup jenkins on 127.0.0.11:53: no such host', symptom('bad-gateway')],
  [
    "'502 Bad Gateway' caused by: dial tcp 10.0.0.5:8080: connect: connection refused",
    symptom('bad-gateway'),
  ],
  [
    '503 Service Unavailable No server is available to handle this request.',
    symptom('bad-gateway'),
  ],
  ['TCP connection to 127.0.0.1/8080 failed', symptom('bad-gateway')],
  ['http: proxy error: EOF', symptom('bad-gateway')],

  // Answers that take too long
  [
    '[Mon Mar 02 08:11:40 2026] [proxy_http:error] [pid 77:tid 88] (70007)The timeout specified has expired: [client 10.1.1.1:38534] AH01102: error reading status line from remote server 127.0.0.1:8080',
    symptom('timeout-504'),
  ],
  [
    '10.1.1.1:38508 [02/Mar/2026:08:11:40.873] https-in~ jenkins/ci1 0/0/0/-1/50002 504 194 - - sH-- 1/1/0/0/0 0/0 "GET /job/huge/ HTTP/1.1"',
    symptom('timeout-504'),
  ],
  [
    'msg":"net/http: timeout awaiting response headers","request":{"remote_ip":"10.1.1.1","proto":"HTTP/2.0"',
    symptom('timeout-504'),
  ],
  [
    '(gw_backend.c.2708) read timeout on socket: tcp:127.0.0.1:8080 (fd: 13)',
    symptom('timeout-504'),
  ],
  [
    'The gateway did not receive a timely response from the upstream server or application.',
    symptom('timeout-504'),
  ],
  ["504 Gateway Time-out The server didn't respond in time.", symptom('timeout-504')],

  // The banner and its sentences in the log
  [
    'h.d.ReverseProxySetupMonitor#getTestForReverseProxySetup: https://ci.acme.fr/manage vs. https: HTTP/1.1',
    symptom('broken-proxy-banner'),
  ],
  [
    '2026-03-02 08:11:40.316+0000 [id=19]	WARNING	h.d.ReverseProxySetupMonitor#getTestForReverseProxySetup: https://build.corp.local/manage vs. NO-REFERER',
    symptom('broken-proxy-banner'),
  ],
  [
    'WARNING h.d.ReverseProxySetupMonitor#getTestForReverseProxySetup: http://build.corp.local/jenkins/manage vs. http%3A%2F%2Fbuild.corp.local%2Fjenkins%2Fmanage',
    symptom('broken-proxy-banner'),
  ],
  ['Reverse proxy configuration is broken', symptom('broken-proxy-banner')],

  // Crumb and sign-in
  [
    'WARNING hudson.security.csrf.CrumbFilter#doFilter: No valid crumb was included in request for /ajaxBuildQueue by jdoe. Returning 403.',
    symptom('no-valid-crumb'),
  ],
  [
    '{"servlet":"Stapler","message":"No valid crumb was included in the request","status":"403"}',
    symptom('no-valid-crumb'),
  ],
  [
    'HTTP ERROR 403 No valid crumb was included in the request URI: /job/a/build STATUS: 403',
    symptom('no-valid-crumb'),
  ],
  [
    'Found invalid crumb f00dbabe12. Will check remaining parameters for a valid one',
    symptom('no-valid-crumb'),
  ],
  [
    'FINE h.s.AuthenticationProcessingFilter2#attemptAuthentication: No valid crumb was included in authentication request from 172.18.0.1',
    symptom('login-loop'),
  ],

  // Redirects
  ['Location: http://build.corp.local/login?from=%2F', symptom('redirects-to-http')],
  ['< location: http://build.corp.local/', symptom('redirects-to-http')],
  ['Location: https://build.corp.local:8080/queue/item/77/', symptom('port-lost-in-redirects')],
  ['build.corp.local redirected you too many times.', symptom('too-many-redirects')],
  ['The page isn’t redirecting properly', symptom('too-many-redirects')],
  ['NS_ERROR_REDIRECT_LOOP', symptom('too-many-redirects')],
  [
    'AADSTS50011: The redirect URI specified in the request does not match',
    symptom('redirects-to-http'),
  ],
  ['Error 400: redirect_uri_mismatch', symptom('redirects-to-http')],

  // Encoded addresses
  [
    'HTTP ERROR 400 Ambiguous URI path separator URI: /job/a/job/feature%2Fx/',
    symptom('ambiguous-uri'),
  ],
  ['java.lang.IllegalArgumentException: Ambiguous URI path separator', symptom('ambiguous-uri')],
  ['HTTP ERROR 400 Ambiguous URI empty segment', symptom('ambiguous-uri')],
  [
    "[core:info] [pid 12:tid 13] [client 10.1.1.1:35494] AH00026: found %2f (encoded '/') in URI path (/job/app/job/feature%2Flogin/), returning 404",
    [symptom('encoded-slash-404'), symptom('broken-proxy-banner')],
  ],
  [
    '[rewrite:error] [pid 4620:tid 4653] [client 10.1.1.1:47064] AH10508: Unsafe URL with %3f URL rewritten without UnsafeAllow3F',
    symptom('apache-rewrite-403'),
  ],
  [
    'AH10410: Rewritten query string contains control characters or spaces',
    symptom('apache-rewrite-403'),
  ],
  [
    '[proxy:error] [pid 812:tid 140021] (EAI 2)Name or service not known: [client 10.1.1.1:40000] AH00898: DNS lookup failure for: localhost:8080static returned by /static/a/b.js',
    symptom('dns-lookup-failure'),
  ],
  ['DNS lookup failure for: 127.0.0.1:8080jenkins', symptom('dns-lookup-failure')],
  [
    'curl: (3) URL using bad/illegal format: http://127.0.0.1:8080login',
    symptom('dns-lookup-failure'),
  ],

  // TLS towards Jenkins
  ['HTTP ERROR 400 Invalid SNI URI: / STATUS: 400 MESSAGE: Invalid SNI', symptom('invalid-sni')],
  ['org.eclipse.jetty.http.BadMessageException: 400: Invalid SNI', symptom('invalid-sni')],
  ['Host does not match SNI', symptom('invalid-sni')],

  // A certificate that a program does not trust
  [
    'javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
    symptom('certificate-not-trusted'),
  ],
  [
    'Caused by: sun.security.validator.ValidatorException: PKIX path building failed',
    symptom('certificate-not-trusted'),
  ],
  [
    'curl: (60) SSL certificate problem: unable to get local issuer certificate',
    symptom('certificate-not-trusted'),
  ],
  [
    "fatal: unable to access 'https://ci.acme.fr/': SSL certificate problem: self-signed certificate in certificate chain",
    symptom('certificate-not-trusted'),
  ],
  [
    'Post "https://ci.acme.fr/gitlab-webhook/": x509: certificate signed by unknown authority',
    symptom('certificate-not-trusted'),
  ],
  [
    '(mod_openssl.c.1107) SSL: building cert chain for TLS server name ci.acme.fr: error:00000000:lib(0)::reason(0)',
    symptom('certificate-not-trusted'),
  ],

  // Jenkins that does not start
  [
    'Caused by: java.lang.IllegalArgumentException: Unrecognized option: --httpsPrivateKey=/etc/ssl/private/ci.key',
    symptom('jenkins-does-not-start'),
  ],
  [
    'java.lang.IllegalArgumentException: Unrecognized option: --ajp13Port=-1',
    symptom('jenkins-does-not-start'),
  ],
  [
    'Running with Java 17 from /usr/lib/jvm/java-17-openjdk-amd64, which is older than the minimum required version (Java 21).',
    symptom('jenkins-does-not-start'),
  ],
  [
    'Job for jenkins.service failed because the control process exited with error code.',
    symptom('jenkins-does-not-start'),
  ],
  ['jenkins.service: Start request repeated too quickly.', symptom('jenkins-does-not-start')],

  // The Internet
  ['This Jenkins instance appears to be offline.', symptom('waits-for-the-internet')],
  [
    "WARNING hudson.model.UpdateCenter#updateAllSitesNow: Failed to update the update site 'default'. Plugin upgrades may fail.",
    symptom('waits-for-the-internet'),
  ],
  [
    'SEVERE hudson.PluginManager#doCheckUpdatesServer: Error checking update sites for 1 attempt(s). Last exception was: SocketTimeoutException: connect timed out',
    symptom('waits-for-the-internet'),
  ],
  [
    'The proxy server received an invalid response from an upstream server.',
    [symptom('waits-for-the-internet'), symptom('timeout-504')],
  ],
  ['java.net.UnknownHostException: updates.jenkins.io', symptom('waits-for-the-internet')],

  // HTTP/2 that Jetty does not take
  [
    'HTTP ERROR 400 Invalid h2c upgrade headers URI: /login STATUS: 400 MESSAGE: Invalid h2c upgrade headers',
    symptom('h2c-upgrade-400'),
  ],
  ['Upgrade: h2c HTTP2-Settings: AAEAAEAAAAIAAAAB', symptom('h2c-upgrade-400')],

  // Sizes
  [
    '2026/03/02 08:11:40 [error] 12#12: *5 client intended to send too large chunked body: 1000133+1000000 bytes while sending request to upstream',
    symptom('upload-413'),
  ],
  ['(response.c.377) request-size too long: 64000284 -> 413', symptom('upload-413')],
  ['413 Content Too Large', symptom('upload-413')],
  [
    'HTTP Error 404.13 - Not Found The request filtering module is configured to deny a request that exceeds the request content length.',
    [symptom('upload-413'), 'iis'],
  ],
  ['413 Payload Too Large nginx', symptom('upload-413')],
  [
    'upstream sent too big header while reading response header from upstream, client: 172.18.0.1, server: ci, request: "GET /login HTTP/2.0"',
    symptom('response-header-too-big'),
  ],
  [
    "AH10124: header size is over the limit allowed by ResponseFieldSize (8192 bytes). Bad response header: 'Content-Security-Policy",
    symptom('response-header-too-big'),
  ],
  [
    '10.1.1.1:55520 [02/Mar/2026:08:11:40.9] https-in~ jenkins/ci1 0/0/0/-1/3 502 250 - - PH-- 1/1/0/0/0 0/0 "GET /login HTTP/2.0"',
    symptom('response-header-too-big'),
  ],

  // Downloads
  ['curl: (18) transfer closed with 734003200 bytes remaining to read', symptom('download-cut')],
  [
    '2026/03/02 08:11:40 [crit] 83#83: *3 pwrite() "/var/cache/nginx/proxy_temp/1/00/0000000001" failed (28: No space left on device) while reading upstream',
    symptom('download-cut'),
  ],
  ['wget: Connection closed at byte 1073741824. Retrying.', symptom('download-cut')],

  // Styles and scripts
  [
    "Refused to execute script from 'https://ci.acme.fr/adjuncts/6f1b/lib/a.js' because its MIME type ('text/html') is not executable, and strict MIME type checking is enabled.",
    symptom('missing-styles-under-path'),
  ],
  [
    'The stylesheet https://ci.acme.fr/static/9a/jsbundles/simple-page.css was not loaded because its MIME type, “text/html”, is not “text/css”.',
    symptom('missing-styles-under-path'),
  ],
  [
    "Mixed Content: The page at 'https://build.corp.local/' was loaded over HTTPS, but requested an insecure script 'http://build.corp.local/a.js'. This request has been blocked; the content must be served over HTTPS.",
    symptom('mixed-content'),
  ],
  [
    'Blocked loading mixed active content “http://build.corp.local/static/1/a.css”',
    symptom('mixed-content'),
  ],
  [
    "Refused to load the script 'https://ci.acme.fr/x.js' because it violates the following Content Security Policy directive: \"script-src 'self'\"",
    symptom('content-security-policy'),
  ],
  [
    "Executing inline script violates the following Content Security Policy directive 'script-src 'self''.",
    symptom('content-security-policy'),
  ],
  [
    'Content-Security-Policy: The page’s settings blocked an inline style (style-src-elem) from being applied',
    symptom('content-security-policy'),
  ],
  [
    "Refused to display 'https://ci.acme.fr/' in a frame because it set 'X-Frame-Options' to 'sameorigin'.",
    symptom('content-security-policy'),
  ],

  // Agents
  [
    'SEVERE: https://ci.acme.fr/tcpSlaveAgentListener/ is invalid: 404 Not Found',
    symptom('tcp-agent-unreachable'),
  ],
  [
    'java.io.IOException: Failed to connect to https://ci.acme.fr/tcpSlaveAgentListener/: Connection refused',
    symptom('tcp-agent-unreachable'),
  ],
  [
    'java.io.IOException: https://ci.acme.fr/ provided port:50000 is not reachable',
    symptom('tcp-agent-unreachable'),
  ],
  [
    'INFO: Agent discovery successful Agent address: ci.acme.fr Agent port: 50000',
    symptom('tcp-agent-unreachable'),
  ],
  [
    'Incorrect acknowledgement sequence, expected [0, 15], got [72, 84]',
    symptom('tcp-agent-unreachable'),
  ],
  [
    'https://ci.acme.fr/ appears to be publishing an invalid X-Instance-Identity.',
    symptom('tcp-agent-unreachable'),
  ],
  ['WARNING: Did not receive X-Remoting-Capability header', symptom('websocket-agent-handshake')],
  ['java.io.IOException: Response code was not 101: 200', symptom('websocket-agent-handshake')],
  [
    'jakarta.websocket.DeploymentException: Response code was not 101: 502',
    symptom('websocket-agent-handshake'),
  ],
  ['SEVERE: Failed to connect: Handshake error.', symptom('websocket-agent-handshake')],
  [
    'WARNING jenkins.agents.WebSocketAgents#doIndex: incomplete headers: [Host, User-Agent, Accept, Node-Name]',
    symptom('websocket-agent-handshake'),
  ],
  ['WebSocketTimeoutException: Connection Idle Timeout', symptom('agents-drop-when-idle')],
  [
    'hudson.remoting.ChannelClosedException: Channel "hudson.remoting.Channel@1f2e:build-01": Remote call on build-01 failed. The channel is closing down or has closed down',
    symptom('agents-drop-when-idle'),
  ],
  ['INFO: Performing onReconnect operation.', symptom('agents-drop-when-idle')],
  [
    '2026/03/02 08:11:40 [info] 47#47: *3 upstream timed out (110: Connection timed out) while proxying upgraded connection, client: 10.1.1.1',
    symptom('agents-drop-when-idle'),
  ],
  [
    '10.1.1.1:41256 [02/Mar/2026:08:11:40.5] https-in~ jenkins/ci1 0/0/7/55/10063 101 875 - - cD-- 1/1/0/0/0 0/0 "GET /wsagents/ HTTP/1.1"',
    [symptom('agents-drop-when-idle'), symptom('websocket-agent-handshake')],
  ],
  [
    'Ping thread expired, closing channel. java.util.concurrent.TimeoutException: Ping started at',
    symptom('agents-drop-when-idle'),
  ],

  // Command line
  ['CLI handshake failed with status code 404', symptom('cli-fails')],
  [
    'io.jenkins.cli.shaded.jakarta.websocket.DeploymentException: Handshake error.',
    symptom('cli-fails'),
  ],
  ['java.io.IOException: No X-CLI-Port among [X-Jenkins, null, Server]', symptom('cli-fails')],
  [
    'FINE hudson.cli.CLIAction#doWs: Rejecting origin: null; expected was: https://ci.acme.fr',
    symptom('cli-fails'),
  ],
  [
    'java.io.IOException: HTTP full-duplex channel timeout: 19dc8075-2c37-4f40-8d1c-6b55f7a99500',
    symptom('cli-fails'),
  ],
  ['No download side found for 60151b1f-9261-4dce-9feb-77ee739ccefb', symptom('cli-fails')],
  [
    "There's no Jenkins running at https://ci.acme.fr, or is not serving the HTTP Transport",
    symptom('cli-fails'),
  ],

  // Webhooks and passwords
  ['We had an issue delivering this payload: 403 Forbidden', symptom('webhook-refused')],
  [
    '[error] 1059#1059: *4 access forbidden by rule, client: 140.82.112.1, server: ci.acme.fr, request: "POST /github-webhook/ HTTP/1.1"',
    symptom('webhook-refused'),
  ],
  [
    'AH01630: client denied by server configuration: proxy:http://127.0.0.1:8080/github-webhook/',
    symptom('webhook-refused'),
  ],
  ['Invalid HTTP Response: 401', symptom('webhook-refused')],
  [
    'Hook execution failed: 302 redirected',
    [symptom('webhook-refused'), symptom('too-many-redirects')],
  ],
  ['HTTP ERROR 401 Unauthorized URI: /api/json', symptom('proxy-authentication-401')],
  ['HTTP ERROR 401 Invalid password/token for user: deploy', symptom('proxy-authentication-401')],
  [
    'WARNING: https://ci.acme.fr/login is not ready: 401',
    [symptom('proxy-authentication-401'), symptom('websocket-agent-handshake')],
  ],

  // Ports
  [
    'curl: (7) Failed to connect to localhost port 443: Connection refused',
    symptom('local-port-80'),
  ],
  [
    'curl: (7) Failed to connect to localhost port 80 after 1 ms: Could not connect to server',
    symptom('local-port-80'),
  ],
  [
    'wget: unable to connect to localhost (127.0.0.1:80): Connection refused',
    symptom('local-port-80'),
  ],

  // Old samples
  [
    "[ALERT] 061/081140 (391) : parsing [/etc/haproxy/haproxy.cfg:41] : The 'rspirep' directive is not supported anymore since HAProxy 2.1.",
    symptom('outdated-sample'),
  ],
  [
    "Invalid command 'Order', perhaps misspelled or defined by a module not included in the server configuration",
    symptom('outdated-sample'),
  ],
  [
    "AH00526: Syntax error on line 48 of /etc/httpd/conf.d/jenkins.conf: Invalid command 'Allow'",
    [symptom('outdated-sample'), 'apache'],
  ],
];
