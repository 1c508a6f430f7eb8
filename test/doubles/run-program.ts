import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const tsx = import.meta.resolve('tsx');

export interface ProgramResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunProgramOptions {
  readonly args?: readonly string[];
  /** Settings; those of the machine that runs the tests are not passed on. @default {} */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder that it runs in, so that no `.env` of a developer is read. */
  readonly cwd: string;
  /** Text on its standard input; null for `</dev/null`, `open` for one that says nothing and stays. @default null */
  readonly input?: { readonly text: string } | 'open' | null;
}

/** A program that has been started. */
export interface RunningProgram {
  readonly child: ChildProcess;
  /** Resolves when it has written something to its standard output, or ended without. */
  readonly spoke: Promise<unknown>;
  readonly ended: Promise<ProgramResult>;
}

/** Starts a program of this project (a path from its root) in a process of its own. */
export function startProgram(path: string, options: RunProgramOptions): RunningProgram {
  const { args = [], env = {}, cwd, input = null } = options;
  const child = spawn(process.execPath, ['--import', tsx, join(root, path), ...args], {
    cwd,
    env: { PATH: process.env.PATH, MODELS_DIR: join(root, 'models'), EMBEDDING_THREADS: '1', ...env },
    stdio: [input === null ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const [stdout, stderr]: [string[], string[]] = [[], []];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  if (input !== null && input !== 'open') child.stdin?.end(input.text);
  const ended = new Promise<ProgramResult>((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      resolve({ code, stdout: stdout.join(''), stderr: stderr.join('') });
    });
  });
  const spoke = Promise.race([new Promise((resolve) => child.stdout?.once('data', resolve)), ended]);
  return { child, spoke, ended };
}

/** Runs such a program to its end. */
export async function runProgram(path: string, options: RunProgramOptions): Promise<ProgramResult> {
  return startProgram(path, options).ended;
}
