import type { Translated } from '#i18n';
import type { Form } from '#settings';

/**
 * One rule that a reverse proxy keeps towards Jenkins and its users. The title is shown on the
 * pages, in the list behind the badge; the check of the same id is in `tests/contract`.
 */
export interface Rule {
  readonly title: Translated;
  /**
   * `slow` waits for half a minute or more: run beside the others. `paced` has pieces that come at
   * intervals: run together, once nothing keeps the machine busy.
   */
  readonly speed?: 'slow' | 'paced';
  /** Stops or restarts Jenkins: run alone, after all others. */
  readonly exclusive?: true;
  /** Shapes in which the rule has a meaning; all when absent. */
  readonly appliesTo?: (form: Form) => boolean;
}

/** For rules that have a meaning under a context path only. */
export const underPath = ({ underPath: is }: Form): boolean => is;
/** For rules that have a meaning with TLS only. */
export const overTls = ({ tls }: Form): boolean => tls;
