import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { BuildSummary } from './build-summary.ts';

export interface RunBuildProcessOptions {
  /** `scripts/index.ts`, as a path or file URL. */
  readonly script: string;
  readonly corpusDir: string;
  readonly indexDir: string;
  /** The environment of the process. @default that of this one */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** As the script tells it, in plain words, every few seconds. */
  readonly onProgress: (phase: string, done: number, total: number) => void;
  /** Stops the build: what was embedded is kept, the index stays as it was. */
  readonly signal: AbortSignal;
}

/** How the process ended: with the summary of a build, or with words on why there is none. */
export type BuildProcessResult =
  | { readonly kind: 'summary'; readonly summary: BuildSummary }
  | {
      readonly kind: 'failure';
      /** A code of `FootnoteError`; `stopped`; or `internal`. */
      readonly code: string;
      /** May name folders of this machine. */
      readonly message: string;
    };

/** How long a build that is told to stop may take to end by itself, in milliseconds. */
const STOP_GRACE_MS = 5_000;
/** Lines of what it said last that are kept for the message of a crash. */
const KEPT_LINES = 5;
/** Where in the code it crashed says nothing to those who read the message. */
const STACK_LINE = /^\s+at |^\s*$/;
const PROGRESS = /^(.+): (\d+) of (\d+)$/;

const summarySchema = z.looseObject({
  outcome: z.enum(['built', 'up-to-date', 'dry-run', 'rejected', 'below-floor']),
});
const failureSchema = z.object({
  outcome: z.enum(['failed', 'stopped']),
  code: z.string().optional(),
  message: z.string(),
});

/**
 * Builds the index in a process of its own, which neither slows nor endangers the one that answers: it runs with a lower
 * priority, and may be killed at any moment. No shell is involved. Rejects only where it cannot be started.
 */
export async function runBuildProcess(options: RunBuildProcessOptions): Promise<BuildProcessResult> {
  const { script, corpusDir, indexDir, env, onProgress, signal } = options;
  const flags = ['--json', `--corpus=${corpusDir}`, `--index=${indexDir}`];
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(env === undefined ? {} : { env }),
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject).once('close', () => {
      resolve();
    });
  });
  if (child.pid !== undefined) lowerPriority(child.pid);
  const lastLines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    const [, phase = '', done, total] = PROGRESS.exec(line) ?? [];
    if (done !== undefined) onProgress(phase, Number(done), Number(total));
    else if (!STACK_LINE.test(line) && lastLines.push(line) > KEPT_LINES) lastLines.shift();
  });
  let killer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    child.kill('SIGINT');
    killer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    const [output] = await Promise.all([text(child.stdout), ended]);
    return readResult(output, lastLines, signal.aborted);
  } finally {
    clearTimeout(killer);
    signal.removeEventListener('abort', stop);
  }
}

/** Where the system does not allow it, the build runs as fast as any other process. */
function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    return;
  }
}

function readResult(output: string, lastLines: readonly string[], wasStopped: boolean): BuildProcessResult {
  const json = parseJson(output);
  // Written by this program, so that its kind tells the rest.
  if (summarySchema.safeParse(json).success) return { kind: 'summary', summary: json as BuildSummary };
  const { data } = failureSchema.safeParse(json);
  if (wasStopped || data?.outcome === 'stopped') {
    return { kind: 'failure', code: 'stopped', message: data?.message ?? 'The build was stopped.' };
  }
  const message = data?.message ?? `The build ended without a result. ${lastLines.join(' ')}`.trim();
  return { kind: 'failure', code: data?.code ?? 'internal', message };
}

function parseJson(output: string): unknown {
  try {
    return JSON.parse(output.trim().split('\n').at(-1) ?? '');
  } catch {
    return null;
  }
}
