import type { LanguageRegistration } from 'shiki/types';

/**
 * lighttpd configuration.
 * Syntax: lighttpd documentation, "Configuration" (Docs_Configuration: options, variables,
 * conditions, includes); the tokenizer is `src/configfile.c` of lighttpd/lighttpd1.4.
 */
export const lighttpd: LanguageRegistration = {
  name: 'lighttpd',
  scopeName: 'source.lighttpd',
  patterns: [
    { match: '#.*', name: 'comment.line.number-sign.lighttpd' },
    { match: '\\$[A-Z_]+\\s*\\["[^"]*"\\]', name: 'variable.other.condition.lighttpd' },
    { match: '\\b(?:var|env)\\.\\w+', name: 'variable.other.lighttpd' },
    {
      match: '\\b(?:include(?:_shell)?|else(?:if)?|elif|elsif)\\b(?![.-])',
      name: 'keyword.control.lighttpd',
    },
    { match: '\\bglobal(?=\\s*\\{)', name: 'entity.name.section.lighttpd' },
    { match: '[A-Za-z][\\w-]*(?:\\.[\\w-]+)+', name: 'keyword.directive.lighttpd' },
    {
      begin: '"',
      end: '"',
      name: 'string.quoted.double.lighttpd',
      patterns: [
        { match: '\\\\.', name: 'constant.character.escape.lighttpd' },
        { match: '\\$\\{[^}]*\\}|\\$\\d|%\\d(?![\\da-fA-F])', name: 'variable.other.lighttpd' },
      ],
    },
    { begin: "'", end: "'", name: 'string.quoted.single.lighttpd' },
    { match: '\\b\\d+\\b', name: 'constant.numeric.lighttpd' },
    { match: '=~|!~|==|!=|=\\^|=\\$|=>|\\+=|:=|[=+]', name: 'keyword.operator.lighttpd' },
    { match: '[(){},]', name: 'punctuation.lighttpd' },
  ],
  repository: {},
};
