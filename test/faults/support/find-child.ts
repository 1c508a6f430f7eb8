import { readdirSync, readFileSync } from 'node:fs';

/** The first process that another one started, by what Linux tells of them; false where there is none. */
export function findChild(parent: number | undefined): number | false {
  for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // After the name, which may hold anything: state, parent.
      const after = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(after[1]) === parent) return Number(name);
    } catch {
      // It has ended meanwhile.
    }
  }
  return false;
}
