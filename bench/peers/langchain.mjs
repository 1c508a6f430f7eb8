// LangChain.js: an index of the articles, and then its hits for questions. Plain JavaScript, since its packages are
// installed in this folder only.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Document } from '@langchain/core/documents';
import { HuggingFaceTransformersEmbeddings } from '@langchain/community/embeddings/huggingface_transformers';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import { env } from '@huggingface/transformers';

/**
 * `pooling` is LangChain's default, `mean`, or what this model was trained for, `cls`. All else is as LangChain has it:
 * splitter of 1,000 characters with 200 of overlap, batches of 512, graph of hnswlib's defaults, the nearest by cosine.
 */
const { articlesPath, modelsDir, modelId, storeDir, pooling, questions, topK } = JSON.parse(process.argv[2]);
env.allowRemoteModels = false;
env.localModelPath = modelsDir;

const articles = JSON.parse(await readFile(articlesPath, 'utf8'));
const started = performance.now();
const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 1000, chunkOverlap: 200 });
const documents = await splitter.splitDocuments(
  articles.map(({ id, text }) => new Document({ pageContent: text, metadata: { id } })),
);
const embeddings = new HuggingFaceTransformersEmbeddings({
  model: modelId,
  // The same quantised weights; its own default is 32 bits a weight, four times the size.
  pretrainedOptions: { dtype: 'q8' },
  pipelineOptions: { pooling },
});
const store = await HNSWLib.fromDocuments(documents, embeddings, { space: 'cosine' });
await mkdir(storeDir, { recursive: true });
await store.save(storeDir);
const seconds = (performance.now() - started) / 1000;
const peakMb = (process.resourceUsage().maxRSS * 1024) / 1e6;

const hits = [];
const queryVectors = [];
for (const question of questions) {
  const vector = await embeddings.embedQuery(question);
  queryVectors.push(vector);
  const found = await store.similaritySearchVectorWithScore(vector, topK);
  hits.push(found.map(([{ pageContent, metadata }]) => ({ articleId: metadata.id, text: pageContent })));
}
// For Orama, which is given the same pieces and vectors.
const pieces = documents.map(({ pageContent, metadata }, label) => {
  return { articleId: metadata.id, text: pageContent, vector: store.index.getPoint(label) };
});
await writeFile(join(storeDir, 'pieces.json'), JSON.stringify({ pieces, queryVectors }));
await writeFile(
  process.argv[3],
  JSON.stringify({ build: { pieces: documents.length, seconds, peakMb }, hits }),
);
