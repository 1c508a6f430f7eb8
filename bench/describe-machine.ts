import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  /** Processes that wanted to run, mean of the last minute before the measuring: above 1, others were at work too. */
  readonly load: number;
  /** Package or program → version. */
  readonly versions: Readonly<Record<string, string>>;
}

const HERE = import.meta.dirname;
const OURS = ['@xenova/transformers', 'hnswlib-node'];
const THEIRS = [
  '@langchain/community',
  '@langchain/core',
  '@langchain/textsplitters',
  '@huggingface/transformers',
  'hnswlib-node',
  '@orama/orama',
];

/** The machine and the versions that the figures depend on; the peers' are left out where they are not installed. */
export function describeMachine(): Machine {
  const versions: Record<string, string> = { 'Node.js': process.versions.node };
  for (const name of OURS) versions[`Footnote's ${name}`] = readVersion(join(HERE, '..'), name);
  for (const name of THEIRS) versions[`bench's ${name}`] = readVersion(HERE, name);
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: totalmem() / 1e9,
    load: loadavg()[0] ?? 0,
    versions: Object.fromEntries(Object.entries(versions).filter(([, version]) => version !== '')),
  };
}

function readVersion(folder: string, name: string): string {
  try {
    const json = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
    const { version } = JSON.parse(json) as { version?: string };
    return version ?? '';
  } catch {
    return '';
  }
}
