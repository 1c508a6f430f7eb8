/** Short replies in our own words. They hold nothing that others wrote. */
export const NOTICES = {
  howTo:
    'Write your question after mentioning me, or use `/ask`. I look for the answer in the articles and quote it. ' +
    'To find sources for what someone wrote, open the menu of their message: Apps → Find sources.',
  busy: 'I have more questions waiting than I can take. Please try again in a minute.',
  crowded: 'More is asked here than I can answer at the moment. Please try again in a minute.',
  edited:
    '*The question was changed after this answer, which is about what it said before. Ask again to have the new one answered.*',
  stopping: 'I am being restarted. Please ask again in a minute.',
  managersOnly: 'Only those who may manage this server (“Manage Server”) can use this command.',
  rebuilding: 'A rebuild is running already, or I am being restarted. `/status` tells since when.',
  noRebuild: 'The owner of this bot has not set it up so that it can rebuild its index.',
  rebuildGoesOn:
    'The rebuild goes on, but I cannot tell more in this message: Discord closes it after 15 minutes. `/status` tells when the new index is in use.',
  restarted: 'I was restarted while I was working on this. Please ask again.',
  noText: 'This message has no text that I could look for.',
  passageGone:
    'The index was rebuilt since that answer, and this passage is not in it any more. Ask again to get the articles as they are now.',
  notYours: 'Only the person who asked, or someone who may manage messages, can dismiss this answer.',
  ratingCounted: 'Thank you.',
  ratingChanged: 'Thank you, your rating is changed.',
  ratingKnown: 'You have said so already; it is counted once.',
  forgetAgain:
    'I could not delete it just now, and the owner of this bot finds why in the log. Please try again in a few minutes.',
  logOff:
    'I keep no questions, so I cannot tell what the articles lack. The owner of this bot can switch that on with `QUESTION_LOG=true`.',
  logUnavailable:
    'The questions that I keep cannot be read at the moment. The owner of this bot finds why in the log.',
  posted: 'Posted.',
  postedPrivately: 'Discord lets me show this only to you here, since I am not a member of this server.',
  milestoneGone:
    'The index was rebuilt since, and the passage of this milestone is not in it any more. Ask again to get the articles as they are now.',
  searchGone: 'I cannot read any more what this list was made from. Please use `/milestones` again.',
  outdatedButton: 'This button belongs to an older version of me. Please ask again.',
  outdatedCommand:
    'I do not know this command any more. The owner of this bot can bring the list up to date with `npm run deploy-commands`.',
  forbidden:
    'Discord did not let me post here. Someone who manages the server can check my permissions in this channel.',
  channelGone:
    'I could not answer: the channel that you asked in was deleted, or I was removed from its server. You can ask me again elsewhere, or here.',
  threadClosed: 'Discord did not let me write in this thread: it is archived or locked.',
} as const;

/** What is told of a question in another place than that where it was asked. */
export function renderElsewhere(words: string, channelId: string | null): string {
  return channelId === null ? words : `About your question in <#${channelId}>: ${words}`;
}

/** Tells someone who asks too fast how long to wait. */
export function renderTooFast(seconds: number): string {
  return `You ask faster than I can answer. Please wait ${seconds === 1 ? '1 second' : `${seconds.toString()} seconds`}.`;
}
