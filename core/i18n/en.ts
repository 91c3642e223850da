import { joined } from './joined.ts';
import { countOf } from './plural.ts';
import { shapeNames } from './shape-names.ts';

const checks = countOf('en', { one: 'check', other: 'checks' });

const commands = countOf('en', { one: 'command', other: 'commands' });

/** Interface texts in English; the French ones have the same shape. */
export const en = {
  siteName: 'Jenkins behind a proxy',
  siteDescription: (servers: string) =>
    `Jenkins behind a reverse proxy: complete configurations for ${servers} servers, and what was run of each.`,
  share: 'Complete configurations, and a page for each error message',
  language: 'English',
  skip: 'Skip to content',
  home: 'Overview',
  menu: 'Menu',
  nav: 'Main navigation',
  breadcrumb: 'Breadcrumb',
  toc: 'On this page',
  navGroups: {
    overview: 'Overview',
    servers: 'Servers',
    troubleshooting: 'Troubleshooting',
    concepts: 'Concepts',
    site: 'This site',
  },
  allSymptoms: 'All symptoms',
  theme: {
    label: 'Theme',
    system: 'System',
    light: 'Light',
    dark: 'Dark',
  },
  siteMap: 'Site map',
  frequentSymptoms: 'Frequent symptoms',
  code: {
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'Copying failed. The text is selected: press Ctrl+C.',
    download: 'Download',
    downloadWhat: (file: string) => `Download ${file}`,
    wrap: 'Wrap lines',
    terminal: 'Terminal',
    changesIn: (file: string) => `Lines to change in ${file}`,
    fragment: 'Code',
    output: 'Expected output',
    outputOf: (what: string) => `Expected output: ${what}`,
    observed: {
      log: 'Proxy log, recorded by the run',
      answer: 'Answer, recorded by the run',
      backend: 'What Jenkins received, recorded by the run',
      'jenkins-log': 'Jenkins log, recorded by the run',
    },
    block: (n: number) => `block ${n}`,
    notRunHere: 'not run here',
    minimum: (server: string, version: string) => `${server} ${version} or later`,
  },
  table: (heads: string) => `Table: ${heads}`,
  shapes: {
    names: shapeNames.en,
    protocol: 'Protocol',
    address: 'Where Jenkins is',
    host: 'host name of its own',
    path: 'under a path',
    variant: 'Case',
    usual: 'the usual one',
    differs: 'Show what differs',
    differsHelp:
      'Highlighted: only this shape has it. Struck through: another shape has it; it is not copied.',
    byAddress: 'Shown because the address of this page says so:',
    choose: 'Choose another shape',
    impossible: 'Not possible with this server:',
    default: 'Example:',
  },
  received: {
    run: 'In the run, Jenkins received:',
    own: 'With your values, Jenkins receives:',
  },
  followed: {
    on: (systems: readonly string[]) => `Followed on ${joined(systems, 'and')}`,
    typed: (systems: readonly string[]) => `Commands typed on ${joined(systems, 'and')}`,
    commands: (n: number) => commands(n),
  },
  evidence: {
    run: 'Run end to end',
    syntax: 'Syntax checked',
    none: 'Not run here',
    runShort: 'Run:',
    versions: (oldest: string, newest: string) =>
      oldest === newest ? oldest : `${oldest} to ${newest}`,
    runs: 'Versions run',
    details: (n: number) => `See the ${checks(n)}`,
    checks: (n: number) => checks(n),
    jenkins: (version: string) => `double of Jenkins ${version}`,
    age: (days: number) =>
      days < 365 ? `run ${String(Math.round(days / 30))} months ago` : 'run more than a year ago',
    check: 'Check',
    result: 'Result',
    results: {
      passed: 'Passed',
      impossible: 'Impossible here',
      'not-applicable': 'Not applicable',
    },
    caption: (server: string) => `Checks of the contract run against ${server}`,
    commands: 'Commands of the run',
    record: 'Record of the run (JSON)',
    reason: 'Why:',
    shape: 'Shape',
  },
  callout: { note: 'Note', attention: 'Caution', danger: 'Danger' },
  symptom: {
    where: 'Where you see it',
    places: {
      browser: 'In the browser',
      'jenkins-log': 'In the Jenkins log',
      'proxy-log': 'In the proxy log',
      agent: 'In the agent log',
      cli: 'On the command line',
      api: 'In an API client',
    },
    statuses: {
      loop: 'Redirect loop',
      blank: 'Blank page',
      mixed: 'Mixed content',
    },
    inFrench: 'In a French browser',
    inEnglish: 'In an English browser',
    older: 'Earlier versions',
    also: 'Also',
    byMessage: 'By message',
    byStatus: 'By status code or sight',
    byPlace: 'By place',
    byServer: 'By server',
    allByServer: 'All symptoms, by server',
    everyServer: 'Every server',
    onlyBefore: (version: string) => `only before version ${version}`,
    reproduced: (server: string, version: string) => `Reproduced: ${server} ${version}`,
    reported: 'Reported, not reproduced here',
    notInProxy: 'There is nothing to change in the proxy.',
    source: 'Source:',
  },
  directive: {
    caption: (server: string) => `Directives of the ${server} configuration and why they are there`,
    name: 'Directive',
    why: 'Why',
    title: (server: string) => `Why these lines: ${server}`,
    description: (server: string) =>
      `Each directive of the ${server} configuration for Jenkins, why it is there, and the manual page that describes it.`,
    link: (count: number) => `${String(count)} directives, each with its reason and manual page`,
  },
  impossible: {
    caption: (server: string) => `What ${server} cannot do`,
    what: 'What',
    why: 'Reason',
    reasons: 'The reason for each point, with its source',
    none: (server: string) => `${server} keeps every rule of the contract.`,
  },
  guards: {
    run: (server: string, version: string) =>
      `Run: ${server} ${version}; who is allowed got in, others did not`,
    challenge: (server: string, version: string) =>
      `Run: ${server} ${version}; the challenge was answered, everything else redirected`,
    obtained: (server: string, version: string) =>
      `Run: ${server} ${version} against Pebble, an ACME server for tests; it obtained and served its certificate`,
    secondName: (server: string, version: string) =>
      `Run: ${server} ${version}; files came under the second name, nothing else of Jenkins, and the rules of the first name held`,
    without: 'Servers without it',
    server: 'Server',
  },
  ownValues: {
    replace:
      'Yours to replace: `jenkins.example.com`, `127.0.0.1:8080` (Jenkins, no TLS), `/etc/ssl/jenkins/` (two PEM files). “Use your own URL” does so everywhere.',
    withoutFiles:
      'Yours to replace: `jenkins.example.com`, `127.0.0.1:8080` (Jenkins, no TLS). “Use your own URL” does so everywhere.',
    first: 'Name, ports, certificate',
    elsewhere: 'Jenkins elsewhere',
    container: 'in a container',
    path: 'under a path',
  },
  scans: {
    by: (tools: string, day: string) => `Scanned with testssl.sh ${tools}, on ${day}.`,
    none: 'No scan of these very files is recorded.',
    caption: 'What testssl.sh found in the examples',
    example: 'Example',
    looked: 'Looked at',
    above: 'Above “info”',
    nothing: 'nothing',
  },
  loads: {
    by: (day: string) =>
      `Measured with \`npm run measure:load\`, at the latest on ${day}, clients and server on the same small machine. Another machine gives other times: they are rounded, and meant for comparison only.`,
    none: 'No measurement of these very files is recorded.',
    caption: 'The load that each server held',
    server: 'Server',
    heads: 'A head that never ends',
    beside: 'Twenty visitors beside slow clients',
    floods: 'Too much at once',
    seconds: (n: string) => `${n}\u00A0s`,
    cut: (n: string) => `head cut after ${n}\u00A0s`,
    notCut: 'head not cut within two minutes',
    without: (lines: string, then: string) => `without ${lines}: ${then}`,
    visits: (served: number, tried: number, time: string) =>
      `${served === tried ? `all ${String(tried)}` : `${String(served)} of ${String(tried)}`} visitors served within ${time}`,
    noneServed: 'no visitor served',
    slow: (clients: string, held: string, visits: string) =>
      `${clients} slow clients, ${held} held: ${visits}`,
    oversized: (statuses: string) =>
      `64\u00A0kB in one header, in a hundred, in the URL: ${statuses}`,
    resets: (visits: string) => `a thousand cancelled HTTP/2 streams: ${visits}`,
    continuation: (n: string) => `endless CONTINUATION frames: cut after ${n}\u00A0kB`,
    taken: 'endless CONTINUATION frames: 2\u00A0MB taken',
    noHttp2: 'no HTTP/2',
    noAnswer: 'no answer',
  },
  sameSection: (server: string) => `The same section for ${server}`,
  sameSectionLabel: (section: string) => `The section “${section}” for other servers`,
  sections: {
    before: 'Before you start',
    configuration: 'The configuration',
    install: 'Install',
    validate: 'Validate before you reload',
    jenkins: 'Set up Jenkins',
    check: 'Check that it works',
    agents: 'Agents and command line',
    why: 'Why these lines',
    variants: 'Variants',
    symptoms: 'Symptoms',
    sources: 'Sources',
  },
  cards: {
    label: 'Servers',
    host: 'host name',
    path: 'path',
    websocket: 'WebSocket',
    http2: 'HTTP/2',
  },
  /** How what a page without an example says is known: on the page, and on its card. */
  known: {
    read: {
      claim: 'Where a part was run, a sentence says so. The sources are linked on the page.',
      card: 'Read, not run',
    },
    lines: {
      claim: 'The products around the lines to paste were read, not run.',
      card: 'Lines run in nginx',
    },
    objects: {
      claim:
        'Traefik served the objects, read from a stand-in for an API server; other controllers were read, or measured by hand where it says so.',
      card: 'Objects run with Traefik',
    },
    requests: {
      claim:
        'Each went through a proxy that keeps its rules, and through one that breaks one of them.',
      card: 'Requests run',
    },
  },
  /** What the reader has, by which the overview groups the servers. */
  groups: {
    own: 'A server of my own',
    containers: 'Containers',
    cluster: 'A cluster',
    cloud: 'A cloud in front',
    any: 'Something else',
  },
  advanced: {
    host: 'Lines for a host name',
    path: 'Lines for a path',
    underPath: 'The lines for a Jenkins under a path',
  },
  cluster: {
    caption: 'What was run with Traefik',
    setUp: 'Objects',
    setUps: { ingress: 'Ingress', balancer: 'Ingress behind a balancer', gateway: 'Gateway API' },
    shape: 'URL',
    shapes: { 'https-host': 'host name', 'https-path': 'path' },
    result: 'Result',
    kept: (n: number, lacking: number, version: string, day: string) =>
      `${n} rules kept, ${lacking} not; Traefik ${version}, ${day}`,
    notRun: 'not run as it is now',
    lacking: 'Rules that these objects do not keep',
    rule: 'Rule',
    where: 'Objects',
    why: 'Why',
  },
  checklist: {
    words: (words: readonly string[]) =>
      `Words to look for in its manual: ${words.map((word) => `\`${word}\``).join(', ')}.`,
    rules: (n: number) => (n === 1 ? 'The rule of this step' : `The ${n} rules of this step`),
  },
  comparison: {
    caption: 'What each server can do in front of Jenkins',
    server: 'Server',
    tested: 'Tested',
    shapes: 'Shapes of the URL',
    allShapes: 'all four',
    httpsShapes: 'those with HTTPS',
    websocket: 'WebSocket',
    console: 'Live console',
    httpCli: 'Command line in HTTP mode',
    upload: 'Upload limit by default',
    tls: 'TLS',
    http2: 'HTTP/2',
    agentPort: 'TCP port of agents',
    syntaxCheck: 'Syntax check',
    yes: 'yes',
    no: 'no',
    notRun: 'not run',
    unknown: 'not tested yet',
    runWith: (version: string, n: number) => `${version}, ${checks(n)}`,
  },
  diagram: {
    title: 'How a request and its response pass',
    steps: [
      'The browser asks for a public URL over HTTPS. Agents and the command line do the same, over WebSocket.',
      'The proxy ends TLS, keeps the path as it is, overwrites the forwarded headers and passes the request to Jenkins.',
      'Jenkins derives its public URL from these headers and builds its links and redirects with it.',
      'The response comes back unchanged: the proxy neither rewrites it nor holds it back.',
    ],
    browser: ['Browser', 'agents, command line'],
    proxy: ['Reverse proxy', '{authority}'],
    jenkins: ['Jenkins', '{upstream-host}:{upstream-port}'],
    proxyDoes: ['ends TLS', 'keeps the path', 'overwrites headers'],
    jenkinsDoes: ['derives its URL', 'from the headers'],
    unchanged: 'unchanged',
  },
  footer: {
    label: 'About this page',
    updated: 'Last change:',
    version: (version: string) => `Version ${version} of this site`,
    report: 'Report an error on this page',
    reportSubject: (title: string) => `Error on the page “${title}”`,
    licence: 'Text under CC BY 4.0, code under MIT. Examples may be pasted without attribution.',
    unofficial: 'This site is not an official page of the Jenkins project.',
    address: 'Address of this page:',
  },
  notFound: {
    title: 'Page not found',
    text: 'The address may have changed. Search, or choose your server.',
  },
  front: {
    text: 'The file to paste for your server, what to set in Jenkins, and a page for each error message. Each page says what was run.',
    enter: 'Read in English',
  },
};

export type Strings = typeof en;
