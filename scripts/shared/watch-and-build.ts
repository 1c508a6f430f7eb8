import type { BuildSummary } from '../../src/indexing/build-summary.ts';
import { renderBuildSummary } from '../../src/indexing/render-build-summary.ts';
import { renderWatchEvent } from '../../src/indexing/render-watch-event.ts';
import { watchCorpus, type WatchEvent } from '../../src/indexing/watch-corpus.ts';
import { FootnoteError } from '../../src/errors.ts';
import { renderError } from '../../src/terminal/render-error.ts';
import { stripControls, stripToLine } from '../../src/terminal/strip-controls.ts';
import { printLine } from './print-line.ts';

export interface WatchAndBuildOptions {
  readonly corpusDir: string;
  readonly build: () => Promise<BuildSummary>;
  readonly signal: AbortSignal;
  /** One JSON object a line for each event, instead of words. */
  readonly isJson: boolean;
}

/**
 * Builds after each change of the articles until it is told to stop. Summaries go to standard output, what happens
 * between them to standard error.
 */
export async function watchAndBuild({
  corpusDir,
  build,
  signal,
  isJson,
}: WatchAndBuildOptions): Promise<void> {
  const say = async (event: WatchEvent): Promise<void> => {
    if (isJson) await printLine(JSON.stringify(toJson(event)));
    else if (event.kind === 'built') await printLine(stripControls(renderBuildSummary(event.summary)));
    else process.stderr.write(`${stripToLine(renderWatchEvent(event, corpusDir, renderError))}\n`);
  };
  await watchCorpus({ corpusDir, build, onEvent: say, signal });
  if (!isJson) process.stderr.write('Stopped. The index is as the last build left it.\n');
}

function toJson(event: WatchEvent): unknown {
  if (event.kind === 'built') return { event: event.kind, ...event.summary };
  if (!('error' in event)) return { event: event.kind, ...('changes' in event ? event.changes : {}) };
  const { error } = event;
  const code = error instanceof FootnoteError ? error.code : 'internal';
  const retry = event.kind === 'failed' ? { retryMs: event.retryMs } : {};
  return { event: event.kind, code, message: renderError(error), ...retry };
}
