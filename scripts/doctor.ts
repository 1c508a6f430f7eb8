import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { runDoctor } from '../src/doctor/run-doctor.ts';
import { renderFinding, renderVerdict } from '../src/doctor/render-finding.ts';
import { openTransformersEmbedder } from '../src/embeddings/transformers-embedder.ts';
import { selectModelOptions } from '../src/select-model-options.ts';
import { stripControls } from '../src/terminal/strip-controls.ts';
import { loadAllSettings } from './shared/load-all-settings.ts';
import { printLine } from './shared/print-line.ts';
import { runScript } from './shared/run-script.ts';

const packageSchema = z.object({ engines: z.object({ node: z.string() }) });

const program = new Command('npm run doctor --')
  .description('Looks at everything that Footnote needs, and says what to mend. Changes nothing.')
  .option('--json', 'print what was found as one JSON object')
  .allowExcessArguments(false)
  .addHelpText(
    'after',
    `
Each line is ok, warning, failure or skipped. With DISCORD_TOKEN set, the bot logs in and out once.
Exit codes: 0 no failure (warnings are none), 1 a failure.`,
  )
  .showHelpAfterError();

await runScript(async () => {
  const { json } = program.parse().opts<{ json?: true }>();
  const { config, problems } = loadAllSettings();
  const model = selectModelOptions(config);
  // A token is sent to no other address than the one that was meant.
  const isAddressKnown = !problems.some(({ variable }) => variable === 'DISCORD_API');
  const findings = await runDoctor({
    nodeVersion: process.version,
    minimumNode: readMinimumNode(),
    searchPath: process.env.PATH ?? '',
    problems,
    corpusDir: config.corpusDir,
    indexDir: config.indexDir,
    stateDir: config.stateDir,
    model: { ...model, openEmbedder: () => openTransformersEmbedder({ ...model, threads: 1 }) },
    discord:
      config.discordToken === undefined || !isAddressKnown
        ? null
        : {
            token: config.discordToken,
            apiBase: config.discordApi,
            guildId: config.discordGuildId ?? null,
            answerChannels: config.answerChannels,
          },
    onFinding: (finding) => {
      if (json !== true) process.stdout.write(`${stripControls(renderFinding(finding))}\n`);
    },
  });
  const isWell = findings.every(({ status }) => status !== 'failure');
  await printLine(json === true ? JSON.stringify({ isWell, findings }) : `\n${renderVerdict(findings)}`);
  return isWell ? 0 : 1;
});

/** From `engines` of package.json, which says `>=` and a version. */
function readMinimumNode(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return packageSchema.parse(JSON.parse(text)).engines.node.replace(/^>=\s*/, '');
}
