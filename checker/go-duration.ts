/** Seconds of a duration as Go writes it, such as `1m30s`; a number alone counts seconds. */
export const secondsOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  const units: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };
  const parts = [...text.matchAll(/([\d.]+)(ms|[smhd])/g)];
  if (parts.length === 0) return undefined;
  return parts.reduce(
    (sum, [, number, unit = 's']) => sum + Number(number) * (units[unit] ?? 1),
    0,
  );
};
