import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkCompiler } from '../../src/doctor/check-compiler.ts';
import { checkCorpus } from '../../src/doctor/check-corpus.ts';
import { checkIndexHealth } from '../../src/doctor/check-index-health.ts';
import { checkModel } from '../../src/doctor/check-model.ts';
import { checkNativeModule } from '../../src/doctor/check-native-module.ts';
import { checkNode } from '../../src/doctor/check-node.ts';
import { SHIPPED_MODEL_ID } from '../../src/embeddings/check-model-files.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { LOCK_FILE } from '../../src/indexing/lock-index.ts';
import { locateGeneration, readPointer } from '../../src/retrieval/read-pointer.ts';
import { createHashingEmbedder } from '../doubles/hashing-embedder.ts';
import { writeCorpus } from '../doubles/write-corpus.ts';
import { makeIndex, testModel } from '../indexing/make-index.ts';

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-doctor-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('the version of Node', () => {
  it.each([
    ['v20.19.0', 'ok'],
    ['v20.20.2', 'ok'],
    ['v22.0.0', 'ok'],
    ['v20.18.9', 'failure'],
    ['v18.20.0', 'failure'],
  ])('%s is %s where 20.19.0 is needed', (version, status) => {
    expect(checkNode(version, '20.19.0').status).toBe(status);
  });
});

describe('what compiles', () => {
  it('is named where it is not on the PATH: a failure only where it is needed now', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'make'), '', { mode: 0o755 });
    expect(await checkCompiler(folder, true)).toMatchObject({
      status: 'warning',
      message: expect.stringContaining('Python 3 and a C++ compiler') as string,
    });
    expect((await checkCompiler(folder, false)).status).toBe('failure');
    for (const name of ['python3', 'c++']) await writeFile(join(folder, name), '', { mode: 0o755 });
    expect((await checkCompiler(folder, false)).status).toBe('ok');
  });
});

describe('the compiled module', () => {
  it('works here', async () => {
    expect(await checkNativeModule()).toMatchObject({ status: 'ok', mend: null });
  });

  it('is named where it was built for another Node, or finds the wrong vector', async () => {
    const broken = await checkNativeModule(() =>
      Promise.reject(
        new Error(
          'The module was compiled against a different Node.js version\nusing NODE_MODULE_VERSION 108',
        ),
      ),
    );
    expect(broken).toMatchObject({
      status: 'failure',
      message: expect.stringMatching(/does not load: The module was compiled against a different/) as string,
      mend: expect.stringContaining('npm rebuild hnswlib-node') as string,
    });
    const wrong = await checkNativeModule(() =>
      Promise.resolve({ search: () => [{ position: 0, cosineSimilarity: 1 }] }),
    );
    expect(wrong.status).toBe('failure');
  });
});

describe('the model', () => {
  const openEmbedder = () => Promise.resolve(createHashingEmbedder());

  it('is named with its file where one is missing or altered', async () => {
    const modelsDir = await makeFolder();
    const options = { modelId: SHIPPED_MODEL_ID, modelsDir, isHubModel: false, openEmbedder };
    await expect(checkModel(options)).rejects.toThrow(/SHA256SUMS is missing.*git checkout/);
    const sum = createHash('sha256').update('{}').digest('hex');
    await writeFile(join(modelsDir, 'SHA256SUMS'), `${sum}  ${SHIPPED_MODEL_ID}/config.json\n`);
    await expect(checkModel(options)).rejects.toThrow(/config\.json is missing/);
    await mkdir(join(modelsDir, SHIPPED_MODEL_ID), { recursive: true });
    await writeFile(join(modelsDir, SHIPPED_MODEL_ID, 'config.json'), '{} ');
    await expect(checkModel(options)).rejects.toThrow(/config\.json is shortened or altered/);
  });

  it('of the hub that is not here yet is a warning', async () => {
    const modelsDir = await makeFolder();
    const options = { modelId: 'some/model', modelsDir, isHubModel: true, openEmbedder };
    expect(await checkModel(options)).toMatchObject({ findings: [{ status: 'warning' }], fingerprint: null });
  });

  it('that does not run is a failure, though its files are right', async () => {
    const modelsDir = join(import.meta.dirname, '..', '..', 'models');
    const options = { modelId: SHIPPED_MODEL_ID, modelsDir, isHubModel: false, openEmbedder };
    const well = await checkModel(options);
    expect(well.findings.map(({ status }) => status)).toEqual(['ok', 'ok']);
    const broken = await checkModel({
      ...options,
      openEmbedder: () => Promise.reject(new Error('no binding for this machine')),
    });
    expect(broken.findings.map(({ status }) => status)).toEqual(['ok', 'failure']);
    expect(broken.findings[1]?.message).toContain('no binding for this machine');
  });
});

