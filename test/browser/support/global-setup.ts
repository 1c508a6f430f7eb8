import { findChromium, MISSING_CHROMIUM } from './find-chromium.ts';

/** Without a browser the tests are skipped at home, with a word on how to get one; in CI that is a failure. */
export default function setUp(): void {
  if (findChromium() !== null) return;
  if (process.env.CI !== undefined) throw new Error(MISSING_CHROMIUM);
  process.stderr.write(`${MISSING_CHROMIUM} The browser tests are skipped.\n`);
}
