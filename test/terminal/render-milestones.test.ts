import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { MilestoneEntry } from '../../src/answers/milestone-desk.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { renderMilestones } from '../../src/terminal/render-milestones.ts';
import { createTerminalStyle } from '../../src/terminal/terminal-style.ts';
import { makeMilestone } from '../doubles/make-milestone.ts';
import { makePassages } from '../doubles/make-passage.ts';

const plain = createTerminalStyle();
const [passage, other] = makePassages([
  { text: '2018: Harbour — The harbour was opened in 2018.', title: 'Piers', heading: 'Milestones' },
  { text: 'The last ferry sailed.', title: 'Ferries' },
]);

function createEntry(draft: Partial<Milestone>, from = passage): MilestoneEntry {
  if (from === undefined) throw new Error('The passages are missing.');
  return {
    milestone: makeMilestone(from, draft),
    article: { ...from.article, url: 'https://example.org/piers' },
    headingPath: from.headingPath,
  };
}

const key = createEntry({ kind: 'key', date: '2018', title: 'Harbour' });
const dated = createEntry({
  date: '2019-03',
  text: 'It grew in March 2019.',
  title: 'It grew…',
  circa: true,
});
const published = createEntry({ kind: 'published', date: '2025-08-22', title: 'Ferries' }, other);

describe('renderMilestones', () => {
  it('draws a vertical timeline with dates, titles, words and numbered footnotes, one for each passage', () => {
    expect(renderMilestones([key, dated, published], plain)).toBe(
      [
        '● 2018',
        '│ Harbour',
        '│ “2018: Harbour — The harbour was opened in 2018.” [1]',
        '│',
        '• c. March 2019',
        '│ “It grew in March 2019.” [1]',
        '│',
        '○ 22 August 2025 (article published)',
        '│ Ferries',
        '│ “The last ferry sailed.” [2]',
        '',
        'Footnotes',
        '',
        '  [1] Piers › Milestones',
        '      https://example.org/piers',
        '  [2] Ferries',
        '      https://example.org/piers',
      ].join('\n'),
    );
  });

  it('wraps to the terminal, with the stroke before every line, and colours nothing but on a terminal', () => {
    const entry = createEntry({ kind: 'key', title: 'word '.repeat(40), text: 'letters '.repeat(60) });
    const shown = renderMilestones([entry, dated], createTerminalStyle({ columns: 40, colors: true }));
    expect(shown).toContain('\u001b[36m');
    const lines = stripVTControlCharacters(shown).split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(39);
    const end = lines.indexOf('Footnotes');
    for (const line of lines.slice(0, end - 1)) expect(line).toMatch(/^[│●•]/);
    expect(renderMilestones([entry], plain)).not.toContain('\u001b');
  });

  it('takes control characters out of what the articles say', () => {
    const entry = createEntry({
      kind: 'key',
      title: 'A\u001b[31mred\u001b[0m\u0008 title',
      text: 'first\r\n\u202Esecond',
    });
    const shown = renderMilestones([entry], plain);
    expect(shown).toContain('│ Ared title\n│ “first second” [1]');
  });
});
