/**
 * What Discord refuses by size or number, in one table. Lengths are in characters (Unicode code points), file sizes in
 * bytes. Sources are paths under developers/ in the repository discord/discord-api-docs, read on 2026-08-06; a limit
 * that is not documented there names where it was seen.
 */
export const LIMITS = {
  /** resources/message.mdx, Create Message. */
  message: { content: 2000, nonce: 25, allowedMentionIds: 100, fetched: 100 },
  /** resources/message.mdx, Embed Limits. `total` runs over all embeds of a message. */
  embed: {
    perMessage: 10,
    title: 256,
    description: 4096,
    fields: 25,
    fieldName: 256,
    fieldValue: 1024,
    footer: 2048,
    author: 256,
    total: 6000,
  },
  /** components/reference.mdx: Action Row, Button, String Select, Text Input; rows per message as in the legacy behaviour. */
  component: {
    rows: 5,
    buttonsPerRow: 5,
    label: 80,
    customId: 100,
    url: 512,
    selectOptions: 25,
    selectText: 100,
    placeholder: 150,
    textInput: 4000,
    textInputPlaceholder: 100,
    /** Components V2: all components of one message. */
    perMessageV2: 40,
    /** Components V2: all displayed text of one message; not in the reference, named in discord/discord-api-docs#8554. */
    displayedTextV2: 4000,
  },
  /** interactions/receiving-and-responding.mdx, Modal; labels in components/reference.mdx, Label and Text Input. */
  modal: { title: 45, components: 5, label: 45, labelDescription: 100 },
  /** interactions/application-commands.mdx: structures, Registering a Command. */
  command: {
    name: 32,
    description: 100,
    options: 25,
    choices: 25,
    choiceName: 100,
    choiceValue: 100,
    stringOption: 6000,
    /** Name, description and values of a command with all its options; reference.mdx, "APPLICATION_COMMAND_TOO_LARGE". */
    total: 8000,
    chatInput: 100,
    user: 15,
    message: 15,
    createsPerDay: 200,
  },
  /** interactions/receiving-and-responding.mdx, Interaction Callback. The first response's deadline is an option. */
  interaction: { tokenLifetimeMs: 15 * 60_000, autocompleteChoices: 25 },
  /** resources/guild.mdx, List Guild Members. */
  guild: { membersFetched: 1000 },
  /** resources/channel.mdx, Start Thread. */
  thread: { name: 100 },
  /** reference.mdx, Uploading Files; resources/message.mdx, Create Message, Limitations; opcodes-and-status-codes, 30015. */
  file: { bytes: 10 * 1024 * 1024, requestBytes: 25 * 1024 * 1024, perMessage: 10, description: 1024 },
  /** events/gateway.mdx, Sending Events and Rate Limiting. */
  gateway: { payloadBytes: 4096, sendsPerWindow: 120, sendWindowMs: 60_000, identifiesPerDay: 1000 },
  /** resources/message.mdx: "uniqueness in the past few minutes"; the exact span is not documented, this is our reading. */
  nonceLifetimeMs: 5 * 60_000,
} as const;
