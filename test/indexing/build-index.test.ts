import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import { buildIndex, type BuildIndexOptions } from '../../src/indexing/build-index.ts';
import type { BuildSummary } from '../../src/indexing/build-summary.ts';
import { createIndexFingerprint } from '../../src/indexing/create-index-fingerprint.ts';
import { hashModel } from '../../src/indexing/embedding-record.ts';
import { openGeneration } from '../../src/retrieval/open-generation.ts';
import { renderBuildSummary } from '../../src/indexing/render-build-summary.ts';
import { parseMilestones } from '../../src/milestones/milestone-file.ts';
import { GENERATION_FILES } from '../../src/retrieval/manifest.ts';
import { locateGeneration, POINTER_FILE } from '../../src/retrieval/read-pointer.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';
import { loadCorpusHere } from '../doubles/load-corpus-here.ts';
import { type CorpusDraft, draftRevision, writeCorpus } from './make-corpus.ts';
import { makeTempFolder } from './make-index.ts';

interface Workshop {
  readonly corpusDir: string;
  readonly indexDir: string;
  /** Every text that went through the model so far. */
  readonly embedded: () => readonly string[];
  readonly fill: (draft: CorpusDraft) => Promise<void>;
  readonly build: (options?: Partial<BuildIndexOptions>) => Promise<BuildSummary>;
  /** The texts of the passages of the current generation. */
  readonly read: () => Promise<readonly string[]>;
}

async function openWorkshop(draft: CorpusDraft = draftRevision('first')): Promise<Workshop> {
  const folder = await makeTempFolder();
  const [corpusDir, indexDir] = [join(folder, 'corpus'), join(folder, 'index')];
  const embedder = createHashingEmbedder({ dimensions: 16 });
  const fill = (next: CorpusDraft): Promise<void> => writeCorpus(corpusDir, next);
  await fill(draft);
  return {
    corpusDir,
    indexDir,
    embedded: () => embedder.calls.flatMap(({ texts }) => texts),
    fill,
    build: (options) =>
      buildIndex({
        ...{ corpusDir, indexDir, embedder, maxTokens: 512, loadCorpus: loadCorpusHere },
        countTokens: (text) => text.split(/\s+/).length + 2,
        ...options,
      }),
    read: async () => {
      const fingerprint = createIndexFingerprint(embedder.model);
      return (await openGeneration(indexDir, { fingerprint })).passages.map(({ text }) => text);
    },
  };
}

async function listTree(folder: string): Promise<readonly string[]> {
  return existsSync(folder) ? (await readdir(folder, { recursive: true })).sort() : [];
}

async function catchCode(work: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const error: unknown = await work.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Error);
  return error as Error & { code: unknown };
}

