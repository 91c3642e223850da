/** Paths below the context path that a proxy must not change, each with what it stands for. */
export const oddTargets = [
  ['/label/a%2Fb/', 'an encoded slash'],
  ['/label/a%2fb/', 'an encoded slash in lower case'],
  [
    '/administrativeMonitor/hudson.diagnosis.ReverseProxySetupMonitor/testForReverseProxySetup/https%3A%2F%2Fjenkins.example.com%2Fmanage%2F/',
    'a whole encoded URL',
  ],
  ['/job/feature%252Ffoo/', 'a slash encoded twice'],
  ['/job//demo/', 'two slashes'],
  ['/job/demo/./', 'a dot segment'],
  ['/job/%2e%2e/', 'encoded dots'],
  ['/job/a%5Cb/', 'an encoded backslash'],
  ['/job/100%25/', 'an encoded percent sign'],
  ['/job/a%20b/', 'an encoded space'],
  ['/login;x=1', 'a semicolon'],
  ['/job/%C3%A9t%C3%A9/', 'encoded UTF-8'],
  ['/job/a+b/', 'a plus sign'],
  ['/job/what%3F/', 'an encoded question mark'],
  ['/job/a%23b/', 'an encoded hash'],
  ['/job/x%5B1%5D/', 'encoded brackets'],
  ['/job/%7Edemo/', 'an encoded tilde'],
  ['/job/demo/?a=1&b=%2F%3D&c=a+b', 'a query string'],
  ['/login?from=%2Fjob%2Fdemo%2F', 'an encoded path in the query string'],
  ['/job/demo/ws/bin/web.config', 'names that IIS hides'],
  ["/job/a!$&'()*,=:@b/", 'punctuation'],
] as const;

/** Headers that Jetty believes, with a value that a client would forge. */
export const forgedHeaders = {
  'X-Forwarded-For': '198.51.100.7',
  'X-Forwarded-Host': 'evil.example',
  'X-Forwarded-Proto': 'gopher',
  'X-Forwarded-Port': '8417',
  'X-Forwarded-Server': 'evil.example',
  Forwarded: 'for=198.51.100.7;host=evil.example',
  'X-Proxied-Https': 'forged',
  'Proxy-Auth-Cert': 'forged',
  'Proxy-Ssl-Id': 'forged',
} as const;
