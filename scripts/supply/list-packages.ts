import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { InstalledPackage } from './installed-package.ts';

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      license: z.unknown().optional(),
      dev: z.boolean().optional(),
    }),
  ),
});
type Lock = z.infer<typeof lockSchema>['packages'];

const oldLicenceSchema = z.object({ type: z.string() });
const packageSchema = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  license: z.unknown().optional(),
  licenses: z.unknown().optional(),
});

/**
 * Every package below a project's folder, by what its own package.json says, and every one that package-lock.json names
 * for other systems. In the order of their paths. Throws where a package.json cannot be read.
 */
export function listPackages(folder: string): readonly InstalledPackage[] {
  const lock = readLock(folder);
  const paths = new Set([...listFolders(folder, 'node_modules'), ...Object.keys(lock)]);
  return [...paths]
    .filter((path) => path !== '')
    .sort()
    .map((path) => describePackage(folder, path, lock[path]));
}

function describePackage(folder: string, path: string, locked: Lock[string] | undefined): InstalledPackage {
  const manifest = join(folder, path, 'package.json');
  const isInstalled = existsSync(manifest);
  const found = isInstalled ? packageSchema.parse(JSON.parse(readFileSync(manifest, 'utf8'))) : locked;
  const licences = found !== undefined && 'licenses' in found ? found.licenses : undefined;
  return {
    name:
      found?.name ?? locked?.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version: found?.version ?? locked?.version ?? 'without a version',
    path,
    licence: readLicence(found?.license) ?? readLicence(licences),
    isDevelopment: locked?.dev === true,
    isInstalled,
  };
}

/** Old packages have an object with a `type`, or several of them to choose from. */
function readLicence(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  if (Array.isArray(value)) {
    const each = value.map(readLicence);
    if (each.length === 0 || each.some((one) => one === null)) return null;
    return each.length === 1 ? (each[0] ?? null) : `(${each.join(' OR ')})`;
  }
  return oldLicenceSchema.safeParse(value).data?.type ?? null;
}

function readLock(folder: string): Lock {
  const path = join(folder, 'package-lock.json');
  return existsSync(path) ? lockSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).packages : {};
}

/** The folders of packages in a `node_modules/`, those in scopes and in packages, too. */
function listFolders(root: string, modules: string): readonly string[] {
  if (!existsSync(join(root, modules))) return [];
  return readdirSync(join(root, modules), { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .flatMap(({ name }) =>
      name.startsWith('@')
        ? readdirSync(join(root, modules, name)).map((inner) => `${modules}/${name}/${inner}`)
        : [`${modules}/${name}`],
    )
    .flatMap((path) => [path, ...listFolders(root, `${path}/node_modules`)]);
}
