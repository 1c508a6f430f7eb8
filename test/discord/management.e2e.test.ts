import { PermissionFlagsBits, type APIUser } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rebuild, RebuildReport } from '../../src/discord/management/rebuild.ts';
import { listCommandBodies } from '../../src/discord/register-commands.ts';
import type { QuestionEvent } from '../../src/discord/statistics/bot-observer.ts';
import { expectWithinLimits } from './support/check-body.ts';
import { askInChannel, firstEmbed, startStage, type DiscordStage } from './support/start-stage.ts';

const CHANGES = { added: 2, changed: 1, removed: 0, unchanged: 7 };
const BUILT: RebuildReport = {
  outcome: 'built',
  generation: '20260102T030405000Z-0123abcd',
  articles: CHANGES,
  passages: { ...CHANGES, added: 20 },
  leftOut: [{ path: 'a_*bold*_name.md', message: 'It holds no text. @everyone' }],
  reason: null,
  lost: [],
  seconds: 12.34,
};

/** What the next rebuild does; each test sets its own. */
let next: Rebuild = () => Promise.resolve(BUILT);
const questions: QuestionEvent[] = [];
const errors: string[] = [];
let stage: DiscordStage;
let admin: APIUser;

beforeAll(async () => {
  stage = await startStage({
    bot: {
      version: '1.2.3',
      rebuild: (options) => next(options),
      observer: {
        noteQuestion: (event) => questions.push(event),
        noteTurnedAway: () => undefined,
        noteRating: () => undefined,
        noteReplyError: (kind) => errors.push(kind),
      },
    },
  });
  admin = stage.discord.createUser({ name: 'Admin', permissions: PermissionFlagsBits.ManageGuild });
});
afterAll(async () => {
  await stage.close();
});

const run = (name: string, userId = admin.id) =>
  stage.discord.runCommand({ userId, channelId: stage.general, name });

