import { DiscordAPIError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { classifyDiscordError } from '../../src/discord/failures/discord-codes.ts';
import { describeError } from '../../src/discord/failures/describe-error.ts';
import { explainError } from '../../src/discord/failures/explain-error.ts';
import { EmbeddingError, FootnoteError } from '../../src/errors.ts';

const refuse = (code: number) =>
  new DiscordAPIError(
    { code, message: 'No' },
    code,
    403,
    'POST',
    'https://discord.com/api/v10/interactions/1/secret-interaction-token/callback',
    { body: { content: 'a secret question' }, files: undefined },
  );

describe('what Discord refuses', () => {
  it.each([
    [10062, 'gone'],
    [40060, 'gone'],
    [10008, 'deleted'],
    [10003, 'channel-gone'],
    [50001, 'forbidden'],
    [50013, 'forbidden'],
    [50035, 'malformed'],
    [50083, 'thread'],
    [160004, 'thread'],
    [160005, 'thread'],
    [30034, 'daily-limit'],
    [50007, 'no-direct-messages'],
  ])('%i is %s', (code, failure) => {
    expect(classifyDiscordError(refuse(code))).toBe(failure);
  });

  it('is nothing we know where the code is new, or the error is not Discord’s', () => {
    expect(classifyDiscordError(refuse(99_999))).toBeUndefined();
    expect(classifyDiscordError(new Error('10062'))).toBeUndefined();
  });

  it('is logged without the token in its address and the words in its body', () => {
    const logged = JSON.stringify(describeError(refuse(50013)));
    expect(logged).toContain('50013');
    expect(logged).not.toContain('secret');
  });
});

describe('an error in words', () => {
  it('says what to do where the cause is known', () => {
    const { words } = explainError(
      new FootnoteError('The folder /secret is empty.', { code: 'index-missing' }),
    );
    expect(words).toContain('npm run index');
    expect(words).not.toContain('/secret');
  });

  it('has a reference that stands in the log, and nothing of the error', () => {
    const { words, reference } = explainError(new Error('password=hunter2'));
    expect(reference).toMatch(/^[0-9a-f]{8}$/);
    expect(words).toContain(reference);
    expect(words).not.toContain('hunter2');
  });

  it('is logged with its cause', () => {
    const error = new EmbeddingError('some/model', 'Outer.', {
      code: 'embedding-failed',
      cause: new Error('Inner.'),
    });
    expect(describeError(error)).toMatchObject({
      name: 'EmbeddingError',
      code: 'embedding-failed',
      cause: { message: 'Inner.' },
    });
    expect(describeError('just text')).toEqual({
      name: 'NonError',
      message: 'a value of type string was thrown',
    });
  });
});
