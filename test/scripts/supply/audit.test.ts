import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { runProgram, type ProgramResult } from '../../doubles/run-program.ts';
import { startAuditRegistry, type RegistryAdvisory } from './audit-registry.ts';

// The real npm, asking a registry on loopback about the packages that are really installed.
vi.setConfig({ testTimeout: 60_000 });

const ws = (severity: string, id = 'GHSA-aaaa-bbbb-cccc'): RegistryAdvisory => ({
  ...{ id: 1_234_567, title: 'A made-up \u001B[31mflaw', severity, vulnerable_versions: '<99.0.0' },
  url: `https://github.com/advisories/${id}`,
});

async function runAudit(registry: string, ...args: readonly string[]): Promise<ProgramResult> {
  const cwd = await mkdtemp(join(tmpdir(), 'footnote-audit-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  // Neither a setting nor a cache of npm on this machine.
  const env = { HOME: cwd, npm_config_cache: join(cwd, 'cache'), npm_config_userconfig: join(cwd, 'none') };
  return runProgram('scripts/audit.ts', { cwd, env, args: ['--registry', registry, ...args] });
}

async function writeExceptions(until: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-audit-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'exceptions.json');
  const reason = 'No page of strangers is ever opened with it.';
  const exception = { advisory: 'GHSA-aaaa-bbbb-cccc', package: 'ws', reason, until };
  await writeFile(path, JSON.stringify([exception]));
  return path;
}

describe('npm run audit', () => {
  it.each(['high', 'critical'])(
    'fails on a flaw that is %s, and says where it is and what to do',
    async (severity) => {
      const registry = await startAuditRegistry({ ws: [ws(severity)] });
      const { code, stdout, stderr } = await runAudit(registry.url);
      expect([code, stderr]).toEqual([1, '']);
      expect(stdout).toContain(`failure  ws <99.0.0: A made-up flaw (${severity}, GHSA-aaaa-bbbb-cccc)`);
      expect(stdout).toContain('It lies in node_modules/ws.');
      expect(stdout).toMatch(/→ No version without it is known\. Replace the package/);
      expect(stdout).toMatch(/, 1 known flaw is high or critical\.\n$/);
      expect(registry.asked().ws).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
    },
  );

  it('tells of a moderate flaw, which is no failure', async () => {
    const { url } = await startAuditRegistry({ ws: [ws('moderate')] });
    const { code, stdout } = await runAudit(url);
    expect(code).toBe(0);
    expect(stdout).toContain('told     ws <99.0.0: A made-up flaw (moderate');
    expect(stdout).toMatch(
      /none has a known flaw that is high or critical\. 1 further is told and no failure\.\n$/,
    );
  });

  it('asks about what production needs, and about development only with --all', async () => {
    const { url } = await startAuditRegistry({ vitest: [ws('critical')] });
    const production = await runAudit(url, '--json');
    expect(production.code).toBe(0);
    const all = await runAudit(url, '--json', '--all');
    expect(all.code).toBe(1);
    const [few, many] = [production, all].map(
      ({ stdout }) => JSON.parse(stdout) as { packageCount: number; advisories: { package: string }[] },
    );
    expect(few?.advisories).toEqual([]);
    expect(many?.advisories.map((advisory) => advisory.package)).toEqual(['vitest']);
    expect(few?.packageCount).toBeLessThan(many?.packageCount ?? 0);
  });

  it('ends well where nothing is known', async () => {
    const { url } = await startAuditRegistry({});
    const { code, stdout } = await runAudit(url);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Of \d+ packages that production needs, none has a known flaw that is high or critical\.\n$/,
    );
  });

  it('lives with a flaw until the day that its exception names, and no longer', async () => {
    const { url } = await startAuditRegistry({ ws: [ws('high')] });
    const holding = await runAudit(url, '--exceptions', await writeExceptions('2999-12-31'));
    expect(holding.code).toBe(0);
    expect(holding.stdout).toContain('Excused until 2999-12-31: No page of strangers');
    const ended = await runAudit(url, '--exceptions', await writeExceptions('2020-01-01'));
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('Its exception ended on 2020-01-01: No page of strangers');
  });

  it('excuses no other flaw of the same package, and names an exception that excuses nothing', async () => {
    const { url } = await startAuditRegistry({ ws: [ws('high', 'GHSA-dddd-eeee-ffff')] });
    const { code, stdout } = await runAudit(url, '--exceptions', await writeExceptions('2999-12-31'));
    expect(code).toBe(1);
    expect(stdout).toContain('The exception for GHSA-aaaa-bbbb-cccc of ws excuses nothing: take it away.');
  });

  it.each([
    [404, 'it answered with HTTP 404'],
    [500, 'it answered with HTTP 500'],
    ['page', 'what it answered cannot be read'],
    ['silent', 'it took too long'],
  ] as const)('ends with 3 where the registry fails (%s), and shows no address', async (broken, reason) => {
    const { url } = await startAuditRegistry({}, broken);
    const { code, stdout, stderr } = await runAudit(url, '--timeout', '4');
    expect([code, stderr]).toEqual([3, '']);
    expect(stdout).toContain(`The registry does not tell of known flaws: ${reason}. Nothing was checked;`);
    expect(stdout).not.toContain('127.0.0.1');
  });

  it('ends with 3 where no registry listens', async () => {
    // Port 9 of loopback, "discard": nothing listens there.
    const { code, stdout } = await runAudit('http://127.0.0.1:9', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'no-answer',
      reason: 'it cannot be reached (ECONNREFUSED)',
    });
  });

  it('refuses exceptions without a reason or an end', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'footnote-audit-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'exceptions.json');
    await writeFile(path, JSON.stringify([{ advisory: 'GHSA-aaaa-bbbb-cccc', package: 'ws' }]));
    const { code, stderr } = await runAudit('http://127.0.0.1:9', '--exceptions', path);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: The exceptions of the audit cannot be read: .*"reason".*"until"/);
  });
});
