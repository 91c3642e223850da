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
      // Shiki's own rule for these two cuts at the first blanks, inside quotation marks too, and
      // the rest of the file would then be one string.
      begin: '(?<=\\bRewrite(?:Cond|Rule))\\s+',
      end: '$',
      patterns: [
        { include: '#quoted' },
        { include: '#variable' },
        { match: '(?<=\\s)\\[[^\\]\\s]*\\](?=\\s*$)', name: 'constant.other.flag.apacheconf' },
      ],
    },
    { include: '#quoted' },
    { include: '#variable' },
  ],
  repository: {
    quoted: {
      begin: '"',
      end: '"',
      name: 'string.quoted.double.apacheconf',
      patterns: [
        { match: '\\\\.', name: 'constant.character.escape.apacheconf' },
        { include: '#variable' },
      ],
    },
    variable: { match: '[%$]\\{[^}]*\\}', name: 'variable.other.apacheconf' },
  },
};
