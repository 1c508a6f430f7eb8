import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A file that npm writes when it has installed a folder's packages. */
const INSTALLED = join(import.meta.dirname, 'node_modules', '.package-lock.json');
const BINARY = join(import.meta.dirname, 'node_modules', 'hnswlib-node', 'build', 'Release', 'addon.node');

/**
 * Installs what Footnote is measured against, in this folder, where it is not there yet. No package runs a script but
 * hnswlib-node, which is compiled.
 * @throws Error where npm fails.
 */
export function installPeers(): void {
  if (!existsSync(INSTALLED)) runNpm(['ci', '--ignore-scripts']);
  if (!existsSync(BINARY)) runNpm(['rebuild', 'hnswlib-node', '--ignore-scripts=false']);
}

function runNpm(words: readonly string[]): void {
  process.stderr.write(`bench: npm ${words.join(' ')}\n`);
  const { status } = spawnSync('npm', [...words, '--prefix', import.meta.dirname], {
    cwd: import.meta.dirname,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ${words.join(' ')} failed in bench/. See above, then run it again.`);
}
