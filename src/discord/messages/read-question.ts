import { readWords } from './read-words.ts';

/** What of a message decides whether it is a question. */
export interface IncomingMessage {
  readonly content: string;
  /** False for bots, webhooks and Discord's own notices ("joined the server"). */
  readonly isFromPerson: boolean;
  readonly isDirect: boolean;
  readonly mentionsEveryoneOrRole: boolean;
  /** People and bots mentioned, each with a name. The author of the message replied to is among them where pinged. */
  readonly mentions: ReadonlyMap<string, string>;
  /** Whose message this one replies to; `unknown` where that was deleted, null where it replies to none. */
  readonly repliesTo: string | null;
  /** Id and names of the channel and, in a thread, of the one it belongs to. */
  readonly channelNames: readonly string[];
  /** The title of a forum's post, for its first message; else null. */
  readonly postTitle: string | null;
  /** True in a forum's post after its first message: people talk there. */
  readonly isPostReply: boolean;
}

/** What a message wants of the bot. */
export type MessageRequest =
  | {
      readonly kind: 'question';
      readonly way: 'mention' | 'reply' | 'direct' | 'channel';
      readonly text: string;
    }
  /** The bot was addressed, and nothing asked. */
  | { readonly kind: 'how-to' };

const QUESTION_WORDS =
  /^(?:and |but |so |ok(?:ay)?,? )?(?:who|what|when|where|why|how|which|whose|is|are|was|were|do|does|did|can|could|should|would|will|has|have|tell|show|explain|list|name)\b/i;

/** What a message asks of the bot; null where it is none of the bot's business. */
export function readQuestion(
  message: IncomingMessage,
  bot: { readonly id: string; readonly answerChannels: ReadonlySet<string> },
): MessageRequest | null {
  if (!message.isFromPerson) return null;
  const text = readWords(message.content, (userId) =>
    userId === bot.id ? undefined : message.mentions.get(userId),
  );
  const asked = (way: 'mention' | 'reply' | 'direct'): MessageRequest =>
    text === '' ? { kind: 'how-to' } : { kind: 'question', way, text };

  if (message.isDirect) return asked('direct');
  // Written out, since a reply with its ping on mentions the bot, too.
  if (new RegExp(`<@!?${bot.id}>`).test(message.content)) return asked('mention');
  if (message.mentionsEveryoneOrRole) return null;
  if (message.mentions.has(bot.id)) return looksLikeQuestion(text) ? asked('reply') : null;
  return isOpenChannel(message, bot) && text !== ''
    ? { kind: 'question', way: 'channel', text: joinTitle(message.postTitle, text) }
    : null;
}

/** "Thanks!" under an answer needs no reply. */
function looksLikeQuestion(text: string): boolean {
  return text.includes('?') || QUESTION_WORDS.test(text);
}

/** True where a message needs no mention to be a question, and is not part of a talk between people. */
function isOpenChannel(
  message: IncomingMessage,
  bot: { readonly id: string; readonly answerChannels: ReadonlySet<string> },
): boolean {
  const isNamed = message.channelNames.some((name) => bot.answerChannels.has(name.toLowerCase()));
  const repliesToOther = message.repliesTo !== null && message.repliesTo !== bot.id;
  return isNamed && !message.isPostReply && !repliesToOther && message.mentions.size === 0;
}

function joinTitle(title: string | null, text: string): string {
  return title === null ? text : `${title}\n${text}`;
}
