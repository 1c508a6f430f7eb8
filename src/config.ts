import { availableParallelism } from 'node:os';
import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { ConfigError } from './errors.ts';

/**
 * Every setting, under the camel-case name of its variable (`CORPUS_DIR` → `corpusDir`). One that was not given and
 * has no default here is left out. `.env.example` tells each with its default and unit.
 */
export interface Config {
  /** A secret: never print it. */
  readonly discordToken?: string | undefined;
  /** Base URL of the REST API, without a slash at its end. */
  readonly discordApi: string;
  readonly discordGuildId?: string | undefined;
  /** Ids or names (without `#`) of channels where questions need no mention. */
  readonly answerChannels: readonly string[];
  readonly playgroundPort: number;
  readonly corpusDir: string;
  readonly indexDir: string;
  readonly modelsDir: string;
  /** What the bot has to know after a restart. */
  readonly stateDir: string;
  readonly embeddingModel: string;
  readonly embeddingPooling?: 'cls' | 'mean' | undefined;
  readonly embeddingQueryPrefix?: string | undefined;
  readonly embeddingPassagePrefix?: string | undefined;
  readonly embeddingThreads: number;
  readonly rerankModel?: string | undefined;
  /** In [0, 1]. */
  readonly minConfidence?: number | undefined;
  /** In [0, 0.5]. */
  readonly maxFalseRefusals: number;
  /** Per person. */
  readonly questionsPerMinute: number;
  readonly channelQuestionsPerMinute: number;
  readonly serverQuestionsPerMinute: number;
  readonly maxWaitingQuestions: number;
  /** Metrics and health checks are served only where it is set. */
  readonly metricsPort?: number | undefined;
  readonly metricsHost: string;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly logQuestions: boolean;
  /** Whether questions are kept for `/gaps`. */
  readonly questionLog: boolean;
  /** How long. */
  readonly questionLogDays: number;
}

export interface LoadConfigOptions {
  /** The keys found in the .env file; one that is no setting is refused. @default [] */
  readonly dotenvKeys?: readonly string[];
  /** Settings without a default that the program at hand cannot do without. @default [] */
  readonly required?: readonly (keyof Config)[];
}

const MAX_THREADS = 256;
/** Most characters of a bad value that are shown; a token of Discord has 59 or more. */
const MAX_SHOWN_LENGTH = 20;
/** Most edits between an unknown key and the setting that is suggested for it. */
const MAX_EDITS = 4;

const folder = z.string().regex(/^\P{Cc}+$/u);
/** An empty variable is one that is not set, so that "no prefix" needs a word. */
const prefix = z
  .string()
  .max(500)
  .transform((text) => (text === 'none' ? '' : text))
  .optional();

