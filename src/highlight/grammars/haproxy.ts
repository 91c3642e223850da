import type { LanguageRegistration } from 'shiki/types';

const numberPattern =
  '(?<=[\\s,])(?:(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\*|\\[[\\da-fA-F:.]*\\])?:\\d+' +
  '|\\d{1,3}(?:\\.\\d{1,3}){3}(?:/\\d+)?|\\d+(?:us|ms|[smhdkMGKg])?)(?=[\\s,]|$)';

/**
 * HAProxy configuration.
 * Syntax: HAProxy Configuration Manual, sections 2 (file format, quoting, sizes and times),
 * 4 (sections and keywords), 7 (ACLs and conditions) and 8.2 (sample expressions and log formats).
 */
export const haproxy: LanguageRegistration = {
  name: 'haproxy',
  scopeName: 'source.haproxy',
  patterns: [
    { include: '#comment' },
    {
      match:
        '^\\s*(global|defaults|frontend|backend|listen|userlist|peers|resolvers|mailers|cache' +
        '|program|ring|http-errors|fcgi-app|log-forward|log-profile|crt-store|acme|traces)\\b' +
        '(?:[ \\t]+([^\\s#]+))?',
      captures: {
        1: { name: 'entity.name.section.haproxy' },
        2: { name: 'entity.name.section.haproxy' },
      },
    },
    {
      match: '^\\s*(\\.(?:if|elif|else|endif|diag|notice|warning|alert))\\b',
      captures: { 1: { name: 'keyword.control.haproxy' } },
    },
    {
      match: '^\\s*(acl)\\s+(\\S+)\\s+([a-z][\\w.]*)',
      captures: {
        1: { name: 'keyword.directive.haproxy' },
        2: { name: 'variable.other.haproxy' },
        3: { name: 'support.function.haproxy' },
      },
    },
    {
      match: '^\\s*(use_backend|default_backend)\\s+([\\w.:-]+)',
      captures: {
        1: { name: 'keyword.directive.haproxy' },
        2: { name: 'entity.name.section.haproxy' },
      },
    },
    {
      begin: '^\\s*(?:(bind|default-server)|(server)\\s+([^\\s#]+))(?=\\s)',
      beginCaptures: {
        1: { name: 'keyword.directive.haproxy' },
        2: { name: 'keyword.directive.haproxy' },
        3: { name: 'variable.other.haproxy' },
      },
      end: '$',
      patterns: [
        { include: '#comment' },
        { include: '#value' },
        { match: '(?<=\\s)[a-z][a-z\\d-]*(?=\\s|$)', name: 'keyword.other.haproxy' },
      ],
    },
    {
      match:
        '^\\s*(?:(no)\\s+)?(option|timeout|mode|balance|filter|http-reuse|stats|stick|http-check' +
        '|tcp-check|http-request|http-response|http-after-response|tcp-request|tcp-response)' +
        '\\s+([a-z][\\w.-]*)',
      captures: {
        1: { name: 'keyword.directive.haproxy' },
        2: { name: 'keyword.directive.haproxy' },
        3: { name: 'keyword.other.haproxy' },
      },
    },
    { match: '^\\s*[a-z][\\w.-]*', name: 'keyword.directive.haproxy' },
    {
      begin: '(?<=\\s)(?:if|unless)(?=\\s)',
      beginCaptures: { 0: { name: 'keyword.control.haproxy' } },
      end: '$',
      patterns: [
        { include: '#comment' },
        { include: '#condition' },
        { match: '(?<=\\s)(?:or|\\|\\|)(?=\\s)', name: 'keyword.control.haproxy' },
        { match: '!', name: 'keyword.operator.haproxy' },
        { match: '[^\\s{}!#|]+', name: 'variable.other.haproxy' },
      ],
    },
    { include: '#condition' },
    { include: '#value' },
  ],
  repository: {
    comment: { match: '(?<=^|\\s)#.*', name: 'comment.line.number-sign.haproxy' },
    condition: {
      begin: '(?<=\\s)\\{(?=\\s)\\s*(!?)\\s*([a-z][\\w.]*)?',
      beginCaptures: {
        0: { name: 'punctuation.section.condition.haproxy' },
        2: { name: 'support.function.haproxy' },
      },
      end: '(?<=\\s)\\}|$',
      endCaptures: { 0: { name: 'punctuation.section.condition.haproxy' } },
      patterns: [{ include: '#value' }],
    },
    value: {
      patterns: [
        { match: '\\\\.', name: 'constant.character.escape.haproxy' },
        {
          begin: '"',
          end: '"',
          name: 'string.quoted.double.haproxy',
          patterns: [
            { match: '\\\\.', name: 'constant.character.escape.haproxy' },
            { match: '\\$\\{[^}]*\\}|\\$\\w+', name: 'variable.other.environment.haproxy' },
            { include: '#sample' },
          ],
        },
        { begin: "'", end: "'", name: 'string.quoted.single.haproxy' },
        { include: '#sample' },
        { match: '(?<=\\s)-[a-zA-Z](?=\\s)', name: 'keyword.other.flag.haproxy' },
        { match: '(?<=\\s)\\^\\S*', name: 'string.regexp.haproxy' },
        { match: '(?<=\\s)/[^\\s#,]*', name: 'string.other.path.haproxy' },
        { match: numberPattern, name: 'constant.numeric.haproxy' },
      ],
    },
    sample: {
      match: '%(?:\\{[^}]*\\})?\\[[^\\]]*\\]|(?<![\\w/%])%(?:\\{[^}]*\\})?[A-Za-z]{1,4}\\b',
      name: 'variable.other.sample.haproxy',
    },
  },
};
