/**
 * Highlighting of code at build time: classes for nine roles, no `style` attributes.
 *
 * `src/styles/code.css` gives the classes their colours, `tests/core/palette.ts` the values it must have.
 */
export {
  element,
  escapeText,
  lineKinds,
  roleOfEach,
  toHtml,
  type LineKind,
  type Span,
} from './html.ts';
export { isLanguage, languages, parseLanguage, type Language } from './languages.ts';
export { roleClass, roles, type Role } from './roles.ts';
export { highlight, type Token } from './tokens.ts';
