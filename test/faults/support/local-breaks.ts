import { copyFile, mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locateGeneration, readPointer } from '../../../src/retrieval/read-pointer.ts';
import { SHIPPED_MODEL_ID } from '../../../src/embeddings/check-model-files.ts';
import type { DoctorTrial } from './doctor-stage.ts';

const MODELS = join(import.meta.dirname, '../../../models');

/** A stand-in is loaded before the doctor, so that the process itself is the one that is broken. */
async function preload(cwd: string, code: string): Promise<Readonly<Record<string, string>>> {
  await writeFile(join(cwd, 'preload.cjs'), code);
  return { NODE_OPTIONS: `--require ${join(cwd, 'preload.cjs')}` };
}

const breakBindings = (message: string): string => `
const Module = require('node:module');
const load = Module._load;
Module._load = function (request, ...rest) {
  if (request === 'bindings') return () => { throw new Error(${JSON.stringify(message)}); };
  return load.call(this, request, ...rest);
};`;

async function flipByte(path: string): Promise<void> {
  const bytes = await readFile(path);
  const at = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(path, bytes);
}

/** The models as files of their own, so that they can be broken. */
async function copyModels(cwd: string): Promise<string> {
  await rm(join(cwd, 'models'));
  const names = await readdir(MODELS, { recursive: true, withFileTypes: true });
  for (const entry of names.filter((entry) => entry.isFile())) {
    const folder = join(cwd, 'models', entry.parentPath.slice(MODELS.length));
    await mkdir(folder, { recursive: true });
    await copyFile(join(entry.parentPath, entry.name), join(folder, entry.name));
  }
  return join(cwd, 'models');
}

/** Node, tools, compiled module, model, articles and index: each broken in one way. */
export async function listLocalBreaks(): Promise<readonly DoctorTrial[]> {
  const sums = await readFile(join(MODELS, 'SHA256SUMS'), 'utf8');
  const modelFiles = sums
    .split('\n')
    .map((line) => line.split(/\s+/)[1] ?? '')
    .filter((name) => name.startsWith(SHIPPED_MODEL_ID));
  return [
    {
      name: 'Node is too old',
      ...{ check: 'Node.js', status: 'failure', says: /This is Node 20\.18\.9; 20\.19\.0 or newer/ },
      breakIt: (cwd) => preload(cwd, `Object.defineProperty(process, 'version', { value: 'v20.18.9' });`),
    },
    {
      name: 'no compiler on the PATH',
      ...{ check: 'Compiler', status: 'warning', says: /Python 3 and make and a C\+\+ compiler/ },
      breakIt: (cwd) => Promise.resolve({ PATH: cwd }),
    },
    {
      name: 'the compiled module is missing',
      ...{ check: 'hnswlib-node', status: 'failure', says: /does not load: Could not locate the bindings/ },
      breakIt: (cwd) => preload(cwd, breakBindings('Could not locate the bindings file.')),
    },
    {
      name: 'the compiled module is of another Node',
      ...{ check: 'hnswlib-node', status: 'failure', says: /does not load: .*different Node\.js version/ },
      breakIt: (cwd) =>
        preload(cwd, breakBindings('The module was compiled against a different Node.js version.')),
    },
    ...modelFiles.flatMap((file): DoctorTrial[] => [
      {
        name: `${file} is missing`,
        ...{ check: 'Model files', status: 'failure', alsoWarns: ['Index'] },
        says: new RegExp(`${file.replaceAll('.', '\\.')} is missing`),
        breakIt: async (cwd) => {
          await rm(join(await copyModels(cwd), file));
          return undefined;
        },
      },
      {
        name: `${file} is altered`,
        ...{ check: 'Model files', status: 'failure', alsoWarns: ['Index'] },
        says: new RegExp(`${file.replaceAll('.', '\\.')} is shortened or altered`),
        breakIt: async (cwd) => {
          await flipByte(join(await copyModels(cwd), file));
          return undefined;
        },
      },
    ]),
    {
      name: 'the folder of the articles is missing',
      ...{ check: 'Articles', status: 'failure', says: /nowhere/, alsoWarns: ['Index'] },
      breakIt: () => Promise.resolve({ CORPUS_DIR: 'nowhere' }),
    },
    {
      name: 'the folder of the articles is empty',
      ...{ check: 'Articles', status: 'failure', says: /holds no files/, alsoWarns: ['Index'] },
      breakIt: async (cwd) => {
        await mkdir(join(cwd, 'empty'));
        return { CORPUS_DIR: 'empty' };
      },
    },
    {
      name: 'an article cannot be read',
      ...{ check: 'Articles', status: 'warning', says: /image\.md/, alsoWarns: ['Index'] },
      breakIt: async (cwd) => {
        await writeFile(join(cwd, 'corpus', 'image.md'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]));
        return undefined;
      },
    },
    ...listIndexBreaks(),
  ];
}

const FILES = [
  'manifest.json',
  'articles.jsonl',
  'passages.jsonl',
  'milestones.jsonl',
  'lexical.bin',
  'calibration.json',
  'question-results.json',
  'vectors.hnsw',
];

function listIndexBreaks(): readonly DoctorTrial[] {
  const nothing = undefined;
  return [
    {
      name: 'there is no index',
      ...{ check: 'Index', status: 'warning', says: /There is no index/ },
      breakIt: async (cwd) => {
        await rm(join(cwd, 'data/index'), { recursive: true });
        return nothing;
      },
    },
    {
      name: 'the index is stale',
      ...{ check: 'Index', status: 'warning', says: /stale/ },
      breakIt: async (cwd) => {
        await writeFile(join(cwd, 'corpus', 'mill.md'), '# The Mill\n\nThe mill was built in 1702.\n');
        return nothing;
      },
    },
    {
      name: 'the index is of another model',
      ...{ check: 'Index', status: 'warning', says: /stale/ },
      breakIt: () => Promise.resolve({ EMBEDDING_POOLING: 'mean' }),
    },
    {
      name: 'the pointer of the index is altered',
      ...{ check: 'Index', status: 'failure', says: /damaged.*current\.json/ },
      breakIt: async (cwd) => {
        await writeFile(join(cwd, 'data/index/current.json'), '{');
        return nothing;
      },
    },
    ...FILES.map((file): DoctorTrial => ({
      name: `${file} of the index is altered`,
      ...{ check: 'Index', status: 'failure', says: new RegExp(`damaged: \\S*${file.replace('.', '\\.')}`) },
      breakIt: async (cwd) => {
        const indexDir = join(cwd, 'data/index');
        const { generation = '' } = (await readPointer(indexDir)) ?? {};
        await flipByte(join(locateGeneration(indexDir, generation), file));
        return nothing;
      },
    })),
    {
      name: 'a killed build left its lock',
      ...{ check: 'Index lock', status: 'warning', says: /killed left/ },
      breakIt: async (cwd) => {
        const path = join(cwd, 'data/index/build.lock');
        await mkdir(path);
        await utimes(path, 1, 1);
        return nothing;
      },
    },
    {
      name: 'the folder of the index takes nothing',
      ...{ check: 'Index folder', status: 'failure', says: /is no folder/, alsoWarns: ['Index'] },
      breakIt: async (cwd) => {
        await writeFile(join(cwd, 'file'), '');
        return { INDEX_DIR: 'file/index' };
      },
    },
    {
      name: 'the state folder takes nothing',
      ...{ check: 'State folder', status: 'failure', says: /is no folder/ },
      breakIt: async (cwd) => {
        await writeFile(join(cwd, 'file'), '');
        return { STATE_DIR: 'file/state' };
      },
    },
  ];
}
