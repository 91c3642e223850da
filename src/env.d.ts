declare namespace App {
  interface Locals {
    /** How often a name has been given on this page; see `uniqueName`. */
    names?: Map<string, number>;
    /** How many blocks of this page have a choice of shapes. */
    groups?: number;
  }
}

declare module 'virtual:checker-vocabulary' {
  /** Everything that the checker says, worked out from the content while the site is built. */
  export const vocabulary: unknown;
}
