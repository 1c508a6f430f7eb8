import { z } from 'zod';
import { SEVERITIES, type Advisory } from './advisory.ts';
import type { NpmResult } from './run-npm.ts';

/** What `npm audit` had to say, or why it could not say anything. */
export type AuditAnswer =
  | {
      readonly kind: 'answer';
      /** The most serious first. */
      readonly advisories: readonly Advisory[];
      /** How many packages were asked about. */
      readonly packageCount: number;
    }
  | {
      readonly kind: 'no-answer';
      /** In words, without an address. */
      readonly reason: string;
    };

const fixSchema = z.union([z.boolean(), z.object({ name: z.string(), version: z.string() })]);
const viaSchema = z.object({
  source: z.union([z.number(), z.string()]),
  name: z.string(),
  title: z.string(),
  url: z.string(),
  severity: z.enum(SEVERITIES),
  range: z.string(),
});
const reportSchema = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({
      // A name stands for a package that has the flaw because it needs another one that has.
      via: z.array(z.union([z.string(), viaSchema])),
      nodes: z.array(z.string()),
      fixAvailable: fixSchema,
    }),
  ),
  metadata: z.object({ dependencies: z.object({ prod: z.number(), total: z.number() }) }),
});
/** What npm prints where the registry does not answer; its own failures have a code and no message here. */
const silenceSchema = z.object({ message: z.string(), statusCode: z.number().optional() });

/**
 * Reads what `npm audit --json` printed. A registry that is not reached, does not know the question or gives nonsense is
 * a value; throws where npm itself failed, with what it said.
 */
export function readAudit({ code, stdout, stderr }: NpmResult, isAll: boolean): AuditAnswer {
  if (code === null) return { kind: 'no-answer', reason: 'it took too long' };
  const json = parseJson(stdout);
  const report = reportSchema.safeParse(json);
  if (report.success) {
    const { vulnerabilities, metadata } = report.data;
    const advisories = Object.values(vulnerabilities).flatMap(({ via, nodes, fixAvailable }) =>
      via
        .filter((cause) => typeof cause !== 'string')
        .map((cause) => ({
          id: /GHSA-[\w-]+$/.exec(cause.url)?.[0] ?? String(cause.source),
          package: cause.name,
          severity: cause.severity,
          title: cause.title,
          url: cause.url,
          versions: cause.range,
          places: nodes,
          mend: readMend(fixAvailable),
        })),
    );
    return {
      kind: 'answer',
      advisories: advisories.sort((a, b) => rank(b) - rank(a) || (a.package < b.package ? -1 : 1)),
      packageCount: isAll ? metadata.dependencies.total : metadata.dependencies.prod,
    };
  }
  const silence = silenceSchema.safeParse(json);
  if (silence.success) return { kind: 'no-answer', reason: describeSilence(silence.data) };
  const said = stderr.trim() === '' ? stdout : stderr;
  throw new Error(`npm audit failed with ${code}: ${said.trim().slice(0, 500)}`);
}

function rank({ severity }: Advisory): number {
  return SEVERITIES.indexOf(severity);
}

function readMend(fix: z.infer<typeof fixSchema>): Advisory['mend'] {
  if (typeof fix === 'object') return { package: fix.name, version: fix.version };
  return fix ? 'update' : 'none';
}

function describeSilence({ message, statusCode }: z.infer<typeof silenceSchema>): string {
  if (statusCode !== undefined) return `it answered with HTTP ${statusCode}`;
  if (/timeout/i.test(message)) return 'it took too long';
  const [code] = /\b(E[A-Z_]{4,}|UND_ERR_\w+)\b/.exec(message) ?? [];
  if (code !== undefined) return `it cannot be reached (${code})`;
  return 'what it answered cannot be read';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
