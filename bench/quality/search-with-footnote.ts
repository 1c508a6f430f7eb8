import pino from 'pino';
import { loadConfig } from '../../src/config.ts';
import { openLibrary } from '../../src/open-library.ts';
import { createHybridRetriever } from '../../src/retrieval/hybrid-retriever.ts';
import { runMeasured } from '../shared/run-measured.ts';
import type { FoundPiece } from './score-hits.ts';

export interface SearchOptions {
  readonly indexDir: string;
  readonly questions: readonly string[];
  readonly topK: number;
}

/** The hits of Footnote's own search for each question, with its defaults. */
await runMeasured(async ({ indexDir, questions, topK }: SearchOptions): Promise<{ hits: FoundPiece[][] }> => {
  const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
  const opened = await openLibrary({ config: loadConfig({}), logger, build: 'never', indexDir });
  const retriever = createHybridRetriever(opened.searchParts);
  const hits: FoundPiece[][] = [];
  for (const question of questions) {
    const found = await retriever.search(question, { topK });
    hits.push(found.hits.map(({ passage }) => ({ articleId: passage.article.id, text: passage.text })));
  }
  await opened.close();
  return { hits };
});
