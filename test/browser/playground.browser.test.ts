import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './support/find-chromium.ts';
import { openChromium } from './support/open-chromium.ts';
import { openPlayground, type OpenPlayground } from './support/open-playground.ts';
import { messagesOf, replyWith, say, visitPage } from './support/visit-page.ts';

const root = join(import.meta.dirname, '..', '..');
const MAX_COMPRESSED_BYTES = 300_000;

/** Findings of axe-core that keep people out, as `rule: the first element`. */
async function listSeriousFindings(page: Page): Promise<string[]> {
  // Through the protocol of the debugger, which the content security policy of the page does not bind.
  const found = await page.evaluate<axe.AxeResults>(`${axe.source}; axe.run(document)`);
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

describe.skipIf(findChromium() === null)('the playground', () => {
  let playground: OpenPlayground;
  let browser: Browser;

  beforeAll(async () => {
    [playground, browser] = await Promise.all([openPlayground(), openChromium()]);
  });

  afterAll(async () => {
    await browser.close();
    await playground.close();
  });

  it('asks nothing of another machine, breaks no rule of its own, and is small', async () => {
    const { page, context, complaints, strangers } = await visitPage(browser, playground.url);
    await say(page, 'When did Microsoft buy GitHub?');
    await replyWith(page, '2018').waitFor();
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
    const addresses = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    const own = [...new Set(addresses)].filter((address) => /\.(?:js|css)(?:\?|$)/.test(address));
    expect(own.length).toBeGreaterThan(0);
    let bytes = 0;
    for (const address of own) bytes += gzipSync(await (await fetch(address)).arrayBuffer()).length;
    const paintMs = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    );
    process.stdout.write(
      `page: ${bytes} bytes compressed, first contentful paint after ${Math.round(paintMs ?? 0)} ms\n`,
    );
    expect(bytes).toBeLessThan(MAX_COMPRESSED_BYTES);
    await context.close();
  });

  it('takes a dropped article in, shows its progress, answers from it, and forgets it on reset', async () => {
    const { page, context, complaints } = await visitPage(browser, playground.url);
    const before = await readdir(join(root, 'corpus'));
    const folder = join(playground.folder, 'drop');
    await mkdir(folder);
    const path = join(folder, 'lighthouse.md');
    await writeFile(
      path,
      '# The lighthouse of Brindlemere\n\nThe lighthouse of Brindlemere was built in 1874 by the engineer Odile Farran. It stands 41 metres tall.\n',
    );
    await page.getByRole('button', { name: 'Articles', exact: true }).click();
    await page.locator('#article-files').setInputFiles(path);
    const panel = page.getByRole('complementary', { name: 'Articles' });
    await panel.getByRole('progressbar').waitFor();
    await panel.getByText('1 article added. Ask about it.').waitFor();
    await panel.getByText('lighthouse.md').waitFor();
    await say(page, 'Who built the lighthouse of Brindlemere?');
    await replyWith(page, 'Odile Farran').waitFor();
    await say(page, 'When did Microsoft buy GitHub?');
    await replyWith(page, 'Microsoft bought GitHub in 2018').waitFor();

    await page.getByRole('button', { name: /Reset/ }).click();
    await panel.getByText('The shipped articles are back.').waitFor();
    const replies = await messagesOf(page, 'bot').count();
    await say(page, 'Who built the lighthouse of Brindlemere?');
    await expect.poll(() => messagesOf(page, 'bot').count()).toBe(replies + 1);
    await messagesOf(page, 'bot').last().getByText('Not in the articles').waitFor();
    expect(await readdir(join(root, 'corpus'))).toEqual(before);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows what a hostile article holds as text, and stays usable', async () => {
    const { page, context, complaints } = await visitPage(browser, playground.url);
    const folder = join(playground.folder, 'hostile');
    await mkdir(folder);
    const path = join(folder, 'zorbium.md');
    const word = 'zorbium'.repeat(1500);
    await writeFile(
      path,
      `# Zorbium <script>document.title = 'broken'</script>\n\nZorbium is a metal that <img src=x onerror="document.title='broken'"> was found by [Ada](javascript:document.title='broken') in 1911.\n\nThe longest word about zorbium alloys is ${word} indeed.\n`,
    );
    await page.getByRole('button', { name: 'Articles', exact: true }).click();
    await page.locator('#article-files').setInputFiles(path);
    await page.getByText('1 article added. Ask about it.').waitFor();
    await say(page, 'What is zorbium?');
    const reply = replyWith(page, /zorbium/i);
    await reply.waitFor();
    await say(page, 'What is the longest word about zorbium alloys?');
    await page.waitForTimeout(2000);
    expect(await page.title()).not.toBe('broken');
    expect(await page.locator('script:not([src])').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(complaints).toEqual([]);
    await page.getByRole('button', { name: /Reset/ }).click();
    await page.getByText('The shipped articles are back.').waitFor();
    await context.close();
  });

  it('answers again after its connection was cut', async () => {
    const { page, context } = await visitPage(browser, playground.url);
    await page.getByRole('button', { name: 'Break things' }).click();
    await page.getByRole('button', { name: 'Break: Drop the gateway' }).click();
    const count = await messagesOf(page, 'bot').count();
    await say(page, 'How does Footnote find its sentences?');
    await expect.poll(() => messagesOf(page, 'bot').count(), { timeout: 30_000 }).toBeGreaterThan(count);
    await context.close();
  });

  it.each(['dark', 'light'] as const)(
    'has no serious finding of axe-core in the %s theme',
    async (colorScheme) => {
      const { page, context } = await visitPage(browser, playground.url, { colorScheme });
      await say(page, 'When did Microsoft buy GitHub?');
      await replyWith(page, '2018').waitFor();
      expect(await listSeriousFindings(page)).toEqual([]);
      const composer = page.getByRole('main').getByRole('textbox').last();
      await composer.fill('/');
      await page.getByRole('listbox').waitFor();
      expect(await listSeriousFindings(page)).toEqual([]);
      await composer.press('Escape');
      for (const panel of ['Articles', 'Break things']) {
        await page.getByRole('button', { name: panel, exact: true }).click();
        expect(await listSeriousFindings(page)).toEqual([]);
      }
      await context.close();
    },
  );

  it('fits a telephone 360 pixels wide', async () => {
    const { page, context } = await visitPage(browser, playground.url, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
    });
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    await say(page, 'When did Microsoft buy GitHub?');
    await replyWith(page, '2018').waitFor();
    expect(await fits()).toBe(true);
    await page.getByRole('button', { name: 'Channels' }).click();
    await page.getByRole('button', { name: 'general', exact: true }).click();
    await page.getByRole('heading', { name: 'general', level: 1 }).waitFor();
    expect(await fits()).toBe(true);
    expect(await listSeriousFindings(page)).toEqual([]);
    await context.close();
  });

  it('can be used with the keyboard alone', async () => {
    const { page, context } = await visitPage(browser, playground.url);
    const composer = page.getByRole('main').getByRole('textbox').last();
    const isFocused = () => composer.evaluate((element) => element === document.activeElement);
    await expect.poll(isFocused).toBe(true);
    await page.keyboard.type('/ask');
    await page.getByRole('option', { name: /^\/ask/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('When did Microsoft buy GitHub?');
    const count = await messagesOf(page, 'bot').count();
    await page.keyboard.press('Enter');
    await expect.poll(() => messagesOf(page, 'bot').count()).toBe(count + 1);
    await messagesOf(page, 'bot').last().getByText('Microsoft bought GitHub in 2018').waitFor();
    // Back from the box to the buttons of the newest reply, and press "Show me".
    const showMe = messagesOf(page, 'bot')
      .last()
      .getByRole('button', { name: /^Show me/ })
      .first();
    for (let step = 0; step < 40; step += 1) {
      if (await showMe.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
    await replyWith(page, 'Only you can see this').waitFor();
    await context.close();
  });

  it('is driven by no other page of the browser', async () => {
    const { url } = playground;
    const foreign = { headers: { Origin: 'http://evil.example' } };
    expect((await fetch(`${url}/playground/state`, foreign)).status).toBe(403);
    const source = await readFile(join(root, 'src/playground/page/index.html'), 'utf8');
    expect(source).not.toMatch(/<script(?![^>]*\bsrc=)/);
  });
});
