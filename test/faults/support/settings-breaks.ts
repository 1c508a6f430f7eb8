import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DoctorTrial } from './doctor-stage.ts';

/** A value of each setting that is refused. A new setting has to be given one here: the test compares the names. */
export const BAD_VALUES: Readonly<Record<string, string>> = {
  DISCORD_TOKEN: 'Bot a-secret of nobody',
  DISCORD_API: 'ftp://discord.example',
  DISCORD_GUILD_ID: '12',
  ANSWER_CHANNELS: 'help me',
  PLAYGROUND_PORT: '70000',
  CORPUS_DIR: 'a\u0007b',
  INDEX_DIR: 'a\u0007b',
  MODELS_DIR: 'a\u0007b',
  STATE_DIR: 'a\u0007b',
  EMBEDDING_MODEL: 'no-owner',
  EMBEDDING_POOLING: 'max',
  EMBEDDING_QUERY_PREFIX: 'x'.repeat(501),
  EMBEDDING_PASSAGE_PREFIX: 'x'.repeat(501),
  EMBEDDING_THREADS: '0',
  RERANK_MODEL: 'no-owner',
  MIN_CONFIDENCE: '2',
  MAX_FALSE_REFUSALS: '0.9',
  QUESTIONS_PER_MINUTE: '0',
  CHANNEL_QUESTIONS_PER_MINUTE: 'many',
  SERVER_QUESTIONS_PER_MINUTE: '-1',
  MAX_WAITING_QUESTIONS: '1.5',
  METRICS_PORT: 'nine',
  METRICS_HOST: 'a host',
  LOG_LEVEL: 'loud',
  LOG_QUESTIONS: 'yes',
  QUESTION_LOG: 'on',
  QUESTION_LOG_DAYS: '366',
};

/** Each setting malformed, and an unknown key. */
export function listSettingsBreaks(): readonly DoctorTrial[] {
  const common = { check: 'Settings', status: 'failure' } as const;
  return [
    ...Object.entries(BAD_VALUES).map(([variable, value]): DoctorTrial => ({
      ...common,
      name: `${variable} is malformed`,
      says: new RegExp(`The setting ${variable} must be`),
      breakIt: () => Promise.resolve({ [variable]: value }),
      ...(variable === 'DISCORD_TOKEN' ? { secret: 'a-secret' } : {}),
    })),
    {
      ...common,
      name: 'an unknown key in .env',
      says: /QUESTION_PER_MINUTE.*did you mean QUESTIONS_PER_MINUTE/,
      breakIt: async (cwd) => {
        await writeFile(join(cwd, '.env'), 'QUESTION_PER_MINUTE=6\n');
        return undefined;
      },
    },
  ];
}
