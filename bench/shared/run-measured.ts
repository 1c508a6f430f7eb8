import { writeFile } from 'node:fs/promises';

/**
 * The body of a program that is measured in a process of its own (see `spawn-measured.ts`): its options are the JSON of
 * its first argument, its result goes as JSON into the file that its second one names.
 */
export async function runMeasured(measure: (options: never) => Promise<unknown>): Promise<void> {
  const [options = '{}', resultPath = 'result.json'] = process.argv.slice(2);
  await writeFile(resultPath, JSON.stringify(await measure(JSON.parse(options) as never)));
}
