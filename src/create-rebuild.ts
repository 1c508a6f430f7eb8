import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import type { Rebuild, RebuildReport } from './discord/management/rebuild.ts';
import type { BuildSummary } from './indexing/build-summary.ts';
import { explainBelowFloor } from './indexing/questions/render-questions.ts';
import { runBuildProcess } from './indexing/run-build-process.ts';

export interface CreateRebuildOptions {
  readonly config: Pick<Config, 'corpusDir' | 'indexDir'>;
  /** The environment that the build runs with. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What builds. @default scripts/index.ts */
  readonly script?: string;
}

/** What `/reindex` does: `npm run index` in a process of its own, with the folders that the bot answers from. */
export function createRebuild({ config, env, script }: CreateRebuildOptions): Rebuild {
  const { corpusDir, indexDir } = config;
  const path = script ?? fileURLToPath(new URL('../scripts/index.ts', import.meta.url));
  return async ({ onProgress, signal }) => {
    const result = await runBuildProcess({
      ...{ script: path, corpusDir, indexDir, onProgress, signal },
      // A build has nothing to say to Discord. Empty, so that .env does not give it back.
      env: { ...env, DISCORD_TOKEN: '' },
    });
    if (result.kind === 'summary') return toReport(result.summary);
    // Told in a sentence of its own.
    return { outcome: 'failed', code: result.code, message: result.message.replace(/^Error: /, '') };
  };
}

function toReport(summary: BuildSummary): RebuildReport {
  const { outcome, generation, articles, passages, rejected, questions, seconds } = summary;
  const isTaken = outcome === 'built' || outcome === 'up-to-date';
  const reason = questions === null ? 'Files of the articles cannot be read.' : explainBelowFloor(questions);
  return {
    outcome: isTaken ? outcome : 'refused',
    ...{ generation, articles, passages, seconds },
    leftOut: rejected.map(({ path, message }) => ({ path, message })),
    reason: isTaken ? null : reason,
    lost: (questions?.lost ?? []).map(({ id, question, now }) => `${id}: ${question} (now: ${now})`),
  };
}
