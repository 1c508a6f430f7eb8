import { describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/errors.ts';
import { ChatSession } from '../../src/terminal/chat-session.ts';
import { createTerminalStyle } from '../../src/terminal/terminal-style.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { createScriptedLibrary } from '../doubles/scripted-library.ts';

const passages = makePassages([
  { title: 'Kettles', text: 'A kettle boils water.' },
  { title: 'Cups', text: 'A cup holds tea.' },
]);

function openSession() {
  const library = createScriptedLibrary(passages, {
    'What boils water?': [0],
    'What is on the table?': [0, 1],
    'What breaks?': new FootnoteError('The cable is cut: mend it.', { code: 'internal' }),
  });
  return { library, session: new ChatSession({ library, getStyle: () => createTerminalStyle() }) };
}

describe('ChatSession', () => {
  it('answers a question, without the blanks around it', async () => {
    const { library, session } = openSession();
    expect(await session.respond('  What boils water? ')).toContain('[1] A kettle boils water.');
    expect(library.asked).toEqual(['What boils water?']);
  });

  it('shows the whole passage behind a footnote of the last answer', async () => {
    const { session } = openSession();
    await session.respond('What is on the table?');
    expect(await session.respond(':show 2')).toContain('[2] Cups\n2025-08-22\n\n  A cup holds tea.');
    expect(await session.respond(':show [1]')).toContain('A kettle boils water.');
  });

  it('keeps the last answer over an abstention', async () => {
    const { session } = openSession();
    await session.respond('What boils water?');
    await session.respond('What is the moon made of?');
    expect(await session.respond(':show 1')).toContain('A kettle boils water.');
  });

  it('names the footnotes there are where another is asked for', async () => {
    const { session } = openSession();
    expect(await session.respond(':show 1')).toMatch(/no answer yet/);
    await session.respond('What is on the table?');
    for (const line of [':show 3', ':show', ':show two']) {
      expect(await session.respond(line)).toContain('footnotes 1, 2');
    }
  });

  it('says so where the index was built anew since the answer', async () => {
    const { library, session } = openSession();
    await session.respond('What boils water?');
    library.forgetPassages();
    expect(await session.respond(':show 1')).toMatch(/built anew.*ask again/);
  });

  it('tells an error in words and goes on', async () => {
    const { session } = openSession();
    expect(await session.respond('What breaks?')).toBe('Error: The cable is cut: mend it.');
    expect(await session.respond('What boils water?')).toContain('A kettle boils water.');
    expect(session.failureCount).toBe(1);
  });

  it.each([
    [':sources', 'Kettles'],
    [':SOURCES cup', 'Cups'],
    [':about', 'some/model'],
    [':help', ':show N'],
    [':?', ':show N'],
    [':dance', 'no command :dance'],
  ])('knows %s', async (line, expected) => {
    const { library, session } = openSession();
    expect(await session.respond(line)).toContain(expected);
    expect(library.asked).toEqual([]);
  });

  it.each([':quit', ':q', ' :exit '])('ends at %s', async (line) => {
    expect(await openSession().session.respond(line)).toBeNull();
  });

  it('takes a line with a colon elsewhere, or a smiley, for a question', async () => {
    const { library, session } = openSession();
    await session.respond('what does "a: b" mean');
    await session.respond(':) hello');
    expect(library.asked).toEqual(['what does "a: b" mean', ':) hello']);
  });

  it('asks nothing where the line is blank', async () => {
    const { library, session } = openSession();
    expect(await session.respond('   ')).toBe('');
    expect(library.asked).toEqual([]);
  });
});
