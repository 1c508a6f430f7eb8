import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Tells one process from all others, also from a later one that is given its number. */
export interface ProcessIdentity {
  /** Where the number counts: a checksum of host, boot and, in a container, its own numbering of processes. */
  readonly place: string;
  readonly pid: number;
  /** When it began, as the system counts it; null where the system does not tell. */
  readonly started: string | null;
}

/** The identity of this process, or of another one of this machine. */
export async function identifyProcess(pid: number = process.pid): Promise<ProcessIdentity> {
  return { place: await identifyPlace(), pid, started: await readStart(pid) };
}

/** Whether that process is alive; null where it is of another machine, of which nothing can be known here. */
export async function isProcessAlive({ place, pid, started }: ProcessIdentity): Promise<boolean | null> {
  if (place !== (await identifyPlace())) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and is somebody else's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return started === (await readStart(pid));
}

let place: Promise<string> | null = null;

function identifyPlace(): Promise<string> {
  const facts = [
    Promise.resolve(hostname()),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    readlink('/proc/self/ns/pid').catch(() => ''),
  ];
  place ??= Promise.all(facts).then((known) =>
    createHash('sha256').update(JSON.stringify(known)).digest('hex').slice(0, 16),
  );
  return place;
}

/** Field 22 of proc(5)'s `stat`, counted from behind the name, which may hold anything. */
async function readStart(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
