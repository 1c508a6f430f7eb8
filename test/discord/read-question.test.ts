import { describe, expect, it } from 'vitest';
import { readQuestion, type IncomingMessage } from '../../src/discord/messages/read-question.ts';
import { readWords } from '../../src/discord/messages/read-words.ts';

const BOT = '100000000000000001';
const ADA = '100000000000000002';
const bot = { id: BOT, answerChannels: new Set(['help', '500000000000000001']) };

const message = (facts: Partial<IncomingMessage>): IncomingMessage => ({
  content: 'Who bought GitHub?',
  isFromPerson: true,
  isDirect: false,
  mentionsEveryoneOrRole: false,
  mentions: new Map(),
  repliesTo: null,
  channelNames: ['500000000000000009', 'general'],
  postTitle: null,
  isPostReply: false,
  ...facts,
});
const read = (facts: Partial<IncomingMessage>) => readQuestion(message(facts), bot);
const mentioned = new Map([[BOT, 'Footnote']]);

describe('whether a message is a question', () => {
  it.each<[string, Partial<IncomingMessage>]>([
    ['a message that is not addressed to the bot', {}],
    ['a bot or webhook', { isFromPerson: false, content: `<@${BOT}> hi`, mentions: mentioned }],
    ['a bot in a direct message', { isFromPerson: false, isDirect: true }],
    [
      'a ping of everyone',
      { content: '@everyone who?', mentionsEveryoneOrRole: true, channelNames: ['1', 'help'] },
    ],
    [
      'a message to other people',
      { content: `<@${ADA}> who?`, mentions: new Map([[ADA, 'Ada']]), channelNames: ['1', 'help'] },
    ],
    ['a reply to another person', { repliesTo: ADA, channelNames: ['1', 'help'] }],
    ['a reply to a message that was deleted', { repliesTo: 'unknown', channelNames: ['1', 'help'] }],
    ['thanks under an answer', { content: 'great, thanks', repliesTo: BOT, mentions: mentioned }],
    [
      'a message without words where no mention is needed',
      { content: '<:wave:1>', channelNames: ['1', 'help'] },
    ],
    [
      'talk in the post of a forum',
      { channelNames: ['1', 'post', '500000000000000001', 'forum'], isPostReply: true },
    ],
  ])('stays out of %s', (_, facts) => {
    expect(read(facts)).toBeNull();
  });

  it('takes a mention, without the mention itself', () => {
    expect(read({ content: `hey <@${BOT}>, who bought GitHub?`, mentions: mentioned })).toEqual({
      kind: 'question',
      way: 'mention',
      text: 'hey , who bought GitHub?',
    });
    expect(read({ content: `<@!${BOT}> who?`, mentions: mentioned })).toMatchObject({ text: 'who?' });
  });

  it('takes a mention beside those of others, whose names it keeps', () => {
    const mentions = new Map([...mentioned, [ADA, 'Ada']]);
    expect(read({ content: `<@${BOT}> what did <@${ADA}> mean by GitOps?`, mentions })).toMatchObject({
      text: 'what did Ada mean by GitOps?',
    });
  });

  it('takes a mention that stands beside a ping of everyone', () => {
    expect(
      read({ content: `@everyone <@${BOT}> who?`, mentions: mentioned, mentionsEveryoneOrRole: true }),
    ).toMatchObject({
      kind: 'question',
    });
  });

  it('answers an empty mention, and an empty direct message, with how to ask', () => {
    expect(read({ content: `<@${BOT}>  `, mentions: mentioned })).toEqual({ kind: 'how-to' });
    expect(read({ content: '', isDirect: true })).toEqual({ kind: 'how-to' });
  });

  it('takes a question in a reply to the bot, though the mention is not written', () => {
    expect(read({ content: 'and when?', repliesTo: BOT, mentions: mentioned })).toMatchObject({
      way: 'reply',
    });
    expect(read({ content: 'who paid for it', repliesTo: BOT, mentions: mentioned })).toMatchObject({
      way: 'reply',
    });
  });

  it('takes every direct message', () => {
    expect(read({ isDirect: true, channelNames: [] })).toMatchObject({
      way: 'direct',
      text: 'Who bought GitHub?',
    });
  });

  it('takes questions without a mention in named channels and their threads, by id or by name', () => {
    expect(read({ channelNames: ['1', 'Help'] })).toMatchObject({ way: 'channel' });
    expect(read({ channelNames: ['500000000000000001', 'x'] })).toMatchObject({ way: 'channel' });
    expect(read({ channelNames: ['1', 'a thread', '2', 'help'] })).toMatchObject({ way: 'channel' });
    expect(read({ channelNames: ['1', 'help'], repliesTo: BOT })).toMatchObject({ way: 'channel' });
  });

  it('takes the first message of a post in a forum with its title', () => {
    expect(read({ channelNames: ['1', 'post', '2', 'help'], postTitle: 'GitHub sale' })).toMatchObject({
      text: 'GitHub sale\nWho bought GitHub?',
    });
  });
});

describe('the words of a message', () => {
  it('are without what is Discord’s own', () => {
    const content = 'see <#1> <@&2> </ask:3> <t:4:R> <a:wave:5> <:x:6> <id:customize> now';
    expect(readWords(content, () => undefined)).toBe('see now');
  });

  it('keep line breaks and comparisons', () => {
    expect(readWords('a < b\nand b > c', () => undefined)).toBe('a < b\nand b > c');
  });
});
