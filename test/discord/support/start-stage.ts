import {
  ComponentType,
  PermissionFlagsBits,
  type APIEmbed,
  type APIMessage,
  type APIUser,
} from 'discord-api-types/v10';
import { pino } from 'pino';
import type { BotOptions } from '../../../src/discord/bot-options.ts';
import { registerCommands } from '../../../src/discord/register-commands.ts';
import { startBot, type Bot } from '../../../src/discord/start-bot.ts';
import { startLocalDiscord } from '../../../src/local-discord/start-local-discord.ts';
import type { LocalDiscord } from '../../../src/local-discord/local-discord.ts';
import type { LocalDiscordOptions } from '../../../src/local-discord/options.ts';
import type { Passage } from '../../../src/answers/library.ts';
import type { Milestone } from '../../../src/milestones/milestone.ts';
import { makePassages } from '../../doubles/make-passage.ts';
import {
  createStagedLibrary,
  stageAbstention,
  stageAnswer,
  type Stage,
  type StagedLibrary,
} from '../../doubles/staged-library.ts';

export const WORDS = 'Microsoft bought GitHub in 2018.';

/** A Discord with three people, a library with one answer, and the bot between them. */
export interface DiscordStage {
  readonly discord: LocalDiscord;
  readonly library: StagedLibrary;
  readonly passage: Passage;
  readonly general: string;
  readonly help: string;
  readonly ada: APIUser;
  readonly bob: APIUser;
  /** May manage messages. */
  readonly mod: APIUser;
  /** What the bot logged, a line each. */
  readonly log: readonly string[];
  readonly bot: Bot;
  /** Ends the bot and starts another one, as a new process would. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface DiscordStageOptions {
  /** What the library replies. @default an answer to anything with "GitHub" in it, else an abstention */
  readonly stage?: Stage;
  /** @default one, "A deal" */
  readonly passages?: readonly Passage[];
  /** @default none */
  readonly milestones?: readonly Milestone[];
  readonly bot?: Partial<BotOptions>;
  readonly discord?: LocalDiscordOptions;
}

/** Starts all of it, with the commands registered. The client of the bot is discord.js as it is. */
export async function startStage(options: DiscordStageOptions = {}): Promise<DiscordStage> {
  const discord = await startLocalDiscord({
    guilds: [{ name: 'Home', channels: ['general', 'help'] }],
    ...options.discord,
  });
  const passages =
    options.passages ??
    makePassages([
      {
        title: 'A deal',
        heading: 'Who bought whom',
        date: '2018-06-04',
        text: `Talks were short. ${WORDS} Many were surprised.`,
      },
    ]);
  const [passage] = passages;
  if (passage === undefined) throw new Error('no passage');
  const stage: Stage = (question) =>
    question.includes('GitHub')
      ? stageAnswer(question, [{ passage, words: WORDS }])
      : stageAbstention(question, 'weak-evidence', [
          { title: 'A deal', headingPath: ['Who bought whom'], articleId: 'article-0.md', url: null },
        ]);
  const library = createStagedLibrary(passages, options.stage ?? stage, options.milestones);
  const log: string[] = [];
  const start = () =>
    startBot({
      token: discord.botToken,
      apiBase: discord.restBase,
      library,
      logger: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
      questionsPerMinute: 600,
      channelQuestionsPerMinute: 6_000,
      serverQuestionsPerMinute: 6_000,
      ...options.bot,
    });
  let bot: Bot;
  try {
    await registerCommands({ token: discord.botToken, apiBase: discord.restBase, guildId: null });
    bot = await start();
  } catch (error) {
    await discord.close();
    throw error;
  }
  const channel = (name: string) => {
    const found = discord.listChannels().find((each) => each.name === name);
    if (found === undefined) throw new Error(`no channel ${name}`);
    return found.id;
  };
  return {
    discord,
    library,
    passage,
    log,
    general: channel('general'),
    help: channel('help'),
    ada: discord.createUser({ name: 'Ada' }),
    bob: discord.createUser({ name: 'Bob' }),
    mod: discord.createUser({ name: 'Mod', permissions: PermissionFlagsBits.ManageMessages }),
    get bot() {
      return bot;
    },
    restart: async () => {
      await bot.close();
      bot = await start();
    },
    close: async () => {
      await bot.close();
      await discord.close();
    },
  };
}

/** Waits for the next message of the bot that everybody sees, in a channel. */
export async function awaitReply({ discord }: DiscordStage, channelId: string): Promise<APIMessage> {
  const { message } = await discord.awaitEvent('messageCreate', {
    where: (event) =>
      event.channelId === channelId && event.viewerId === null && event.message.author.id === discord.botId,
  });
  return message;
}

/** Posts as a person, and waits for the bot's reply to it in the channel. */
export async function askInChannel(
  stage: DiscordStage,
  input: Parameters<LocalDiscord['postMessage']>[0],
): Promise<APIMessage> {
  const reply = awaitReply(stage, input.channelId);
  stage.discord.postMessage(input);
  return reply;
}

/** The messages of the bot that one person sees in a channel. */
export function listReplies(
  { discord }: DiscordStage,
  channelId: string,
  userId: string,
): readonly APIMessage[] {
  return discord.listMessages(channelId, userId).filter(({ author }) => author.id === discord.botId);
}

export function firstEmbed(message: APIMessage): APIEmbed {
  const [embed] = message.embeds;
  if (embed === undefined) throw new Error(`the message has no embed: ${message.content}`);
  return embed;
}

/** The custom id of a button by its label. Throws where there is none. */
export function findButton(message: APIMessage, label: string): string {
  const button = listButtons(message).find((each) => each.label === label);
  if (button?.customId === undefined) throw new Error(`no button “${label}”`);
  return button.customId;
}

export interface ShownButton {
  readonly label: string;
  /** Undefined for one that opens a page. */
  readonly customId: string | undefined;
  readonly disabled: boolean;
}

/** The buttons of a message, in order. */
export function listButtons(message: APIMessage): readonly ShownButton[] {
  return (message.components ?? [])
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .flatMap((button) => {
      if (button.type !== ComponentType.Button || !('label' in button)) return [];
      const customId = 'custom_id' in button ? button.custom_id : undefined;
      return [{ label: button.label ?? '', customId, disabled: button.disabled ?? false }];
    });
}
