import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../src/corpus/detect-format.ts';
import { parseText } from './parse-text.ts';

/** Milliseconds of the processor, so that a busy machine makes nothing slow. */
function measure(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

describe('text that is made to be slow', () => {
  it('does not hold up the look for links in its lines', () => {
    const lines = Array.from({ length: 200 }, () => `![](${'](a'.repeat(330)}`).join('\n');
    expect(measure(() => detectFormat(lines))).toBeLessThan(1_000);
  });

  it('does not hold up the look for a site’s name in a title', () => {
    const title = `a${' -'.repeat(2_000)}${' '.repeat(4_000)}x|y`;
    const page = `<!doctype html><title>${title}</title><meta property="og:site_name" content="y"><p>A tower stands here.</p>`;
    expect(measure(() => parseText(page))).toBeLessThan(2_000);
  });

  it('is told from a link with an image in it, or with brackets in its address', () => {
    expect(detectFormat('- Menu\n[![a](b.png)](https://example.org/a_(b))')).toBe('markdown');
  });
});