/** One schema a setting: from the text of its variable to its value. The description goes on after "must be". */
const settings = z.object({
  discordToken: z
    .string()
    .regex(/^[\w.-]+$/)
    .optional()
    .describe(
      'the bot token as the developer portal of Discord shows it, such as AbC123.dEf4.gHi-56, without "Bot"',
    ),
  discordApi: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !/[@?#]/.test(url))
    .transform((url) => url.replace(/(?<!\/)\/+$/, ''))
    .prefault('https://discord.com/api')
    .describe('an http(s) URL without user, query or fragment, such as https://discord.com/api'),
  discordGuildId: z
    .string()
    .regex(/^\d{17,20}$/)
    .optional()
    .describe('the id of a Discord server, 17 to 20 digits, such as 197038439483310086'),
  answerChannels: z
    .string()
    .transform(splitChannels)
    .pipe(z.array(z.string().regex(/^[^\s<>@#]{1,100}$/u)))
    .prefault('')
    .describe('ids or names of channels, parted by commas, such as help,197038439483310087'),
  playgroundPort: integerBetween(0, 65_535, 3000).describe('a port from 0 to 65535, such as 3000'),
  corpusDir: folder.prefault('corpus').describe('the path of a folder, such as corpus'),
  indexDir: folder.prefault('data/index').describe('the path of a folder, such as data/index'),
  modelsDir: folder.prefault('models').describe('the path of a folder, such as models'),
  stateDir: folder.prefault('data/discord').describe('the path of a folder, such as data/discord'),
  embeddingModel: z
    .string()
    .regex(/^[\w-][\w.-]*\/[\w-][\w.-]*$/)
    .prefault('Xenova/bge-small-en-v1.5')
    .describe('the name of a model as owner/name, such as Xenova/bge-small-en-v1.5'),
  embeddingPooling: z.enum(['cls', 'mean']).optional().describe('cls or mean, such as cls'),
  embeddingQueryPrefix: prefix.describe('none or at most 500 characters, such as "query: "'),
  embeddingPassagePrefix: prefix.describe('none or at most 500 characters, such as "passage: "'),
  embeddingThreads: integerBetween(1, MAX_THREADS, Math.min(availableParallelism(), MAX_THREADS)).describe(
    `a whole number of threads from 1 to ${MAX_THREADS}, such as 2`,
  ),
  rerankModel: z
    .string()
    .regex(/^[\w-][\w.-]*\/[\w-][\w.-]*$/)
    .optional()
    .describe('the name of a cross-encoder as owner/name, such as Xenova/ms-marco-MiniLM-L-6-v2'),
  minConfidence: z
    .string()
    .regex(/^(?:\d+|\d*\.\d+)$/)
    .transform(Number)
    .pipe(z.number().min(0).max(1))
    .optional()
    .describe('a number from 0 to 1, such as 0.5'),
  maxFalseRefusals: z
    .string()
    .regex(/^(?:\d+|\d*\.\d+)$/)
    .transform(Number)
    .pipe(z.number().min(0).max(0.5))
    .prefault('0.05')
    .describe('a number from 0 to 0.5, such as 0.05'),
  questionsPerMinute: integerBetween(1, 600, 6).describe(
    'a whole number of questions from 1 to 600, such as 6',
  ),
  channelQuestionsPerMinute: integerBetween(1, 100_000, 30).describe(
    'a whole number of questions from 1 to 100000, such as 30',
  ),
  serverQuestionsPerMinute: integerBetween(1, 100_000, 120).describe(
    'a whole number of questions from 1 to 100000, such as 120',
  ),
  maxWaitingQuestions: integerBetween(1, 100_000, 200).describe(
    'a whole number of questions from 1 to 100000, such as 200',
  ),
  metricsPort: z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.int().min(0).max(65_535))
    .optional()
    .describe('a port from 0 to 65535, such as 9464'),
  metricsHost: z
    .string()
    .regex(/^(?:localhost|[\da-f.:]{2,45})$/i)
    .prefault('127.0.0.1')
    .describe('an address of this machine, such as 127.0.0.1'),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .prefault('info')
    .describe('one of fatal, error, warn, info, debug, trace and silent, such as info'),
  logQuestions: flag(),
  questionLog: flag(),
  questionLogDays: integerBetween(1, 365, 30).describe('a whole number of days from 1 to 365, such as 30'),
});

/** The environment variable of every setting, in the order of `Config`. */
export const SETTING_VARIABLES: readonly string[] = Object.keys(settings.shape).map(toVariable);

/**
 * The settings of one process from its environment, frozen. An empty variable counts as not set. Throws a
 * `ConfigError` that names the first variable found unknown, malformed or missing, and what is allowed.
 */
export function loadConfig(
  env: Readonly<Record<string, string | undefined>>,
  options: LoadConfigOptions = {},
): Config {
  for (const key of options.dotenvKeys ?? []) {
    if (!SETTING_VARIABLES.includes(key)) throw new ConfigError(showKey(key), describeUnknown(key));
  }
  const given: Record<string, string> = {};
  for (const field of Object.keys(settings.shape)) {
    const value = readVariable(env, toVariable(field));
    if (value !== undefined) given[field] = value;
  }
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0]) as keyof Config;
    const variable = toVariable(field);
    const shown = showValue(field, String(given[field]));
    throw new ConfigError(variable, `The setting ${variable} must be ${describeAllowed(field)}${shown}.`);
  }
  for (const field of options.required ?? []) {
    if (parsed.data[field] === undefined) {
      const variable = toVariable(field);
      throw new ConfigError(
        variable,
        `The setting ${variable} is missing: set it to ${describeAllowed(field)}.`,
      );
    }
  }
  return Object.freeze({ ...parsed.data, answerChannels: Object.freeze(parsed.data.answerChannels) });
}

function integerBetween(min: number, max: number, fallback: number) {
  const digits = z.string().regex(/^\d+$/);
  return digits.transform(Number).pipe(z.int().min(min).max(max)).prefault(`${fallback}`);
}

function flag() {
  return z
    .enum(['true', 'false'])
    .prefault('false')
    .transform((text) => text === 'true')
    .describe('true or false, such as false');
}

function splitChannels(text: string): string[] {
  const names = text.split(',').map((part) => part.trim());
  return names.filter((name) => name !== '').map((name) => name.replace(/^<#(\d+)>$|^#/, '$1'));
}

function toVariable(field: string): string {
  return field.replace(/[A-Z]/g, '_$&').toUpperCase();
}

/** Undefined where not set or empty. A prefix keeps the space at its end. */
function readVariable(
  env: Readonly<Record<string, string | undefined>>,
  variable: string,
): string | undefined {
  const text = env[variable] ?? '';
  const value = variable.endsWith('_PREFIX') ? text : text.trim();
  return value === '' ? undefined : value;
}

function describeAllowed(field: keyof Config): string {
  return settings.shape[field].description ?? 'given';
}

/** Nothing where the value may hold a secret: a token can be pasted into any line. */
function showValue(field: keyof Config, value: string): string {
  const safe = field !== 'discordToken' && value.length <= MAX_SHOWN_LENGTH && /^[\w ./,:#-]+$/.test(value);
  return safe ? `, not ${JSON.stringify(value)}` : ' (its value is not shown, as it may be a secret)';
}

/** A token pasted without its name can look like a key. */
function showKey(key: string): string {
  return /^\w{1,40}$/.test(key) ? key : 'a key';
}

function describeUnknown(key: string): string {
  const nearest = closest(key.toUpperCase(), [...SETTING_VARIABLES]);
  const hint =
    distance(key.toUpperCase(), nearest) <= MAX_EDITS
      ? `did you mean ${nearest}?`
      : 'see .env.example for all of them.';
  return `The .env file sets ${showKey(key)}, which is no setting of Footnote: ${hint}`;
}
