import { truncateText } from '../../text/truncate.ts';
import { MAX_CONTENT_LENGTH } from '../limits.ts';
import type { RebuildChanges, RebuildReport } from '../management/rebuild.ts';
import { createNotice, type MessageBody } from './message-body.ts';
import { renderLine } from './render-source.ts';

/** Lines of left-out files or lost questions that are shown. */
const MAX_LINES = 5;
const MAX_LINE_LENGTH = 200;
const MAX_REASON_LENGTH = 600;

/** What those who may rebuild are told where the cause is known; the details are the owner's and stand in the log. */
const FAILURES: Readonly<Record<string, string>> = {
  'index-locked': 'Another build of the index is running on this machine. Try again when it has ended.',
  'index-unwritable':
    'The index could not be written: the disk is full, or the bot may not write there. The owner of this bot finds the cause in the log.',
  'corpus-missing':
    'The folder of the articles is not there. The owner of this bot can mend the setting CORPUS_DIR.',
  'corpus-empty': 'The folder of the articles holds nothing that can be indexed.',
  'model-invalid':
    'The language model is missing or damaged. The owner of this bot can run `npm run doctor`.',
  'config-invalid': 'A setting of the bot is wrong. The owner of this bot can run `npm run doctor`.',
  stopped: 'The rebuild was stopped, because I am being restarted.',
};
const UNKNOWN_FAILURE = 'The rebuild failed. The owner of this bot finds the cause in the log.';
const KEPT = 'The index is as it was, and I go on answering from it.';

/** How far a rebuild is. `phase` is in our own words. */
export function renderRebuildProgress(phase: string, done: number, total: number): MessageBody {
  const share = total > 1 ? `: ${done} of ${total}` : '';
  return createNotice(`Rebuilding the index. ${phase}${share} …`);
}

/** How a rebuild ended. `isTakenUp`: the bot answers from it already. */
export function renderRebuildReport(report: RebuildReport, isTakenUp: boolean): MessageBody {
  if (report.outcome === 'failed') {
    // These words name articles, and no folder of the machine.
    const words =
      report.code === 'build-refused'
        ? renderLine(report.message, MAX_REASON_LENGTH)
        : (FAILURES[report.code] ?? UNKNOWN_FAILURE);
    return createNotice(`${words}\n${KEPT}`);
  }
  const { outcome, articles, passages, leftOut, reason, lost, seconds } = report;
  const headline = {
    built: `The index is rebuilt, in ${seconds.toFixed(1)} s. ${isTakenUp ? 'I answer from it now.' : 'I take it up in a moment.'}`,
    'up-to-date': 'The articles have not changed since the index was built; nothing was done.',
    refused: `The new index was not taken. ${renderLine(reason ?? '', MAX_REASON_LENGTH)}`,
  }[outcome];
  const lines = [
    headline,
    ...(outcome === 'up-to-date'
      ? []
      : [`Articles: ${renderChanges(articles)}`, `Passages: ${renderChanges(passages)}`]),
    ...renderList('Lost', lost),
    ...renderList(
      'Left out',
      leftOut.map(({ path, message }) => `${path}: ${message}`),
    ),
  ];
  return createNotice(truncateText(lines.join('\n'), MAX_CONTENT_LENGTH));
}

function renderChanges({ added, changed, removed, unchanged }: RebuildChanges): string {
  return `${added} added, ${changed} changed, ${removed} removed, ${unchanged} as before`;
}

function renderList(name: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  const more = items.length > MAX_LINES ? [`- and ${items.length - MAX_LINES} more`] : [];
  return [
    `${name}:`,
    ...items.slice(0, MAX_LINES).map((item) => `- ${renderLine(item, MAX_LINE_LENGTH)}`),
    ...more,
  ];
}
