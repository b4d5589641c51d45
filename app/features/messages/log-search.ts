import {
  channelSchema,
  templateSchema,
  type Channel,
  type MessageStatus,
  type Template,
} from '#server/modules/notifications/notifications.schema.ts';
import { messageIdSchema } from '#server/platform/ids.schema.ts';

/** What staff ask of the log: all of it, what did not get through, what is on its way, what went out. */
export const logGroups = ['all', 'troubled', 'waiting', 'sent'] as const;
export type LogGroup = (typeof logGroups)[number];

/** What may not have reached the customer. */
export const troubledStatuses: readonly MessageStatus[] = ['undelivered', 'failed', 'blocked', 'unknown'];

const statusesOf: Record<LogGroup, readonly MessageStatus[] | undefined> = {
  all: undefined,
  troubled: troubledStatuses,
  waiting: ['queued', 'sending'],
  sent: ['sent', 'delivered'],
};

/** What of the log is shown, as its address says it. */
export interface LogSearch {
  group: LogGroup;
  channel: Channel | '';
  template: Template | '';
  search: string;
  /** The message after which it continues. */
  before: string;
}

/** What makes no sense in an address counts as not said. */
export function readLogSearch(query: URLSearchParams): LogSearch {
  return {
    group: logGroups.find((group) => group === query.get('state')) ?? 'all',
    channel: channelSchema.safeParse(query.get('by')).data ?? '',
    template: templateSchema.safeParse(query.get('what')).data ?? '',
    search: query.get('q')?.trim().slice(0, 100) ?? '',
    before: messageIdSchema.safeParse(query.get('before')).data ?? '',
  };
}

/** The query of such a log, `?` included; what is as usual is left out. */
export function logQuery({ group, channel, template, search, before }: LogSearch): string {
  const query = new URLSearchParams();
  if (group !== 'all') query.set('state', group);
  if (channel) query.set('by', channel);
  if (template) query.set('what', template);
  if (search) query.set('q', search);
  if (before) query.set('before', before);
  const text = query.toString();
  return text && `?${text}`;
}

/** What message.list is asked, but for the salon. */
export function logInput({ group, channel, template, search, before }: LogSearch) {
  const statuses = statusesOf[group];
  return {
    channel: channel || undefined,
    template: template || undefined,
    statuses: statuses && [...statuses],
    search: search || undefined,
    before: messageIdSchema.safeParse(before).data,
  };
}
