/** What the chat uses of an input stream; `process.stdin` is one. */
export type ChatInput = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** What the chat uses of an output stream; `process.stdout` is one. */
export type ChatOutput = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
