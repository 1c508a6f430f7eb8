import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { InstalledPackage } from '../../../scripts/supply/installed-package.ts';
import { judgeLicence, type LicencePolicy } from '../../../scripts/supply/judge-licence.ts';
import { NAMED_EXCEPTIONS, READ_AS } from '../../../scripts/supply/licence-policy.ts';
import { listPackages } from '../../../scripts/supply/list-packages.ts';
import { checkModelLicence, SHIPPED_MODEL } from '../../../scripts/supply/shipped-model.ts';
import { runProgram, type ProgramResult } from '../../doubles/run-program.ts';

const root = join(import.meta.dirname, '..', '..', '..');

const POLICY: LicencePolicy = {
  allowed: ['MIT', 'Apache-2.0'],
  exceptions: [
    { packages: ['picture-*'], licence: 'LGPL-3.0-or-later', scope: 'production', reason: 'loaded' },
    { packages: ['checker'], licence: 'MPL-2.0', scope: 'development', reason: 'a tool' },
  ],
  readAs: [{ package: 'sloppy', said: 'MIT licence', licence: 'MIT', reason: 'its file' }],
};

const made = (licence: string | null, facts: Partial<InstalledPackage> = {}): InstalledPackage => ({
  ...{ name: 'some', version: '1.0.0', path: 'node_modules/some' },
  ...{ licence, isDevelopment: false, isInstalled: true, ...facts },
});

describe('a licence', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['(GPL-3.0-only OR (MIT AND Apache-2.0))', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-2.0-only OR GPL-3.0-only', false],
    ['Apache-2.0+', false],
    ['Apache-2.0 WITH LLVM-exception', false],
    ['LicenseRef-own', false],
    ['LGPL-3.0-or-later', false],
  ])('%s is allowed: %s', (licence, isAllowed) => {
    const verdict = judgeLicence(made(licence), POLICY);
    expect([verdict.isAllowed, verdict.problem === null]).toEqual([isAllowed, isAllowed]);
  });

  it('names what stands in the way', () => {
    expect(judgeLicence(made('MIT AND GPL-3.0-only'), POLICY).problem).toMatch(
      /^GPL-3.0-only is not allowed in production\. Replace the package, or allow it in /,
    );
  });

  it.each([
    [null, /^It names no licence\. Ask its authors/],
    ['SEE LICENSE IN terms.txt', /^“SEE LICENSE IN terms\.txt” is no SPDX expression\. Read its files/],
    ['UNLICENSED', /is no SPDX expression/],
    ['GPL', /is no SPDX expression/],
  ])('that says %s is unknown, with what to do', (licence, problem) => {
    expect(judgeLicence(made(licence), POLICY)).toMatchObject({
      isAllowed: false,
      expression: null,
      problem: expect.stringMatching(problem) as string,
    });
  });

  it('is allowed by name to the packages that the exception names, and to no other', () => {
    expect(judgeLicence(made('MIT AND LGPL-3.0-or-later', { name: 'picture-x64' }), POLICY)).toMatchObject({
      isAllowed: true,
      exceptions: [{ reason: 'loaded' }],
    });
    expect(judgeLicence(made('LGPL-3.0-or-later', { name: 'my-picture-x64' }), POLICY).isAllowed).toBe(false);
  });

  it('that is for tools of development does not travel', () => {
    const tool = made('MPL-2.0', { name: 'checker', isDevelopment: true });
    expect(judgeLicence(tool, POLICY).isAllowed).toBe(true);
    expect(judgeLicence({ ...tool, isDevelopment: false }, POLICY).isAllowed).toBe(false);
  });

  it('is read as what it means only where the package says exactly that', () => {
    expect(judgeLicence(made('MIT licence', { name: 'sloppy' }), POLICY).expression).toBe('MIT');
    expect(judgeLicence(made('My licence', { name: 'sloppy' }), POLICY).isAllowed).toBe(false);
    expect(judgeLicence(made('MIT licence'), POLICY).isAllowed).toBe(false);
  });
});

