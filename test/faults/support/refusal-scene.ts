import { PermissionFlagsBits, type APIUser } from 'discord-api-types/v10';
import type { InteractionHandle } from '../../../src/local-discord/interactions/interaction-handle.ts';
import type { LocalDiscord } from '../../../src/local-discord/local-discord.ts';
import { listReplies, type DiscordStage } from '../../discord/support/start-stage.ts';
import { findReplies, pick } from './reply-trials.ts';

/** A place where somebody has asked by a message and by a command. */
export interface Scene {
  readonly channelId: string;
  /** The text channel that it is, or is in. */
  readonly parentId: string;
  readonly asker: APIUser;
  readonly messageId: string;
  readonly asking: InteractionHandle;
  /** What was answered before the place went away; the answers may be gone with it. */
  readonly early: Set<'message' | 'command'>;
}

/** What became of a question. */
export type Ending = 'answered' | 'told' | 'untold';

/** What happens to a place. */
export interface PlaceFault {
  readonly name: string;
  readonly isThread?: boolean;
  /** The asker takes no direct messages. */
  readonly isShut?: boolean;
  readonly strike: (discord: LocalDiscord, scene: Scene, random: () => number) => void;
  /** Undoes what would stand in the way of the next. */
  readonly mend?: (discord: LocalDiscord) => void;
}

export const PLACE_FAULTS: readonly PlaceFault[] = [
  {
    name: 'A permission of the channel taken away',
    strike: (discord, { parentId }, random) => {
      const { SendMessages, SendMessagesInThreads, EmbedLinks, ReadMessageHistory, ViewChannel } =
        PermissionFlagsBits;
      const permission = pick(random, [
        SendMessages | SendMessagesInThreads,
        EmbedLinks,
        ReadMessageHistory,
        ViewChannel,
      ]);
      discord.revokeBotPermissions(parentId, permission);
    },
  },
  {
    name: 'The thread archived',
    isThread: true,
    strike: (discord, { channelId }) => {
      discord.setThreadState(channelId, { archived: true });
    },
  },
  {
    name: 'The thread locked, or archived and locked,',
    isThread: true,
    strike: (discord, { channelId }, random) => {
      discord.setThreadState(channelId, { locked: true, archived: random() < 0.5 });
    },
  },
  {
    name: 'The channel or thread deleted',
    strike: (discord, { channelId }) => {
      discord.deleteChannel(channelId);
    },
  },
  {
    name: 'The bot kicked from the server',
    strike: (discord) => {
      discord.kickBot();
    },
    mend: (discord) => {
      discord.inviteBot();
    },
  },
  {
    name: 'The thread of somebody who takes no direct messages locked',
    isThread: true,
    isShut: true,
    strike: (discord, { channelId }) => {
      discord.setThreadState(channelId, { locked: true });
    },
  },
];

/** Asks by a message and by a command, in a place of its own; every other one is a thread unless the fault needs one. */
export function openScene({ discord }: DiscordStage, fault: PlaceFault, index: number): Scene {
  const asker = discord.createUser({ name: 'Asker', acceptsDirectMessages: fault.isShut !== true });
  const { id: parentId } = discord.createChannel({ name: 'talk' });
  const isThread = fault.isThread ?? index % 2 === 1;
  const channelId = isThread
    ? discord.startThread({ userId: asker.id, channelId: parentId, name: 'More' }).id
    : parentId;
  const content = `<@${discord.botId}> Who bought GitHub?`;
  const { id: messageId } = discord.postMessage({ channelId, authorId: asker.id, content });
  const options = { question: 'Who bought GitHub?' };
  const asking = discord.runCommand({ userId: asker.id, channelId, name: 'ask', options });
  return { channelId, parentId, asker, messageId, asking, early: new Set() };
}

/** To be called right before the fault strikes. */
export function noteEarly(stage: DiscordStage, scene: Scene): void {
  const [message, command] = readEndings(stage, scene);
  if (message === 'answered') scene.early.add('message');
  if (command === 'answered') scene.early.add('command');
}

/** What became of the message and of the command. Throws where a message has two replies. */
export function readEndings(stage: DiscordStage, scene: Scene): readonly [Ending, Ending] {
  const { discord } = stage;
  const { asker, asking, channelId, early, messageId } = scene;
  const isTold = listReplies(stage, discord.openDirectMessage(asker.id), asker.id).length > 0;
  const isThere = discord.listChannels().some(({ id }) => id === channelId);
  const replies = isThere ? findReplies(discord, channelId, messageId, asker.id).length : 0;
  if (replies > 1) throw new Error('two replies to one message');
  const isAnswered = asking.message !== undefined && asking.followUps.length === 0;
  return [
    early.has('message') || replies === 1 ? 'answered' : isTold ? 'told' : 'untold',
    early.has('command') || isAnswered
      ? 'answered'
      : isTold || asking.followUps.length > 0
        ? 'told'
        : 'untold',
  ];
}
