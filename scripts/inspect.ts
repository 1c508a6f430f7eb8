import { Command } from 'commander';
import { closest } from 'fastest-levenshtein';
import type { Article } from '../src/corpus/article.ts';
import { loadCorpus, type Corpus } from '../src/corpus/load-corpus.ts';
import { describeModel } from '../src/embeddings/describe-model.ts';
import { openTokenCounter } from '../src/embeddings/token-counter.ts';
import { ConfigError } from '../src/errors.ts';
import type { Passage } from '../src/passages/passage.ts';
import { splitArticle } from '../src/passages/split-article.ts';
import { selectModelOptions } from '../src/select-model-options.ts';
import { createProgressReporter } from '../src/terminal/progress-reporter.ts';
import { loadSettings } from './shared/load-settings.ts';
import { printLine } from './shared/print-line.ts';
import { renderInspectedArticle, renderRejectedFile } from './shared/render-inspection.ts';
import { runScript } from './shared/run-script.ts';

interface Flags {
  readonly corpus?: string;
  readonly json?: boolean;
}

const program = new Command()
  .name('npm run inspect --')
  .usage('[options] [article]')
  .description('Shows what Footnote makes of the articles: facts, what is left out and why, passages.')
  .argument('[article]', 'id of one article: its path in the corpus folder; then passages are shown whole')
  .option('--corpus <dir>', 'folder of articles (default: CORPUS_DIR, else corpus)')
  .option('--json', 'print one passage a line, as JSON')
  .allowExcessArguments(false)
  .addHelpText(
    'after',
    '\nNothing is embedded, and no index is read or written.\nExit code: 0 shown, 1 error.',
  )
  .showHelpAfterError();

async function main(): Promise<number> {
  program.parse();
  const flags = program.opts<Flags>();
  const [wanted] = program.args;
  const config = loadSettings();
  const corpusDir = flags.corpus ?? config.corpusDir;
  const model = selectModelOptions(config);
  const { passagePrefix: prefix } = await describeModel(model);
  const { countTokens, maxTokens } = await openTokenCounter({ ...model, prefix });

  const corpus = await load(corpusDir);
  const { articles, rejected } = wanted === undefined ? corpus : selectFile(corpus, wanted, corpusDir);
  for (const article of articles) {
    const passages = splitArticle(article, { countTokens, maxTokens });
    if (flags.json === true) for (const passage of passages) await printLine(renderJson(passage));
    else
      await printLine(
        renderInspectedArticle(article, passages, { countTokens, isWhole: wanted !== undefined }),
      );
  }
  if (flags.json === true) {
    for (const file of rejected) process.stderr.write(`${renderRejectedFile(file)}\n`);
    return 0;
  }
  if (rejected.length > 0) await printLine(['Left out:', ...rejected.map(renderRejectedFile)].join('\n'));
  if (wanted === undefined)
    await printLine(`${count(articles, 'article')}, ${count(rejected, 'file')} left out.`);
  return 0;
}

async function load(corpusDir: string): Promise<Corpus> {
  if (!process.stderr.isTTY) return loadCorpus(corpusDir);
  const progress = createProgressReporter(process.stderr);
  try {
    return await loadCorpus(corpusDir, {
      onProgress: (done, total) => {
        progress.report('Reading articles', done, total);
      },
    });
  } finally {
    progress.stop();
  }
}

/** One file by its id; the folder in front of it, as a shell completes it, is allowed. */
function selectFile(
  { articles, rejected }: Corpus,
  wanted: string,
  corpusDir: string,
): Pick<Corpus, 'articles' | 'rejected'> {
  const folder = `${corpusDir.replace(/^\.\//, '').replace(/\/+$/, '')}/`;
  const plain = wanted.replaceAll('\\', '/').replace(/^\.\//, '');
  const names = [wanted, plain, plain.startsWith(folder) ? plain.slice(folder.length) : plain];
  const found = {
    articles: articles.filter(({ id }) => names.includes(id)),
    rejected: rejected.filter(({ path }) => names.includes(path)),
  };
  if (found.articles.length + found.rejected.length > 0) return found;
  const ids = [...articles.map(({ id }: Article) => id), ...rejected.map(({ path }) => path)];
  const message = `There is no article ${plain} in ${corpusDir}. Did you mean ${closest(names[2] ?? plain, ids)}?`;
  throw new ConfigError('article', message);
}

function count(items: readonly unknown[], name: string): string {
  return `${items.length} ${name}${items.length === 1 ? '' : 's'}`;
}

function renderJson(passage: Passage): string {
  const { id, title, url, author, date } = passage.article;
  const { headingPath, start, end, text } = passage;
  return JSON.stringify({
    ...{ passageId: passage.id, articleId: id, title, url, author, date },
    ...{ headingPath, start, end, text },
  });
}

await runScript(main);
