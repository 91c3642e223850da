import type { LanguageRegistration } from 'shiki/types';

/**
 * Lines of a server's log or a command's output, whatever the server: quoted strings, levels, and
 * the status after a request. Formats: NCSA common log (Apache `mod_log_config`), the error logs of
 * nginx and Apache, Java's `SimpleFormatter`. What is not certain keeps the colour of plain text.
 */
export const log: LanguageRegistration = {
  name: 'log',
  scopeName: 'text.log',
  patterns: [
    {
      match: '("(?:[A-Z]+ )[^"]*")(?:\\s+([1-5]\\d\\d))?(?=\\s|$)',
      captures: {
        1: { name: 'string.quoted.double.log' },
        2: { name: 'constant.numeric.status.log' },
      },
    },
    { match: '"[^"]*"', name: 'string.quoted.double.log' },
    {
      match: '(?<=HTTP/\\d(?:\\.\\d)? )[1-5]\\d\\d\\b',
      name: 'constant.numeric.status.log',
    },
    {
      match:
        '(?<![\\w.-])(?:emerg|alert|crit|error|warn|warning|notice|EMERG|ALERT|FATAL|SEVERE' +
        '|ERROR|WARN|WARNING|NOTICE|INFO)(?![\\w.-])',
      name: 'keyword.other.level.log',
    },
  ],
  repository: {},
};
