import type { InspectDiscordOptions } from '../discord/diagnosis/inspect-discord.ts';
import type { ConfigError } from '../errors.ts';
import { FootnoteError } from '../errors.ts';
import { checkCompiler } from './check-compiler.ts';
import { checkCorpus } from './check-corpus.ts';
import { checkIndexHealth } from './check-index-health.ts';
import { type CheckedModel, checkModel, type CheckModelOptions } from './check-model.ts';
import { type BuildVectorIndex, checkNativeModule } from './check-native-module.ts';
import { checkWritable } from './check-writable.ts';
import { checkNode } from './check-node.ts';
import { describeDiscord } from './describe-discord.ts';
import type { Finding } from './finding.ts';

export interface DoctorOptions {
  /** Such as `v20.20.0`. */
  readonly nodeVersion: string;
  /** The least version of Node that the project takes, such as `20.19.0`. */
  readonly minimumNode: string;
  /** The PATH, where the tools that compile are looked for. */
  readonly searchPath: string;
  /** What is wrong with the settings; the defaults stand in for those. */
  readonly problems: readonly ConfigError[];
  readonly corpusDir: string;
  readonly indexDir: string;
  /** Where the bot keeps what it has to know after a restart. */
  readonly stateDir: string;
  readonly model: CheckModelOptions;
  /** Null where there is no token, or none that may be sent anywhere. */
  readonly discord: InspectDiscordOptions | null;
  /** Makes a vector index. @default with hnswlib-node */
  readonly buildVectorIndex?: BuildVectorIndex;
  /** The time in milliseconds since 1970. @default Date.now() */
  readonly now?: number;
  /** Called with each finding as soon as it is there. */
  readonly onFinding?: (finding: Finding) => void;
}

/** Looks after everything that Footnote needs, in the order in which it is needed. Never throws: what fails is a finding. */
export async function runDoctor(options: DoctorOptions): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const note = (...found: readonly Finding[]): void => {
    findings.push(...found);
    for (const finding of found) options.onFinding?.(finding);
  };
  note(checkNode(options.nodeVersion, options.minimumNode), ...describeSettings(options.problems));
  const native = await checkNativeModule(options.buildVectorIndex);
  note(await checkCompiler(options.searchPath, native.status === 'ok'), native);

  let model: CheckedModel = { findings: [], fingerprint: null };
  try {
    model = await checkModel(options.model);
    note(...model.findings);
  } catch (error) {
    note(describeFailure('Model files', error));
  }
  note(...(await guard('Articles', async () => [await checkCorpus(options.corpusDir)])));
  const { corpusDir, indexDir, now = Date.now() } = options;
  const index = { corpusDir, indexDir, now, model: model.fingerprint };
  note(...(await guard('Index', () => checkIndexHealth(index))));
  const state = {
    check: 'State folder',
    folder: options.stateDir,
    variable: 'STATE_DIR',
    loss: 'the bot cannot answer after a restart what was asked before it',
  };
  note(...(await guard(state.check, () => checkWritable(state))));
  note(...(await guard('Discord', () => checkDiscord(options))));
  return findings;
}

async function checkDiscord({ discord, problems }: DoctorOptions): Promise<readonly Finding[]> {
  if (discord === null) {
    const isUnreadable = problems.some(({ variable }) => variable.startsWith('DISCORD_'));
    const message = isUnreadable
      ? 'The settings for Discord cannot be read, so that nothing was asked of it.'
      : 'DISCORD_TOKEN is not set, so that nothing was asked of Discord.';
    return [{ check: 'Discord', status: 'skipped', message, mend: null }];
  }
  const { inspectDiscord } = await import('../discord/diagnosis/inspect-discord.ts');
  return describeDiscord(await inspectDiscord(discord), discord);
}

function describeSettings(problems: readonly ConfigError[]): readonly Finding[] {
  const check = 'Settings';
  if (problems.length === 0)
    return [{ check, status: 'ok', message: 'Every setting can be read.', mend: null }];
  const mend =
    'Mend this line of .env, or this variable of the environment; .env.example tells what is allowed.';
  return problems.map(({ message }) => ({ check, status: 'failure', message, mend }));
}

async function guard(check: string, run: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await run();
  } catch (error) {
    return [describeFailure(check, error)];
  }
}

/** An error of ours says itself what to do. */
function describeFailure(check: string, error: unknown): Finding {
  if (error instanceof FootnoteError) {
    return {
      check,
      status: 'failure',
      message: error.message,
      mend: 'Do what is said here, then run npm run doctor again.',
    };
  }
  const reason = error instanceof Error ? error.message : 'an unknown error';
  return {
    check,
    status: 'failure',
    message: `This could not be looked at: ${reason}`,
    mend: 'Please report this.',
  };
}
