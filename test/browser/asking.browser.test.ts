import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from './support/find-chromium.ts';
import { openChromium } from './support/open-chromium.ts';
import { openPlayground, type OpenPlayground } from './support/open-playground.ts';
import { chooseAction, messagesOf, replyWith, say, visitPage } from './support/visit-page.ts';

const QUESTION = 'When did Microsoft buy GitHub?';
const ANSWER = 'Microsoft bought GitHub in 2018';

describe.skipIf(findChromium() === null)('asking in the playground', () => {
  let playground: OpenPlayground;
  let browser: Browser;

  beforeAll(async () => {
    [playground, browser] = await Promise.all([openPlayground(), openChromium()]);
  });

  afterAll(async () => {
    await browser.close();
    await playground.close();
  });

  it('answers an example question that is clicked on, with a footnote that can be opened', async () => {
    const { page, context, complaints } = await visitPage(browser, playground.url);
    await page.getByRole('group', { name: 'Example questions' }).getByRole('button').first().click();
    const reply = replyWith(page, '[1]');
    await reply.waitFor();
    const link = reply.getByRole('link').first();
    expect(await link.getAttribute('href')).toMatch(/^https:\/\//);
    expect(await link.getAttribute('rel')).toContain('noopener');

    await reply
      .getByRole('button', { name: /^Show me/ })
      .first()
      .click();
    const shown = replyWith(page, 'Only you can see this');
    await shown.waitFor();
    await shown.getByRole('button', { name: /Dismiss/ }).click();
    await shown.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('answers in #general only where it is mentioned', async () => {
    const { page, context } = await visitPage(browser, playground.url);
    await page.getByRole('button', { name: 'general', exact: true }).click();
    await page.getByRole('heading', { name: 'general', level: 1 }).waitFor();
    await say(page, 'Which licence does Footnote have?');
    const composer = page.getByRole('main').getByRole('textbox').last();
    await composer.pressSequentially('@Foot');
    await page.getByRole('option', { name: /Footnote/ }).waitFor();
    await composer.press('Enter');
    await composer.pressSequentially(QUESTION);
    await composer.press('Enter');
    await replyWith(page, ANSWER).waitFor();
    expect(await messagesOf(page, 'bot').count()).toBe(1);
    await context.close();
  });

  it('answers in a direct message', async () => {
    const { page, context } = await visitPage(browser, playground.url);
    await page.getByRole('list', { name: 'Direct messages' }).getByRole('button').first().click();
    await say(page, QUESTION);
    await replyWith(page, ANSWER).waitFor();
    await context.close();
  });

  it('completes a command and its options while they are typed', async () => {
    const { page, context } = await visitPage(browser, playground.url);
    const composer = page.getByRole('main').getByRole('textbox').last();
    await composer.pressSequentially('/milestone');
    await page.getByRole('option', { name: /^\/milestone\b.*name/ }).waitFor();
    await page.getByRole('option', { name: /^\/milestone name/ }).click();
    const field = page.getByRole('combobox', { name: /name/ });
    await field.pressSequentially('GitHub');
    const choice = page.getByRole('option', { name: /GitHub/ }).first();
    await choice.waitFor();
    await choice.click();
    await field.press('Enter');
    await replyWith(page, 'GitHub').waitFor();
    await context.close();
  });

  it('draws the timeline as a picture with words for those who cannot see it', async () => {
    const { page, context, complaints } = await visitPage(browser, playground.url);
    const composer = page.getByRole('main').getByRole('textbox').last();
    await composer.pressSequentially('/timeline');
    await page.getByRole('option', { name: /^\/timeline/ }).click();
    await page.keyboard.press('Enter');
    const picture = messagesOf(page, 'bot')
      .last()
      .getByRole('img', { name: /20\d\d/ });
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(100);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('finds the sources of what a person wrote, from the menu of the message', async () => {
    const { page, context } = await visitPage(browser, playground.url);
    await page.getByRole('button', { name: 'general', exact: true }).click();
    await say(page, 'Drasi is a thing of Microsoft for change-driven solutions, I think.');
    const message = messagesOf(page, 'person').last();
    await message.getByText('Drasi').waitFor();
    await chooseAction(page, message, 'Find sources');
    await replyWith(page, /Drasi.*Only you can see this|Only you can see this/s).waitFor();
    await context.close();
  });

  it('takes an answer away when its asker dismisses it', async () => {
    const { page, context } = await visitPage(browser, playground.url);
    const count = await messagesOf(page, 'bot').count();
    await say(page, 'What percentage of Azure customer cores run Linux?');
    await expect.poll(() => messagesOf(page, 'bot').count()).toBe(count + 1);
    const reply = messagesOf(page, 'bot').last();
    await reply.getByText('60 percent').waitFor();
    await reply.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => messagesOf(page, 'bot').count()).toBe(count);
    await context.close();
  });

  it('says "not in the articles" where they do not tell', async () => {
    const { page, context } = await visitPage(browser, playground.url);
    await say(page, 'How do I bake sourdough bread?');
    await replyWith(page, 'Not in the articles').waitFor();
    await context.close();
  });

  it('shows each of two tabs what happens in the other, and a new one what has happened', async () => {
    const { page, context } = await visitPage(browser, playground.url);
    const other = await context.newPage();
    await other.goto(playground.url);
    await other.getByRole('main').getByRole('textbox').waitFor();
    await say(page, 'Which podcast episode is it?');
    await messagesOf(other, 'person').filter({ hasText: 'Which podcast episode is it?' }).waitFor();
    await say(other, QUESTION);
    await expect.poll(() => messagesOf(page, 'bot').last().textContent()).toContain('2018');
    await page.reload();
    await messagesOf(page, 'person').filter({ hasText: 'Which podcast episode is it?' }).waitFor();
    await context.close();
  });
});
