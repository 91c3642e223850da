import { publishedFiles } from '#conf';
import { serverIds, servers, type ServerId } from '#servers';

/** What is shorter is a word of any language. */
const leastLength = 4;

const isComment = (line: string): boolean => /^\s*(?:#|<!--)/.test(line);

/** `ProxyPreserveHost`, `proxy_set_header`, `$http_upgrade`, `set-header`: no word of a sentence. */
const isCodeLike = (word: string): boolean => /[_$-]|\p{L}\d|\p{Ll}\p{Lu}/u.test(word);

const wordsOf = (line: string): string[] => {
  const words = line.match(/\$?[\p{L}][\p{L}\d_-]*[\p{L}\d]/gu) ?? [];
  return words.filter((word) => word.length >= leastLength && isCodeLike(word));
};

const textsOf = (id: ServerId): string[] =>
  servers[id].examples.flatMap((example) =>
    example.shapes.flatMap((shape) => publishedFiles(example, shape, 'en').map(({ text }) => text)),
  );

/** The settings that the files of each server consist of. */
const settingsOf = new Map(
  serverIds.map((id) => [
    id,
    new Set(
      textsOf(id)
        .flatMap((text) => text.split(/\r?\n/))
        .filter((line) => !isComment(line))
        .flatMap(wordsOf),
    ),
  ]),
);

/**
 * The words of a server's configurations that no other server of this site has: who looks for one
 * of them means this server. In the order of the alphabet.
 */
export const ownWords = (id: ServerId): readonly string[] => {
  const others = serverIds.filter((other) => other !== id);
  return [...(settingsOf.get(id) ?? [])]
    .filter((word) => !others.some((other) => settingsOf.get(other)?.has(word)))
    .sort();
};
