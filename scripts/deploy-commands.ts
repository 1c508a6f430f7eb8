import { Command } from 'commander';
import { listCommandBodies, registerCommands } from '../src/discord/register-commands.ts';
import { FootnoteError } from '../src/errors.ts';
import { loadSettings } from './shared/load-settings.ts';
import { printLine } from './shared/print-line.ts';
import { runScript } from './shared/run-script.ts';

interface Flags {
  readonly guild?: string;
  readonly global?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

const program = new Command('deploy-commands')
  .description('Registers the commands with Discord, in the place of those registered before.')
  .option('--guild <id>', 'for one server only, there at once (default: DISCORD_GUILD_ID)')
  .option('--global', 'for every server, whatever DISCORD_GUILD_ID says')
  .option('--dry-run', 'print what would be registered, and register nothing')
  .option('--json', 'print JSON: the commands as Discord gets them, or its answer');

await runScript(async () => {
  const flags: Flags = program.parse().opts();
  const isDryRun = flags.dryRun === true;
  const config = loadSettings({ required: isDryRun ? [] : ['discordToken'] });
  const guildId = readGuildId(flags, config.discordGuildId);
  const commands = isDryRun
    ? listCommandBodies(guildId)
    : await registerCommands({ token: config.discordToken ?? '', apiBase: config.discordApi, guildId });
  const verb = isDryRun ? 'Would register' : 'Registered';
  await printLine(flags.json === true ? JSON.stringify(commands) : describe(verb, commands, guildId));
  return 0;
});

function readGuildId(flags: Flags, configured: string | undefined): string | null {
  if (flags.guild !== undefined && flags.global === true) {
    throw new FootnoteError('Give either --guild or --global, not both.', { code: 'config-invalid' });
  }
  if (flags.guild !== undefined && !/^\d{17,20}$/.test(flags.guild)) {
    throw new FootnoteError('--guild takes the id of a server: 17 to 20 digits.', { code: 'config-invalid' });
  }
  return flags.global === true ? null : (flags.guild ?? configured ?? null);
}

function describe(
  verb: string,
  commands: readonly { readonly name: string }[],
  guildId: string | null,
): string {
  const where = guildId === null ? 'for every server' : `in the server ${guildId}`;
  const names = commands.map(({ name }) => (name === name.toLowerCase() ? `/${name}` : `“${name}”`));
  return `${verb} ${commands.length} commands ${where}: ${names.join(', ')}`;
}