describe('the articles', () => {
  it('are counted, and those left out are named', async () => {
    const folder = await writeCorpus(join(await makeFolder(), 'corpus'));
    expect(await checkCorpus(folder)).toMatchObject({
      status: 'ok',
      message: expect.stringContaining('2 articles') as string,
    });
    await writeFile(join(folder, 'image.md'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]));
    expect(await checkCorpus(folder)).toMatchObject({
      status: 'warning',
      message: expect.stringContaining('image.md') as string,
    });
  });

  it('that are all unusable, or not there, are a failure', async () => {
    const folder = await makeFolder();
    await expect(checkCorpus(join(folder, 'nowhere'))).rejects.toThrow('nowhere');
    await writeFile(join(folder, 'empty.md'), '');
    expect((await checkCorpus(folder)).status).toBe('failure');
  });
});

describe('the index', () => {
  const embedder = createHashingEmbedder();
  const model = embedder.model;

  async function makeBuilt() {
    const folder = await makeFolder();
    const indexDir = join(folder, 'index');
    const corpusDir = await writeCorpus(join(folder, 'corpus'));
    const countTokens = (text: string): number => text.split(/\s+/).length;
    await buildIndex({ corpusDir, indexDir, embedder, countTokens, maxTokens: 256 });
    return { corpusDir, indexDir };
  }

  /** An index of one passage, made without reading an article. */
  async function makeSmall() {
    const indexDir = await makeFolder();
    await makeIndex(indexDir, ['The volcano erupted in 1902.']);
    return { corpusDir: indexDir, indexDir };
  }

  it('is current, then stale, then missing', async () => {
    const options = await makeBuilt();
    const look = (now = Date.now()) => checkIndexHealth({ ...options, model, now });
    expect(await look()).toEqual([
      expect.objectContaining({
        status: 'ok',
        message: expect.stringMatching(/2 articles.*less than a minute ago/) as string,
      }),
    ]);
    expect((await look(Date.now() + 3 * 86_400_000))[0]?.message).toContain('3 days ago');
    expect(await look(Date.now() - 86_400_000)).toEqual([
      expect.objectContaining({ status: 'warning', mend: expect.stringContaining('clock') as string }),
    ]);
    expect((await checkIndexHealth({ ...options, model: null, now: Date.now() }))[0]?.status).toBe('warning');
    await writeFile(join(options.corpusDir, 'more.md'), 'A third article of the harbour master.');
    expect(await look()).toEqual([
      expect.objectContaining({
        status: 'warning',
        message: expect.stringMatching(/stale.*1 files added/) as string,
      }),
    ]);
    await rm(options.indexDir, { recursive: true });
    expect((await look())[0]).toMatchObject({
      status: 'warning',
      mend: expect.stringContaining('npm run index') as string,
    });
  });

  it('that is altered in one byte of one file is named with the file', async () => {
    const options = await makeSmall();
    const pointer = await readPointer(options.indexDir);
    const path = join(locateGeneration(options.indexDir, pointer?.generation ?? ''), 'vectors.hnsw');
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    await writeFile(path, bytes);
    expect((await checkIndexHealth({ ...options, model: testModel, now: Date.now() }))[0]).toMatchObject({
      status: 'failure',
      message: expect.stringMatching(/damaged.*vectors\.hnsw/) as string,
      mend: expect.stringContaining('--force') as string,
    });
  });

  it('of another format is of another version, not damaged', async () => {
    const options = await makeSmall();
    const pointer = await readPointer(options.indexDir);
    const path = join(locateGeneration(options.indexDir, pointer?.generation ?? ''), 'manifest.json');
    const manifest = await readFile(path, 'utf8');
    await writeFile(path, manifest.replace(/"formatVersion": ?\d+/, '"formatVersion": 1'));
    expect((await checkIndexHealth({ ...options, model: testModel, now: Date.now() }))[0]).toMatchObject({
      status: 'warning',
      message: expect.stringContaining('another version') as string,
    });
  });

  it('has a lock that is held, or was left behind', async () => {
    const options = await makeSmall();
    const path = join(options.indexDir, LOCK_FILE);
    await mkdir(path);
    const look = async () => (await checkIndexHealth({ ...options, model: testModel, now: Date.now() }))[1];
    expect(await look()).toMatchObject({
      check: 'Index lock',
      message: expect.stringContaining('just now') as string,
    });
    await utimes(path, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
    expect(await look()).toMatchObject({
      check: 'Index lock',
      message: expect.stringContaining('killed') as string,
    });
  });

  it('cannot be built where its folder would lie in a file', async () => {
    const folder = await makeFolder();
    await writeFile(join(folder, 'file'), '');
    const indexDir = join(folder, 'file', 'index');
    expect(await checkIndexHealth({ corpusDir: folder, indexDir, model, now: Date.now() })).toContainEqual(
      expect.objectContaining({
        check: 'Index folder',
        status: 'failure',
        mend: expect.stringContaining('INDEX_DIR') as string,
      }),
    );
  });
});
