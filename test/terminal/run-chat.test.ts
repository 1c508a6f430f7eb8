import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import type { ChatInput, ChatOutput } from '../../src/terminal/chat-streams.ts';
import { runChat } from '../../src/terminal/run-chat.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { createScriptedLibrary } from '../doubles/scripted-library.ts';

const passages = makePassages([
  { title: 'Kettles', text: 'A kettle boils water.' },
  { title: 'Cups', text: 'A cup holds tea.' },
]);
const script = { 'What boils?': [0], 'What holds?': [1], 'What do the articles say about Cups?': [1] };

/** A stream that keeps what is written to it, a terminal where told so. */
function openOutput(terminal: boolean): ChatOutput & { readonly text: string } {
  let text = '';
  const stream = new PassThrough().on('data', (chunk: Buffer) => (text += chunk.toString()));
  const facts = terminal ? { isTTY: true, columns: 80 } : {};
  return Object.defineProperty(Object.assign(stream, facts, { text: '' }), 'text', { get: () => text });
}

function openInput(terminal: boolean): PassThrough & ChatInput {
  const stream = new PassThrough();
  return terminal ? Object.assign(stream, { isTTY: true, setRawMode: () => stream }) : stream;
}

/** Runs the chat over an input that ends after `text`. */
async function chatOver(text: string, terminal: boolean, colors = false) {
  const library = createScriptedLibrary(passages, { ...script, 'What breaks?': new Error('a fault') });
  const [input, output] = [openInput(terminal), openOutput(terminal)];
  input.end(text);
  const failures = await runChat({ library, input, output, colors, notice: 'To connect Discord, do this.' });
  return { failures, library, text: output.text };
}

describe('the chat without a terminal', () => {
  it('answers the lines of its input in order, each under itself', async () => {
    const { text, library, failures } = await chatOver(
      'What boils?\r\n\n  \nWhat is it?\nWhat holds?',
      false,
    );
    expect(library.asked).toEqual(['What boils?', 'What is it?', 'What holds?']);
    const parts = [
      '> What boils?',
      'A kettle boils water.',
      '> What is it?',
      'Not in the articles.',
      '> What holds?',
    ];
    const positions = parts.map((part) => text.indexOf(part));
    expect(positions).not.toContain(-1);
    expect([...positions].sort((a, b) => a - b)).toEqual(positions);
    expect(failures).toBe(0);
  });

  it('greets nobody, wraps nothing and colours nothing', async () => {
    const { text } = await chatOver('What boils?\n', false, true);
    expect(text).toMatch(/^> What boils\?\n\n {2}\[1\] A kettle boils water\.\n/);
    expect(text).not.toContain('\u001b');
  });

  it.each(['', '\n \n'])('asks and answers example questions where the input is %j', async (input) => {
    const { text, failures } = await chatOver(input, false);
    expect(text).toContain('To connect Discord, do this.');
    expect(text).toContain('> What do the articles say about Cups?\n\n  [1] A cup holds tea.');
    expect(failures).toBe(0);
  });

  it('takes an input that cannot be read for an empty one', async () => {
    const library = createScriptedLibrary(passages, script);
    const [input, output] = [openInput(false), openOutput(false)];
    setImmediate(() => input.destroy(new Error('EISDIR')));
    expect(await runChat({ library, input, output })).toBe(0);
    expect(output.text).toContain('A cup holds tea.');
  });

  it('strips what would steer the terminal from the question that it repeats', async () => {
    const { text } = await chatOver('What \u001b[2Jboils?\n', false);
    expect(text).toContain('> What boils?\n');
    expect(text).not.toContain('\u001b');
  });

  it('counts the questions that ended in an error, and goes on after them', async () => {
    const { text, failures } = await chatOver('What breaks?\nWhat boils?\n', false);
    expect(failures).toBe(1);
    expect(text).toContain('Error: this is a fault of Footnote');
    expect(text).toContain('A kettle boils water.');
  });

  it('stops at :quit', async () => {
    const { library } = await chatOver('What boils?\n:quit\nWhat holds?\n', false);
    expect(library.asked).toEqual(['What boils?']);
  });

  it('stops when told to, though the input is still open', async () => {
    const library = createScriptedLibrary(passages, script);
    const [input, output] = [openInput(false), openOutput(false)];
    const stop = new AbortController();
    const chat = runChat({ library, input, output, signal: stop.signal });
    stop.abort();
    expect(await chat).toBe(0);
    expect(output.text).toBe('');
  });
});

describe('the chat in a terminal', () => {
  it('greets with examples and the notice before the first prompt', async () => {
    const { text } = await chatOver('', true);
    expect(text).toMatch(/Footnote knows 2 articles\./);
    expect(text).toContain('  - What do the articles say about Cups?');
    expect(text).toContain('To connect Discord, do this.');
    expect(text.indexOf('To connect')).toBeLessThan(text.lastIndexOf('> '));
  });

  it('answers what is typed and ends with the input', async () => {
    const { text, library } = await chatOver('What boils?\n:show 1\n', true);
    expect(library.asked.at(-1)).toBe('What boils?');
    expect(text).toContain('  [1] A kettle boils water.');
    expect(text).toContain('[1] Kettles');
  });

  it('colours where colours are wanted', async () => {
    expect((await chatOver('', true, true)).text).toContain('\u001b[1mFootnote\u001b[22m');
    expect((await chatOver('', true, false)).text).not.toContain('\u001b[1mFootnote');
  });

  it('completes a command after its colon', async () => {
    const library = createScriptedLibrary(passages, script);
    const [input, output] = [openInput(true), openOutput(true)];
    const chat = runChat({ library, input, output, colors: false });
    input.write(':ab');
    await vi.waitFor(() => {
      expect(output.text).toContain(':ab');
    });
    input.write('\t');
    await vi.waitFor(() => {
      expect(output.text).toContain('out');
    });
    input.end('\n');
    await chat;
    expect(output.text).toContain('some/model');
  });

  it('deletes the line at the first Ctrl-C and ends at the second', async () => {
    const library = createScriptedLibrary(passages, script);
    const [input, output] = [openInput(true), openOutput(true)];
    const chat = runChat({ library, input, output, colors: false });
    input.write('What boils?\u0003');
    input.write('What holds?\n');
    input.write('\u0003');
    expect(await chat).toBe(0);
    expect(library.asked.filter((question) => question in script).slice(-1)).toEqual(['What holds?']);
    expect(library.asked).not.toContain('What boils?');
  });
});
