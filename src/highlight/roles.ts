import type { ThemeRegistration } from 'shiki/types';

/** The nine roles that code is coloured by; `base` is everything that has no other role. */
export const roles = [
  'base',
  'comment',
  'keyword',
  'string',
  'number',
  'directive',
  'variable',
  'tag',
  'punctuation',
] as const;

export type Role = (typeof roles)[number];

/**
 * CSS class of each role, used by `src/styles/code.css`. One letter each, since a page repeats them
 * hundreds of times; `base` has none and therefore no element.
 */
export const roleClass: Readonly<Record<Role, string>> = {
  base: '',
  comment: 'c',
  keyword: 'k',
  string: 's',
  number: 'n',
  directive: 'd',
  variable: 'v',
  tag: 't',
  punctuation: 'p',
};

/**
 * TextMate scopes of each role, in the selector syntax of a theme: the innermost scope wins, then
 * the longer selector. Names of directives and keys are scoped as tags, keywords or types depending
 * on the author of the grammar; here they are all `directive`.
 */
const scopes: Readonly<Record<Role, readonly string[]>> = {
  base: [
    'string.unquoted',
    'source.apacheconf constant.numeric',
    'source.nginx punctuation.terminator',
  ],
  comment: ['comment', 'punctuation.definition.comment'],
  keyword: [
    'keyword',
    'storage',
    'constant.other.option',
    'markup.deleted',
    'punctuation.definition.deleted',
  ],
  string: [
    'string',
    'punctuation.definition.string',
    'markup.inserted',
    'punctuation.definition.inserted',
  ],
  number: [
    'constant',
    'support.constant',
    'punctuation.definition.constant',
    'constant.language punctuation.definition.variable',
    'keyword.other.unit',
    'entity.helper.apacheconf',
    'entity.status.apacheconf',
  ],
  directive: [
    'keyword.directive',
    'source.apacheconf keyword',
    'keyword.other.definition.ini',
    'entity.name.function',
    'entity.name.command',
    'support.function',
    'support.type',
    'punctuation.support.type.property-name',
    'entity.other.attribute-name',
    'entity.name.tag.yaml',
    'source.systemd entity.name.tag',
    'entity.name.tag.http',
    'meta.diff.range',
    'punctuation.definition.range.diff',
    'meta.toc-list.line-number.diff',
  ],
  variable: ['variable', 'support.variable', 'punctuation.definition.variable'],
  tag: [
    'entity.name.tag',
    'entity.tag',
    'entity.name.section',
    'entity.name.context',
    'storage.type.directive.context',
    'punctuation.definition.tag',
    'punctuation.definition.entity',
    'meta.diff.header',
    'punctuation.definition.from-file',
    'punctuation.definition.to-file',
  ],
  punctuation: ['punctuation', 'keyword.operator', 'keyword.other.http'],
};

/**
 * A Shiki theme whose colours are the names of the roles: Shiki passes a colour that is not
 * hexadecimal through unchanged (its documentation shows it with CSS variables), so the colour of a
 * token is its role.
 */
export const roleTheme: ThemeRegistration = {
  name: 'roles',
  type: 'light',
  fg: 'base',
  bg: '#ffffff',
  settings: [
    { settings: { foreground: 'base' } },
    ...roles.map((role) => ({ scope: [...scopes[role]], settings: { foreground: role } })),
  ],
};
