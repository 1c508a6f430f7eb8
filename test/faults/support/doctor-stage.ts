import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runProgram } from '../../doubles/run-program.ts';
import { writeCorpus } from '../../doubles/write-corpus.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** A folder in which the doctor finds nothing to mend, to be copied and broken. */
export interface DoctorStage {
  /** A copy of its own for one trial. */
  readonly copy: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** One thing that is broken, and what the doctor is to say of it. */
export interface DoctorTrial {
  readonly name: string;
  /** Breaks it in the folder, or gives the environment that does. */
  readonly breakIt: (cwd: string) => Promise<Readonly<Record<string, string>> | undefined>;
  readonly check: string;
  readonly status: 'warning' | 'failure';
  readonly says: RegExp;
  /** Checks that cannot be made then and warn of it. @default none */
  readonly alsoWarns?: readonly string[];
  /** What must not be shown. @default none */
  readonly secret?: string;
}

const reportSchema = z.object({
  isWell: z.boolean(),
  findings: z.array(
    z.object({ check: z.string(), status: z.string(), message: z.string(), mend: z.string().nullable() }),
  ),
});

/** Two articles, their index made with the model that ships, and the model. */
export async function openDoctorStage(): Promise<DoctorStage> {
  const folder = await mkdtemp(join(tmpdir(), 'footnote-doctor-'));
  const base = join(folder, 'base');
  await writeCorpus(join(base, 'corpus'));
  await symlink(join(ROOT, 'models'), join(base, 'models'));
  const built = await runProgram('scripts/index.ts', { cwd: base });
  if (built.code !== 0) throw new Error(built.stderr);
  let copies = 0;
  return {
    copy: async () => {
      const path = join(folder, `copy-${(copies += 1).toString()}`);
      await cp(base, path, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
      return path;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Breaks one thing and asks the doctor, as a process. Throws what is wrong with what it says. */
export async function tryDoctor(stage: DoctorStage, trial: DoctorTrial): Promise<void> {
  const { name, breakIt, check, status, says, alsoWarns = [], secret } = trial;
  const cwd = await stage.copy();
  const env = (await breakIt(cwd)) ?? {};
  const { code, stdout, stderr } = await runProgram('scripts/doctor.ts', {
    cwd,
    args: ['--json'],
    env: { MODELS_DIR: 'models', ...env },
  });
  const wrong: string[] = [];
  if (stderr !== '') wrong.push(`it wrote ${stderr.slice(0, 200)}`);
  const token = secret ?? env.DISCORD_TOKEN ?? '';
  if (token !== '' && (stdout + stderr).includes(token)) wrong.push('it shows the token');
  const { isWell, findings } = reportSchema.parse(JSON.parse(stdout));
  const named = findings.filter((finding) => finding.status === status && says.test(finding.message));
  const failures = findings.filter((finding) => finding.status === 'failure');
  const strays = findings.filter(
    (finding) =>
      (finding.status === 'failure' || finding.status === 'warning') &&
      !named.includes(finding) &&
      !(finding.status === 'warning' && alsoWarns.includes(finding.check)),
  );
  if (!named.some((finding) => finding.check === check)) wrong.push('not named');
  if (named.some(({ mend }) => (mend ?? '').trim() === '')) wrong.push('no mend');
  for (const stray of strays) wrong.push(`it also says ${stray.status} ${stray.check}: ${stray.message}`);
  const expected = status === 'failure' ? 1 : 0;
  if (code !== expected || isWell !== (expected === 0)) wrong.push(`it ended with ${String(code)}`);
  if (status === 'failure' && failures.length !== named.length) wrong.push('other failures');
  if (wrong.length > 0) throw new Error(`${name}: ${wrong.join('; ')}`);
  await rm(cwd, { recursive: true, force: true });
}
