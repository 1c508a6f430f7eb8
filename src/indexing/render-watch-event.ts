import type { CorpusChanges } from './list-corpus-stamps.ts';
import type { WatchEvent } from './watch-corpus.ts';

/** How many paths of each kind are named. */
const MAX_NAMED = 3;

/** The events that are told in a line; a build's summary and an error have words of their own. */
export type SpokenEvent = Exclude<WatchEvent, { readonly kind: 'built' }>;

/**
 * One line for people. Holds paths as they are: strip control characters to show it.
 * @param describeError Words for an error, which say what to do.
 */
export function renderWatchEvent(
  event: SpokenEvent,
  corpusDir: string,
  describeError: (error: unknown) => string,
): string {
  switch (event.kind) {
    case 'watching':
      return `Watching ${corpusDir}; Ctrl+C ends it.`;
    case 'building':
      return event.changes === null ? 'Building the index.' : `Changed: ${renderChanges(event.changes)}.`;
    case 'missing':
      return `${describeError(event.error)} The index is as it was; waiting for the folder.`;
    case 'back':
      return `${corpusDir} is there again.`;
    case 'failed': {
      const next =
        event.retryMs === null
          ? 'Waiting for a change of the articles.'
          : `Trying again in ${Math.max(1, Math.round(event.retryMs / 1000))} s.`;
      return `${describeError(event.error)} ${next}`;
    }
  }
}

function renderChanges(changes: CorpusChanges): string {
  const kinds = ['added', 'changed', 'removed'] as const;
  return kinds
    .filter((kind) => changes[kind].length > 0)
    .map((kind) => {
      const paths = changes[kind];
      const more = paths.length > MAX_NAMED ? ', …' : '';
      return `${paths.length} ${kind} (${paths.slice(0, MAX_NAMED).join(', ')}${more})`;
    })
    .join(', ');
}
