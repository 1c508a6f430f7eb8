import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { FootnoteError } from '../errors.ts';

/** Loopback only: the playground trusts whoever sits at this machine. */
const HOST = '127.0.0.1';
/** Ports tried, from the wanted one upwards. */
const MAX_TRIES = 20;
const LAST_PORT = 65_535;

/**
 * Makes a server listen on 127.0.0.1, on the wanted port or the next free one; 0 takes any. Gives the port. Throws a
 * `FootnoteError` where none of twenty is free.
 */
export async function listenOnFreePort(server: Server, firstPort: number): Promise<number> {
  const lastPort = firstPort === 0 ? 0 : Math.min(firstPort + MAX_TRIES - 1, LAST_PORT);
  for (let port = firstPort; port <= lastPort; port += 1) {
    // A browser asks ::1 first for "localhost": another server there would answer in our place.
    if (port !== 0 && (await isTaken('::1', port))) continue;
    if (await listen(server, HOST, port)) return (server.address() as AddressInfo).port;
  }
  const message = `The playground finds no free port from ${firstPort} to ${lastPort} on ${HOST}: set PLAYGROUND_PORT to another one.`;
  throw new FootnoteError(message, { code: 'config-invalid' });
}

async function isTaken(host: string, port: number): Promise<boolean> {
  const probe = createServer();
  try {
    if (!(await listen(probe, host, port))) return true;
    probe.close();
    await once(probe, 'close');
    return false;
  } catch {
    return false; // No IPv6 here.
  }
}

/** False where the port is taken or not ours to take. Throws what else goes wrong. */
async function listen(server: Server, host: string, port: number): Promise<boolean> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
