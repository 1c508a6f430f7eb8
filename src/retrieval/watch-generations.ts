import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { POINTER_FILE, readPointer } from './read-pointer.ts';

export interface WatchGenerationsOptions {
  /** Called with the name of a generation when it has become the current one. Must not throw. */
  readonly onSwitch: (name: string) => void;
  /** The generation that the caller has open, so that a switch before the watch is noticed too. @default the one found first */
  readonly current?: string;
  /** How often the pointer is looked at where the file system tells nothing, in milliseconds. @default 2000 */
  readonly pollMs?: number;
  /** How long the folder must be quiet before the pointer is read, in milliseconds. @default 100 */
  readonly debounceMs?: number;
}

export interface GenerationWatch {
  /** Ends the watch; `onSwitch` is not called after it. */
  close(): void;
}

/**
 * Tells when another generation of the index becomes current. Goes on where the folder does not exist yet, is removed,
 * or is replaced by another. Does not keep the process alive.
 */
export function watchGenerations(indexDir: string, options: WatchGenerationsOptions): GenerationWatch {
  const { onSwitch, pollMs = 2000, debounceMs = 100 } = options;
  let current: string | null | undefined = options.current;
  let closed = false;
  let watcher: FSWatcher | null = null;
  let watched: string | null = null;
  let debounce: NodeJS.Timeout | undefined;

  const unwatch = (): void => {
    watcher?.close();
    watcher = null;
    watched = null;
  };

  const look = async (): Promise<void> => {
    // An unreadable or missing pointer is not news: the generation that is open stays in use.
    const pointer = await readPointer(indexDir).catch(() => null);
    if (closed) return;
    const known = current;
    if (pointer !== null) current = pointer.generation;
    else current ??= null;
    if (known !== undefined && current !== null && current !== known) onSwitch(current);
  };

  const rewatch = async (): Promise<void> => {
    // A watcher holds on to the folder it was given, even when another one takes its name.
    const found = await stat(indexDir).catch(() => null);
    const identity = found === null ? null : `${found.dev}:${found.ino}`;
    if (closed || identity === watched) return;
    unwatch();
    if (identity === null) return;
    try {
      watcher = watch(indexDir, { persistent: false }, (_event, name) => {
        if (name !== null && name !== POINTER_FILE) return;
        clearTimeout(debounce);
        debounce = setTimeout(() => void look(), debounceMs);
        debounce.unref();
      });
      watcher.on('error', unwatch);
      watched = identity;
    } catch {
      // Some file systems cannot be watched (and watches can run out): the polling below is enough.
      watched = identity;
    }
  };

  const poll = async (): Promise<void> => {
    await rewatch();
    await look();
  };
  const timer = setInterval(() => void poll(), pollMs);
  timer.unref();
  void poll();

  return {
    close() {
      closed = true;
      clearInterval(timer);
      clearTimeout(debounce);
      unwatch();
    },
  };
}
