import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/local-discord/limits.ts';
import { openStage, type Stage } from './open-stage.ts';

const text = (length: number) => 'x'.repeat(length);
const embed = (fields: object) => ({ embeds: [fields] });
const fields = (count: number) => Array.from({ length: count }, () => ({ name: 'n', value: 'v' }));
const row = (...components: object[]) => ({ type: ComponentType.ActionRow, components });
const button = (customId: string, label = 'Go') => ({ type: 2, style: 1, label, custom_id: customId });
const link = (url: string) => ({ type: 2, style: 5, label: 'Go', url });
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(button(`b${index}`)));
const buttons = (count: number) => row(...Array.from({ length: count }, (_, index) => button(`b${index}`)));
const select = (count: number, length = 1) =>
  row({
    type: 3,
    custom_id: 's',
    options: Array.from({ length: count }, (_, index) => ({
      label: text(length),
      value: String(index).padStart(length, '0'),
    })),
  });
const withContent = (components: object[]) => ({ content: 'c', components });

/** Of each limit: what it is, a body of that size, and where Discord says that a larger one is wrong. */
const SIZES: readonly [string, number, (size: number) => object, string][] = [
  ['content', LIMITS.message.content, (size) => ({ content: text(size) }), 'content'],
  ['nonce', LIMITS.message.nonce, (size) => ({ content: 'c', nonce: text(size) }), 'nonce'],
  ['embeds', LIMITS.embed.perMessage, (size) => ({ embeds: Array(size).fill({ title: 't' }) }), 'embeds'],
  ['embed title', LIMITS.embed.title, (size) => embed({ title: text(size) }), 'embeds.0.title'],
  [
    'embed description',
    LIMITS.embed.description,
    (size) => embed({ description: text(size) }),
    'embeds.0.description',
  ],
  ['embed fields', LIMITS.embed.fields, (size) => embed({ fields: fields(size) }), 'embeds.0.fields'],
  [
    'field name',
    LIMITS.embed.fieldName,
    (size) => embed({ fields: [{ name: text(size), value: 'v' }] }),
    'embeds.0.fields.0.name',
  ],
  [
    'field value',
    LIMITS.embed.fieldValue,
    (size) => embed({ fields: [{ name: 'n', value: text(size) }] }),
    'embeds.0.fields.0.value',
  ],
  ['footer', LIMITS.embed.footer, (size) => embed({ footer: { text: text(size) } }), 'embeds.0.footer.text'],
  ['author', LIMITS.embed.author, (size) => embed({ author: { name: text(size) } }), 'embeds.0.author.name'],
  [
    'all embeds together',
    LIMITS.embed.total,
    (size) => ({ embeds: [{ description: text(4000) }, { description: text(size - 4000) }] }),
    'embeds',
  ],
  ['rows', LIMITS.component.rows, (size) => withContent(rows(size)), 'components'],
  [
    'buttons in a row',
    LIMITS.component.buttonsPerRow,
    (size) => withContent([buttons(size)]),
    'components.0.components',
  ],
  [
    'button label',
    LIMITS.component.label,
    (size) => withContent([row(button('b', text(size)))]),
    'components.0.components.0.label',
  ],
  [
    'custom id',
    LIMITS.component.customId,
    (size) => withContent([row(button(text(size)))]),
    'components.0.components.0.custom_id',
  ],
  [
    'button url',
    LIMITS.component.url,
    (size) => withContent([row(link(`https://a.example/${text(size - 18)}`))]),
    'components.0.components.0.url',
  ],
  [
    'menu options',
    LIMITS.component.selectOptions,
    (size) => withContent([select(size)]),
    'components.0.components.0.options',
  ],
  [
    'menu label',
    LIMITS.component.selectText,
    (size) => withContent([select(1, size)]),
    'components.0.components.0.options.0.label',
  ],
];

let stage: Stage;
let path: string;
beforeEach(async () => {
  stage = await openStage({ rateLimit: { requests: 10_000, windowMs: 1000 } });
  path = `/channels/${stage.channelId}/messages`;
});

function readPath(body: Readonly<Record<string, unknown>>, where: string): unknown {
  return where
    .split('.')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], body.errors);
}

