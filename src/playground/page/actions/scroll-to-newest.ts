/** Shows the newest messages of a channel, once the page has been drawn anew: somebody did something there. */
export function scrollToNewest(channelId: string): void {
  setTimeout(() => {
    // The column runs upwards: its beginning is at the bottom.
    document.getElementById(`log-${channelId}`)?.scrollTo({ top: 0 });
  });
}
