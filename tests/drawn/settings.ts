import {
  parseAgentPort,
  parseJenkinsUrl,
  sampleSettings,
  type Settings,
  type Shape,
} from '#settings';

/** A repeatable source of numbers from 0 to 1 (mulberry32), so that a failure can be run again. */
export const randomSource = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const letters = 'abcdefghijklmnopqrstuvwxyz';
const hostCharacters = `${letters}0123456789-`;
const pathCharacters = `${letters}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~-`;

const word = (random: () => number, characters: string, longest: number): string =>
  Array.from(
    { length: 1 + Math.floor(random() * longest) },
    () => characters[Math.floor(random() * characters.length)],
  ).join('');

const label = (random: () => number): string => {
  const inner = word(random, hostCharacters, 12).replace(/^-+|-+$/g, '');
  return `${word(random, letters, 1)}${inner}${word(random, letters, 1)}`;
};

const segment = (random: () => number): string => {
  const text = word(random, pathCharacters, 10);
  return /^\.{1,2}$/.test(text) ? `v${text}` : text;
};

const drawPort = (random: () => number): number => 1024 + Math.floor(random() * 60_000);

/** Any port for agents that the panel would take beside these values. */
const drawAgentPort = (
  random: () => number,
  others: Pick<Settings, 'scheme' | 'port' | 'upstreamPort'>,
): number => {
  const parsed = parseAgentPort(String(drawPort(random)), others);
  return parsed.ok ? parsed.settings.agentPort : drawAgentPort(random, others);
};

/**
 * Settings of a shape as a reader might give them: a host of one to four labels, any path of
 * allowed characters, a port that is the default one half of the time, always or never, any port
 * for agents. Read by the same parsers as the reader's own values.
 */
export const drawSettings = (
  random: () => number,
  shape: Shape,
  ports: 'any' | 'default' | 'other' = 'any',
): Settings => {
  const labels = Array.from({ length: 1 + Math.floor(random() * 4) }, () => label(random)).join(
    '.',
  );
  const scheme = shape.startsWith('https') ? 'https' : 'http';
  const drawn = `:${drawPort(random)}`;
  const isDefault = ports === 'any' ? random() < 0.5 : ports === 'default';
  const port = isDefault ? '' : drawn;
  const path = shape.endsWith('host')
    ? ''
    : Array.from({ length: 1 + Math.floor(random() * 2) }, () => `/${segment(random)}`).join('');
  const parsed = parseJenkinsUrl(`${scheme}://${labels}${port}${path}`);
  if (!parsed.ok)
    throw new Error(`${scheme}://${labels}${port}${path} was refused: ${parsed.problem}`);
  const settings = { ...sampleSettings(shape), ...parsed.settings };
  return { ...settings, agentPort: drawAgentPort(random, settings) };
};
