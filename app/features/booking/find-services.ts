import type { ServiceGroup } from './booking-view.ts';

/** Letters that no accent explains. */
const plain: Record<string, string> = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th' };

/** A text as people type it in a hurry: without capitals and accents. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[øæœßłđðþ]/g, (letter) => plain[letter] ?? letter);
}

/** The services that have every word in their name, description or category; all of them when there is none. */
export function findServices(groups: readonly ServiceGroup[], find: string): readonly ServiceGroup[] {
  const words = folded(find).split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  return groups
    .map(({ category, services }) => ({
      category,
      services: services.filter(({ name, description }) => {
        const text = folded(`${name} ${description} ${category}`);
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ services }) => services.length > 0);
}
