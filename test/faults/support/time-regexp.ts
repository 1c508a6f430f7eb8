import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FoundRegExp } from './collect-regexps.ts';

/** The longest search of one expression. */
export interface RegExpTime {
  /** Of the processor, so that a busy machine makes nothing slow; `Infinity` where it was given up. */
  readonly slowestMs: number;
  /** What it was searched in, cut. */
  readonly text: string;
}

type Told =
  | { readonly kind: 'begin'; readonly index: number }
  | { readonly kind: 'end'; readonly index: number; readonly ms: number }
  | { readonly kind: 'done' };

/** Times expressions in a process of its own, which is ended where a search does not come back. */
export class RegExpTimer {
  readonly #giveUpMs: number;
  #child: ChildProcess | null = null;

  /** @param giveUpMs how long a search may take by the clock */
  constructor(giveUpMs: number) {
    this.#giveUpMs = giveUpMs;
  }

  async time({ source, flags }: FoundRegExp, texts: readonly string[]): Promise<RegExpTime> {
    this.#child ??= fork(fileURLToPath(new URL('./regexp-child.mjs', import.meta.url)), { execArgv: [] });
    const child = this.#child;
    let slowest: RegExpTime = { slowestMs: 0, text: '' };
    const note = (slowestMs: number, index: number): void => {
      if (slowestMs > slowest.slowestMs) slowest = { slowestMs, text: (texts[index] ?? '').slice(0, 60) };
    };
    let timer: NodeJS.Timeout | undefined;
    const isThrough = await new Promise<boolean>((resolve, reject) => {
      child.once('exit', () => {
        reject(new Error(`The process that searches with /${source}/${flags} ended.`));
      });
      child.on('message', (told: Told) => {
        clearTimeout(timer);
        if (told.kind === 'done') resolve(true);
        else if (told.kind === 'end') note(told.ms, told.index);
        else {
          timer = setTimeout(() => {
            note(Infinity, told.index);
            resolve(false);
          }, this.#giveUpMs);
        }
      });
      child.send({ source, flags, texts });
    });
    clearTimeout(timer);
    child.removeAllListeners('exit');
    child.removeAllListeners('message');
    if (!isThrough) this.close();
    return slowest;
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}
