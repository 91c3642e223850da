import type { LanguageRegistration } from 'shiki/types';

const chain = { name: 'variable.other.chain.iptables' };
const target = { name: 'support.constant.target.iptables' };

/**
 * Rule files of iptables-restore and ip6tables-restore, as iptables-save writes them.
 * Syntax: manual pages iptables-restore(8), iptables(8) and iptables-extensions(8); the lines are
 * told apart in `iptables/iptables-restore.c` of netfilter's iptables.
 */
export const iptables: LanguageRegistration = {
  name: 'iptables',
  scopeName: 'source.iptables',
  patterns: [
    { match: '^\\s*#.*', name: 'comment.line.number-sign.iptables' },
    { match: '^\\*[a-z]+|^COMMIT\\b', name: 'entity.name.section.iptables' },
    {
      match: '^(:)(\\S+)\\s+(\\S+)',
      captures: { 1: { name: 'punctuation.iptables' }, 2: chain, 3: target },
    },
    { match: '\\[\\d+:\\d+\\]', name: 'constant.numeric.counters.iptables' },
    {
      match:
        '(?:^|(?<=\\s))(-[ADCIRLSFZNXPE]|--(?:append|delete|check|insert|replace|list|flush' +
        '|zero|new-chain|delete-chain|policy|rename-chain))\\s+(\\S+)',
      captures: { 1: { name: 'keyword.directive.iptables' }, 2: chain },
    },
    {
      match: '(?<=\\s)(-[jg]|--jump|--goto)\\s+(\\S+)',
      captures: { 1: { name: 'keyword.other.iptables' }, 2: target },
    },
    { match: '(?<=\\s)--?[a-zA-Z][\\w-]*', name: 'keyword.other.iptables' },
    { match: '(?<=\\s)!(?=\\s)', name: 'keyword.operator.iptables' },
    { begin: '"', end: '"', name: 'string.quoted.double.iptables' },
    {
      match:
        '(?<=[\\s,])(?:\\d{1,3}(?:\\.\\d{1,3}){3}(?:/[\\d.]+)?(?::\\d+)?' +
        '|[\\da-fA-F]*:[\\da-fA-F:]*:[\\da-fA-F:]*(?:/\\d+)?|\\d+(?::\\d+)?)(?=[\\s,]|$)',
      name: 'constant.numeric.iptables',
    },
    { match: '(?<=\\s)[A-Z]{2,}(?:,[A-Z]{2,})*(?=\\s|$)', name: 'constant.language.iptables' },
  ],
  repository: {},
};
