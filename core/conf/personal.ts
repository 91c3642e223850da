import { escapes, slotValues, type Escape, type SlotName } from './slot.ts';
import { defaultPort, sampleSettings, type Settings } from '../settings/settings.ts';
import { formOf, shapeOf, shapes, type Shape } from '../settings/shape.ts';

/** Texts by `name` or `name/escape`: what stands in each `data-slot` for one shape. */
export type SlotTexts = Readonly<Record<string, string>>;

/**
 * The reader's values bent to a shape: its own are taken as they are, another shape keeps the host
 * and gets its scheme's port and a path or none, so that every block on the page stays valid.
 */
export const settingsFor = (own: Settings, shape: Shape): Settings => {
  if (shapeOf(own) === shape) return own;
  const { tls, underPath } = formOf(shape);
  const scheme = tls ? 'https' : 'http';
  const path = own.path === '' ? sampleSettings(shape).path : own.path;
  return {
    ...own,
    scheme,
    port: scheme === own.scheme ? own.port : defaultPort(scheme),
    path: underPath ? path : '',
  };
};

const names = Object.keys(slotValues) as SlotName[];
const escapeNames = Object.keys(escapes) as Escape[];

/** Every text that a slot may show, for every shape; escapes that change nothing are left out. */
export const slotTexts = (own: Settings): Readonly<Record<Shape, SlotTexts>> =>
  Object.fromEntries(
    shapes.map((shape): [Shape, SlotTexts] => {
      const settings = settingsFor(own, shape);
      const entries = names.flatMap((name) => {
        const plain = slotValues[name](settings);
        const escaped = escapeNames
          .map((escape): [string, string] => [`${name}/${escape}`, escapes[escape](plain)])
          .filter(([, text]) => text !== plain);
        return [[name, plain] as [string, string], ...escaped];
      });
      return [shape, Object.fromEntries(entries)];
    }),
  ) as Record<Shape, SlotTexts>;
