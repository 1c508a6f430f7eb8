import { join, resolve } from 'node:path';
import { loadConfig } from '../../src/config.ts';
import type { BenchOptions } from '../bench-options.ts';
import type { FoundPiece } from '../quality/score-hits.ts';
import { spawnMeasured } from '../shared/spawn-measured.ts';
import type { ListedArticles } from './list-articles.ts';
import type { MeasuredBuild } from './measured-build.ts';

/** Hits for each question, best first; `label` says whose. */
export interface LabelledHits {
  readonly label: string;
  readonly hits: readonly (readonly FoundPiece[])[];
}

export interface IndexingReport {
  readonly articles: ListedArticles;
  readonly footnote: MeasuredBuild;
  readonly langchain: MeasuredBuild;
}

export const LANGCHAIN_DEFAULT = 'LangChain.js, similarity search';

export interface LangchainRun {
  readonly build: MeasuredBuild;
  readonly hits: LabelledHits['hits'];
}

/** Builds the index of the articles with Footnote, from nothing, and leaves it for the other parts. */
export async function buildWithFootnote({ corpusDir, workDir }: BenchOptions): Promise<MeasuredBuild> {
  return spawnMeasured('indexing/index-with-footnote.ts', { corpusDir, indexDir: join(workDir, 'real') });
}

/** Has LangChain.js index the same articles, and search them. */
export async function runLangchain(
  { corpusDir, workDir }: BenchOptions,
  questions: readonly string[],
  pooling: 'mean' | 'cls',
): Promise<LangchainRun & { readonly articles: ListedArticles }> {
  const articlesPath = resolve(workDir, 'articles.json');
  const articles = await spawnMeasured<ListedArticles>('indexing/list-articles.ts', {
    corpusDir,
    path: articlesPath,
  });
  const { embeddingModel, modelsDir } = loadConfig({});
  const run = await spawnMeasured<LangchainRun>('peers/langchain.mjs', {
    ...{ articlesPath, questions, pooling, topK: 5 },
    ...{ modelsDir: resolve(modelsDir), modelId: embeddingModel },
    storeDir: resolve(workDir, `langchain-${pooling}`),
  });
  return { ...run, articles };
}
