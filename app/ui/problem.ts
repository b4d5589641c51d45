import { isRouteErrorResponse } from '@remix-run/react';

/** What people are told apart when a page can't be made: the keys of their words in the common catalogue. */
export type ProblemKind = 'notFound' | 'forbidden' | 'tooMany' | 'busy' | 'fault';

const kindOfStatus = new Map<number, ProblemKind>([
  [403, 'forbidden'],
  [404, 'notFound'],
  [410, 'notFound'],
  [429, 'tooMany'],
  [503, 'busy'],
]);

export function problemKind(error: unknown): ProblemKind {
  return (isRouteErrorResponse(error) && kindOfStatus.get(error.status)) || 'fault';
}

export function problemTitles(text: (key: `problem.${ProblemKind}`) => string): Record<ProblemKind, string> {
  return {
    notFound: text('problem.notFound'),
    forbidden: text('problem.forbidden'),
    tooMany: text('problem.tooMany'),
    busy: text('problem.busy'),
    fault: text('problem.fault'),
  };
}
