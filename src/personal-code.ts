import { slot, slotValues, type Conf, type SlotName } from '#conf';

const isSlotName = (name: string): name is SlotName => name in slotValues;

const slotOf = (name: string): ReturnType<typeof slot> => {
  if (isSlotName(name)) return slot(name);
  throw new Error(`No value “{${name}}”; values: ${Object.keys(slotValues).join(', ')}.`);
};

/**
 * Code of a page's prose, where `{agent-port}` stands for the reader's value of that slot:
 * `-tunnel HOST:{agent-port}`.
 * @throws for a name that no slot has; the message lists the known ones.
 */
export const personalCode = (text: string): Conf => ({
  kind: 'conf',
  lines: [
    {
      pieces: text
        .split(/\{([\w-]+)\}/)
        .map((part, index) => (index % 2 === 1 ? slotOf(part) : part)),
    },
  ],
});
