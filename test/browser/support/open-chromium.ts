import { type Browser, chromium } from 'playwright-core';
import { findChromium, MISSING_CHROMIUM } from './find-chromium.ts';

/** Nothing but what the page asks for goes over the network, and it runs as root in a container too. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium without a window, its profile fresh. */
export async function openChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(MISSING_CHROMIUM);
  return chromium.launch({ executablePath, headless: true, args: ARGS });
}
