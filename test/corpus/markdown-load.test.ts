import { describe, expect, it } from 'vitest';
import { parseArticle } from '../../src/corpus/parse-article.ts';

const read = (text: string) =>
  parseArticle({ articleId: 'a.md', bytes: Buffer.from(`# A\n\n${text}\n\nA tower stands here.\n`) });
const many = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join('\n');

describe('how much Markdown is read', () => {
  it.each([
    [
      'lists within lists',
      many(101, (depth) => `${'  '.repeat(depth)}- a`),
      'too-deeply-nested',
      103,
      /100 lists/,
    ],
    ['list items', many(2_100, () => '- a'), 'too-many-marks', 3, /list items .*2000 are the most/],
    ['quotes', '> a\n\n'.repeat(2_100), 'too-many-marks', 3, /quotes/],
    ['underlined headings', many(1_600, () => 'a\n==='), 'too-many-marks', 4, /underlined headings/],
    ['definitions', many(4_100, (n) => `[r${n}]: /u`), 'too-many-marks', 3, /definitions .*4000/],
    ['marks', `x ${'*a '.repeat(4_100)}`, 'too-many-marks', 3, /in one paragraph .*4000/],
    ['backticks', `x ${'`a '.repeat(8_100)}`, 'too-many-marks', 3, /backticks/],
    ['tags in HTML', `<div>${'<br>'.repeat(31_000)}</div>`, 'too-many-marks', 3, /one block of HTML/],
    [
      'paragraphs',
      'One more.\n\n'.repeat(15_100),
      'too-many-marks',
      expect.any(Number) as number,
      /15000 paragraphs/,
    ],
  ])('has a limit: %s, named with its line', (_, text, reason, line, message) => {
    const { rejected } = read(text);
    expect(rejected).toMatchObject({ reason, line });
    expect(rejected?.message).toMatch(message);
  });

  it.each([
    ['a long table', `|a|b|\n|-|-|\n${many(1_500, (n) => `|[${n}](/u)|\`x\`|`)}`],
    ['a thousand items, some of them nested', many(1_000, (n) => `${'  '.repeat(n % 4)}- item ${n}`)],
    ['what is in a block of code', `\`\`\`\n${many(9_000, () => '- > a')}\n\`\`\``],
    [
      'long lists in many parts',
      many(
        50,
        (n) =>
          `## Part ${n}\n\n${many(180, (item) => `- An item ${item} of the long list of part ${n}, which goes on and on and on.`)}\n`,
      ),
    ],
  ])('leaves room for %s', (_, text) => {
    expect(read(text).rejected).toBeUndefined();
  });

  it('has a limit of elements in a page of HTML', () => {
    const page = `<!doctype html><title>A</title><body>\n<p>${'<i>a</i>'.repeat(50_100)}`;
    const { rejected } = parseArticle({ articleId: 'a.html', bytes: Buffer.from(page) });
    expect(rejected).toMatchObject({ reason: 'too-many-marks', line: 2 });
  });
});
