import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Allowed {
  /** Rooms whose values and types may be imported. */
  readonly values: readonly string[];
  /** Rooms of which only types may be imported. */
  readonly types?: readonly string[];
}

/** The table of DESIGN.md, "Who may import whom". */
const TABLE: Readonly<Record<string, Allowed>> = {
  errors: { values: [] },
  text: { values: [] },
  config: { values: ['errors'] },
  corpus: { values: ['text', 'errors'] },
  passages: { values: ['text', 'errors'], types: ['corpus'] },
  milestones: { values: ['text', 'errors'], types: ['passages', 'corpus'] },
  pictures: { values: ['errors'] },
  timeline: { values: ['milestones', 'pictures', 'text', 'errors'] },
  embeddings: { values: ['errors'] },
  retrieval: { values: ['embeddings', 'text', 'errors'], types: ['passages'] },
  indexing: {
    values: ['corpus', 'passages', 'milestones', 'embeddings', 'retrieval', 'evaluation', 'text', 'errors'],
  },
  answers: { values: ['milestones', 'text', 'errors'], types: ['retrieval', 'passages'] },
  evaluation: { values: ['errors'], types: ['retrieval', 'answers'] },
  feedback: { values: ['embeddings', 'pictures', 'text', 'errors'] },
  discord: { values: ['answers', 'milestones', 'timeline', 'feedback', 'text', 'errors'] },
  terminal: { values: ['answers', 'milestones', 'text', 'errors'] },
  'local-discord': { values: ['errors'] },
  metrics: { values: ['errors'] },
  doctor: {
    values: ['corpus', 'embeddings', 'indexing', 'retrieval', 'discord', 'text', 'errors'],
  },
  playground: { values: ['local-discord', 'errors'] },
};

/** Files of src/ that put the rooms together: they may import everything, and no room may import them. */
const WIRING = [
  'index',
  'open-library',
  'open-feedback',
  'open-reranker',
  'create-shelf',
  'choose-confidence',
  'build-checked-index',
  'select-model-options',
  'serve-playground',
  'serve-discord',
  'listen-for-stop',
  'end-on-crash',
  'create-rebuild',
  'create-article-desk',
];

/** One door per package: the only files of src/ that may import it. */
const DOORS: Readonly<Record<string, RegExp>> = {
  'discord.js': /^src\/discord\//,
  'hnswlib-node': /^src\/retrieval\/hnsw-index\.ts$/,
  '@xenova/transformers': /^src\/embeddings\/(transformers-embedder|embedding-worker)\.ts$/,
  'chrono-node': /^src\/milestones\/read-relative-phrase\.ts$/,
  satori: /^src\/pictures\/draw-svg\.ts$/,
  '@resvg/resvg-js': /^src\/pictures\/draw-png\.ts$/,
  '@seald-io/nedb': /^src\/feedback\/create-datastore\.ts$/,
  'prom-client': /^src\/metrics\/create-metrics\.ts$/,
  minisearch: /^nowhere: the tests hold our own index against it$/,
  'lit-html': /^src\/playground\/page\/(main\.ts|view\/)/,
  'discord-markdown-parser': /^src\/playground\/page\/markdown\//,
  dotenv: /^(src\/index\.ts|scripts\/)/,
};

const MAP = [
  'src/corpus/article.ts',
  'src/passages/passage.ts',
  'src/embeddings/embedder.ts',
  'src/retrieval/retriever.ts',
  'src/answers/answer.ts',
];

interface ImportLine {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((name) => /\.(ts|mjs)$/.test(name))
    .sort();
}

function readImports(file: string): ImportLine[] {
  const source = readFileSync(join(root, file), 'utf8');
  const pattern =
    /^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
  return [...source.matchAll(pattern)].map((match) => ({
    file,
    specifier: match[2] ?? match[3] ?? '',
    typeOnly: match[1] !== undefined,
  }));
}

/** The room of a file of src/: its folder, or its own name for the files at the top. */
function roomOf(file: string): string {
  const [, first = '', second] = file.split('/');
  return second === undefined ? first.replace(/\.ts$/, '') : first;
}

const sources = [...listSources('src'), ...listSources('scripts')];
const imports = sources.flatMap(readImports);

describe('the house', () => {
  it('reads the imports of every room', () => {
    expect(imports.length).toBeGreaterThan(10);
  });

  it('lets a room import only what its row of the table names', () => {
    const broken = imports.filter(({ file, specifier, typeOnly }) => {
      if (!specifier.startsWith('.') || !file.startsWith('src/')) return false;
      const room = roomOf(file);
      if (WIRING.includes(room)) return false;
      const target = roomOf(posix.join(posix.dirname(file), specifier));
      const row = TABLE[room];
      if (target === room) return false;
      if (row === undefined) return true;
      return !row.values.includes(target) && !(typeOnly && (row.types ?? []).includes(target));
    });
    expect(broken).toEqual([]);
  });

  it.each(Object.entries(DOORS))('lets %s in through one door only', (name, door) => {
    const broken = imports.filter(
      ({ file, specifier }) => (specifier === name || specifier.startsWith(`${name}/`)) && !door.test(file),
    );
    expect(broken).toEqual([]);
  });

  it('lets the page of the playground, which runs in a browser, import itself and small packages only', () => {
    const page = 'src/playground/page/';
    const broken = imports.filter(({ file, specifier, typeOnly }) => {
      if (!file.startsWith(page)) return false;
      if (specifier.startsWith('.')) return !posix.join(posix.dirname(file), specifier).startsWith(page);
      if (typeOnly && specifier.startsWith('discord-api-types/')) return false;
      return !/^(lit-html|discord-markdown-parser)(\/|$)/.test(specifier);
    });
    expect(broken).toEqual([]);
  });

  it('reads the environment in config.ts only', () => {
    // The second sets a variable for native code, and reads none.
    const others = ['src/index.ts', 'src/embeddings/silence-telemetry.ts'];
    const broken = sources.filter((file) => {
      if (!file.startsWith('src/') || others.includes(file)) return false;
      return /process\.env\b/.test(readFileSync(join(root, file), 'utf8'));
    });
    expect(broken).toEqual([]);
  });

  it.each(MAP)('keeps %s, a sheet of the map, under 60 lines', (file) => {
    expect(readFileSync(join(root, file), 'utf8').split('\n').length).toBeLessThan(60);
  });

  it('keeps files under 300 lines, or says why on line 1', () => {
    const long = sources.filter((file) => {
      const lines = readFileSync(join(root, file), 'utf8').split('\n');
      return lines.length > 300 && !(lines[0] ?? '').startsWith('// Long because ');
    });
    expect(long).toEqual([]);
  });

  it('names files in kebab-case', () => {
    expect(sources.filter((file) => !/^[a-z0-9-]+(\.[a-z]+)?\.(ts|mjs)$/.test(posix.basename(file)))).toEqual(
      [],
    );
  });
});
