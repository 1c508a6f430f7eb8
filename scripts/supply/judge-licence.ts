import parseExpression from 'spdx-expression-parse';
import type { InstalledPackage } from './installed-package.ts';
import {
  ALLOWED_LICENCES,
  NAMED_EXCEPTIONS,
  READ_AS,
  type NamedException,
  type ReadAs,
} from './licence-policy.ts';

type Expression = ReturnType<typeof parseExpression>;

/** What became of one package. */
export interface LicenceVerdict {
  readonly package: InstalledPackage;
  readonly isAllowed: boolean;
  /** What it was taken for, as an SPDX expression; null where that is unknown. */
  readonly expression: string | null;
  /** Exceptions and readings that it needed. */
  readonly exceptions: readonly NamedException[];
  readonly readAs: ReadAs | null;
  /** Why it is not allowed and what to do, in words; null where it is. */
  readonly problem: string | null;
}

/** The lists; {@link ALLOWED_LICENCES} and its kin, or others in tests. */
export interface LicencePolicy {
  readonly allowed: readonly string[];
  readonly exceptions: readonly NamedException[];
  readonly readAs: readonly ReadAs[];
}

export const LICENCE_POLICY: LicencePolicy = {
  allowed: ALLOWED_LICENCES,
  exceptions: NAMED_EXCEPTIONS,
  readAs: READ_AS,
};

const MEND = 'Replace the package, or allow it in scripts/supply/licence-policy.ts with a reason';

/** Holds what a package says of its licence against the policy. */
export function judgeLicence(
  found: InstalledPackage,
  policy: LicencePolicy = LICENCE_POLICY,
): LicenceVerdict {
  const readAs =
    policy.readAs.find((one) => one.package === found.name && one.said === found.licence) ?? null;
  const expression = readAs?.licence ?? found.licence;
  const verdict = { package: found, isAllowed: false, expression: null, exceptions: [], readAs };
  if (expression === null) {
    const problem = `It names no licence. Ask its authors, or read its files and say in scripts/supply/licence-policy.ts (READ_AS) what they are.`;
    return { ...verdict, problem };
  }
  const parsed = parseOrNull(expression);
  if (parsed === null) {
    const problem = `“${expression}” is no SPDX expression. Read its files, and say in scripts/supply/licence-policy.ts (READ_AS) what they are.`;
    return { ...verdict, problem };
  }
  const used = new Set<NamedException>();
  const refused = findRefused(parsed, found, policy, used);
  if (refused.length === 0) {
    return { ...verdict, expression, isAllowed: true, exceptions: [...used], problem: null };
  }
  const problem = `${refused.join(' and ')} ${refused.length === 1 ? 'is' : 'are'} not allowed ${found.isDevelopment ? 'in development' : 'in production'}. ${MEND}.`;
  return { ...verdict, expression, problem };
}

/** The licences that stand in the way: all of an AND, and those of an OR only where no side of it is free. */
function findRefused(
  part: Expression,
  found: InstalledPackage,
  policy: LicencePolicy,
  used: Set<NamedException>,
): readonly string[] {
  if ('conjunction' in part) {
    const sides = [part.left, part.right].map((side) => {
      const usedHere = new Set<NamedException>();
      return { usedHere, refused: findRefused(side, found, policy, usedHere) };
    });
    const free = part.conjunction === 'or' ? sides.find(({ refused }) => refused.length === 0) : undefined;
    const counted = free === undefined ? sides : [free];
    for (const one of counted.flatMap(({ usedHere }) => [...usedHere])) used.add(one);
    return counted.flatMap(({ refused }) => refused);
  }
  const licence = `${part.license}${part.plus === true ? '+' : ''}${part.exception === undefined ? '' : ` WITH ${part.exception}`}`;
  if (policy.allowed.includes(licence)) return [];
  const exception = policy.exceptions.find(
    (one) =>
      one.licence === licence &&
      (one.scope === 'production' || found.isDevelopment) &&
      one.packages.some((pattern) => matches(pattern, found.name)),
  );
  if (exception === undefined) return [licence];
  used.add(exception);
  return [];
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function parseOrNull(expression: string): Expression | null {
  try {
    return parseExpression(expression);
  } catch {
    return null;
  }
}
