import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/** A regular expression of ours, and where it stands, such as `src/text/fold.ts:12`. */
export interface FoundRegExp {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

const ROOT = join(import.meta.dirname, '../../..');
const LITERAL = /^\/(.*)\/([a-z]*)$/s;

/** Every regular expression of `src/`: the literals, and those that a module builds when it is loaded. */
export async function collectRegExps(): Promise<readonly FoundRegExp[]> {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const literals = files.flatMap(readLiterals);
  const building = files.filter((file) =>
    /^(?!\s).*new RegExp\(|^ {2}.*\[?new RegExp\(/m.test(readFileSync(file, 'utf8')),
  );
  return [...literals, ...(await recordBuilt(building))];
}

function readLiterals(file: string): FoundRegExp[] {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found: FoundRegExp[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags = ''] = LITERAL.exec(node.text) ?? [];
      const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
      found.push({ where: `${relative(ROOT, file)}:${line.toString()}`, source, flags });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Loads the modules with a constructor that remembers what it builds. */
async function recordBuilt(files: readonly string[]): Promise<FoundRegExp[]> {
  const found: FoundRegExp[] = [];
  const Original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Original, {
    construct: (target, given: ConstructorParameters<RegExpConstructor>) => {
      const built = new target(...given);
      const caller = new Error().stack
        ?.split('\n')
        .find((line) => line.includes('/src/') || line.includes('/node_modules/'));
      const where = /\/(src\/[\w./-]+\.ts)/.exec(caller ?? '')?.[1];
      if (where !== undefined && caller?.includes('/node_modules/') === false) {
        found.push({ where, source: built.source, flags: built.flags });
      }
      return built;
    },
  });
  try {
    for (const file of files) await import(pathToFileURL(file).href);
  } finally {
    globalThis.RegExp = Original;
  }
  return found;
}