describe('buildIndex', () => {
  it('indexes every article, and the second run embeds and writes nothing', async () => {
    const { indexDir, embedded, build, read } = await openWorkshop();
    const first = await build();
    expect(first).toMatchObject({
      outcome: 'built',
      articles: { added: 6, changed: 0, removed: 0, unchanged: 0 },
      passages: { added: 24, changed: 0, removed: 0, unchanged: 0 },
      embedded: 24,
      reused: 0,
      rejected: [],
      damage: null,
    });
    expect(embedded()).toHaveLength(24);
    expect(await read()).toHaveLength(24);
    const tree = await listTree(indexDir);
    const second = await build();
    expect(second).toMatchObject({
      outcome: 'up-to-date',
      generation: first.generation,
      articles: { added: 0, changed: 0, removed: 0, unchanged: 6 },
      passages: { added: 0, changed: 0, removed: 0, unchanged: 24 },
      embedded: 0,
      reused: 24,
      passagesPerSecond: null,
    });
    expect(embedded()).toHaveLength(24);
    expect(await listTree(indexDir)).toEqual(tree);
  });

  it('reads the milestones of every article into the generation, and counts them', async () => {
    const { indexDir, fill, build } = await openWorkshop();
    const dated = { 'harbour.md': ['In March 2018, the harbour was opened.', 'It has four piers.'] };
    await fill({ ...draftRevision('first'), ...dated });
    const summary = await build();
    expect(summary).toMatchObject({ outcome: 'built', milestones: 8 });
    expect(renderBuildSummary(summary)).toContain('Milestones: 8');
    const fingerprint = createIndexFingerprint(createHashingEmbedder({ dimensions: 16 }).model);
    const { milestonesJson, passages, manifest } = await openGeneration(indexDir, { fingerprint });
    const milestones = parseMilestones(milestonesJson);
    expect(manifest.counts.milestones).toBe(8);
    expect(milestones.filter(({ kind }) => kind === 'published')).toHaveLength(7);
    const [opened] = milestones.filter(({ kind }) => kind === 'dated');
    expect(opened).toMatchObject({ date: '2018-03', articleId: 'harbour.md' });
    const passage = passages.find(({ id }) => id === opened?.passageId);
    expect(passage?.text).toContain(opened?.text);
    expect(await build()).toMatchObject({ outcome: 'up-to-date', milestones: 8 });
  });

  it('embeds only the changed passages of a changed article', async () => {
    const { embedded, fill, build, read } = await openWorkshop();
    await build();
    const draft = draftRevision('first');
    const [one = '', , ...rest] = draft['article-2.md'] as readonly string[];
    await fill({ ...draft, 'article-2.md': [one, 'A paragraph that nobody has seen before.', ...rest] });
    expect(await build()).toMatchObject({
      outcome: 'built',
      articles: { added: 0, changed: 1, removed: 0, unchanged: 5 },
      passages: { added: 0, changed: 1, removed: 0, unchanged: 23 },
      embedded: 1,
      reused: 23,
    });
    expect(embedded()).toHaveLength(25);
    expect(embedded()[24]).toContain('nobody has seen before');
    expect(await read()).toContain('A paragraph that nobody has seen before.');
  });

  it('writes a new generation where only the bytes of a file changed, and embeds nothing', async () => {
    const { corpusDir, embedded, build } = await openWorkshop();
    const first = await build();
    const path = join(corpusDir, 'article-0.md');
    await writeFile(path, `${await readFile(path, 'utf8')}\n\n`);
    const second = await build();
    expect(second).toMatchObject({ outcome: 'built', articles: { changed: 1, unchanged: 5 }, embedded: 0 });
    expect(second.generation).not.toBe(first.generation);
    expect(embedded()).toHaveLength(24);
    expect((await build()).outcome).toBe('up-to-date');
  });

  it('embeds everything anew for another model, and nothing when the first one is back', async () => {
    const { indexDir, build } = await openWorkshop();
    await build();
    const other = createHashingEmbedder({ dimensions: 16, modelId: 'test/other' });
    expect(await build({ embedder: other })).toMatchObject({ outcome: 'built', embedded: 24, reused: 0 });
    const fingerprint = createIndexFingerprint(other.model);
    expect((await openGeneration(indexDir, { fingerprint })).passages).toHaveLength(24);
    expect(await build()).toMatchObject({ outcome: 'built', embedded: 0, reused: 24 });
  });

  it('keeps the last good generation, and no older or half-built one', async () => {
    const { indexDir, fill, build } = await openWorkshop();
    const names: (string | null)[] = [];
    for (const revision of ['first', 'second', 'third']) {
      await fill(draftRevision(revision));
      await mkdir(join(indexDir, 'generations', '.building-0123'), { recursive: true });
      names.push((await build()).generation);
    }
    await mkdir(join(indexDir, 'generations', 'notes-of-a-person'));
    await build();
    expect((await readdir(join(indexDir, 'generations'))).sort()).toEqual([
      ...names.slice(1),
      'notes-of-a-person',
    ]);
  });

  it('writes nothing at all in a dry run, and tells the same as the run after it', async () => {
    const { indexDir, fill, build } = await openWorkshop();
    const dry = await build({ dryRun: true });
    expect(existsSync(indexDir)).toBe(false);
    const wet = await build();
    expect(dry).toMatchObject({ outcome: 'dry-run', generation: null, embedded: 24, passages: wet.passages });
    await fill({ ...draftRevision('first'), 'new.md': ['One new paragraph.'] });
    const tree = await listTree(indexDir);
    expect(await build({ dryRun: true })).toMatchObject({
      outcome: 'dry-run',
      generation: wet.generation,
      articles: { added: 1, unchanged: 6 },
      passages: { added: 1, unchanged: 24 },
      embedded: 1,
      reused: 24,
    });
    expect(await listTree(indexDir)).toEqual(tree);
  });

  it('builds again where nothing changed, if forced to, without embedding', async () => {
    const { build } = await openWorkshop();
    const first = await build();
    const second = await build({ force: true });
    expect(second).toMatchObject({ outcome: 'built', embedded: 0, passages: { unchanged: 24 } });
    expect(second.generation).not.toBe(first.generation);
  });

  it('leaves files out that it cannot read, names them, and is then up to date', async () => {
    const draft = { ...draftRevision('first'), 'bad.md': '---\ntitle: [\n---\nText.', 'empty.md': '' };
    const { build, read } = await openWorkshop(draft);
    const summary = await build();
    expect(summary.outcome).toBe('built');
    expect(summary.rejected.map(({ path }) => path).sort()).toEqual(['bad.md', 'empty.md']);
    expect(await read()).toHaveLength(24);
    expect((await build()).outcome).toBe('up-to-date');
  });

  it('reads no article where no file changed, and tells of the left-out ones all the same', async () => {
    const { corpusDir, fill, build } = await openWorkshop();
    await fill({ ...draftRevision('first'), 'bad.md': '---\ntitle: [\n---\nText.' });
    await symlink('/', join(corpusDir, 'out.md'));
    const walked = { path: 'out.md', line: null, reason: 'outside-folder', message: 'A link.' } as const;
    const first = await build({
      loadCorpus: async (...given) => {
        const corpus = await loadCorpusHere(...given);
        return { ...corpus, rejected: [...corpus.rejected, walked] };
      },
    });
    expect(first.rejected.map(({ path }) => path)).toEqual(['bad.md', 'out.md']);
    const readNothing = (): never => {
      throw new Error('An article was read.');
    };
    for (const strict of [false, true]) {
      const second = await build({ loadCorpus: readNothing, strict });
      expect(second.outcome).toBe(strict ? 'rejected' : 'up-to-date');
      expect(second.rejected).toEqual(first.rejected);
      expect(second.articles).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 6 });
    }
    await rm(join(corpusDir, 'out.md'));
    expect((await build()).rejected).toHaveLength(1);
  });

  it('gives a file another chance that was left out because the machine was busy', async () => {
    const { build, read } = await openWorkshop();
    const busy: typeof loadCorpusHere = async (...given) => {
      const corpus = await loadCorpusHere(...given);
      const rejected = { path: 'article-0.md', line: null, reason: 'timeout', message: 'Too slow.' } as const;
      return { ...corpus, articles: corpus.articles.slice(1), rejected: [rejected] };
    };
    expect(await build({ loadCorpus: busy })).toMatchObject({ outcome: 'built', articles: { added: 5 } });
    expect((await build({ loadCorpus: busy })).outcome).toBe('up-to-date');
    expect(await build()).toMatchObject({ outcome: 'built', articles: { added: 1 }, embedded: 4 });
    expect(await read()).toHaveLength(24);
  });

  it('writes nothing where a file must be left out, if it is to be strict', async () => {
    const { indexDir, fill, build, read } = await openWorkshop();
    const { generation } = await build();
    await fill({ ...draftRevision('second'), 'empty.md': '' });
    const tree = await listTree(indexDir);
    const summary = await build({ strict: true });
    expect(summary).toMatchObject({ outcome: 'rejected', generation, embedded: 0 });
    expect(summary.rejected).toMatchObject([{ path: 'empty.md', reason: 'empty' }]);
    expect(await listTree(indexDir)).toEqual(tree);
    expect((await read())[0]).toContain('first');
  });

  it('refuses to lose more than half of the articles, unless forced to', async () => {
    const { fill, build, read } = await openWorkshop(draftRevision('first', 8));
    await build();
    const half = draftRevision('first', 4);
    await fill({ ...draftRevision('first', 3), 'article-3.md': '' });
    for (const dryRun of [true, false]) {
      const { code, message } = await catchCode(build({ dryRun }));
      expect(code).toBe('build-refused');
      expect(message).toMatch(/lose 5 of the 8 articles.*4 are no longer.*1 cannot be read.*--force/s);
    }
    expect(await read()).toHaveLength(32);
    await fill(half);
    expect(await build()).toMatchObject({ outcome: 'built', articles: { removed: 4, unchanged: 4 } });
    await fill(draftRevision('first', 1));
    expect(await build({ force: true })).toMatchObject({ outcome: 'built', articles: { removed: 3 } });
  });

  it.each([
    ['an empty folder', {}, 'corpus-empty'],
    ['nothing but files that cannot be read', { 'a.md': '', 'b.md': '---\ntitle: [\n---\n' }, 'corpus-empty'],
  ])('makes an error of %s, and the index stays', async (_words, draft, code) => {
    const { fill, build, read } = await openWorkshop();
    await build();
    await fill(draft);
    expect((await catchCode(build({ force: true }))).code).toBe(code);
    expect(await read()).toHaveLength(24);
  });

  it('makes an error of a missing corpus folder, and the index stays', async () => {
    const { corpusDir, build, read } = await openWorkshop();
    await build();
    await rm(corpusDir, { recursive: true });
    expect((await catchCode(build({ force: true }))).code).toBe('corpus-missing');
    expect(await read()).toHaveLength(24);
  });

  it('goes on where a stopped build was', async () => {
    const { embedded, build, read } = await openWorkshop();
    const stop = new AbortController();
    const slow = createHashingEmbedder({ dimensions: 16, delayMs: 2 });
    const stopped = build({
      embedder: slow,
      onProgress: (phase, done) => {
        if (phase === 'embedding' && done === 10) stop.abort(new Error('enough'));
      },
      signal: stop.signal,
    });
    await expect(stopped).rejects.toThrow('enough');
    const summary = await build();
    expect(summary.embedded).toBeLessThanOrEqual(14);
    expect(summary.embedded + summary.reused).toBe(24);
    expect(embedded()).toHaveLength(summary.embedded);
    expect(await read()).toHaveLength(24);
  });

  it('does not build where another build is at it, and the other one ends well', async () => {
    const { build, read } = await openWorkshop();
    const slow = createHashingEmbedder({ dimensions: 16, delayMs: 100 });
    let first: Promise<BuildSummary> | undefined;
    await new Promise<void>((resolve) => {
      first = build({
        embedder: slow,
        onProgress: () => {
          resolve();
        },
      });
    });
    const { code, message } = await catchCode(build());
    expect(code).toBe('index-locked');
    expect(message).toContain('Another build');
    expect((await first)?.outcome).toBe('built');
    expect(await read()).toHaveLength(24);
  });

  it.each([POINTER_FILE, 'manifest.json', ...Object.values(GENERATION_FILES)])(
    'mends an index whose %s is damaged, and says what was wrong',
    async (name) => {
      const { indexDir, fill, build, read } = await openWorkshop();
      await build();
      await fill(draftRevision('second'));
      const good = await build();
      const isPointer = name === POINTER_FILE;
      const path = join(isPointer ? indexDir : locateGeneration(indexDir, good.generation ?? ''), name);
      await truncate(path, 20);
      const before = await readdir(join(indexDir, 'generations'));
      const mended = await build();
      expect(mended).toMatchObject({ outcome: 'built', embedded: 0, reused: 24 });
      expect(mended.damage).toContain(path);
      expect(await read()).toHaveLength(24);
      const after = await readdir(join(indexDir, 'generations'));
      // Whichever of the two was the last good one is still there.
      expect(after).toEqual(expect.arrayContaining(isPointer ? before : [before.sort()[0]]));
      expect((await build()).outcome).toBe('up-to-date');
    },
  );

  it('refuses an embedder that gives something else than unit vectors', async () => {
    const { build } = await openWorkshop();
    const double = createHashingEmbedder({ dimensions: 16 });
    const broken: Embedder = {
      ...double,
      embedPassages: (texts, options) => {
        const embeddings = texts.map(() => new Float32Array(16).fill(Number.NaN));
        for (const [index, embedding] of embeddings.entries()) options?.onEmbedding?.(index, embedding);
        return Promise.resolve(embeddings);
      },
    };
    expect((await catchCode(build({ embedder: broken }))).code).toBe('embedding-failed');
    expect(await build()).toMatchObject({ outcome: 'built', embedded: 24, reused: 0 });
  });

  it('names the path where the index cannot be written, and what to do', async () => {
    const { indexDir, build } = await openWorkshop();
    await writeFile(indexDir, 'a file in the place of the folder');
    const { code, message } = await catchCode(build());
    expect(code).toBe('index-unwritable');
    expect(message).toContain(indexDir);
    expect(message).toContain('--index');
  });

  it.each(['generations', 'embeddings-cache'])('keeps the index where %s cannot be written', async (name) => {
    const { indexDir, fill, build, read } = await openWorkshop();
    if (name === 'embeddings-cache') await build();
    await rm(join(indexDir, name), { recursive: true, force: true });
    await mkdir(indexDir, { recursive: true });
    await writeFile(join(indexDir, name), 'a file in the place of the folder');
    await fill(draftRevision('second'));
    const { code, message } = await catchCode(build());
    expect(code).toBe('index-unwritable');
    expect(message).toContain(join(indexDir, name));
    if (name === 'embeddings-cache') expect((await read())[0]).toContain('first');
  });

  it.skipIf(!existsSync('/dev/full'))('keeps the index where the disk is full, and says so', async () => {
    const { indexDir, fill, build, read } = await openWorkshop();
    await build();
    const other = createHashingEmbedder({ dimensions: 16, modelId: 'test/other' });
    const cacheFile = `${hashModel(other.model).toString('hex', 0, 8)}.bin`;
    await symlink('/dev/full', join(indexDir, 'embeddings-cache', cacheFile));
    await fill(draftRevision('second'));
    const { code, message } = await catchCode(build({ embedder: other }));
    expect(code).toBe('index-unwritable');
    expect(message).toContain('the disk is full');
    expect((await read())[0]).toContain('first');
  });
});
