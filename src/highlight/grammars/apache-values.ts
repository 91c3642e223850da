import type { LanguageRegistration } from 'shiki/types';

/**
 * What Shiki's grammar of Apache's configuration leaves out: quoted arguments and variables,
 * injected into it.
 * Syntax: Apache HTTP Server documentation, "Configuration Files" and "Expressions"
 * (`%{NAME}` variables, `${NAME}` definitions).
 */
export const apacheValues: LanguageRegistration = {
  name: 'apache-values',
  scopeName: 'source.apacheconf.values',
  injectTo: ['source.apacheconf'],
  injectionSelector: 'L:source.apacheconf -comment -string',
  patterns: [
    {
      begin: '"',
      end: '"',
      name: 'string.quoted.double.apacheconf',
      patterns: [
        { match: '\\\\.', name: 'constant.character.escape.apacheconf' },
        { match: '[%$]\\{[^}]*\\}', name: 'variable.other.apacheconf' },
      ],
    },
    { match: '[%$]\\{[^}]*\\}', name: 'variable.other.apacheconf' },
  ],
  repository: {},
};
