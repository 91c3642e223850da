import type { LanguageRegistration } from 'shiki/types';

/**
 * Caddyfile.
 * Syntax: Caddy's documentation, "Caddyfile Concepts" (blocks, addresses, matchers, placeholders,
 * tokens and quotes); the lexer is `caddyconfig/caddyfile/lexer.go` of caddyserver/caddy.
 */
export const caddyfile: LanguageRegistration = {
  name: 'caddyfile',
  scopeName: 'source.caddyfile',
  patterns: [
    { include: '#comment' },
    // The address of a site, or the name of a snippet, stands at the beginning of its line.
    { match: '^[^\\s{}#@][^{}#]*(?=\\s\\{)', name: 'entity.name.section.caddyfile' },
    { match: '^\\s*(@[\\w-]+)', captures: { 1: { name: 'variable.other.matcher.caddyfile' } } },
    { match: '^\\s*[a-z][\\w-]*(?=\\s|$)', name: 'keyword.directive.caddyfile' },
    { match: '(?<=\\s)@[\\w-]+', name: 'variable.other.matcher.caddyfile' },
    // Within a set of matchers `not` is followed by the matcher that it turns round.
    {
      match: '(?<=\\s)(?:not|header_regexp|header|path_regexp|path|method|remote_ip|static)(?=\\s)',
      name: 'keyword.other.caddyfile',
    },
    { include: '#value' },
    { match: '[{}]', name: 'punctuation.section.block.caddyfile' },
  ],
  repository: {
    comment: { match: '(?<=^|\\s)#.*', name: 'comment.line.number-sign.caddyfile' },
    placeholder: { match: '\\{[\\w$][^\\s{}]*\\}', name: 'variable.other.placeholder.caddyfile' },
    value: {
      patterns: [
        {
          begin: '"',
          end: '"',
          name: 'string.quoted.double.caddyfile',
          patterns: [
            { match: '\\\\.', name: 'constant.character.escape.caddyfile' },
            { include: '#placeholder' },
          ],
        },
        { match: '`[^`]*`', name: 'string.quoted.other.caddyfile' },
        { include: '#placeholder' },
        { match: '(?<=\\s)[/^(][^\\s{}]*', name: 'string.other.path.caddyfile' },
        {
          match:
            '(?<=\\s)(?:(?:\\d{1,3}\\.){3}\\d{1,3}(?:/\\d+)?(?::\\d+)?|:?\\d+(?:ns|us|ms|[smhd]|[kKMG]i?B)?|off)(?=[\\s,]|$)',
          name: 'constant.numeric.caddyfile',
        },
      ],
    },
  },
};
