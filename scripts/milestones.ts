import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import type { MilestoneEntry, MilestoneFindings } from '../src/answers/milestone-desk.ts';
import type { Config } from '../src/config.ts';
import { ConfigError } from '../src/errors.ts';
import { renderJson } from '../src/terminal/render-json.ts';
import { renderMilestones } from '../src/terminal/render-milestones.ts';
import { stripControls } from '../src/terminal/strip-controls.ts';
import { createTerminalStyle } from '../src/terminal/terminal-style.ts';
import { loadSettings } from './shared/load-settings.ts';
import { openChosenLibrary } from './shared/open-chosen-library.ts';
import { printLine } from './shared/print-line.ts';
import { runScript } from './shared/run-script.ts';

interface Flags {
  readonly topic?: string;
  readonly article?: string;
  readonly from?: string;
  readonly to?: string;
  readonly corpus?: string;
  readonly index?: string;
  readonly json?: boolean;
  readonly timeline?: string;
}

const EXIT_REFUSED = 1;
const EXIT_NOTHING_FOUND = 3;

const program = new Command()
  .name('npm run milestones --')
  .usage('[options]')
  .description('Lists the dated events that the articles tell of, oldest first.')
  .option('--topic <words>', 'only those about this')
  .option('--article <id>', 'only those of this article, by its id or title')
  .option('--from <date>', 'not before this year, month or day, such as 2009, "March 2018" or 2025-08-22')
  .option('--to <date>', 'not after this year, month or day')
  .option('--corpus <dir>', 'folder of articles (default: CORPUS_DIR)')
  .option('--index <dir>', 'folder of the index (default: INDEX_DIR, or one beside it for another --corpus)')
  .option('--json', 'print them as one array of JSON')
  .option('--timeline <file>', 'draw them into this file too, .png or .svg', parsePicture)
  .allowExcessArguments(false)
  .addHelpText(
    'after',
    '\nThe index is built first where it is missing or stale. With --index alone it is taken as it stands.' +
      '\nExit code: 0 found, 3 nothing found, 1 error.',
  )
  .showHelpAfterError();

function parsePicture(path: string): string {
  if (/\.(png|svg)$/i.test(path)) return path;
  throw new InvalidArgumentError('The name of the picture must end in .png or .svg.');
}

async function main(): Promise<number> {
  program.parse();
  const flags = program.opts<Flags>();
  const findings = await find(loadSettings(), flags);
  if (findings.outcome === 'refused') {
    process.stderr.write(`${stripControls(findings.text)}\n`);
    if (findings.reason !== 'nothing-found') return EXIT_REFUSED;
    if (flags.json === true) await printLine('[]');
    return EXIT_NOTHING_FOUND;
  }
  const { entries } = findings;
  if (flags.timeline !== undefined) await saveTimeline(entries, flags.timeline, flags.topic);
  const { isTTY, columns } = process.stdout;
  const style = createTerminalStyle(isTTY ? { columns, colors: !process.env.NO_COLOR } : {});
  await printLine(flags.json === true ? renderJson(entries.map(toJson)) : renderMilestones(entries, style));
  return 0;
}

async function find(config: Config, flags: Flags): Promise<MilestoneFindings> {
  const opened = await openChosenLibrary(config, flags);
  try {
    return await opened.library.findMilestones(flags);
  } finally {
    await opened.close();
  }
}

function toJson({ milestone, article, headingPath }: MilestoneEntry): object {
  const { title, url } = article;
  return { ...milestone, article: { id: article.id, title, url }, headingPath };
}

async function saveTimeline(
  entries: readonly MilestoneEntry[],
  path: string,
  topic: string | undefined,
): Promise<void> {
  const { renderTimeline } = await import('../src/timeline/render-timeline.ts');
  const picture = await renderTimeline(
    entries.map(({ milestone, article }) => ({ ...milestone, sourceTitle: article.title })),
    topic === undefined ? {} : { heading: topic },
  );
  await writeFile(path, /\.svg$/i.test(path) ? picture.svg : picture.png).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    throw new ConfigError('--timeline', `The picture ${path} cannot be written (${code}).`, cause);
  });
  const leftOut = picture.omitted === 0 ? '' : `; ${picture.omitted} more had no room`;
  process.stderr.write(stripControls(`Drew ${picture.shown} milestones into ${path}${leftOut}.\n`));
}

await runScript(main);
