import type { AuditVerdict, JudgedAdvisory } from './judge-audit.ts';

/** The verdict in words for a person, in several lines; what it holds of the registry's words is not cleaned. */
export function renderAudit(verdict: AuditVerdict, packageCount: number, isAll: boolean): string {
  const { advisories, unusedExceptions, isWell } = verdict;
  const kind = isAll ? 'packages' : 'packages that production needs';
  const failing = advisories.filter(({ isFailing }) => isFailing).length;
  const told = advisories.length - failing;
  const beside = told === 0 ? '' : ` ${told} further ${told === 1 ? 'is' : 'are'} told and no failure.`;
  return [
    ...advisories.map(renderAdvisory),
    ...unusedExceptions.map(
      ({ advisory, package: name }) =>
        `note     The exception for ${advisory} of ${name} excuses nothing: take it away.`,
    ),
    isWell
      ? `Of ${packageCount} ${kind}, none has a known flaw that is high or critical.${beside}`
      : `Of ${packageCount} ${kind}, ${failing} known ${failing === 1 ? 'flaw is' : 'flaws are'} high or critical.${beside}`,
  ].join('\n');
}

function renderAdvisory(advisory: JudgedAdvisory): string {
  const { package: name, versions, severity, title, id, url, places, isFailing, exception } = advisory;
  const lines = [
    `${(isFailing ? 'failure' : 'told').padEnd(8)} ${name} ${versions}: ${title} (${severity}, ${id})`,
    `         ${url}`,
    `         It lies in ${places.join(', ')}.`,
    `         → ${renderMend(advisory)}`,
  ];
  if (exception !== null) {
    const tense = isFailing ? 'Its exception ended on' : 'Excused until';
    lines.push(`         ${tense} ${exception.until}: ${exception.reason}`);
  }
  return lines.join('\n');
}

function renderMend({ mend }: JudgedAdvisory): string {
  if (mend === 'update') return 'Run "npm audit fix", then the tests.';
  if (mend === 'none')
    return 'No version without it is known. Replace the package, or name it in scripts/supply/audit-exceptions.json with a reason and an end.';
  return `${mend.package} ${mend.version} mends it, outside of the range that package.json allows: update it there.`;
}
