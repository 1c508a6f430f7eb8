import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Whether this process may mount a file system: root outside of most containers. */
export const CAN_MOUNT = tryMount();

/** What the report says where it may not. */
export const NO_MOUNT = 'skipped: mounting is not allowed here';

/** A small file system in memory, gone when the test has ended. */
export function mountSmallDisk(kilobytes: number): string {
  const path = mkdtempSync(join(tmpdir(), 'footnote-disk-'));
  mount('-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=755`, 'tmpfs', path);
  onTestFinished(() => {
    execFileSync('umount', ['-l', path]);
    rmSync(path, { recursive: true, force: true });
  });
  return path;
}

/** From now on nobody can write to it, root included, or all can again. */
export function setReadOnly(path: string, isReadOnly: boolean): void {
  mount('-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, path);
}

function mount(...args: readonly string[]): void {
  execFileSync('mount', args, { stdio: 'pipe' });
}

function tryMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const path = mkdtempSync(join(tmpdir(), 'footnote-mount-'));
  try {
    mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path);
    execFileSync('umount', [path], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}
