/*
 * Every limit of Discord that this room knows, and its own choices within them. Files in brackets are those of
 * Discord's API documentation. Lengths are in UTF-16 units, which is never fewer than the characters Discord counts.
 */

/** Characters of a message's `content` [resources/message]. */
export const MAX_CONTENT_LENGTH = 2000;
/** Characters of an embed's title [resources/message#embed-limits]. */
export const MAX_EMBED_TITLE_LENGTH = 256;
/** Characters of an embed's description [resources/message#embed-limits]. */
export const MAX_EMBED_DESCRIPTION_LENGTH = 4096;
/** Fields of an embed [resources/message#embed-limits]. */
export const MAX_EMBED_FIELDS = 25;
/** Characters of a field's name [resources/message#embed-limits]. */
export const MAX_FIELD_NAME_LENGTH = 256;
/** Characters of a field's value [resources/message#embed-limits]. */
export const MAX_FIELD_VALUE_LENGTH = 1024;
/** Characters of an embed's footer [resources/message#embed-limits]. */
export const MAX_EMBED_FOOTER_LENGTH = 2048;
/** Characters of titles, descriptions, fields, footers and authors over all embeds of a message [resources/message#embed-limits]. */
export const MAX_EMBEDS_TOTAL_LENGTH = 6000;
/** Embeds of a message [resources/message#create-message]. */
export const MAX_EMBEDS = 10;

/** Buttons of one row [components/reference#action-row]. */
export const MAX_BUTTONS_IN_ROW = 5;
/** Characters of a button's label [components/reference#button]. */
export const MAX_BUTTON_LABEL_LENGTH = 80;
/** Characters of a link button's address [components/reference#button]. */
export const MAX_BUTTON_URL_LENGTH = 512;
/** Characters of a `custom_id` [components/reference#anatomy-of-a-component]. */
export const MAX_CUSTOM_ID_LENGTH = 100;

/** Autocomplete choices [interactions/receiving-and-responding#autocomplete]. */
export const MAX_CHOICES = 25;
/** Characters of a choice's name, and of its string value [interactions/application-commands#option-choice]. */
export const MAX_CHOICE_LENGTH = 100;

/** Characters of a command's or option's description [interactions/application-commands]. */
export const MAX_COMMAND_DESCRIPTION_LENGTH = 100;
/** Characters of a command's names, descriptions and values together [interactions/application-commands]. */
export const MAX_COMMAND_TOTAL_LENGTH = 8000;
/** The longest `max_length` of a string option is 6000 [interactions/application-commands]; the longest message is 4000. */
export const MAX_QUESTION_OPTION_LENGTH = 4000;

/** Characters of a message's nonce [resources/message#create-message]. */
export const MAX_NONCE_LENGTH = 25;
/** Time to the first response to an interaction [interactions/receiving-and-responding]. */
export const FIRST_RESPONSE_MS = 3_000;
/** Time for which an interaction can be answered further [interactions/receiving-and-responding]. */
export const INTERACTION_LIFETIME_MS = 15 * 60_000;
/**
 * Ours: how long a question may wait for its turn, so that what is left of an interaction's life is enough for the
 * answer.
 */
export const MAX_WAIT_MS = INTERACTION_LIFETIME_MS - 5 * 60_000;
/** How long a typing indicator is shown, less a second for the way [resources/channel#trigger-typing-indicator]. */
export const TYPING_REFRESH_MS = 9_000;

/** Ours: an address in a masked link, so that three footnotes leave room for their quotes. Discord gives no limit. */
export const MAX_LINK_URL_LENGTH = 800;
/** Ours: answers hold at most three quotes, so that three "Show me" and "Dismiss" stay in one row. */
export const MAX_SHOWN_QUOTES = 3;
/** Ours: articles on one page of `/sources`. */
export const SOURCES_PER_PAGE = 10;
/** Ours: the longest run of combining marks that is shown; no script in use needs more, and longer ones paint over their neighbours. */
export const MAX_COMBINING_MARKS = 5;
/** Ours: milestones on one page of `/milestones`. */
export const MILESTONES_PER_PAGE = 10;
/** Ours: characters of a topic or an article as a person types them for `/milestones`; two of them stay in the footer. */
export const MAX_FILTER_LENGTH = 200;
/** Ours: characters of a date as a person types it. */
export const MAX_DATE_OPTION_LENGTH = 40;
/** Characters of an attachment's description, its alternative text [resources/message#attachment-object]. */
export const MAX_ATTACHMENT_DESCRIPTION_LENGTH = 1024;
/** Ours: questions in `/gaps`; so many fit one embed at their longest. */
export const MAX_SHOWN_GAPS = 8;
/** Ours: milestones in the picture of `/timeline`. */
export const MAX_TIMELINE_ENTRIES = 40;