describe('the commands of those who manage the server', () => {
  it('are kept from others, by Discord and, where a server is set otherwise, by the bot', async () => {
    const { discord, ada } = stage;
    expect(() => run('status', ada.id)).toThrow('may not use the command');
    const open = listCommandBodies(discord.guild.id).map((body) => ({
      ...body,
      default_member_permissions: null,
    }));
    const response = await fetch(
      `${discord.restBase}/v10/applications/${discord.applicationId}/guilds/${discord.guild.id}/commands`,
      {
        method: 'PUT',
        headers: { authorization: `Bot ${discord.botToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(open),
      },
    );
    expect(response.status).toBe(200);
    let isBegun = false;
    next = () => {
      isBegun = true;
      return Promise.resolve(BUILT);
    };
    for (const name of ['status', 'reindex']) {
      const asked = run(name, ada.id);
      expect((await asked.awaitMessage()).content).toContain('“Manage Server”');
      expect(asked.ephemeral).toBe(true);
    }
    expect(isBegun).toBe(false);
  });
});

describe('/status', () => {
  it('tells version, index, connection, questions, times and queue, privately', async () => {
    await askInChannel(stage, {
      authorId: stage.ada.id,
      channelId: stage.general,
      content: `<@${stage.discord.botId}> Who bought GitHub?`,
    });
    await askInChannel(stage, {
      authorId: stage.ada.id,
      channelId: stage.general,
      content: `<@${stage.discord.botId}> Who bakes bread?`,
    });
    const asked = run('status');
    const message = await asked.awaitMessage();
    expect(asked.ephemeral).toBe(true);
    const fields = new Map((firstEmbed(message).fields ?? []).map(({ name, value }) => [name, value]));
    expect(fields.get('Version')).toBe('1.2.3');
    expect(fields.get('Embedding model')).toBe('some/model');
    expect(fields.get('Index')).toMatch(/^1 articles, 1 passages; built \d+ days ago$/);
    expect(fields.get('Connection')).toMatch(
      /^connected; .*0 breaks, 0 of them resumed; 999 of the 1,000 logins a day are left$/,
    );
    expect(fields.get('Questions since the start')).toMatch(
      /^1 answered; 1 not in the articles \(weak-evidence 1\); 0 failed;/,
    );
    expect(fields.get('Time to a reply')).toMatch(/^half within \d+ ms, 95 % within \d+ ms$/);
    expect(fields.get('Queue')).toBe('0 waiting, 0 being answered');
    expect(questions.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['answer', null],
      ['abstention', 'weak-evidence'],
    ]);
    expect(JSON.stringify(questions)).not.toMatch(/GitHub|bread|(?<![\d.])\d{17,20}(?!\d)/);
  });

  it('can do without what Discord does not say, and counts a break that was resumed', async () => {
    stage.discord.dropGateway();
    await expect
      .poll(() => stage.bot.describeGateway(), { timeout: 10_000 })
      .toMatchObject({ status: 'ready', resumes: 1 });
    stage.discord.answerNext('GET /gateway/bot', 404);
    const message = await run('status').awaitMessage();
    expect(JSON.stringify(message.embeds)).toMatch(/1 breaks, 1 of them resumed/);
  });

  it('tells of a rebuild that runs', async () => {
    let end: (report: RebuildReport) => void = () => undefined;
    next = () => new Promise((resolve) => (end = resolve));
    const rebuild = run('reindex');
    await expect
      .poll(async () => JSON.stringify((await run('status').awaitMessage()).embeds))
      .toContain('a rebuild runs');
    const second = await run('reindex').awaitMessage();
    expect(second.content).toContain('running already');
    end(BUILT);
    expect((await rebuild.awaitMessage()).content).toContain('The index is rebuilt');
  });
});

describe('/reindex', () => {
  it('shows progress, then what changed and what was left out, with nothing of it taken as markup', async () => {
    next = async ({ onProgress }) => {
      onProgress('Embedding passages', 3, 10);
      await expect
        .poll(() => asked.message?.content)
        .toBe('Rebuilding the index. Embedding passages: 3 of 10 …');
      onProgress('Embedding passages', 4, 10);
      return BUILT;
    };
    const asked = run('reindex');
    await expect.poll(() => asked.message?.content).toContain('I answer from it now.');
    const { message } = asked;
    expect(asked.ephemeral).toBe(true);
    expect(message?.content).toBe(
      [
        'The index is rebuilt, in 12.3 s. I answer from it now.',
        'Articles: 2 added, 1 changed, 0 removed, 7 as before',
        'Passages: 20 added, 1 changed, 0 removed, 7 as before',
        'Left out:',
        '- a\\_\\*bold\\*\\_name.md\\: It holds no text. \\@everyone',
      ].join('\n'),
    );
  });

  it.each<[string, RebuildReport, RegExp]>([
    ['nothing changed', { ...BUILT, outcome: 'up-to-date' }, /have not changed since/],
    [
      'the questions went worse',
      {
        ...BUILT,
        outcome: 'refused',
        reason: '9 of 10 questions would go well',
        lost: ['q1: Who bought GitHub?'],
      },
      /not taken\. 9 of 10 questions.*\nArticles.*\nPassages.*\nLost:\n- q1/,
    ],
    [
      'most articles would be lost',
      {
        outcome: 'failed',
        code: 'build-refused',
        message: 'The build would lose 9 of the 10 articles of the index (a.md).',
      },
      /would lose 9 of the 10.*\n.*as it was/,
    ],
    [
      'another build holds the lock',
      { outcome: 'failed', code: 'index-locked', message: 'Another build is writing /srv/secret/index.' },
      /^Another build of the index is running on this machine.*\nThe index is as it was/,
    ],
    [
      'it failed otherwise',
      { outcome: 'failed', code: 'internal', message: 'TypeError in /srv/secret/footnote.ts' },
      /^The rebuild failed\. The owner of this bot finds the cause in the log\.\n/,
    ],
  ])('says so where %s, and names no folder of the machine', async (_, report, words) => {
    next = () => Promise.resolve(report);
    const { content } = await run('reindex').awaitMessage();
    expect(content).toMatch(words);
    expect(content).not.toContain('/srv');
    if (report.outcome === 'failed') expect(stage.log.join('')).toContain(report.code);
  });

  it('can be used again after one that could not even be begun', async () => {
    next = () => Promise.reject(new Error('spawn failed'));
    expect((await run('reindex').awaitMessage()).content).toMatch(/Reference: [0-9a-f]{8}/);
    expect(errors).toEqual(['internal']);
    next = () => Promise.resolve(BUILT);
    expect((await run('reindex').awaitMessage()).content).toContain('rebuilt');
  });

  it('is stopped where the bot is, and says so', async () => {
    next = ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          resolve({ outcome: 'failed', code: 'stopped', message: 'Stopped.' });
        });
      });
    const asked = run('reindex');
    await expect.poll(() => asked.deferred).toBe(true);
    await stage.restart();
    expect(asked.message?.content).toContain('because I am being restarted');
  });

  it('fits a message whatever it holds', async () => {
    const { renderRebuildReport } = await import('../../src/discord/render/render-rebuild.ts');
    const long = '\\_*'.repeat(500);
    const leftOut = Array.from({ length: 100 }, () => ({ path: long, message: long }));
    const lost = Array.from({ length: 100 }, () => long);
    expectWithinLimits(
      renderRebuildReport({ ...BUILT, outcome: 'refused', reason: long, lost, leftOut }, false),
    );
  });
});
