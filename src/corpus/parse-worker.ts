import { parentPort } from 'node:worker_threads';
import { parseArticle, type ArticleInput } from './parse-article.ts';
import { READY } from './parser-thread.ts';
import type { ParsedFile } from './rejected-file.ts';

/** Entry of the worker thread (`parse-worker.mjs` loads it): one input in, one parsed file out. */
function answer(input: ArticleInput): ParsedFile {
  try {
    return parseArticle(input);
  } catch (error) {
    const isTooDeep = error instanceof RangeError;
    return {
      rejected: {
        path: input.articleId,
        line: null,
        reason: isTooDeep ? 'too-deeply-nested' : 'unparsable',
        message: isTooDeep
          ? 'Its quotes, lists or elements are nested too deeply to be read. Simplify the file, or save its text.'
          : 'The parser failed on it. Simplify the file, or save its text.',
      },
    };
  }
}

parentPort?.on('message', (input: ArticleInput) => {
  parentPort?.postMessage(answer(input));
});
parentPort?.postMessage(READY);
