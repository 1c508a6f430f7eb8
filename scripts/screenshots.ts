import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { Browser, Page } from 'playwright-core';
import { findChromium, MISSING_CHROMIUM } from '../test/browser/support/find-chromium.ts';
import { openChromium } from '../test/browser/support/open-chromium.ts';
import { openPlayground } from '../test/browser/support/open-playground.ts';
import { replyWith, say, visitPage } from '../test/browser/support/visit-page.ts';
import { printLine } from './shared/print-line.ts';
import { runScript } from './shared/run-script.ts';

const EXIT_CODES = { done: 0, failed: 1, badFlags: 2 } as const;

const program = new Command('npm run screenshots --')
  .description('Takes the pictures of the playground that README.md shows, in a real Chromium.')
  .option('--out <dir>', 'folder for the pictures', 'docs')
  .allowExcessArguments(false)
  .addHelpText(
    'after',
    `
Exit codes:
  0  done
  1  an error, such as no Chromium on this machine
  2  wrong flags`,
  )
  .exitOverride();

interface Picture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'dark' | 'light';
  /** Brings the page to what the picture is to show. */
  readonly show: (page: Page) => Promise<void>;
}

const PICTURES: readonly Picture[] = [
  {
    file: 'playground.png',
    ...{ width: 1280, height: 760, colorScheme: 'dark' },
    show: async (page) => {
      await say(page, 'When did Microsoft buy GitHub?');
      const reply = replyWith(page, 'Microsoft bought GitHub in 2018');
      await reply.waitFor();
      await reply
        .getByRole('button', { name: /^Show me/ })
        .first()
        .click();
      await replyWith(page, 'Only you can see this').waitFor();
    },
  },
  {
    file: 'playground-telephone.png',
    ...{ width: 360, height: 740, colorScheme: 'light' },
    show: async (page) => {
      await say(page, 'What percentage of Azure customer cores run Linux?');
      await replyWith(page, '60 percent').waitFor();
    },
  },
];

/** Long enough for the last frame of an animation, in milliseconds. */
const SETTLE_MS = 600;

async function takePicture(browser: Browser, url: string, out: string, picture: Picture): Promise<string> {
  const { width, height, colorScheme, show } = picture;
  const { page, context } = await visitPage(browser, url, {
    ...{ viewport: { width, height }, colorScheme, reducedMotion: 'reduce', locale: 'en-GB' },
  });
  await show(page);
  await page.waitForTimeout(SETTLE_MS);
  const path = join(out, picture.file);
  await page.screenshot({ path });
  await context.close();
  return path;
}

async function main(): Promise<number> {
  try {
    program.parse();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.badFlags;
  }
  const { out } = program.opts<{ readonly out: string }>();
  if (findChromium() === null) {
    process.stderr.write(`${MISSING_CHROMIUM}\n`);
    return EXIT_CODES.failed;
  }
  for (const picture of PICTURES) {
    // A playground of its own each, so that none shows what another one asked.
    const [playground, browser] = await Promise.all([openPlayground(), openChromium()]);
    try {
      await printLine(await takePicture(browser, playground.url, out, picture));
    } finally {
      await browser.close();
      await playground.close();
    }
  }
  return EXIT_CODES.done;
}

await runScript(main);
