const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'] as const;

/**
 * Whether a Host header names this server: only then is it answered, so that no web page can reach it through a name of its own that it
 * points here (DNS rebinding). `bound` is the address listened on; one that means every address lets any name in, as its user asked.
 */
export const hostAllowed = (bound: string): ((hostHeader: string | undefined) => boolean) => {
  if (bound === '0.0.0.0' || bound === '::') return () => true;
  const names = new Set<string>([...LOOPBACK, bound.includes(':') ? `[${bound}]` : bound.toLowerCase()]);
  return (header) => header !== undefined && names.has(header.replace(/:\d+$/, '').toLowerCase());
};
