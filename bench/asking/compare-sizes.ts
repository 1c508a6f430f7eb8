import { join } from 'node:path';
import type { BenchOptions } from '../bench-options.ts';
import { spawnMeasured } from '../shared/spawn-measured.ts';
import type { AskedIndex } from './ask-index.ts';
import type { MeasuredRecall } from './measure-recall.ts';

export interface SizeReport extends AskedIndex {
  readonly recall: MeasuredRecall;
}

/** Asks indexes of several sizes, each in a process of its own. */
export async function compareSizes(
  { workDir, sizes, askers }: BenchOptions,
  questions: readonly string[],
): Promise<readonly SizeReport[]> {
  const reports: SizeReport[] = [];
  for (const count of sizes) {
    const indexDir = join(workDir, `grown-${count}`);
    process.stderr.write(`bench: asking ${count} passages\n`);
    await spawnMeasured('asking/make-grown-index.ts', { realDir: join(workDir, 'real'), indexDir, count });
    const asked = await spawnMeasured<AskedIndex>('asking/ask-index.ts', { indexDir, questions, askers });
    const recall = await spawnMeasured<MeasuredRecall>('asking/measure-recall.ts', { indexDir, questions });
    reports.push({ ...asked, recall });
  }
  return reports;
}
