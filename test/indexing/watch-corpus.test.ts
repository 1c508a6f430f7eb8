import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FootnoteError } from '../../src/errors.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import type { BuildSummary } from '../../src/indexing/build-summary.ts';
import { renderWatchEvent } from '../../src/indexing/render-watch-event.ts';
import { watchCorpus, type WatchCorpusOptions, type WatchEvent } from '../../src/indexing/watch-corpus.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';
import { loadCorpusHere } from '../doubles/load-corpus-here.ts';
import { draftRevision, writeCorpus } from './make-corpus.ts';
import { makeTempFolder } from './make-index.ts';

interface Watched {
  readonly corpusDir: string;
  readonly events: readonly WatchEvent[];
  /** Waits for that many finished builds in all. */
  readonly builds: (count: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 10 });

async function watch(
  build: (corpusDir: string, indexDir: string) => Promise<BuildSummary>,
  options: Partial<WatchCorpusOptions> = {},
): Promise<Watched> {
  const folder = await makeTempFolder();
  const [corpusDir, indexDir] = [join(folder, 'corpus'), join(folder, 'index')];
  await writeCorpus(corpusDir, draftRevision('first', 3, 1));
  const events: WatchEvent[] = [];
  const stopping = new AbortController();
  const ended = watchCorpus({
    ...{ corpusDir, signal: stopping.signal, pollMs: 20, quietMs: 100, retryMs: 50 },
    build: () => build(corpusDir, indexDir),
    onEvent: (event) => {
      events.push(event);
    },
    ...options,
  });
  const stop = async (): Promise<void> => {
    stopping.abort();
    await ended;
  };
  onTestFinished(stop);
  const builds = (count: number): Promise<void> =>
    until(() => {
      expect(events.filter(({ kind }) => kind === 'built')).toHaveLength(count);
    });
  return { corpusDir, events, builds, stop };
}

async function buildHere(corpusDir: string, indexDir: string): Promise<BuildSummary> {
  return buildIndex({
    ...{ corpusDir, indexDir, maxTokens: 512, loadCorpus: loadCorpusHere },
    embedder: createHashingEmbedder({ dimensions: 16 }),
    countTokens: (text) => text.split(/\s+/).length + 2,
  });
}

const tell = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');
const words = ({ events, corpusDir }: Watched): readonly string[] =>
  events.flatMap((event) =>
    event.kind === 'built' ? [event.summary.outcome] : [renderWatchEvent(event, corpusDir, tell)],
  );

