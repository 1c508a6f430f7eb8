import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** What docs/footnote.service says of how the bot is started. */
export interface ServiceStart {
  /** Without the path of Node. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Reads it, with another folder in the place of `/var/lib/footnote`. */
export function readService(dataDir: string): ServiceStart {
  const text = readFileSync(join(ROOT, 'docs', 'footnote.service'), 'utf8');
  const lines = [...text.matchAll(/^Environment=(\w+)=(.*)$/gm)];
  const env = Object.fromEntries(
    lines.map(([, name = '', value = '']) => [name, value.replace('/var/lib/footnote', dataDir)]),
  );
  const [, command] = /^ExecStart=\/usr\/bin\/node (.+)$/m.exec(text) ?? [];
  if (command === undefined) throw new Error('docs/footnote.service does not start Node.');
  return { args: command.split(' '), env };
}
