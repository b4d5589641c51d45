import type { z } from 'zod';
import { listAuditInput } from '#server/modules/audit/audit.schema.ts';

/** Which part of the trail is shown, as its address says it. */
export type AuditSearch = Pick<z.input<typeof listAuditInput>, 'kind' | 'by' | 'before'>;

/** What makes no sense in an address counts as not said. */
export function readAuditSearch(query: URLSearchParams): AuditSearch {
  const { kind, by, before } = listAuditInput.shape;
  return {
    kind: kind.safeParse(query.get('kind') ?? undefined).data,
    by: by.safeParse(query.get('by') ?? undefined).data,
    before: before.safeParse(query.get('before') ?? undefined).data,
  };
}

/** The query of such a part, `?` included. */
export function auditQuery({ kind, by, before }: AuditSearch): string {
  const query = new URLSearchParams({ ...(kind && { kind }), ...(by && { by }), ...(before && { before }) });
  const text = query.toString();
  return text && `?${text}`;
}
