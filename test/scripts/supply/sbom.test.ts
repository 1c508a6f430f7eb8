import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { completeSbom } from '../../../scripts/supply/complete-sbom.ts';
import { SHIPPED_MODEL } from '../../../scripts/supply/shipped-model.ts';
import { runProgram, type ProgramResult } from '../../doubles/run-program.ts';

const root = join(import.meta.dirname, '..', '..', '..');

// What of CycloneDX 1.5 (ECMA-424 has its later versions) is used here; unknown fields of our own are refused.
const hash = z.strictObject({ alg: z.enum(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']), content: z.hex() });
const licences = z.array(
  z.union([
    z.strictObject({
      license: z.union([z.strictObject({ id: z.string() }), z.strictObject({ name: z.string() })]),
    }),
    z.strictObject({ expression: z.string() }),
  ]),
);
const component = z.looseObject({
  type: z.enum(['library', 'application', 'machine-learning-model', 'file']),
  'bom-ref': z.string().min(1),
  name: z.string().min(1),
  version: z.string().optional(),
  scope: z.enum(['required', 'optional', 'excluded']).optional(),
  purl: z
    .string()
    .regex(/^pkg:(npm|huggingface|maven)\//)
    .optional(),
  hashes: z.array(hash).optional(),
  licenses: licences.optional(),
  externalReferences: z.array(z.looseObject({ type: z.string(), url: z.string() })).optional(),
});
const modelSchema = component.strict().extend({
  description: z.string(),
  hashes: z.array(hash).length(1),
  licenses: licences,
  pedigree: z.strictObject({
    ancestors: z.array(component.partial({ 'bom-ref': true })),
    notes: z.string(),
  }),
  components: z.array(
    z.strictObject({
      ...{ type: z.literal('file'), 'bom-ref': z.string(), name: z.string() },
      hashes: z.array(hash).length(1),
    }),
  ),
});
const bomSchema = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string().regex(/^1\.[5-7]$/),
  serialNumber: z.string().regex(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  version: z.int().min(1),
  metadata: z.looseObject({ timestamp: z.iso.datetime(), component }),
  components: z.array(component),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()).optional() })),
});

const run = (...args: readonly string[]): Promise<ProgramResult> =>
  runProgram('scripts/sbom.ts', { cwd: root, args });

describe('npm run sbom', () => {
  let text = '';
  let bom: z.infer<typeof bomSchema>;

  beforeAll(async () => {
    const { code, stdout, stderr } = await run();
    expect([code, stderr]).toEqual([0, '']);
    text = stdout;
    bom = bomSchema.parse(JSON.parse(text));
  });

  it('is named after the project, whatever the folder is called', () => {
    expect(bom.metadata.component).toMatchObject({ name: 'footnote', type: 'application' });
    expect(bom.metadata.component.purl).toMatch(/^pkg:npm\/footnote@/);
  });

  it('lists each package of production with version, licence and checksum, and none of development', () => {
    const packages = bom.components.filter(({ type }) => type === 'library');
    const names = packages.map(({ purl }) => /^pkg:npm\/(.+)@/.exec(purl ?? '')?.[1]);
    expect(names).toEqual(expect.arrayContaining(['discord.js', 'hnswlib-node', 'onnxruntime-node', 'ws']));
    expect(names).not.toEqual(expect.arrayContaining(['vitest']));
    expect(names).not.toEqual(expect.arrayContaining(['eslint']));
    expect(packages.filter(({ version, hashes }) => version === undefined || hashes === undefined)).toEqual(
      [],
    );
    expect(packages.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([]);
  });

  it('has each reference once, and every dependency leads to one', () => {
    const refs = [bom.metadata.component, ...bom.components].map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const named = bom.dependencies.flatMap(({ ref, dependsOn = [] }) => [ref, ...dependsOn]);
    expect(named.filter((ref) => !refs.includes(ref))).toEqual([]);
  });

  it('lists the embedding model with its licence, its origin and the checksums of its files', async () => {
    const found = bom.components.filter(({ type }) => type === 'machine-learning-model');
    expect(found).toHaveLength(1);
    const model = modelSchema.parse(found[0]);
    const weights = await readFile(join(root, 'models', SHIPPED_MODEL.id, SHIPPED_MODEL.weights));
    const sha256 = createHash('sha256').update(weights).digest('hex');
    expect(model.hashes).toEqual([{ alg: 'SHA-256', content: sha256 }]);
    expect(model.licenses).toEqual([{ license: { id: 'MIT' } }]);
    expect(model.pedigree.ancestors.map(({ purl }) => purl)).toEqual([
      'pkg:huggingface/BAAI/bge-small-en-v1.5',
      expect.stringMatching(/^pkg:maven\/dev\.langchain4j\/.+@1\.20\.0-beta30$/),
    ]);
    const sums = await readFile(join(root, 'models', 'SHA256SUMS'), 'utf8');
    const lines = model.components.map(
      ({ name, hashes: [one] }) => `${one?.content ?? ''}  ${SHIPPED_MODEL.id}/${name}`,
    );
    expect(lines.sort()).toEqual(sums.trim().split('\n').sort());
    const own = bom.dependencies.find(({ ref }) => ref === bom.metadata.component['bom-ref']);
    expect(own?.dependsOn).toContain(model['bom-ref']);
  });

  it('holds no path of this machine, and no address that packages were installed from', () => {
    for (const path of [root, homedir(), tmpdir()].filter((one) => one.length > 1)) {
      expect(text).not.toContain(`${path}/`);
    }
    const references = bom.components.flatMap(({ externalReferences = [] }) => externalReferences);
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter(({ type }) => type === 'distribution')).toEqual([]);
  });

  it('writes to a file, and says so in words where it cannot', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'footnote-sbom-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'footnote.cdx.json');
    expect(await run('--output', file)).toMatchObject({ code: 0, stdout: '', stderr: '' });
    bomSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const refused = await run('--output', join(file, 'below'));
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^Error: The list cannot be written below /);
    expect((await stat(file)).isFile()).toBe(true);
  });

  it('refuses what is older than machine-learning models are', () => {
    expect(() => completeSbom({ ...(JSON.parse(text) as object), specVersion: '1.4' }, [])).toThrow(
      /specVersion/,
    );
  });
});
