import type {
  AccountFacts,
  ChannelFacts,
  CommandFacts,
  DiscordFacts,
  GatewayFacts,
} from '../discord/diagnosis/discord-facts.ts';
import type { Finding, FindingStatus } from './finding.ts';

export interface DescribeDiscordOptions {
  /** `ANSWER_CHANNELS`; any needs the message content intent. */
  readonly answerChannels: readonly string[];
  /** `DISCORD_GUILD_ID`; null where it is not set. */
  readonly guildId: string | null;
}

/** View Channel, Send Messages (also in threads), Embed Links, Attach Files, Read Message History. */
const INVITED_PERMISSIONS = '274878024704';
/** Lacking only this, the bot answers; `/timeline` cannot send its picture. */
const DISPENSABLE = 'Attach Files';
const MAX_NAMED = 5;

/** What was seen of Discord, as findings. */
export function describeDiscord(facts: DiscordFacts, options: DescribeDiscordOptions): readonly Finding[] {
  const { account, gateway } = facts;
  if (!account.ok) {
    return [
      create(
        'Token',
        'failure',
        account.reason,
        'Mend DISCORD_TOKEN or DISCORD_API, then run npm run doctor again.',
      ),
      ...listSkipped(['Gateway', 'Intents', 'Commands', 'Permissions'], 'Discord could not be asked.'),
    ];
  }
  const known = `Discord knows the token: the bot ${account.facts.name} (${account.facts.applicationId}).`;
  return [
    create('Token', 'ok', known),
    describeGateway(account.facts, gateway),
    describeIntents(account.facts, options),
    ...describeCommandLook(facts, options),
    ...(gateway?.ok === true
      ? describePlaces(gateway.facts, account.facts, options)
      : listSkipped(['Permissions'], 'The bot did not log in.')),
  ];
}

function describeCommandLook(
  { commands, gateway }: DiscordFacts,
  options: DescribeDiscordOptions,
): readonly Finding[] {
  if (commands === null) return [];
  if (commands.ok) return [describeCommands(commands.facts, options)];
  // Discord refuses to tell of a server that the bot is not in; that is named where the servers are.
  if (gateway?.ok === true && gateway.facts.homeChannels === undefined) {
    return listSkipped(
      ['Commands'],
      'Discord does not tell the commands of a server that the bot is not in.',
    );
  }
  const mend = 'Mend what is said here, then run npm run doctor again.';
  return [create('Commands', 'failure', commands.reason, mend)];
}

function describeGateway(account: AccountFacts, gateway: DiscordFacts['gateway']): Finding {
  const spent = gateway?.ok === true ? 1 : 0;
  const left = `${account.sessionsLeft - spent} of ${account.sessionsTotal} logins are left until ${account.sessionsResetAt}`;
  if (gateway === null) {
    const mend = 'Find out what starts the bot so often; Discord resets the token when none is left.';
    return create('Gateway', 'warning', `Not logged in, to spare the bot the few logins: ${left}.`, mend);
  }
  if (gateway.ok) return create('Gateway', 'ok', `Logged in, and out again; ${left}.`);
  return create(
    'Gateway',
    'failure',
    gateway.reason,
    'Mend what is said here, then run npm run doctor again.',
  );
}

function describeIntents(account: AccountFacts, { answerChannels }: DescribeDiscordOptions): Finding {
  if (answerChannels.length === 0) {
    return create('Intents', 'ok', 'No privileged intent is needed, since ANSWER_CHANNELS is not set.');
  }
  if (account.mayReadMessages)
    return create('Intents', 'ok', '“Message Content Intent” is switched on, as ANSWER_CHANNELS needs.');
  return create(
    'Intents',
    'failure',
    '“Message Content Intent” is switched off, but ANSWER_CHANNELS needs it.',
    'In the developer portal, under Bot → Privileged Gateway Intents, switch it on; or leave ANSWER_CHANNELS empty.',
  );
}

