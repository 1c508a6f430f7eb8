import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './support/find-chromium.ts';
import { openChromium } from './support/open-chromium.ts';
import { openPlayground, type OpenPlayground } from './support/open-playground.ts';
import { messagesOf, replyWith, say, visitPage } from './support/visit-page.ts';

const QUESTION = 'When did Microsoft buy GitHub?';
const ANSWER = 'Microsoft bought GitHub in 2018';
const UNKNOWN = 'How many bakeries does the town of Harn have?';

/** A command without options, as a person types it. */
async function run(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('textbox').last().pressSequentially(`/${name}`);
  await page.getByRole('option', { name: `/${name}` }).click();
  await page.keyboard.press('Enter');
}

describe.skipIf(findChromium() === null)('rating and gaps in the playground', () => {
  let playground: OpenPlayground;
  let browser: Browser;

  beforeAll(async () => {
    [playground, browser] = await Promise.all([openPlayground({ QUESTION_LOG: 'true' }), openChromium()]);
  });

  afterAll(async () => {
    await browser.close();
    await playground.close();
  });

  it('counts a thumb once, shows what is asked in vain with a picture, and forgets it all at a word', async () => {
    const { page, context, complaints } = await visitPage(browser, playground.url);
    await say(page, QUESTION);
    // A private word shows the answer that it belongs to; the answer itself has the thumbs.
    const answer = messagesOf(page, 'bot')
      .filter({ hasText: ANSWER })
      .filter({ has: page.getByRole('button', { name: '👎' }) });
    await answer.waitFor();
    expect(await answer.textContent()).toContain('Kept for 30 days, without your name');
    await answer.getByRole('button', { name: '👎' }).click();
    await replyWith(page, 'Thank you.').waitFor();
    await answer.getByRole('button', { name: '👎' }).click();
    await replyWith(page, 'counted once').waitFor();

    await say(page, UNKNOWN);
    await replyWith(page, 'Closest in the articles').waitFor();
    await run(page, 'gaps');
    const gaps = replyWith(page, 'asked openly in this server');
    await gaps.waitFor();
    const words = (await gaps.textContent()) ?? '';
    expect(words).toContain(UNKNOWN);
    expect(words).toContain(QUESTION);
    expect(words).toContain('marked unhelpful once');
    const picture = gaps.getByRole('img', { name: /Questions of the last seven days/ });
    await picture.waitFor();

    await run(page, 'forget-me');
    await replyWith(page, 'Deleted: 2 questions and 1 rating.').waitFor();
    await run(page, 'gaps');
    await replyWith(page, 'Nobody has asked anything openly').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
