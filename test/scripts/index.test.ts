import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { openTransformersEmbedder } from '../../src/embeddings/transformers-embedder.ts';
import { createIndexFingerprint } from '../../src/indexing/create-index-fingerprint.ts';
import { openGeneration } from '../../src/retrieval/open-generation.ts';
import { type CorpusDraft, writeCorpus } from '../indexing/make-corpus.ts';
import { makeTempFolder } from '../indexing/make-index.ts';

const root = join(import.meta.dirname, '..', '..');
const modelsDir = join(root, 'models');

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `npm run index` without npm, in a folder without a .env file. */
async function runIndex(cwd: string, ...flags: readonly string[]): Promise<Ran> {
  const script = join(root, 'scripts', 'index.ts');
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script, ...flags], {
    cwd,
    env: { PATH: process.env.PATH, MODELS_DIR: modelsDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [code, stdout, stderr] = await Promise.all([exited, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

const tiny: CorpusDraft = {
  'volcano.md': ['The volcano on the island erupted in 1902 and buried the harbour under ash.'],
  'bread.md': ['Sourdough needs a starter of flour and water that ferments for about a week.'],
  'bridge.md': ['The suspension bridge hangs from two steel cables, each a metre thick.'],
};

describe('npm run index', () => {
  it('tells its flags and exit codes, and refuses flags that it does not know', async () => {
    const cwd = await makeTempFolder();
    const help = await runIndex(cwd, '--help');
    expect(help.code).toBe(0);
    for (const flag of [
      '--corpus',
      '--index',
      '--dry-run',
      '--force',
      '--strict',
      '--min-success',
      '--json',
      'Exit codes',
    ]) {
      expect(help.stdout).toContain(flag);
    }
    const wrong = await runIndex(cwd, '--dry');
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('--dry');
    const both = await runIndex(cwd, '--watch', '--dry-run');
    expect([both.code, both.stdout]).toEqual([2, '']);
  }, 60_000);

  it('indexes a folder with the real model, tells what it did, and the second time does nothing', async () => {
    const cwd = await makeTempFolder();
    await writeCorpus(join(cwd, 'articles'), { ...tiny, 'empty.md': '' });
    const flags = ['--corpus', 'articles', '--index', 'made'];

    const dry = await runIndex(cwd, ...flags, '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.stdout).toMatch(/dry run.*Articles +3 +0 +0 +0\n.*To embed: 3 passages, reused: 0/s);
    expect(existsSync(join(cwd, 'made'))).toBe(false);

    const strict = await runIndex(cwd, ...flags, '--strict', '--json');
    expect(strict.code).toBe(1);
    expect(JSON.parse(strict.stdout)).toMatchObject({
      outcome: 'rejected',
      rejected: [{ path: 'empty.md', line: null, reason: 'empty' }],
    });
    expect(existsSync(join(cwd, 'made', 'current.json'))).toBe(false);

    const first = await runIndex(cwd, ...flags);
    expect([first.code, first.stderr]).toEqual([0, expect.stringContaining('Embedding passages: 3 of 3')]);
    expect(first.stdout).toMatch(/Passages +3 +0 +0 +0\n/);
    expect(first.stdout).toMatch(
      /Embedded: 3 passages, reused: 0\. Took [\d.]+ s, [\d.]+ passages per second\./,
    );
    expect(first.stdout).toMatch(/^Milestones: \d+$/m);
    expect(first.stdout).toMatch(/Left out: 1 file\n {2}empty\.md: empty: \S/);

    const second = await runIndex(cwd, ...flags, '--json');
    expect(second.code).toBe(0);
    expect(second.stdout.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(second.stdout)).toMatchObject({
      outcome: 'up-to-date',
      articles: { added: 0, changed: 0, removed: 0, unchanged: 3 },
      passages: { added: 0, changed: 0, removed: 0, unchanged: 3 },
      embedded: 0,
      reused: 3,
    });
    expect(second.stderr).not.toContain('Embedding');

    const embedder = await openTransformersEmbedder({
      modelsDir,
      modelId: 'Xenova/bge-small-en-v1.5',
      threads: 1,
    });
    try {
      const generation = await openGeneration(join(cwd, 'made'), {
        fingerprint: createIndexFingerprint(embedder.model),
      });
      const question = await embedder.embedQuery('How long does the dough culture take?');
      const [nearest] = generation.vectorIndex.search(question, 1);
      expect(generation.passages[nearest?.position ?? -1]?.article.id).toBe('bread.md');
    } finally {
      await embedder.close();
    }
  }, 120_000);

  it('keeps the index and exits with 4 where an article that answers questions is gone', async () => {
    const cwd = await makeTempFolder();
    await writeCorpus(join(cwd, 'articles'), tiny);
    const lines = [
      ['q1', 'When did the volcano on the island erupt?', 'volcano.md', 'erupted in 1902'],
      ['q2', 'How thick are the cables of the suspension bridge?', 'bridge.md', 'a metre thick'],
    ].map(([id, question, gold_file, gold_answer]) =>
      JSON.stringify({ id, question, gold_file, gold_answer, kind: 'answerable' }),
    );
    await writeFile(join(cwd, 'articles', 'questions.jsonl'), lines.join('\n'));
    const flags = ['--corpus', 'articles', '--index', 'made'];
    const first = await runIndex(cwd, ...flags, '--min-success', '1', '--json');
    expect(first.code).toBe(0);
    const { generation } = JSON.parse(first.stdout) as { generation: string };
    await rm(join(cwd, 'articles', 'bridge.md'));

    const lost = await runIndex(cwd, ...flags);
    expect(lost.code).toBe(4);
    expect(lost.stdout).toMatch(/^The new index was not taken: 1 of 2 questions .*--force/);
    expect(lost.stdout).toMatch(/Lost: 1\n {2}q2: How thick.*\n {4}before: .*a metre thick.*\n {4}now:/);
    expect(lost.stdout).toContain('bridge.md is no longer in the index');
    expect(lost.stdout).toContain(`Current generation: ${generation}`);

    const forced = await runIndex(cwd, ...flags, '--force', '--json');
    expect(forced.code).toBe(0);
    expect(JSON.parse(forced.stdout)).toMatchObject({
      outcome: 'built',
      questions: { lost: [{ id: 'q2' }] },
    });
  }, 120_000);

  it('says in words what is wrong, and what to do', async () => {
    const cwd = await makeTempFolder();
    const missing = await runIndex(cwd, '--corpus', 'nowhere');
    expect([missing.code, missing.stdout]).toEqual([1, '']);
    expect(missing.stderr).toMatch(/^Error: .*nowhere/m);
    expect(missing.stderr).not.toContain('    at ');
    const asJson = await runIndex(cwd, '--corpus', 'nowhere', '--json');
    expect(asJson.code).toBe(1);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ outcome: 'failed', code: 'corpus-missing' });
  }, 60_000);
});
