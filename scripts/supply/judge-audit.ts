import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../../src/errors.ts';
import type { Advisory } from './advisory.ts';

const exceptionSchema = z.strictObject({
  /** Such as `GHSA-xxxx-xxxx-xxxx`. */
  advisory: z.string().min(1),
  package: z.string().min(1),
  /** Why it does not harm here. */
  reason: z.string().min(20),
  /** The last day on which it holds. */
  until: z.iso.date(),
});

/** A flaw that is known and lived with for a while. */
export type AuditException = z.infer<typeof exceptionSchema>;

export interface JudgedAdvisory extends Advisory {
  /** Whether it fails the audit: it is high or critical, and no exception holds. */
  readonly isFailing: boolean;
  readonly exception: AuditException | null;
}

export interface AuditVerdict {
  readonly isWell: boolean;
  readonly advisories: readonly JudgedAdvisory[];
  /** Exceptions that excuse nothing any more: they can go. */
  readonly unusedExceptions: readonly AuditException[];
}

/** Reads the exceptions. Throws `ConfigError` where the file is not what it should be. */
export function loadAuditExceptions(path: string): readonly AuditException[] {
  try {
    return z.array(exceptionSchema).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const message =
      'The exceptions of the audit cannot be read: the file must be a list of objects with "advisory", "package", ' +
      '"reason" (20 characters at least) and "until" (such as 2026-12-31).';
    throw new ConfigError('audit-exceptions.json', message, error);
  }
}

/** Holds the advisories against the exceptions of the day (`YYYY-MM-DD`). High and critical ones fail. */
export function judgeAudit(
  advisories: readonly Advisory[],
  exceptions: readonly AuditException[],
  today: string,
): AuditVerdict {
  const judged = advisories.map((advisory) => {
    const exception = exceptions.find((one) => excuses(one, advisory)) ?? null;
    const isExcused = exception !== null && exception.until >= today;
    const isGrave = advisory.severity === 'high' || advisory.severity === 'critical';
    return { ...advisory, exception, isFailing: isGrave && !isExcused };
  });
  return {
    isWell: judged.every(({ isFailing }) => !isFailing),
    advisories: judged,
    unusedExceptions: exceptions.filter((one) => !advisories.some((advisory) => excuses(one, advisory))),
  };
}

function excuses(exception: AuditException, advisory: Advisory): boolean {
  return exception.advisory === advisory.id && exception.package === advisory.package;
}
