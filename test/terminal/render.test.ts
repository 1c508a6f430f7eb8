import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/errors.ts';
import { renderError } from '../../src/terminal/render-error.ts';
import { renderGreeting, renderHelp } from '../../src/terminal/render-greeting.ts';
import { renderAbout, renderSources } from '../../src/terminal/render-library.ts';
import { renderPassage } from '../../src/terminal/render-passage.ts';
import { renderReply } from '../../src/terminal/render-reply.ts';
import { createTerminalStyle } from '../../src/terminal/terminal-style.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { createScriptedLibrary } from '../doubles/scripted-library.ts';

const plain = createTerminalStyle();
const narrow = createTerminalStyle({ columns: 41 });
const coloured = createTerminalStyle({ columns: 80, colors: true });

const passages = makePassages([
  {
    title: 'A history of the office',
    heading: 'The early years',
    text: 'The office opened its doors in 1999. It had two rooms and a kettle that was never cold.',
  },
  {
    title: 'Kettles \u001b[31mand\u001b[0m\ncups',
    text: 'A kettle \u001b[2Jboils water.\u0007 It is quick.',
  },
]);
const library = createScriptedLibrary(passages, { both: [0, 1] });

async function answerBoth() {
  const reply = await library.ask('both');
  if (reply.outcome !== 'answer') throw new Error('the script has an answer');
  return reply;
}

describe('renderReply', () => {
  it('shows the quotes under their numbers, then the footnotes', async () => {
    expect(renderReply(await answerBoth(), plain)).toBe(
      [
        '  [1] The office opened its doors in 1999. It had two rooms and a kettle that was never cold.',
        '',
        '  [2] A kettle boils water. It is quick.',
        '',
        'Footnotes',
        '',
        '  [1] A history of the office › The early years',
        '      Ada Writer, 2025-08-22',
        '      https://example.org/article',
        '',
        '  [2] Kettles and cups',
        '      Ada Writer, 2025-08-22',
        '      https://example.org/article',
      ].join('\n'),
    );
  });

  it('fits the lines to the terminal, and indents what it wraps', async () => {
    const lines = renderReply(await answerBoth(), narrow).split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
    expect(lines.slice(0, 3)).toEqual([
      '  [1] The office opened its doors in',
      '      1999. It had two rooms and a',
      '      kettle that was never cold.',
    ]);
  });

  it('never wraps an address', async () => {
    const { quotes, citations, ...reply } = await answerBoth();
    const url = `https://example.org/${'a'.repeat(60)}#:~:text=kettle`;
    const long = citations.map((citation) => ({ ...citation, url }));
    expect(renderReply({ ...reply, quotes, citations: long }, narrow)).toContain(url);
  });

  it('leaves out what the article does not tell', async () => {
    const { citations, ...reply } = await answerBoth();
    const bare = citations.map((citation) => ({ ...citation, url: null, author: null, date: null }));
    const shown = renderReply({ ...reply, citations: bare }, plain);
    expect(shown).not.toMatch(/null|http|Ada/);
    expect(shown).toContain('\n\n  [2] Kettles and cups');
  });

  it('lets no control character of an article through', async () => {
    const abstention = { ...(await library.ask('none')), text: 'Not \u001b[5mthere\u0007.' };
    for (const reply of [await answerBoth(), abstention]) {
      expect(renderReply(reply, plain)).not.toMatch(/(?!\n)\p{Cc}/u);
      // The colours are Footnote's own: with them taken out, nothing is left either.
      expect(renderReply(reply, coloured).replaceAll(/\p{Cc}\[\d+m/gu, '')).not.toMatch(/(?!\n)\p{Cc}/u);
    }
  });

  it('shows an abstention in its own words', async () => {
    expect(renderReply(await library.ask('none'), plain)).toBe('Not in the articles.');
  });
});

describe('renderPassage', () => {
  it('shows the whole passage with the quoted words in bold', async () => {
    const [passage] = passages;
    const { citations, quotes } = await answerBoth();
    const [citation] = citations;
    const [quote] = quotes;
    if (!passage || !citation || !quote) throw new Error('the script has them');
    const part = { ...quote, text: 'in 1999', start: passage.start + 28, end: passage.start + 35 };
    const shown = renderPassage(passage, { citation, quotes: [part] }, coloured);
    expect(shown).toContain('opened its doors \u001b[1min 1999\u001b[22m. It had');
    expect(shown).toContain('[1] A history of the office › The early years');
    expect(shown).toContain('2025-08-22');
  });

  it('shows no control character of the passage', async () => {
    const passage = passages[1];
    const { citations, quotes } = await answerBoth();
    const citation = citations[1];
    if (!passage || !citation) throw new Error('the script has them');
    expect(renderPassage(passage, { citation, quotes }, plain)).toBe(
      '[2] Kettles and cups\n2025-08-22\n\n  A kettle boils water. It is quick.',
    );
  });
});

describe('the lists of the chat', () => {
  it('lists the articles, or those with a word in their title', () => {
    const all = renderSources(library.listArticles(), '', plain);
    expect(all).toContain(
      '- A history of the office\n  Ada Writer, 2025-08-22, 1 passage\n  https://example.org/article',
    );
    expect(all).toContain('- Kettles and cups');
    expect(renderSources(library.listArticles(), 'HISTORY', plain)).not.toContain('Kettles');
    expect(renderSources(library.listArticles(), 'zebra', plain)).toBe('No title holds "zebra".');
  });

  it('tells of the index', () => {
    const about = renderAbout(library, plain);
    for (const fact of ['2026-01-02T03:04:05.000Z', 'some/model', '20260102T030405000Z-0123abcd']) {
      expect(about).toContain(fact);
    }
  });

  it('greets with the number of articles, the examples and the notice', () => {
    const greeting = {
      facts: library.describe(),
      examples: ['Why?', 'Who?'],
      notice: 'To connect, do this.',
    };
    const shown = renderGreeting(greeting, narrow);
    expect(shown).toContain('2 articles');
    expect(shown).toContain('  - Why?\n  - Who?');
    expect(shown).toContain('To connect, do this.');
    for (const line of `${shown}\n${renderHelp(narrow)}`.split('\n'))
      expect(line.length).toBeLessThanOrEqual(40);
  });
});

describe('renderError', () => {
  it("shows the words of Footnote's own errors, and calls any other a fault", () => {
    expect(renderError(new FootnoteError('Do this.', { code: 'index-missing' }))).toBe('Error: Do this.');
    expect(renderError(new TypeError('x is \u001b[31mnot y'))).toMatch(
      /fault of Footnote.*TypeError: x is not y/,
    );
    expect(renderError('text')).toMatch(/fault of Footnote/);
  });
});
