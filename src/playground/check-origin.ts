/** What a request says about where it comes from. */
export interface RequestOrigin {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** A WebSocket's request is a GET, but needs an origin as one that changes something. */
  readonly isUpgrade?: boolean;
}

/** The names by which a browser on this machine reaches the playground. */
const HOST_NAMES = ['localhost', '127.0.0.1'];
/** What changes nothing, and carries no origin where it is of the same one (Fetch standard, "Origin" header). */
const SAFE_METHODS = ['GET', 'HEAD'];

/**
 * Tells in words why a request is refused; null where it comes from the playground's own page. The name of the host
 * keeps out other names that lead to this machine, the origin keeps out other pages of the same browser.
 */
export function findForeignness(request: RequestOrigin, port: number): string | null {
  const hosts = HOST_NAMES.map((name) => (port === 80 ? name : `${name}:${port}`));
  const { method, host, origin, isUpgrade = false } = request;
  if (host === undefined || !hosts.includes(host.toLowerCase())) {
    return `The playground is served as http://localhost:${port} only.`;
  }
  if (origin === undefined) {
    if (SAFE_METHODS.includes(method) && !isUpgrade) return null;
    return "Only the playground's own page may do that; this request does not say where it comes from.";
  }
  if (origin === `http://${host.toLowerCase()}`) return null;
  return "Only the playground's own page may do that; this request comes from elsewhere.";
}
