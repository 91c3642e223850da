import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import { serverIds } from '#servers';
import { groups } from '../content/servers/groups.ts';
import { places, statuses } from '../content/symptoms/seen.ts';
import { pages } from './site/pages-loader.ts';

const everyPage = {
  title: z.string({ error: 'title: the heading of the page, and its title in search results.' }),
  description: z
    .string({ error: 'description: one sentence, shown under the heading and by search engines.' })
    .max(150, 'description: 150 characters at most; longer text goes into lead.'),
  lead: z.string().optional().describe('First sentence when it differs from the description.'),
  label: z.string().optional().describe('Short name for the navigation and lists.'),
  aliases: z
    .array(z.string(), {
      error: 'aliases: words that readers type and the page does not contain, as a list.',
    })
    .default([]),
  updated: z
    .union([z.date(), z.string().regex(/^\d{4}-\d{2}-\d{2}$/)], {
      error: 'updated: day of the last change of the text, as 2026-11-24.',
    })
    .transform((day) => (typeof day === 'string' ? day : day.toISOString().slice(0, 10))),
  order: z.number().default(0).describe('Place among the pages of its kind, lowest first.'),
};

const server = z.enum(serverIds, {
  error: (issue) => `Server “${String(issue.input)}” is unknown; servers: ${serverIds.join(', ')}.`,
});

const message = z.strictObject({
  text: z.string({ error: 'messages[].text: the message exactly as the software prints it.' }),
  lang: z.enum(['fr', 'en']).default('en'),
  older: z.boolean().default(false).describe('True when only earlier versions print it.'),
});

const kinds = [
  z.strictObject({ kind: z.literal('overview'), ...everyPage }),
  z.strictObject({ kind: z.literal('server'), ...everyPage, server }),
  // Made by the loader for each server; no file of `content/docs` is one.
  z.strictObject({ kind: z.literal('reasons'), ...everyPage, server }),
  z.strictObject({ kind: z.literal('troubleshooting'), ...everyPage }),
  z.strictObject({
    kind: z.literal('symptom'),
    ...everyPage,
    order: z.number({ error: 'order: the rank of the symptom, most frequent first.' }),
    messages: z
      .array(message)
      .min(1, 'messages: at least the message that the user sees, which is the heading.'),
    where: z.array(z.enum(places, { error: `where: one or more of ${places.join(', ')}.` })),
    status: z
      .array(
        z.union([z.number(), z.enum(statuses)], {
          error: `status: a code such as 403, or one of ${statuses.join(', ')}.`,
        }),
      )
      .default([]),
    servers: z.array(server),
  }),
  // What stands before Jenkins or before its proxy, and has no example of its own.
  z.strictObject({
    kind: z.literal('other'),
    ...everyPage,
    label: z.string({ error: 'label: its name, as cards and the navigation show it.' }),
    group: z.enum(groups, { error: `group: one of ${groups.join(', ')}.` }),
    card: z.string({ error: 'card: what the card of the overview says below the name.' }),
    known: z.enum(['read', 'lines', 'objects', 'requests'], {
      error:
        'known: read when nothing was run, lines or objects when what to paste was, requests when what to type was.',
    }),
  }),
  z.strictObject({ kind: z.literal('concept'), ...everyPage }),
  z.strictObject({ kind: z.literal('page'), ...everyPage }),
  z.strictObject({ kind: z.literal('hosting'), ...everyPage, server }),
] as const;

const docs = defineCollection({
  loader: pages,
  schema: z.discriminatedUnion('kind', kinds, {
    error: `kind: one of ${kinds.map((kind) => kind.shape.kind.value).join(', ')}.`,
  }),
});

export const collections = { docs };
