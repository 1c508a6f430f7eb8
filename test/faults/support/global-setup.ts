import type { TestProject } from 'vitest/node';
import { clearReport, loadReport, renderReport, REPORT_PATH } from './fault-report.ts';
import { IS_QUICK } from './fault-run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly faultsSeed: string;
  }
}

/** Begins a report; at the end prints it as a table, with the seed that repeats the run. */
export default function setUp(project: TestProject): () => void {
  const { faultsSeed } = project.getProvidedContext();
  const startedAt = performance.now();
  clearReport();
  say(
    `faults: seed ${faultsSeed}${IS_QUICK ? ', the short run' : ''} (repeat with FAULTS_SEED=${faultsSeed})`,
  );
  return () => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    say(`\n${renderReport(loadReport())}\n`);
    say(`faults: seed ${faultsSeed}, ${seconds.toString()} s, lines in ${REPORT_PATH}`);
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
