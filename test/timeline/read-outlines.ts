/** The box around what is drawn in one colour by one `<path>`: a text, however many lines it has. In px. */
export interface Outline {
  readonly fill: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The boxes of the texts of an SVG, in drawing order. Corners of curves count, so a box is never too small. */
export function readOutlines(svg: string): readonly Outline[] {
  return Array.from(svg.matchAll(/<path fill="([^"]+)" d="([^"]+)"/g), ([, fill = '', data = '']) => {
    const xs: number[] = [];
    const ys: number[] = [];
    for (const [, command, numbers = ''] of data.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
      const values = (numbers.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
      if (command === 'H') xs.push(...values);
      else if (command === 'V') ys.push(...values);
      else if (/[MLQCZ]/.test(command ?? ''))
        values.forEach((value, index) => (index % 2 === 0 ? xs : ys).push(value));
      else throw new Error(`The path uses ${command ?? ''}, which this reader does not know.`);
    }
    return {
      fill,
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
    };
  });
}
