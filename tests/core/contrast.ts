/**
 * Relative luminance of an sRGB colour, 0 (black) to 1 (white).
 * Source: WCAG 2.2, definition of "relative luminance".
 *
 * @param color `#rrggbb`
 * @throws TypeError for any other notation
 */
export const relativeLuminance = (color: string): number => {
  const channels = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color)?.slice(1);
  if (!channels) throw new TypeError(`Not a colour: "${color}"; write it as #rrggbb.`);
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const value = Number.parseInt(channel, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/**
 * Contrast ratio of two sRGB colours, 1 to 21, in either order.
 * Source: WCAG 2.2, definition of "contrast ratio".
 *
 * @param one `#rrggbb`
 * @param other `#rrggbb`
 */
export const contrast = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [one, other].map(relativeLuminance).sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};
