import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { ConfigError } from '../src/errors.ts';
import { stripControls } from '../src/terminal/strip-controls.ts';
import { printLine } from './shared/print-line.ts';
import { runScript } from './shared/run-script.ts';
import { judgeLicence } from './supply/judge-licence.ts';
import { listPackages } from './supply/list-packages.ts';
import { renderLicences } from './supply/render-licences.ts';
import { checkModelLicence } from './supply/shipped-model.ts';

const program = new Command('npm run licences --')
  .description(
    'Holds the licence of every package, and of the embedding model, against what is allowed. Asks no network.',
  )
  .option('--folder <dir>', 'folder of another project, with its node_modules and models (default: this one)')
  .option('--json', 'print what was found as one JSON object')
  .allowExcessArguments(false)
  .addHelpText(
    'after',
    `
What is allowed, to which packages and why, stands in scripts/supply/licence-policy.ts.
Exit codes: 0 all are allowed, 1 one is not, or an error.`,
  )
  .showHelpAfterError();

await runScript(async () => {
  const { folder = fileURLToPath(new URL('..', import.meta.url)), json } = program
    .parse()
    .opts<{ folder?: string; json?: true }>();
  const verdicts = listPackages(folder).map((one) => judgeLicence(one));
  if (verdicts.length === 0) {
    throw new ConfigError('--folder', 'There are no packages here. Run "npm ci" first.');
  }
  const modelProblem = checkModelLicence(join(folder, 'models'));
  const isWell = modelProblem === null && verdicts.every(({ isAllowed }) => isAllowed);
  await printLine(
    json === true
      ? JSON.stringify({ isWell, modelProblem, packages: verdicts.map(summarize) })
      : stripControls(renderLicences(verdicts, modelProblem)),
  );
  return isWell ? 0 : 1;
});

function summarize({ package: found, expression, isAllowed, problem }: ReturnType<typeof judgeLicence>) {
  return { ...found, expression, isAllowed, problem };
}
