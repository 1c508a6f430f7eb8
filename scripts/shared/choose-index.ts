import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Config } from '../../src/config.ts';

export interface ChosenIndex {
  readonly corpusDir: string;
  readonly indexDir: string;
  readonly build: 'never' | 'if-needed';
}

/**
 * Which index a script asks, from its `--corpus` and `--index`:
 *
 *     neither   the settings' own, built where it is missing or stale
 *     both      that index of that corpus, likewise
 *     --corpus  an index of its own beside the settings' one, so that a running bot never switches to other articles
 *     --index   that index as it stands: of which articles it is cannot be told. Where there is none yet, one of the
 *               settings' corpus is built there.
 */
export function chooseIndex(
  config: Pick<Config, 'corpusDir' | 'indexDir'>,
  flags: { readonly corpus?: string; readonly index?: string },
): ChosenIndex {
  const { corpus, index } = flags;
  const corpusDir = corpus ?? config.corpusDir;
  if (index !== undefined) {
    const build = corpus === undefined && existsSync(index) ? 'never' : 'if-needed';
    return { corpusDir, indexDir: index, build };
  }
  const isOwn = resolve(corpusDir) === resolve(config.corpusDir);
  const indexDir = isOwn ? config.indexDir : `${config.indexDir}-of-${nameFolder(corpusDir)}`;
  return { corpusDir, indexDir, build: 'if-needed' };
}

/** The folder's name, told apart from others of that name. */
function nameFolder(path: string): string {
  const whole = resolve(path);
  const name = basename(whole)
    .replace(/[^\w-]+/g, '-')
    .slice(0, 40);
  return `${name}-${createHash('sha256').update(whole).digest('hex').slice(0, 8)}`;
}
