/** Part of the index's fingerprint: raise it with every change that reads another article out of the same file. */
export const READER_VERSION = '2';
