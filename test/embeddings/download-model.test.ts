import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeModel } from '../../src/embeddings/describe-model.ts';
import { openTransformersEmbedder } from '../../src/embeddings/transformers-embedder.ts';
import { SHIPPED } from './copy-model.ts';

/** A hub on loopback with one model, the shipped one under another name. */
describe('downloading a model', { timeout: 60_000 }, () => {
  let hub: Server;
  let hubUrl: string;
  let modelsDir: string;
  let cutWeights: boolean;
  const requests: string[] = [];

  beforeEach(async () => {
    modelsDir = await mkdtemp(join(tmpdir(), 'footnote-download-'));
    requests.length = 0;
    cutWeights = false;
    hub = createServer((request, response) => {
      const [, file] = /^\/acme\/gte-small\/resolve\/main\/([\w./]+)$/.exec(request.url ?? '') ?? [];
      requests.push(file ?? request.url ?? '');
      const stream = createReadStream(join(SHIPPED.modelsDir, SHIPPED.modelId, file ?? 'none'));
      stream.once('error', () => response.writeHead(404).end());
      if (cutWeights && file?.endsWith('.onnx') === true) {
        stream.once('data', () => request.socket.destroy());
      }
      stream.pipe(response);
    });
    await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
    hubUrl = `http://127.0.0.1:${(hub.address() as AddressInfo).port}/`;
  });

  afterEach(async () => {
    hub.closeAllConnections();
    hub.close();
    await rm(modelsDir, { recursive: true });
  });

  it('fetches it once, tells the progress, and needs the hub no more', async () => {
    const files = new Set<string>();
    const options = { modelsDir, modelId: 'acme/gte-small', threads: 1, allowDownload: true, hubUrl };
    const embedder = await openTransformersEmbedder({
      ...options,
      onDownloadProgress: ({ file, loadedBytes }) => {
        if (loadedBytes > 0) files.add(file);
      },
    });
    const question = await embedder.embedQuery('What is new?');
    await embedder.close();
    expect([...files]).toContain('onnx/model_quantized.onnx');
    expect(embedder.model).toMatchObject({ modelId: 'acme/gte-small', pooling: 'mean', dimensions: 384 });
    expect(await describeModel(options)).toEqual(embedder.model);

    requests.length = 0;
    const again = await openTransformersEmbedder({ ...options, allowDownload: false });
    expect(await again.embedQuery('What is new?')).toEqual(question);
    await again.close();
    expect(requests).toEqual([]);
  });

  it('does not happen unless it is allowed', async () => {
    const opening = openTransformersEmbedder({ modelsDir, modelId: 'acme/gte-small', threads: 1, hubUrl });
    await expect(opening).rejects.toMatchObject({ name: 'EmbeddingError', code: 'model-invalid' });
    expect(requests).toEqual([]);
  });

  it('does not happen for a model that nobody knows how to use', async () => {
    const opening = openTransformersEmbedder({ modelsDir, modelId: 'acme/new', allowDownload: true, hubUrl });
    await expect(opening).rejects.toMatchObject({ variable: 'EMBEDDING_POOLING' });
    expect(requests).toEqual([]);
  });

  it('says in plain words when the hub does not have it', async () => {
    const opening = openTransformersEmbedder({
      modelsDir,
      modelId: 'acme/gte-base',
      allowDownload: true,
      hubUrl,
    });
    await expect(opening).rejects.toThrow(
      /The embedding model acme\/gte-base could not be downloaded from http.*Check the network and the model's name/,
    );
  });

  it('says in plain words when there is no network', async () => {
    const opening = openTransformersEmbedder({
      modelsDir,
      modelId: 'acme/gte-small',
      allowDownload: true,
      hubUrl: 'http://127.0.0.1:9/',
    });
    await expect(opening).rejects.toMatchObject({
      name: 'EmbeddingError',
      code: 'model-invalid',
      message: expect.stringContaining('Check the network') as string,
    });
  });

  it('leaves no half of a file behind when the connection breaks', async () => {
    cutWeights = true;
    const options = { modelsDir, modelId: 'acme/gte-small', threads: 1, allowDownload: true, hubUrl };
    await expect(openTransformersEmbedder(options)).rejects.toMatchObject({ code: 'model-invalid' });
    const left = await readdir(modelsDir, { recursive: true });
    expect(left.filter((name) => name.includes('.onnx'))).toEqual([]);
  });
});
