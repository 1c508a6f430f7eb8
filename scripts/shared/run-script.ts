import { renderError } from '../../src/terminal/render-error.ts';
import { watchClosedPipe } from '../../src/terminal/watch-closed-pipe.ts';

/**
 * Runs the body of a script, which gives the exit code. An error is told in words on standard error and gives 1; a
 * reader of the output that goes away ends the script quietly with 0.
 */
export async function runScript(main: () => Promise<number>): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) watchClosedPipe(stream, () => process.exit(0));
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${renderError(error)}\n`);
    process.exitCode = 1;
  }
}
