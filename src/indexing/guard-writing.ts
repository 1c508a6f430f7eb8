import { FootnoteError } from '../errors.ts';

/** What the system's error codes mean for the one who builds, and what to do. */
const WORDS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space',
  EDQUOT: 'the disk quota is used up. Free some space',
  EFBIG: 'the file would be larger than is allowed here. Raise the limit on file sizes',
  EACCES:
    'the permission is missing. Give yourself the right to write there, or name another folder with --index',
  EPERM:
    'the permission is missing. Give yourself the right to write there, or name another folder with --index',
  EROFS: 'the file system is read-only. Name another folder with --index',
  ENOTDIR: 'a part of the path is a file, not a folder. Remove it, or name another folder with --index',
  EEXIST: 'a file stands where a folder is needed. Remove it, or name another folder with --index',
  EISDIR: 'a folder stands where a file is needed. Remove it, or name another folder with --index',
  ENOENT: 'the folder was removed meanwhile. Leave it in place',
  EMFILE: 'too many files are open. Raise the limit on open files',
  EIO: 'the disk reports an error. Look after it, or name another folder with --index',
};

/** Runs a step that writes to `path`; its failures say what to do. */
export async function guardWriting<Result>(path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (cause) {
    throw describeWriteFailure(cause, path);
  }
}

/**
 * Turns a failure to write into one that says what to do; anything that is no failure of the file system is given
 * back as it is.
 */
function describeWriteFailure(cause: unknown, path: string): unknown {
  if (cause instanceof FootnoteError || !(cause instanceof Error) || !('code' in cause)) return cause;
  if (!('syscall' in cause) || typeof cause.code !== 'string') return cause;
  const words = WORDS[cause.code] ?? `the system says ${cause.code}. Look after it`;
  const message = `Cannot write ${path}: ${words}, then run "npm run index" again. The index in use is as it was.`;
  return new FootnoteError(message, { code: 'index-unwritable', cause });
}
