import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { checkModelFiles } from '../src/embeddings/check-model-files.ts';
import { ConfigError } from '../src/errors.ts';
import { printLine } from './shared/print-line.ts';
import { runScript } from './shared/run-script.ts';
import { completeSbom } from './supply/complete-sbom.ts';
import { runNpm } from './supply/run-npm.ts';
import { SHIPPED_MODEL } from './supply/shipped-model.ts';

const TIMEOUT_MS = 120_000;

const program = new Command('npm run --silent sbom --')
  .description(
    'Lists everything that Footnote is made of in production, as CycloneDX JSON: packages and embedding model.',
  )
  .option('--output <file>', 'file to write (default: standard output)')
  .allowExcessArguments(false)
  .addHelpText(
    'after',
    `
Asks no network. Listed is what is installed on this machine; other systems have other packages for their processor.
Exit codes: 0 listed, 1 an error.`,
  )
  .showHelpAfterError();

await runScript(async () => {
  const { output } = program.parse().opts<{ output?: string }>();
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { code, stdout, stderr } = await runNpm(
    ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--omit=dev'],
    { folder: root, timeoutMs: TIMEOUT_MS },
  );
  if (code !== 0) {
    const message = `npm cannot list what is installed: ${stderr.trim().slice(0, 500)} Run "npm ci", then this again.`;
    throw new ConfigError('node_modules', message);
  }
  const model = await checkModelFiles({ modelsDir: join(root, 'models'), modelId: SHIPPED_MODEL.id });
  const text = JSON.stringify(completeSbom(JSON.parse(stdout), model.files), null, 2);
  if (output === undefined) await printLine(text);
  else {
    await writeFile(output, `${text}\n`).catch((error: unknown) => {
      throw new ConfigError('--output', `The list cannot be written below ${dirname(output)}.`, error);
    });
  }
  return 0;
});
