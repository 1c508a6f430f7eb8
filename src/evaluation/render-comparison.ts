import type { Comparison, VerdictChange } from './compare-reports.ts';
import { renderMarkdownTable } from './markdown-table.ts';

/** What has changed since an earlier report, as Markdown. `name` is what the earlier one is called. */
export function renderComparison({ common, left, measures, gained, lost }: Comparison, name: string): string {
  const changed = measures.filter((measure) => measure.gained.length + measure.lost.length > 0);
  const parts = [
    `## Compared with ${name}`,
    `${common} questions are in both${left.length === 0 ? '' : `; left out, since they are in one only or in other words: ${left.length}`}. ${measures.length - changed.length} of ${measures.length} measures are the same on every one of them.`,
    renderMarkdownTable(
      ['', 'measure', 'before', 'now', 'change (95 % interval)', 'gained', 'lost'],
      changed.map((change) => [
        change.row,
        change.measure,
        change.before.toFixed(3),
        change.after.toFixed(3),
        `${sign(change.change.value)} (${sign(change.change.low)} to ${sign(change.change.high)})`,
        String(change.gained.length),
        String(change.lost.length),
      ]),
      2,
    ),
    ...renderVerdicts('gained', gained),
    ...renderVerdicts('lost', lost),
  ];
  return parts.join('\n\n');
}

function renderVerdicts(word: string, changes: readonly VerdictChange[]): readonly string[] {
  if (changes.length === 0) return [];
  const title = `### Questions ${word}: ${changes.length}`;
  const rows = changes.map(({ id, question, before, after }) => [id, before, after, question]);
  return [title, renderMarkdownTable(['id', 'before', 'now', 'question'], rows, 4)];
}

function sign(value: number): string {
  const text = value.toFixed(3);
  return value > 0 ? `+${text}` : text;
}
