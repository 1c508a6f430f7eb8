import type { Finding } from './finding.ts';

/** Holds the version of Node (such as `v20.20.0`) against the least that the project takes (such as `20.19.0`). */
export function checkNode(version: string, minimum: string): Finding {
  const [found, wanted] = [parseVersion(version), parseVersion(minimum)];
  const position = wanted.findIndex((part, index) => part !== found[index]);
  const isEnough = position === -1 || (found[position] ?? 0) > (wanted[position] ?? 0);
  const message = `This is Node ${version.replace(/^v/, '')}; ${minimum} or newer is needed.`;
  return isEnough
    ? { check: 'Node.js', status: 'ok', message, mend: null }
    : {
        check: 'Node.js',
        status: 'failure',
        message,
        mend: `Install Node ${minimum} or newer, then run npm install again.`,
      };
}

function parseVersion(version: string): readonly number[] {
  return version
    .replace(/^v/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10));
}
