import { conf, type Conf } from '#conf';
import type { BrokenLines } from '../broken-lines.ts';
import { dynamicFile, staticFile } from './examples/main.ts';

/** A line of the static file, and what stands in its place. */
export const inStatic = (from: Conf, to: Conf): BrokenLines => ({ file: staticFile, from, to });

/** The same in the file that Traefik reads again. */
export const inDynamic = (from: Conf, to: Conf): BrokenLines => ({ file: dynamicFile, from, to });

/** A header of the request that everybody's route changes as well. */
export const header = (line: Conf): BrokenLines =>
  inDynamic(
    conf`Forwarded: ""`,
    conf`
      Forwarded: ""
      ${line}
    `,
  );

/** The middlewares of the router for pages. */
export const pageMiddlewares = conf`middlewares: [jenkins-headers, no-upgrade, no-compression]`;

/** A further middleware for pages, after those of both routers. */
export const middleware = (name: Conf, lines: Conf): readonly BrokenLines[] => [
  inDynamic(
    pageMiddlewares,
    conf`middlewares: [jenkins-headers, no-upgrade, no-compression, ${name}]`,
  ),
  inDynamic(
    conf`middlewares: [jenkins-headers, no-upgrade]`,
    conf`middlewares: [jenkins-headers, no-upgrade, ${name}]`,
  ),
  inDynamic(
    conf`
      to-https:
        redirectScheme:
    `,
    conf`
      ${name}:
        ${lines}
      to-https:
        redirectScheme:
    `,
  ),
];
