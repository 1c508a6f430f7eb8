/**
 * Calls `onClosed` when the reader of a stream goes away (`… | head -1`), which is no error. Any other failure of the
 * stream is thrown.
 */
export function watchClosedPipe(stream: NodeJS.WritableStream, onClosed: () => void): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    onClosed();
  });
}
