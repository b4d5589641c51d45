import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';

/** Those of a list that are archived, the last one first, for who may bring them back. */
export function archivedOf<One extends { id: string; name: string; archivedAt: string | null }>(
  all: readonly One[],
  { formats, today }: StaffPage,
) {
  return all
    .flatMap(({ id, name, archivedAt }) => (archivedAt === null ? [] : [{ id, name, archivedAt }]))
    .sort((a, b) => (a.archivedAt < b.archivedAt ? 1 : -1))
    .map(({ id, name, archivedAt }) => ({
      id,
      name,
      since: formats.day(formats.localDate(archivedAt), today),
    }));
}
