import { writeFileSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { clearReport, listLosses, loadReport, renderReport, REPORT_PATH } from './fault-report.ts';
import { IS_QUICK } from './fault-run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly faultsSeed: string;
  }
}

/**
 * Begins a report; at the end prints it as a table, with the seed that repeats the run, and writes it to a file beside the
 * lines. Anything lost makes the run fail.
 */
export default function setUp(project: TestProject): () => void {
  const { faultsSeed } = project.getProvidedContext();
  const startedAt = performance.now();
  clearReport();
  say(
    `faults: seed ${faultsSeed}${IS_QUICK ? ', the short run' : ''} (repeat with FAULTS_SEED=${faultsSeed})`,
  );
  return () => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const lines = loadReport();
    const table = renderReport(lines);
    const about = `seed ${faultsSeed}, ${seconds.toString()} s${IS_QUICK ? ', the short run' : ''}`;
    say(`\n${table}\n`);
    if (lines.length > 0) {
      writeFileSync(REPORT_PATH.replace(/(?:\.jsonl)?$/, '.md'), `${table}\n\nfaults: ${about}\n`);
    }
    say(`faults: ${about}, lines in ${REPORT_PATH}, and the table beside them`);
    const losses = listLosses(lines);
    for (const loss of losses) say(`LOST ${loss}`);
    if (losses.length > 0) process.exitCode = 1;
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
