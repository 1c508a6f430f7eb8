/** The index that answers; times in ISO 8601. */
export interface IndexFacts {
  readonly builtAt: string;
  readonly articleCount: number;
  readonly passageCount: number;
}

/** The bot as it stands. */
export interface BotFacts {
  /** On the gateway, so that questions come in. */
  readonly isConnected: boolean;
  /** Questions that wait for their turn, and those being answered. */
  readonly waiting: number;
  readonly answering: number;
  /** Breaks of the connection since the start, and how many of them were resumed without losing an event. */
  readonly breaks: number;
  readonly resumes: number;
  /** Logins that Discord says are left today; null where it did not say. */
  readonly startsLeft: number | null;
}

/** Where the figures are taken from at the moment they are asked for; null for what is not there (yet). */
export interface MetricsSources {
  /** Of Footnote. */
  readonly version: string;
  describeIndex(): IndexFacts | null;
  describeBot(): BotFacts | null;
}
