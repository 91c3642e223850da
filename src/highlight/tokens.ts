import { createHighlighterCoreSync } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { grammars, parseLanguage, type Language } from './languages.ts';
import { roles, roleTheme, type Role } from './roles.ts';

/** A stretch of code of one role; the texts of all tokens joined are the code, byte for byte. */
export interface Token {
  readonly text: string;
  readonly role: Role;
  /** Position of its first character in the code, in UTF-16 units. */
  readonly offset: number;
}

// The JavaScript engine compiles every pattern of these grammars (a test sees to it), starts
// without loading WebAssembly and is synchronous, so that callers need not be asynchronous.
const highlighter = createHighlighterCoreSync({
  themes: [roleTheme],
  langs: Object.values(grammars).map((registrations) => [...registrations]),
  engine: createJavaScriptRegexEngine(),
});

/**
 * Splits code into tokens, none empty, neighbours of different roles. Blanks and line ends have no
 * colour and belong to the token before them (at the start of the code, to the one after).
 *
 * @throws RangeError for a language that is not in `languages`
 */
export const highlight = (text: string, language: Language): Token[] => {
  parseLanguage(language);
  if (language === 'text') return text === '' ? [] : [{ text, role: 'base', offset: 0 }];
  const starts: { offset: number; role: Role }[] = [];
  for (const { content, offset, color } of tokenize(text, language)) {
    const role = roles.find((name) => name === color) ?? 'base';
    const visible = content.search(/\S/);
    if (visible < 0 || starts.at(-1)?.role === role) continue;
    starts.push({ role, offset: starts.length === 0 ? 0 : offset + visible });
  }
  if (starts.length === 0 && text !== '') starts.push({ role: 'base', offset: 0 });
  return starts.map(({ role, offset }, index) => ({
    text: text.slice(offset, starts[index + 1]?.offset),
    role,
    offset,
  }));
};

const tokenize = (text: string, language: Language) =>
  highlighter
    .codeToTokensBase(text, {
      lang: language,
      theme: 'roles',
      // Shiki gives up on a line after half a second; a loaded machine must not change the page.
      tokenizeTimeLimit: 0,
    })
    .flat();
