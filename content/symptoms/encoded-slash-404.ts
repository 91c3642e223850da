import { conf } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as lighttpd from '../servers/lighttpd/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import { without } from '../servers/broken-lines.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'encoded-slash-404';
const command = 'path/encoded-slash';

const fixed = conf`
  branch 200
  vs. a/b
`;

const decoded = conf`
  branch 200
  vs. a
`;

export const encodedSlash404: SymptomBreaks = {
  causes: {
    'encoded-slash-refused': {
      symptom,
      title: {
        fr: 'Le proxy refuse %2F',
        en: 'The proxy refuses %2F',
      },
    },
    'encoded-slash-decoded': {
      symptom,
      title: {
        fr: 'Le proxy change %2F en /',
        en: 'The proxy turns %2F into /',
      },
    },
    'double-encoding-lost': {
      symptom,
      title: {
        fr: 'Le proxy change %252F en %2F',
        en: 'The proxy turns %252F into %2F',
      },
    },
  },
  breaks: {
    'nginx/encoded-slash-decoded': {
      ...setUp('nginx'),
      cause: 'encoded-slash-decoded',
      changes: [nginx.passDecoded],
      tell: { command, broken: decoded, fixed },
      received: '^GET .*/testForReverseProxySetup/a/b/$',
    },
    'lighttpd/encoded-slash-decoded': {
      ...setUp('lighttpd'),
      cause: 'encoded-slash-decoded',
      changes: [without(lighttpd.urlsAsTheyCome)],
      tell: { command, broken: decoded, fixed },
      received: '^GET .*/testForReverseProxySetup/a/b/$',
    },
    'apache/encoded-slash-refused': {
      ...setUp('apache', 'http-host'),
      cause: 'encoded-slash-refused',
      changes: [{ from: apache.encodedSlashes, to: conf`LogLevel info` }],
      tell: { command, broken: conf`branch 200`, fixed },
      log: 'AH00026: found %2f',
    },
  },
  reports: [
    {
      server: 'apache',
      cause: 'double-encoding-lost',
      source: 'https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html#rewriterule',
    },
    {
      server: 'iis',
      cause: 'encoded-slash-decoded',
      source: 'https://github.com/OctopusDeploy/Issues/issues/7593',
    },
  ],
};
