/** Somebody or something that can be mentioned by its name. */
export interface Mentionable {
  readonly id: string;
  readonly name: string;
}

/** Code keeps its text: a name in it is no mention. */
const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;

/** Names with `@` become mentions as they go over the wire: `@Footnote` to `<@id>`. Longer names are tried first. */
export function encodeMentions(text: string, people: readonly Mentionable[]): string {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  return text
    .split(CODE)
    .map((part, index) => (index % 2 === 1 ? part : byLength.reduce(encodeOne, part)))
    .join('');
}

function encodeOne(text: string, { id, name }: Mentionable): string {
  if (name === '') return text;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}<])@${escaped}(?![\\p{L}\\p{N}_])`, 'giu'), `<@${id}>`);
}
