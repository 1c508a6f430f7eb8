import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { LocalDiscord } from '../local-discord/local-discord.ts';
import { startLocalDiscord } from '../local-discord/start-local-discord.ts';
import type { ArticleDesk } from './article-desk.ts';
import { ArticleShelf } from './article-shelf.ts';
import { bundlePage, type PageAssets } from './bundle-page.ts';
import { findForeignness } from './check-origin.ts';
import { createPlaygroundApp } from './create-playground-app.ts';
import { FaultSwitch } from './fault-switch.ts';
import { listenOnFreePort } from './listen-on-free-port.ts';
import { StateKeeper, type BuildProgress } from './playground-state.ts';

export interface PlaygroundOptions {
  /** First port that is tried; 0 takes any. */
  readonly port: number;
  /** Folder for what is dropped on the page; a folder in it, named after the port, is emptied now and at the end. */
  readonly dataDir: string;
  /** The shipped articles; only read. */
  readonly corpusDir: string;
  /** Files of the page. @default bundled now */
  readonly bundle?: Promise<PageAssets>;
  /** Hears of faults that no person caused. */
  readonly onProblem: (error: unknown) => void;
}

/** A page, a Discord behind it, and nobody logged in yet. */
export interface Playground {
  /** Where the page is, e.g. `http://localhost:3000`. */
  readonly url: string;
  /** Where a bot logs in. */
  readonly discord: LocalDiscord;
  /** A folder that is gone when the playground ends, for what the bot keeps. */
  readonly stateDir: string;
  /** Id of the channel where every question is answered. */
  readonly answersChannelId: string;
  /** Shows how far the opening of the articles is; null when they are open. */
  showProgress(progress: BuildProgress | null): void;
  /** Questions to begin with; the first three are offered. */
  setExamples(questions: readonly string[]): void;
  /** There is a bot to answer: from now on articles can be dropped. */
  openShelf(desk: ArticleDesk): void;
  close(): Promise<void>;
}

const MAX_EXAMPLES = 3;
/** The person at the page: the owner of the server, as somebody is who tries a bot on a server of their own. */
const PERSON = 'You';
const ANSWERS = { name: 'ask-the-articles', topic: 'Every question here is answered from the articles.' };
const GENERAL = { name: 'general', topic: 'Mention @Footnote to ask it something here.' };

/**
 * Starts a Discord on this machine and serves the page that shows it, on loopback only. The page is bundled meanwhile.
 * Throws a `FootnoteError` where no port is free.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { corpusDir: shippedDir, onProblem, bundle = bundlePage() } = options;
  bundle.catch(onProblem);
  const discord = await startLocalDiscord({
    guilds: [{ name: 'Footnote playground', owner: PERSON, channels: [ANSWERS, GENERAL] }],
    privilegedIntents: { messageContent: true },
  });
  const server = createServer();
  const port = await listenOnFreePort(server, options.port).catch(async (error: unknown) => {
    await discord.close();
    throw error;
  });
  // Nothing is waited for from here to the listeners, so that no request comes before them.
  const keeper = new StateKeeper();
  const closing = new AbortController();
  const [answersId = '', generalId = ''] = discord.listChannels().map(({ id }) => id);
  const faults = new FaultSwitch(discord, keeper, answersId);
  const dataDir = join(options.dataDir, String(port));
  const stateDir = `${dataDir}-state`;
  const shelf = new ArticleShelf({ keeper, dataDir, shippedDir, onProblem });
  let examples: readonly string[] = [];
  const { ownerId } = discord.guild;
  const session = {
    token: discord.createUserToken(ownerId),
    user: discord.listUsers().find(({ id }) => id === ownerId) ?? {},
    botId: discord.botId,
    applicationId: discord.applicationId,
    guildId: discord.guild.id,
    channels: { answers: answersId, general: generalId },
  };
  discord.events.on('presence', ({ online }) => {
    keeper.change({ bot: online ? 'online' : 'offline' });
  });
  discord.events.on('internalError', onProblem);
  const app = createPlaygroundApp({
    ...{ discord, bundle, keeper, faults, shelf, port, onProblem },
    readSession: () => ({ ...session, examples }),
    closing: closing.signal,
  });
  const answer = getRequestListener(app.fetch);
  server.on('request', (request, response) => void answer(request, response));
  discord.attachGateway(server, ({ headers }) => {
    const { host, origin } = headers;
    return findForeignness({ method: 'GET', host, origin, isUpgrade: true }, port) === null;
  });
  return {
    url: `http://localhost:${port}`,
    discord,
    stateDir,
    answersChannelId: answersId,
    showProgress: (build) => {
      keeper.change({ build });
    },
    setExamples: (questions) => {
      examples = questions.slice(0, MAX_EXAMPLES);
    },
    openShelf: (desk) => {
      shelf.open(desk);
    },
    async close() {
      closing.abort();
      await shelf.close();
      await rm(stateDir, { recursive: true, force: true });
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await Promise.all([closed, discord.close()]);
    },
  };
}
