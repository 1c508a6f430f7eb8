import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of: errors of scripts and breaches of the content security policy. */
  readonly complaints: string[];
  /** Addresses of other origins that the page asked for. */
  readonly strangers: string[];
}

/** A visit to the playground as a new person: own cookies, own storage. Ends with `context.close()`. */
export async function visitPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    const address = new URL(request.url());
    const isOwn = address.host === new URL(url).host || ['data:', 'blob:'].includes(address.protocol);
    if (!isOwn) strangers.push(request.url());
  });
  await page.goto(url);
  await page.getByRole('main').getByRole('textbox').waitFor();
  return { page, context, complaints, strangers };
}

/** The messages of a channel, oldest first. */
export function messagesOf(page: Page, who: 'bot' | 'person'): Locator {
  return page.getByRole('log').first().locator(`[data-message-id][data-author=${who}]`);
}

/** The newest reply that holds the words. */
export function replyWith(page: Page, words: string | RegExp): Locator {
  return messagesOf(page, 'bot').filter({ hasText: words }).last();
}

/** Writes into the channel that is open, and sends it. */
export async function say(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('main').getByRole('textbox').last();
  await composer.fill(text);
  await composer.press('Enter');
}

/** Picks an entry of a message's own menu. */
export async function chooseAction(page: Page, message: Locator, action: string): Promise<void> {
  await message.hover();
  await message.getByRole('button', { name: /More actions/ }).click();
  await page.getByRole('menuitem', { name: action }).click();
}
