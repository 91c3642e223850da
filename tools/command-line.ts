import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

type Given<Own extends Options> = ReturnType<
  typeof parseArgs<{ options: Own; allowPositionals: true }>
>;

/** Ends the tool with 2 and says why. Its type is written out so that what follows knows that it ends. */
export const refuse: (why: string, usage: string) => never = (why, usage) => {
  console.error(`${why}\n\n${usage}`);
  process.exit(2);
};

/**
 * What a tool was given on the command line. `--help` prints its usage and ends it with 0; an option
 * that it does not have, or more words than it takes, prints why and the usage, and ends it with 2.
 *
 * @param most how many words besides options it takes at most
 */
export const commandLine = <const Own extends Options = Record<never, never>>(
  usage: string,
  { options, most = 0 }: { readonly options?: Own; readonly most?: number } = {},
): Given<Own> => {
  try {
    const { values, positionals } = parseArgs({
      options: { ...options, help: { type: 'boolean' } } as Options,
      allowPositionals: true,
    });
    if (values['help'] === true) {
      console.log(usage);
      process.exit(0);
    }
    const [surplus] = positionals.slice(most);
    if (surplus !== undefined) throw new Error(`“${surplus}” is more than it takes.`);
    return { values, positionals } as Given<Own>;
  } catch (error) {
    return refuse((error as Error).message, usage);
  }
};