function describeCommands(facts: CommandFacts, { guildId }: DescribeDiscordOptions): Finding {
  const scope = guildId === null ? 'for every server' : `in the server ${guildId}`;
  const wrong = [
    ...nameAll('missing', facts.missing),
    ...nameAll('not as in this version', facts.outdated),
    ...nameAll('not of this version', facts.unknown),
    ...nameAll('registered twice, here and for every server', facts.duplicates),
  ];
  if (wrong.length === 0) {
    return create(
      'Commands',
      'ok',
      `The ${facts.count} commands registered ${scope} are those of this version.`,
    );
  }
  const isBroken = facts.missing.length + facts.outdated.length > 0;
  const isTwice = facts.duplicates.length > 0 && wrong.length === 1;
  const mend = isTwice
    ? 'Leave DISCORD_GUILD_ID empty to use those for every server, or remove one of the two lists.'
    : 'Run npm run deploy-commands.';
  return create(
    'Commands',
    isBroken ? 'failure' : 'warning',
    `Of the commands registered ${scope}: ${wrong.join('; ')}.`,
    mend,
  );
}

function describePlaces(
  { servers, answerChannels, homeChannels }: GatewayFacts,
  { applicationId }: AccountFacts,
  { guildId }: DescribeDiscordOptions,
): readonly Finding[] {
  const invite = `Invite it: https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${INVITED_PERMISSIONS}`;
  const findings: Finding[] = [];
  if (servers.length === 0) findings.push(create('Servers', 'warning', 'The bot is in no server.', invite));
  else findings.push(create('Servers', 'ok', `The bot is in ${nameSome(servers)}.`));
  if (homeChannels === undefined) {
    findings.push(
      create(
        'Servers',
        'failure',
        `The bot is not in the server ${guildId ?? ''} of DISCORD_GUILD_ID.`,
        invite,
      ),
    );
  } else if (homeChannels !== null) findings.push(describeHome(homeChannels));
  for (const { wanted, channels } of answerChannels) {
    if (channels.length === 0) {
      const mend =
        'Look at its spelling in ANSWER_CHANNELS, and whether the bot is in the server of that channel.';
      findings.push(
        create('Permissions', 'failure', `The bot sees no channel “${wanted}” of ANSWER_CHANNELS.`, mend),
      );
    }
    for (const channel of channels) findings.push(describeAnswerChannel(channel));
  }
  return findings;
}

function describeAnswerChannel({ name, serverName, missing }: ChannelFacts): Finding {
  const where = `#${name} of ${serverName}`;
  if (missing.length === 0) return create('Permissions', 'ok', `The bot may answer in ${where}.`);
  const onlyPicture = missing.every((permission) => permission === DISPENSABLE);
  const mend = `Give it to the bot in the settings of ${where}, under Permissions.`;
  const lacking = `In ${where} the bot lacks ${missing.map((permission) => `“${permission}”`).join(', ')}.`;
  return create('Permissions', onlyPicture ? 'warning' : 'failure', lacking, mend);
}

/** Channels that the bot is kept out of may be meant so; a server without any is not. */
function describeHome(channels: readonly ChannelFacts[]): Finding {
  const lacking = channels.filter(({ missing }) => missing.length > 0);
  const serverName = channels[0]?.serverName ?? 'the server of DISCORD_GUILD_ID';
  if (lacking.length === 0 && channels.length > 0) {
    return create(
      'Permissions',
      'ok',
      `The bot may answer in all ${channels.length} channels of ${serverName}.`,
    );
  }
  const named = lacking.map(({ name, missing }) => `#${name} (${missing.join(', ')})`);
  const message = `The bot lacks permissions in ${lacking.length} of ${channels.length} channels of ${serverName}: ${nameSome(named)}.`;
  const isShutOut = lacking.length === channels.length;
  const mend =
    'Give them to the role of the bot, in the settings of the server or of these channels; or leave it so where it is not to answer.';
  return create('Permissions', isShutOut ? 'failure' : 'warning', message, mend);
}

function nameAll(what: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`${what}: ${names.join(', ')}`];
}

function nameSome(names: readonly string[]): string {
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return `${names.slice(0, MAX_NAMED).join(', ')}${more}`;
}

function listSkipped(checks: readonly string[], message: string): readonly Finding[] {
  return checks.map((check) => create(check, 'skipped', message));
}

function create(check: string, status: FindingStatus, message: string, mend: string | null = null): Finding {
  return { check, status, message, mend };
}
