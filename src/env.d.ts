declare namespace App {
  interface Locals {
    /** How often a name has been given on this page; see `uniqueName`. */
    names?: Map<string, number>;
  }
}
