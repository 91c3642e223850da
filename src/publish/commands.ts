/** Where the build keeps the ids of the commands of each page, in order, below the built site. */
export const commandsFile = 'evidence/commands.json';

const figures = /<figure class="code command[^"]*"(?: data-command="([^"]*)")?/g;

/**
 * A page without the ids of its commands, by which only the tests follow it, and these in order:
 * empty for a command that has none. A reader would fetch more than a hundred bytes of them.
 */
export const withoutCommands = (
  html: string,
): { readonly html: string; readonly commands: readonly string[] } => ({
  html: html.replaceAll(/(<figure class="code command[^"]*") data-command="[^"]*"/g, '$1'),
  commands: [...html.matchAll(figures)].map(([, id = '']) => id),
});
