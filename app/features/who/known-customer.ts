/** A customer of the organisation, as a form names them; a contact that nobody knows is empty. */
export interface KnownCustomer {
  id: string;
  name: string;
  phone: string;
  email: string;
}

/** So many are suggested at most: more is a list, and has its own page. */
export const mostSuggested = 8;

/** Where the suggestions for what was typed come from. `reachable`: only those whom a message can reach. */
export function suggestionsPath(base: string, text: string, { reachable }: { reachable: boolean }): string {
  return `${base}/customers/suggestions?${new URLSearchParams({ q: text, ...(reachable && { reachable: 'yes' }) })}`;
}
