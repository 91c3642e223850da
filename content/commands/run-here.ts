import { isServerId, servers, type Server } from '../servers/index.ts';
import type { System } from '../servers/where.ts';
import { findCommand } from './index.ts';

/** Systems that no test here can boot. */
const elsewhere: readonly (System | undefined)[] = ['redhat', 'container', 'windows'];

/**
 * Whether the tests can run a command at all: not one of a system that they cannot boot, nor of a
 * server that they cannot run, nor lines of a file, unless a test serves them, nor one that fetches a program from its makers or that says itself that
 * no test runs it. A block of the others carries a mark that says so.
 *
 * @throws for an unknown id.
 */
export const isRunHere = (id: string): boolean => {
  const { where, language, fetches, notRun, served } = findCommand(id);
  if (served === true) return true;
  if (fetches === true || notRun === true) return false;
  if (language !== 'shellscript' || elsewhere.includes(where?.system)) return false;
  const [first = ''] = id.split('/');
  if (!isServerId(first)) return true;
  const { evidence }: Server = servers[first];
  return evidence === 'run';
};