describe('sizes', () => {
  it.each(SIZES)('takes the largest %s (%i) and refuses one more', async (_, limit, build, where) => {
    expect(await stage.request('POST', path, build(limit))).toMatchObject({ status: 200 });
    const refused = await stage.request('POST', path, build(limit + 1));
    expect(refused).toMatchObject({ status: 400, body: { code: 50035, message: 'Invalid Form Body' } });
    const [error] = (readPath(refused.body, where) as { _errors?: { message: string }[] })._errors ?? [];
    expect(error?.message).toMatch(new RegExp(`\\b${limit}\\b`));
    expect(stage.discord.listMessages(stage.channelId, stage.ada)).toHaveLength(1);
  });

  it('counts characters, not UTF-16 units, and no spaces at the ends', async () => {
    const emoji = '\u{1F4DA}'.repeat(2000);
    expect((await stage.request('POST', path, { content: emoji })).status).toBe(200);
    expect((await stage.request('POST', path, { content: `  ${text(2000)}  ` })).status).toBe(200);
    expect((await stage.request('POST', path, { content: `${emoji}x` })).status).toBe(400);
  });

  it('refuses a message with nothing in it', async () => {
    for (const body of [{}, { content: '' }, { content: '   ' }, { embeds: [] }]) {
      expect((await stage.request('POST', path, body)).body).toMatchObject({ code: 50006 });
    }
  });

  it.each([
    ['an embed with nothing in it', { embeds: [{}] }, 'embeds.0.description'],
    ['an embed with a link that is none', { embeds: [{ title: 't', url: 'javascript:x' }] }, 'embeds.0.url'],
    [
      'a field without a value',
      { embeds: [{ fields: [{ name: 'n', value: ' ' }] }] },
      'embeds.0.fields.0.value',
    ],
    [
      'a button without a custom id',
      withContent([row({ type: 2, style: 1, label: 'x' })]),
      'components.0.components.0.custom_id',
    ],
    [
      'a link button without a link',
      withContent([row({ type: 2, style: 5, label: 'x' })]),
      'components.0.components.0.url',
    ],
    [
      'a button without a label',
      withContent([row({ type: 2, style: 1, custom_id: 'x' })]),
      'components.0.components.0.label',
    ],
    [
      'the same custom id twice',
      withContent([row(button('b')), row(button('b'))]),
      'components.1.components.0.custom_id',
    ],
    [
      'a button beside a menu',
      withContent([row(...select(1).components, button('b'))]),
      'components.0.components.1',
    ],
    ['a button without a row', withContent([button('b')]), 'components.0.type'],
    ['content of another type', { content: 5 }, 'content'],
    [
      'contradicting allowed mentions',
      { content: 'c', allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions',
    ],
    ['a reply to no message', { content: 'c', message_reference: { message_id: '1' } }, 'message_reference'],
  ])('refuses %s', async (_, body, where) => {
    const refused = await stage.request('POST', path, body);
    expect(refused).toMatchObject({ status: 400, body: { code: 50035 } });
    expect(readPath(refused.body, where)).toHaveProperty('_errors');
  });

  it('takes Components V2 with its own limits', async () => {
    const say = (content: string) => ({ type: ComponentType.TextDisplay, content });
    const container = { type: ComponentType.Container, components: [say('a'), row(button('b'))] };
    const flags = 1 << 15;
    expect(await stage.request('POST', path, { flags, components: [container] })).toMatchObject({
      status: 200,
    });
    for (const body of [
      { flags, content: 'c', components: [say('a')] },
      { flags, components: Array(41).fill(say('a')) },
      { flags, components: [say(text(2500)), say(text(2500))] },
      { components: [say('a')] },
    ]) {
      expect((await stage.request('POST', path, body)).body).toMatchObject({ code: 50035 });
    }
  });

  it('takes whatever is within the limits of an embed, and nothing that is beyond 6000 in all', async () => {
    const within = fc.record({
      title: fc.string({ minLength: 1, maxLength: 256 }),
      description: fc.string({ minLength: 1, maxLength: 4096, size: 'max' }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(within, { minLength: 1, maxLength: 4 }), async (embeds) => {
        const total = embeds
          .flatMap(({ title, description }) => [title, description])
          .reduce((sum, part) => sum + Array.from(part.trim()).length, 0);
        const { status } = await stage.request('POST', path, { content: 'c', embeds });
        const isEmpty = embeds.some(({ title, description }) => (title + description).trim() === '');
        expect(status).toBe(total <= 6000 && !isEmpty ? 200 : 400);
      }),
      { numRuns: 60 },
    );
  });
});
