import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');

function load<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  return schema.parse(JSON.parse(readFileSync(join(root, file), 'utf8')));
}

const { allowScripts } = load('package.json', z.object({ allowScripts: z.record(z.string(), z.boolean()) }));
const { packages } = load(
  'package-lock.json',
  z.object({
    packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })),
  }),
);

/** Names of the packages that would run something when they are installed. */
const withScripts = Object.entries(packages)
  .filter(([, { hasInstallScript }]) => hasInstallScript === true)
  .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));

describe('scripts that packages run when they are installed', () => {
  it('are each decided on by name', () => {
    expect(withScripts).toContain('hnswlib-node');
    expect(withScripts.filter((name) => !(name in allowScripts))).toEqual([]);
  });

  it('run for hnswlib-node only, which is compiled', () => {
    expect(Object.keys(allowScripts).filter((name) => allowScripts[name] === true)).toEqual(['hnswlib-node']);
  });

  it('end at once for onnxruntime-node where npm does not know allowScripts', () => {
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(
      /^node-options=--import=data:text\/javascript,.*ONNXRUNTIME_NODE_INSTALL\b.*'skip'/m,
    );
  });
});