describe('watchCorpus', () => {
  it('builds at once and after each change, says what changed, and stops when it is told to', async () => {
    const watched = await watch(buildHere);
    const { corpusDir, events, builds, stop } = watched;
    await builds(1);
    await writeFile(join(corpusDir, 'new.md'), '# New\n\nA new article.');
    await builds(2);
    await writeFile(join(corpusDir, 'new.md'), '# New\n\nIt was changed.');
    await builds(3);
    await rm(join(corpusDir, 'new.md'));
    await builds(4);
    await stop();
    expect(words(watched)).toEqual([
      `Watching ${corpusDir}; Ctrl+C ends it.`,
      ...['Building the index.', 'built'],
      ...['Changed: 1 added (new.md).', 'built'],
      ...['Changed: 1 changed (new.md).', 'built'],
      ...['Changed: 1 removed (new.md).', 'built'],
    ]);
    await writeFile(join(corpusDir, 'late.md'), '# Late\n\nNobody looks any more.');
    await sleep(200);
    expect(events).toHaveLength(9);
  });

  it('makes one build of many changes that come close together', async () => {
    const watched = await watch(buildHere, { quietMs: 600 });
    await watched.builds(1);
    for (let index = 0; index < 12; index += 1) {
      await writeFile(join(watched.corpusDir, `new-${index}.md`), `# New ${index}\n\nArticle ${index}.`);
      await sleep(20);
    }
    await watched.builds(2);
    expect(words(watched).at(-2)).toBe('Changed: 12 added (new-0.md, new-1.md, new-10.md, …).');
  });

  it('tells a change of the same length whose time was put back', async () => {
    const watched = await watch(buildHere);
    await watched.builds(1);
    const path = join(watched.corpusDir, 'article-0.md');
    await writeFile(path, '# One\n\nThis is it.');
    await watched.builds(2);
    const time = new Date('2020-01-01');
    await utimes(path, time, time);
    await watched.builds(3);
    await writeFile(path, '# Two\n\nThis is it.');
    await utimes(path, time, time);
    await watched.builds(4);
    expect(
      watched.events.flatMap((event) => (event.kind === 'built' ? [event.summary.outcome] : [])),
    ).toEqual(['built', 'built', 'up-to-date', 'built']);
  });

  it('runs one build at a time, and builds again what changed during one', async () => {
    let running = 0;
    const atOnce: number[] = [];
    const watched = await watch(async (...folders) => {
      running += 1;
      atOnce.push(running);
      await sleep(150);
      const summary = await buildHere(...folders);
      await writeFile(join(folders[0], 'during.md'), '# During\n\nWritten while it was built.');
      await sleep(150);
      running -= 1;
      return summary;
    });
    await watched.builds(2);
    expect(new Set(atOnce)).toEqual(new Set([1]));
    expect(words(watched)).toContain('Changed: 1 added (during.md).');
  });

  it('survives a bad article, an emptied folder and a folder that is taken away and put back', async () => {
    const watched = await watch(buildHere);
    const { corpusDir, events, builds } = watched;
    await builds(1);
    await writeFile(join(corpusDir, 'bad.md'), '---\ntitle: [\n---\n');
    await builds(2);
    const [last] = events.slice(-1);
    expect(last?.kind === 'built' && last.summary.rejected.map(({ path }) => path)).toEqual(['bad.md']);
    await rename(corpusDir, `${corpusDir}-away`);
    await until(() => {
      expect(events.at(-1)?.kind).toBe('missing');
    });
    expect(words(watched).at(-1)).toMatch(/cannot be opened.*--corpus.*The index is as it was; waiting/);
    await mkdir(corpusDir);
    await sleep(100);
    await rm(corpusDir, { recursive: true });
    await rename(`${corpusDir}-away`, corpusDir);
    await until(() => {
      expect(events.at(-1)?.kind).toBe('back');
    });
    await writeFile(join(corpusDir, 'new.md'), '# New\n\nA new article.');
    await builds(3);
    expect(events.filter(({ kind }) => kind === 'missing')).toHaveLength(1);
  });

  it('tries a build again that another builder or a full disk stopped, less and less often', async () => {
    let tries = 0;
    const watched = await watch(async (...folders) => {
      tries += 1;
      if (tries > 3) return buildHere(...folders);
      throw new FootnoteError('The disk is full. Free some space.', { code: 'index-unwritable' });
    });
    await watched.builds(1);
    const waits = watched.events.flatMap((event) => (event.kind === 'failed' ? [event.retryMs] : []));
    expect(waits).toEqual([50, 100, 200]);
    expect(words(watched)).toContain('The disk is full. Free some space. Trying again in 1 s.');
  });

  it('waits for a change where trying again cannot help', async () => {
    let tries = 0;
    const watched = await watch(async (...folders) => {
      tries += 1;
      if (tries > 1) return buildHere(...folders);
      throw new FootnoteError('The build would lose most articles.', { code: 'build-refused' });
    });
    await sleep(300);
    expect([tries, words(watched).at(-1)]).toEqual([
      1,
      'The build would lose most articles. Waiting for a change of the articles.',
    ]);
    await writeFile(join(watched.corpusDir, 'new.md'), '# New\n\nA new article.');
    await watched.builds(1);
  });
});
