import { once } from 'node:events';

/** Writes a line to standard output, and waits where its reader is slow. */
export async function printLine(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}
