import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTerminalStyle } from '../../src/terminal/terminal-style.ts';
import { wrapText } from '../../src/terminal/wrap-text.ts';

describe('wrapText', () => {
  it('breaks between words and puts the label before the first line', () => {
    expect(wrapText('one two three four', { width: 16, indent: '    ', label: '[1] ' })).toBe(
      '[1] one two\n    three four',
    );
  });

  it('breaks a word that is wider than the line', () => {
    expect(wrapText('a'.repeat(30), { width: 20 })).toBe(`${'a'.repeat(20)}\n${'a'.repeat(10)}`);
  });

  it('counts a wide character as two columns', () => {
    expect(wrapText('日本語日本語日本語', { width: 12 })).toBe('日本語日本語\n日本語');
  });

  it('keeps line breaks and the spaces that a line of code begins with', () => {
    const code = 'if (x) {\n    return 1;\n}';
    expect(wrapText(code, { width: 40, indent: '  ' })).toBe('  if (x) {\n      return 1;\n  }');
  });

  it('wraps nothing where the width is without end', () => {
    const text = 'word '.repeat(200).trim();
    expect(wrapText(text, { width: Infinity, indent: '  ' })).toBe(`  ${text}`);
  });

  it('loses no letter and never fills more columns than given', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd') }), { maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 90 }), (parts, width) => {
        const wrapped = wrapText(parts.join(' '), { width, indent: '    ' });
        expect(wrapped.replace(/\s/g, '')).toBe(parts.join(''));
        for (const line of wrapped.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('createTerminalStyle', () => {
  it('leaves a column free, and never makes lines too long to read or too short to hold a word', () => {
    expect(createTerminalStyle({ columns: 80 }).width).toBe(79);
    expect(createTerminalStyle({ columns: 400 }).width).toBe(100);
    expect(createTerminalStyle({ columns: 3 }).width).toBe(24);
    expect(createTerminalStyle({ columns: 0 }).width).toBe(79);
    expect(createTerminalStyle().width).toBe(Infinity);
  });

  it('colours only where colours are asked for', () => {
    expect(createTerminalStyle({ colors: true }).bold('x')).toBe('\u001b[1mx\u001b[22m');
    expect(createTerminalStyle({ colors: false }).bold('x')).toBe('x');
    expect(createTerminalStyle().accent('x')).toBe('x');
  });
});
