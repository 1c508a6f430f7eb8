import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Finding } from './finding.ts';

/** What node-gyp needs to compile hnswlib-node; one name of each row is enough. */
const TOOLS = [
  { name: 'Python 3', programs: ['python3', 'python'] },
  { name: 'make', programs: ['make', 'gmake'] },
  { name: 'a C++ compiler', programs: ['g++', 'c++', 'clang++'] },
] as const;

/**
 * Looks for the tools that compile the one package that has to be. `searchPath` is the PATH of the process. Where the
 * compiled package works, lacking ones are a warning only.
 */
export async function checkCompiler(searchPath: string, isCompiled: boolean): Promise<Finding> {
  const check = 'Compiler';
  const found = await Promise.all(TOOLS.map(({ programs }) => findProgram(programs, searchPath)));
  const lacking = TOOLS.filter((_, index) => found[index] === null).map(({ name }) => name);
  if (lacking.length === 0) {
    return {
      check,
      status: 'ok',
      message: `Python 3, make and a C++ compiler are there (${found.join(', ')}).`,
      mend: null,
    };
  }
  const names = lacking.join(' and ');
  return {
    check,
    status: isCompiled ? 'warning' : 'failure',
    message: `Not on the PATH: ${names}. They compile hnswlib-node.`,
    mend: isCompiled
      ? `Nothing to do now; install ${names} before the next update of Node or of Footnote.`
      : `Install ${names} (on Debian and Ubuntu: python3, make and g++), then run npm rebuild hnswlib-node.`,
  };
}

async function findProgram(programs: readonly string[], searchPath: string): Promise<string | null> {
  for (const program of programs) {
    for (const folder of searchPath.split(delimiter)) {
      const path = join(folder, program);
      if (folder !== '' && (await canRun(path))) return program;
    }
  }
  return null;
}

async function canRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
