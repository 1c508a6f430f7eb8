import type { LicenceVerdict } from './judge-licence.ts';

/** What was found, in words for a person: the licences by how often, what was allowed by name, and what is wrong. */
export function renderLicences(verdicts: readonly LicenceVerdict[], modelProblem: string | null): string {
  const problems = verdicts.filter(({ isAllowed }) => !isAllowed);
  const production = verdicts.filter(({ package: { isDevelopment } }) => !isDevelopment).length;
  const elsewhere = verdicts.filter(({ package: { isInstalled } }) => !isInstalled).length;
  return [
    ...countLicences(verdicts),
    '',
    ...renderReasons(verdicts),
    ...problems.map(
      ({ package: { name, version, path }, problem }) =>
        `failure  ${name} ${version} (${path}): ${problem ?? ''}`,
    ),
    ...(modelProblem === null ? [] : [`failure  ${modelProblem}`]),
    `${verdicts.length} packages: ${production} of production and ${verdicts.length - production} of development; ${elsewhere} of them are for other systems.`,
    problems.length === 0 && modelProblem === null
      ? 'All licences are allowed, and the embedding model has its licence beside it.'
      : 'Not all licences are allowed.',
  ].join('\n');
}

function countLicences(verdicts: readonly LicenceVerdict[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { expression } of verdicts) {
    const name = expression ?? 'unknown';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
    .map(([name, count]) => `${String(count).padStart(5)}  ${name}`);
}

function renderReasons(verdicts: readonly LicenceVerdict[]): readonly string[] {
  const reasons = new Map<string, string[]>();
  const note = (what: string, name: string): void => {
    const names = reasons.get(what) ?? [];
    if (!names.includes(name)) reasons.set(what, [...names, name]);
  };
  for (const {
    package: { name },
    exceptions,
    readAs,
  } of verdicts) {
    for (const { licence, reason, scope } of exceptions) {
      note(`${licence}${scope === 'development' ? ', in development only' : ''}: ${reason}`, name);
    }
    if (readAs !== null)
      note(
        `${readAs.said === null ? 'Nothing' : `“${readAs.said}”`} is read as ${readAs.licence}: ${readAs.reason}`,
        name,
      );
  }
  const lines = [...reasons].flatMap(([what, names]) => [
    `  ${names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} further` : names.join(', ')}`,
    `    ${what}`,
  ]);
  return lines.length === 0 ? [] : ['Allowed by name:', ...lines, ''];
}
