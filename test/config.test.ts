import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parse } from 'dotenv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadConfig, SETTING_VARIABLES } from '../src/config.ts';
import { ConfigError } from '../src/errors.ts';

const example = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8');
const TOKEN = 'MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs';

function failOn(env: Record<string, string>, options?: Parameters<typeof loadConfig>[1]): ConfigError {
  try {
    loadConfig(env, options);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0x20ff }).map((code) => String.fromCodePoint(code)),
});

describe('loadConfig', () => {
  it('gives the defaults where nothing is set', () => {
    expect(loadConfig({})).toEqual({
      discordApi: 'https://discord.com/api',
      answerChannels: [],
      playgroundPort: 3000,
      corpusDir: 'corpus',
      indexDir: 'data/index',
      modelsDir: 'models',
      stateDir: 'data/discord',
      embeddingModel: 'Xenova/bge-small-en-v1.5',
      embeddingThreads: availableParallelism(),
      maxFalseRefusals: 0.05,
      questionsPerMinute: 6,
      channelQuestionsPerMinute: 30,
      serverQuestionsPerMinute: 120,
      maxWaitingQuestions: 200,
      metricsHost: '127.0.0.1',
      logLevel: 'info',
      logQuestions: false,
      questionLog: false,
      questionLogDays: 30,
    });
  });

  it('takes an empty variable, or one of spaces, for one that is not set', () => {
    const empty = Object.fromEntries(SETTING_VARIABLES.map((name) => [name, '']));
    const blank = { ...empty, DISCORD_TOKEN: '  ', QUESTIONS_PER_MINUTE: ' ' };
    expect(loadConfig(empty)).toEqual(loadConfig({}));
    expect(loadConfig(blank)).toEqual(loadConfig({}));
  });

  it.each<[string, string, object]>([
    ['DISCORD_TOKEN', ` ${TOKEN} `, { discordToken: TOKEN }],
    ['DISCORD_API', 'http://127.0.0.1:4000/api/', { discordApi: 'http://127.0.0.1:4000/api' }],
    ['DISCORD_GUILD_ID', '197038439483310086', { discordGuildId: '197038439483310086' }],
    [
      'ANSWER_CHANNELS',
      '#help, <#197038439483310087> ,ask,',
      { answerChannels: ['help', '197038439483310087', 'ask'] },
    ],
    ['CORPUS_DIR', '../my articles', { corpusDir: '../my articles' }],
    ['EMBEDDING_MODEL', 'intfloat/e5-small-v2', { embeddingModel: 'intfloat/e5-small-v2' }],
    ['EMBEDDING_POOLING', 'mean', { embeddingPooling: 'mean' }],
    ['EMBEDDING_QUERY_PREFIX', 'query: ', { embeddingQueryPrefix: 'query: ' }],
    ['EMBEDDING_PASSAGE_PREFIX', 'passage: ', { embeddingPassagePrefix: 'passage: ' }],
    ['EMBEDDING_PASSAGE_PREFIX', 'none', { embeddingPassagePrefix: '' }],
    ['EMBEDDING_THREADS', '3', { embeddingThreads: 3 }],
    ['RERANK_MODEL', 'Xenova/ms-marco-MiniLM-L-6-v2', { rerankModel: 'Xenova/ms-marco-MiniLM-L-6-v2' }],
    ['MIN_CONFIDENCE', '.35', { minConfidence: 0.35 }],
    ['MAX_FALSE_REFUSALS', '0.1', { maxFalseRefusals: 0.1 }],
    ['QUESTIONS_PER_MINUTE', '600', { questionsPerMinute: 600 }],
    ['MAX_WAITING_QUESTIONS', '1', { maxWaitingQuestions: 1 }],
    ['METRICS_PORT', '9464', { metricsPort: 9464 }],
    ['METRICS_HOST', '0.0.0.0', { metricsHost: '0.0.0.0' }],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
    ['LOG_QUESTIONS', 'true', { logQuestions: true }],
  ])('reads %s', (variable, value, expected) => {
    expect(loadConfig({ [variable]: value })).toMatchObject(expected);
  });

  it.each([
    ['DISCORD_TOKEN', `Bot ${TOKEN}`],
    ['DISCORD_TOKEN', `"${TOKEN}"`],
    ['DISCORD_API', 'discord.com/api'],
    ['DISCORD_API', 'ftp://discord.com/api'],
    ['DISCORD_API', 'https://user:secret@discord.com/api'],
    ['DISCORD_API', 'https://discord.com/api?v=10'],
    ['DISCORD_GUILD_ID', '1234'],
    ['DISCORD_GUILD_ID', 'my server'],
    ['ANSWER_CHANNELS', 'help me'],
    ['ANSWER_CHANNELS', `help,${'x'.repeat(101)}`],
    ['CORPUS_DIR', 'a\nb'],
    ['INDEX_DIR', 'a\u0000b'],
    ['MODELS_DIR', 'a\tb'],
    ['EMBEDDING_MODEL', 'bge-small'],
    ['EMBEDDING_MODEL', '../models'],
    ['EMBEDDING_POOLING', 'max'],
    ['EMBEDDING_QUERY_PREFIX', 'x'.repeat(501)],
    ['EMBEDDING_PASSAGE_PREFIX', 'x'.repeat(501)],
    ['PLAYGROUND_PORT', '65536'],
    ['PLAYGROUND_PORT', 'http'],
    ['EMBEDDING_THREADS', '0'],
    ['EMBEDDING_THREADS', '1.5'],
    ['RERANK_MODEL', '../models'],
    ['MIN_CONFIDENCE', '1.01'],
    ['MIN_CONFIDENCE', '-0.1'],
    ['MIN_CONFIDENCE', '50%'],
    ['MAX_FALSE_REFUSALS', '0.51'],
    ['MAX_FALSE_REFUSALS', '5%'],
    ['QUESTIONS_PER_MINUTE', '0'],
    ['QUESTIONS_PER_MINUTE', 'six'],
    ['MAX_WAITING_QUESTIONS', '1e3'],
    ['METRICS_PORT', '65536'],
    ['METRICS_HOST', 'http://0.0.0.0'],
    ['LOG_LEVEL', 'INFO'],
    ['LOG_QUESTIONS', 'yes'],
  ])('refuses %s=%j, and says what is allowed with an example', (variable, value) => {
    const error = failOn({ [variable]: value });
    expect(error.variable).toBe(variable);
    expect(error.code).toBe('config-invalid');
    expect(error.message).toMatch(new RegExp(`^The setting ${variable} must be .+, such as .+\\.$`));
  });

  it('never repeats a token, in whichever variable it was put', () => {
    const takesAnyText = /^(EMBEDDING_.*_PREFIX|ANSWER_CHANNELS|.*_DIR|DISCORD_TOKEN)$/;
    for (const variable of SETTING_VARIABLES.filter((name) => !takesAnyText.test(name))) {
      expect(failOn({ [variable]: TOKEN }).message).not.toContain(TOKEN.slice(0, 20));
    }
    expect(failOn({ DISCORD_TOKEN: `Bot ${TOKEN}` }).message).not.toContain(TOKEN.slice(0, 20));
    expect(failOn({ DISCORD_TOKEN: 'short one' }).message).not.toContain('short one');
    expect(failOn({}, { dotenvKeys: [TOKEN] }).message).not.toContain(TOKEN.slice(0, 20));
  });

  it('repeats a short harmless value, so that it can be found', () => {
    expect(failOn({ QUESTIONS_PER_MINUTE: 'six' }).message).toContain('not "six"');
  });

  it('suggests the nearest setting for a misspelt key of the .env file', () => {
    const error = failOn({}, { dotenvKeys: ['CORPUS_DIR', 'DISCORD_TOKN'] });
    expect(error.variable).toBe('DISCORD_TOKN');
    expect(error.message).toContain('did you mean DISCORD_TOKEN?');
    expect(failOn({}, { dotenvKeys: ['corpus_dir'] }).message).toContain('did you mean CORPUS_DIR?');
  });

  it('points to .env.example where no setting is near the unknown key', () => {
    const { message } = failOn({}, { dotenvKeys: ['OPENAI_API_KEY'] });
    expect(message).toContain('OPENAI_API_KEY');
    expect(message).toContain('.env.example');
    expect(message).not.toContain('did you mean');
  });

  it('lets other variables of the environment alone', () => {
    expect(loadConfig({ PATH: '/bin', OPENAI_API_KEY: 'x' })).toEqual(loadConfig({}));
  });

  it('names a required setting that is missing', () => {
    const error = failOn({ DISCORD_TOKEN: '' }, { required: ['discordToken'] });
    expect(error.variable).toBe('DISCORD_TOKEN');
    expect(error.message).toMatch(/DISCORD_TOKEN is missing/);
    expect(loadConfig({ DISCORD_TOKEN: TOKEN }, { required: ['discordToken'] }).discordToken).toBe(TOKEN);
  });

  it('gives a frozen value', () => {
    const config = loadConfig({ ANSWER_CHANNELS: 'help' });
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.answerChannels)).toBe(true);
  });

  it('answers any text in any variable with a value or a ConfigError that names it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SETTING_VARIABLES), anyText, (variable, value) => {
        try {
          return Object.isFrozen(loadConfig({ [variable]: value }));
        } catch (error) {
          return error instanceof ConfigError && error.variable === variable;
        }
      }),
    );
  });
});

describe('.env.example', () => {
  it('holds every setting and no other', () => {
    expect(Object.keys(parse(example)).sort()).toEqual([...SETTING_VARIABLES].sort());
  });

  it('shows the defaults of config.ts', () => {
    const keys = Object.keys(parse(example));
    expect(loadConfig(parse(example), { dotenvKeys: keys })).toEqual(loadConfig({}));
  });

  it('writes every default out, but for those that depend on the machine or the model', () => {
    const empty = Object.entries(parse(example)).filter(([, value]) => value === '');
    const { embeddingThreads, ...written } = loadConfig({});
    expect(embeddingThreads).toBeGreaterThan(0);
    const withDefault = Object.entries(written).filter(([, value]) => !Array.isArray(value));
    expect(SETTING_VARIABLES.length - empty.length).toBe(withDefault.length);
  });

  it('says something of every setting', () => {
    const paragraphs = example.split('\n\n');
    for (const name of SETTING_VARIABLES) {
      const paragraph = paragraphs.find((text) => text.includes(`\n${name}=`));
      expect(paragraph, name).toMatch(/^# \w.{20,}/);
    }
  });
});
