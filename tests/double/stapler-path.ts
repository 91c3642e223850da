/**
 * Paths as Stapler reads them.
 *
 * Works on the undecoded path after the context (stapler `Stapler.java`, `TokenList.java`): slashes
 * collapse, dot segments resolve, then each piece is decoded once.
 */

import { decodeUtf8 } from './request-target.ts';

export interface StaplerPath {
  /** Decoded pieces. */
  tokens: string[];
  endsWithSlash: boolean;
}

/** Thrown for a piece that decodes to `..`, which Stapler takes for an attack. */
export class IllegalPiece extends Error {
  constructor(path: string) {
    super(`java.lang.IllegalArgumentException: ${path}`);
    this.name = 'IllegalPiece';
  }
}

/** Collapses repeated slashes and resolves literal dot segments; a final slash stays. */
export const canonicalPath = (raw: string): string => {
  const kept: string[] = [];
  for (const piece of raw.split('/')) {
    if (piece === '..') kept.pop();
    else if (piece !== '' && piece !== '.') kept.push(piece);
  }
  const directory = /(?:^|\/)\.{0,2}$/.test(raw);
  return kept.length === 0 ? '/' : `/${kept.join('/')}${directory ? '/' : ''}`;
};

/** Decodes one piece as UTF-8; a plus stays a plus, malformed percent sequences are dropped. */
export const decodePiece = (piece: string): string => {
  const wellFormed = piece.replace(/%(?![0-9A-Fa-f]{2}).{0,2}/g, '');
  return decodeUtf8(wellFormed) ?? wellFormed;
};

/** @param raw Undecoded path after the context. @throws IllegalPiece */
export const staplerPath = (raw: string): StaplerPath => {
  const canonical = canonicalPath(raw);
  const tokens = canonical
    .split(/[/\\]/)
    .filter((piece) => piece !== '')
    .map(decodePiece);
  if (tokens.includes('..')) throw new IllegalPiece(raw);
  return { tokens, endsWithSlash: canonical.endsWith('/') };
};

/** Percent-encodes as Jenkins' `Util.rawEncode`: all but a short list of characters, upper-case. */
export const rawEncode = (text: string): string =>
  Array.from(Buffer.from(text, 'utf8'), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9!$&'()*+,\-.=@_]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
