import { loadCorpus } from '../corpus/load-corpus.ts';
import type { Finding } from './finding.ts';

/** Left-out files that a message names; the rest is counted. */
const MAX_NAMED = 5;

/** Reads every article as a build would. Throws a `CorpusError` where the folder is missing or empty. */
export async function checkCorpus(corpusDir: string): Promise<Finding> {
  const check = 'Articles';
  const { articles, rejected } = await loadCorpus(corpusDir);
  const named = rejected.slice(0, MAX_NAMED).map(({ path, line, message }) => {
    return `${path}${line === null ? '' : `:${line}`} (${message})`;
  });
  const more = rejected.length > MAX_NAMED ? ` and ${rejected.length - MAX_NAMED} more` : '';
  const leftOut = `${rejected.length === 1 ? '1 file is' : `${rejected.length} files are`} left out: ${named.join('; ')}${more}.`;
  if (articles.length === 0) {
    const mend = `Put articles into ${corpusDir}, or set CORPUS_DIR to the folder that holds them.`;
    return { check, status: 'failure', message: `${corpusDir} holds no article. ${leftOut}`, mend };
  }
  const read = `${articles.length === 1 ? '1 article' : `${articles.length} articles`} can be read in ${corpusDir}`;
  if (rejected.length === 0) return { check, status: 'ok', message: `${read}.`, mend: null };
  const mend = 'Mend or remove these files; npm run inspect tells the rest.';
  return { check, status: 'warning', message: `${read}. ${leftOut}`, mend };
}