describe('the packages of this project', () => {
  const verdicts = listPackages(root).map((one) => judgeLicence(one));

  it('all have a licence that is allowed', () => {
    expect(verdicts.length).toBeGreaterThan(300);
    expect(verdicts.filter(({ isAllowed }) => !isAllowed)).toEqual([]);
  });

  it('need every exception and every reading that there is', () => {
    const used = new Set(verdicts.flatMap(({ exceptions }) => exceptions));
    expect(NAMED_EXCEPTIONS.filter((one) => !used.has(one))).toEqual([]);
    const read = new Set(verdicts.map(({ readAs }) => readAs));
    expect(READ_AS.filter((one) => !read.has(one))).toEqual([]);
  });
});

describe('the embedding model', () => {
  it('has its licence beside it, the one that models/README.md and the check name', async () => {
    expect(checkModelLicence(join(root, 'models'))).toBeNull();
    const readme = await readFile(join(root, 'models', 'README.md'), 'utf8');
    expect(readme).toContain(`| licence | ${SHIPPED_MODEL.licence} (BAAI) |`);
    expect(readme).toContain(SHIPPED_MODEL.weights);
    expect(readme).toContain(`${SHIPPED_MODEL.carrier.group}:${SHIPPED_MODEL.carrier.name}`);
    expect(readme).toContain(SHIPPED_MODEL.carrier.version);
  });
});

describe('npm run licences', () => {
  let folder = '';

  const put = async (path: string, manifest: object): Promise<void> => {
    const file = join(folder, path, 'package.json');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(manifest));
  };
  const run = (...args: readonly string[]): Promise<ProgramResult> =>
    runProgram('scripts/licences.ts', { cwd: folder, args: ['--folder', folder, ...args] });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'footnote-licences-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await cp(
      join(root, 'models', SHIPPED_MODEL.id, 'LICENSE'),
      join(folder, 'models', SHIPPED_MODEL.id, 'LICENSE'),
    );
    await put('node_modules/good', { name: 'good', version: '1.0.0', license: 'MIT' });
    await put('node_modules/@old/one', {
      name: '@old/one',
      licenses: [{ type: 'MIT' }, { type: 'GPL-2.0-only' }],
    });
  });

  it('is content with packages that are allowed, in scopes and in old words, too', async () => {
    const { code, stdout } = await run();
    expect(stdout).toContain(
      '2 packages: 2 of production and 0 of development; 0 of them are for other systems.',
    );
    expect(stdout).toContain('All licences are allowed');
    expect(code).toBe(0);
  });

  it('fails on a forbidden licence, however deep it lies, and on one that is missing', async () => {
    await put('node_modules/good/node_modules/deep', {
      name: 'deep',
      version: '2.0.0',
      license: 'AGPL-3.0-only',
    });
    await put('node_modules/mute', { name: 'mute', version: '3.0.0' });
    const { code, stdout } = await run();
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^failure {2}deep 2\.0\.0 \(node_modules\/good\/node_modules\/deep\): AGPL-3\.0-only is not allowed in production\./m,
    );
    expect(stdout).toMatch(/^failure {2}mute 3\.0\.0 \(node_modules\/mute\): It names no licence\./m);
    expect(stdout).toMatch(/Not all licences are allowed\.\n$/);
  });

  it('fails on a package that only other systems install', async () => {
    const locked = { version: '4.0.0', license: 'GPL-3.0-only', optional: true };
    await writeFile(
      join(folder, 'package-lock.json'),
      JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'x' }, 'node_modules/there': locked } }),
    );
    const { code, stdout } = await run('--json');
    const { packages } = JSON.parse(stdout) as { packages: (InstalledPackage & { isAllowed: boolean })[] };
    expect(code).toBe(1);
    expect(packages.filter(({ isAllowed }) => !isAllowed)).toMatchObject([
      { name: 'there', version: '4.0.0', isInstalled: false },
    ]);
  });

  it('fails where the model has lost its licence, or has another text in its place', async () => {
    const file = join(folder, 'models', SHIPPED_MODEL.id, 'LICENSE');
    await writeFile(file, 'All rights reserved.\n');
    expect(await run()).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^failure {2}models\/.* is not the text of the MIT/m) as string,
    });
    await rm(file);
    expect(await run()).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^failure {2}models\/.* is missing/m) as string,
    });
  });

  it('fails where nothing is installed', async () => {
    await rm(join(folder, 'node_modules'), { recursive: true });
    expect(await run()).toMatchObject({
      code: 1,
      stderr: 'Error: There are no packages here. Run "npm ci" first.\n',
    });
  });
});
