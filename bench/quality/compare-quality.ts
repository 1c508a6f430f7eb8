import { join, resolve } from 'node:path';
import type { BenchOptions } from '../bench-options.ts';
import { LANGCHAIN_DEFAULT, runLangchain, type LangchainRun } from '../indexing/compare-indexing.ts';
import { spawnMeasured } from '../shared/spawn-measured.ts';
import { type AnswerableQuestion, type FoundPiece, type Quality, scoreHits } from './score-hits.ts';

export interface QualityRow extends Quality {
  readonly system: string;
}

interface FoundHits {
  readonly hits: FoundPiece[][];
}

const TOP_K = 5;

/** The same questions asked of Footnote's search and of the peers'. `langchain` is what indexing has made already. */
export async function compareQuality(
  options: BenchOptions,
  answerable: readonly AnswerableQuestion[],
  langchain: LangchainRun,
): Promise<readonly QualityRow[]> {
  const { workDir } = options;
  const questions = answerable.map(({ question }) => question);
  const search = (program: string, more: object) =>
    spawnMeasured<FoundHits>(program, { questions, topK: TOP_K, ...more });
  const searchOrama = (pooling: 'mean' | 'cls', similarity: number | null) =>
    search('peers/orama.mjs', { storeDir: resolve(workDir, `langchain-${pooling}`), similarity });

  const ours = await search('quality/search-with-footnote.ts', { indexDir: join(workDir, 'real') });
  const found: [string, FoundHits['hits'] | LangchainRun['hits']][] = [
    ['Footnote, hybrid search', ours.hits],
    [LANGCHAIN_DEFAULT, langchain.hits],
    ['Orama, hybrid search', (await searchOrama('mean', null)).hits],
  ];
  if (options.tunedPeers) {
    const tuned = await runLangchain(options, questions, 'cls');
    found.push(['LangChain.js, tuned: pooling of the model', tuned.hits]);
    found.push(['Orama, tuned: that, and no floor of similarity', (await searchOrama('cls', 0)).hits]);
  }
  return found.map(([system, hits]) => ({ system, ...scoreHits(answerable, hits) }));
}
