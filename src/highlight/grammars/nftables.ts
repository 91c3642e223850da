import type { LanguageRegistration } from 'shiki/types';

/**
 * Files of nft(8). Syntax: that manual page; the words are those of `src/scanner.l` of netfilter's
 * nftables.
 */
export const nftables: LanguageRegistration = {
  name: 'nftables',
  scopeName: 'source.nftables',
  patterns: [
    { match: '#.*', name: 'comment.line.number-sign.nftables' },
    { begin: '"', end: '"', name: 'string.quoted.double.nftables' },
    {
      match: '\\b(table)\\s+(ip6?|inet|arp|bridge|netdev)\\s+([\\w-]+)',
      captures: {
        1: { name: 'keyword.directive.nftables' },
        2: { name: 'constant.language.nftables' },
        3: { name: 'entity.name.section.nftables' },
      },
    },
    {
      match: '\\b(chain)\\s+([\\w-]+)',
      captures: {
        1: { name: 'keyword.directive.nftables' },
        2: { name: 'variable.other.chain.nftables' },
      },
    },
    {
      match: '\\b(?:add|create|delete|destroy|flush|insert|replace|include|define)\\b',
      name: 'keyword.directive.nftables',
    },
    {
      match:
        '\\b(?:accept|drop|reject(?: with)?|redirect(?: to)?|dnat(?: to)?|snat(?: to)?|masquerade|jump|goto|return)\\b',
      name: 'support.constant.target.nftables',
    },
    {
      match:
        '\\b(?:type|hook|priority|policy|device|tcp|udp|ip6?|meta|ct|fib|iifname|oifname|iif|oif' +
        '|dport|sport|saddr|daddr|status|state)\\b',
      name: 'keyword.other.nftables',
    },
    { match: '[!=<>]=?', name: 'keyword.operator.nftables' },
    { match: '-?\\b\\d+(?:\\.\\d+){0,3}\\b', name: 'constant.numeric.nftables' },
    { match: '[{};,:]', name: 'punctuation.nftables' },
  ],
  repository: {},
};
