import { longestSearch, shortestSearch } from '#server/modules/search/search.schema.ts';

/** What is looked for, as an address says it; null: too little to look for. */
export function readSearchText(query: URLSearchParams): string | null {
  return findable(query.get('q') ?? '');
}

/** What is looked for by what was typed; null: too little to look for. */
export function findable(typed: string): string | null {
  const text = typed.trim().slice(0, longestSearch).trim();
  return text.length < shortestSearch ? null : text;
}

/** The page that shows what is found by a text, or asks for one. */
export function findPath(base: string, text = ''): string {
  return text ? `${base}/find?${new URLSearchParams({ q: text })}` : `${base}/find`;
}
