/** What lies open over the page, told in the address so that it can be linked: `#/payments/p-1`, `#/accounts/C-ann`. */
export type Route = { readonly kind: 'payments' | 'accounts'; readonly id: string };

export const routeOf = (hash: string): Route | undefined => {
  const [, kind, id] = /^#\/(payments|accounts)\/(.+)$/.exec(hash) ?? [];
  if (id === undefined || (kind !== 'payments' && kind !== 'accounts')) return undefined;
  try {
    return { kind, id: decodeURIComponent(id) };
  } catch {
    return undefined;
  }
};

export const hashOf = ({ kind, id }: Route): string => `#/${kind}/${encodeURIComponent(id)}`;
