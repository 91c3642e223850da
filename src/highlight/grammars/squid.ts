import type { LanguageRegistration } from 'shiki/types';

/**
 * Squid configuration.
 * Syntax: Squid configuration directives reference (squid.conf.documented, made from
 * `src/cf.data.pre` of squid-cache/squid): "acl", "http_port", "cache_peer", "logformat" for the
 * format codes, "Conditional configuration".
 */
export const squid: LanguageRegistration = {
  name: 'squid',
  scopeName: 'source.squid',
  patterns: [
    { include: '#comment' },
    { match: '^\\s*(?:if|else|endif)\\b', name: 'keyword.control.squid' },
    {
      match: '^\\s*(acl)\\s+(\\S+)\\s+([\\w:-]+)',
      captures: {
        1: { name: 'keyword.directive.squid' },
        2: { name: 'variable.other.squid' },
        3: { name: 'keyword.other.squid' },
      },
    },
    {
      begin: '^\\s*(?:(https?_port|ftp_port)|(cache_peer)\\s+([^\\s#]+))(?=\\s)',
      beginCaptures: {
        1: { name: 'keyword.directive.squid' },
        2: { name: 'keyword.directive.squid' },
        3: { patterns: [{ include: '#number' }] },
      },
      end: '$',
      patterns: [
        { include: '#comment' },
        { include: '#value' },
        { match: '(?<=\\s)[a-z][a-z-]*(?=\\s|$)', name: 'keyword.other.squid' },
      ],
    },
    { match: '^\\s*[a-z]\\w*', name: 'keyword.directive.squid' },
    {
      begin: '(?<=\\s)(?:allow|deny)(?=\\s)',
      beginCaptures: { 0: { name: 'keyword.other.squid' } },
      end: '$',
      patterns: [
        { include: '#comment' },
        { include: '#constant' },
        { match: '!', name: 'keyword.operator.squid' },
        { match: '[^\\s!#]+', name: 'variable.other.squid' },
      ],
    },
    { include: '#constant' },
    { include: '#value' },
  ],
  repository: {
    comment: { match: '(?<=^|\\s)#.*', name: 'comment.line.number-sign.squid' },
    constant: { match: '(?<=\\s)(?:all|none|on|off)(?=\\s|$)', name: 'constant.language.squid' },
    number: {
      match:
        '(?:^|(?<=[\\s=]))(?:\\d{1,3}(?:\\.\\d{1,3}){3}(?:/[\\d.]+)?(?::\\d+)?|\\d+)' +
        '(?:\\s+(?:seconds?|minutes?|hours?|days?|weeks?|bytes|KB|MB|GB)\\b|(?=\\s|$))',
      name: 'constant.numeric.squid',
    },
    value: {
      patterns: [
        {
          match: '(?<=\\s)([a-z][\\w-]*)(=)',
          captures: {
            1: { name: 'keyword.other.squid' },
            2: { name: 'keyword.operator.squid' },
          },
        },
        {
          begin: '"',
          end: '"|$',
          name: 'string.quoted.double.squid',
          patterns: [{ include: '#code' }],
        },
        { match: '\\$\\{[^}]*\\}', name: 'variable.other.squid' },
        { include: '#code' },
        { match: '(?<=[\\s=])/[^\\s#]*', name: 'string.other.path.squid' },
        { include: '#number' },
      ],
    },
    code: {
      match: '%[<>]?(?:\\{[^}]*\\})?[<>]?[A-Za-z]{1,3}',
      name: 'variable.other.format.squid',
    },
  },
};
