import { employeeIdSchema, serviceIdSchema } from '#server/platform/ids.schema.ts';
import { localDateSchema } from '#server/modules/salon/time.schema.ts';
import {
  countedUpTo,
  entrySorts,
  entryStatuses,
  type EntryStatus,
  type ListEntriesInput,
} from '#server/modules/waitlist/waitlist.schema.ts';

/** A state, or those who may still get a time, or everybody. */
export const entryGroups = ['active', ...entryStatuses, 'all'] as const;
export type EntryGroup = (typeof entryGroups)[number];

const activeStatuses: readonly EntryStatus[] = ['waiting', 'notified', 'cooldown'];

/** Filter, order and page of the list, as its address says them. */
export interface ListSearch {
  group: EntryGroup;
  serviceId: string;
  employeeId: string;
  date: string;
  search: string;
  sort: (typeof entrySorts)[number];
  page: number;
}

const names = {
  group: 'state',
  serviceId: 'service',
  employeeId: 'with',
  date: 'date',
  search: 'q',
  sort: 'sort',
  page: 'page',
} as const satisfies Record<keyof ListSearch, string>;

const nothing: ListSearch = {
  group: 'active',
  serviceId: '',
  employeeId: '',
  date: '',
  search: '',
  sort: 'rank',
  page: 1,
};

/** What makes no sense in an address (people shorten and mistype them) counts as not said. */
export function readListSearch(query: URLSearchParams): ListSearch {
  const text = (key: keyof ListSearch) => query.get(names[key])?.trim() ?? '';
  const page = Number(text('page'));
  return {
    group: entryGroups.find((group) => group === text('group')) ?? nothing.group,
    serviceId: serviceIdSchema.safeParse(text('serviceId')).data ?? '',
    employeeId: employeeIdSchema.safeParse(text('employeeId')).data ?? '',
    date: localDateSchema.safeParse(text('date')).data ?? '',
    search: text('search').slice(0, 100),
    sort: entrySorts.find((sort) => sort === text('sort')) ?? nothing.sort,
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  };
}

/** The query of such a list, `?` included; what is as usual is left out. */
export function listQuery(search: ListSearch): string {
  const query = new URLSearchParams();
  for (const key of Object.keys(names) as (keyof ListSearch)[]) {
    if (search[key] !== nothing[key]) query.set(names[key], String(search[key]));
  }
  const text = query.toString();
  return text && `?${text}`;
}

/** Whether it asks for less than its state's whole list. */
export function isFiltered({ serviceId, employeeId, date, search }: ListSearch): boolean {
  return Boolean(serviceId || employeeId || date || search);
}

/** What waitlist.list is asked, but for the salon. */
export function listInput(search: ListSearch): Omit<ListEntriesInput, 'salonId'> {
  return {
    statuses: statusesOf(search.group),
    serviceId: serviceIdSchema.safeParse(search.serviceId).data,
    employeeId: employeeIdSchema.safeParse(search.employeeId).data,
    date: search.date || undefined,
    search: search.search || undefined,
    sort: search.sort,
    page: search.page,
  };
}

function statusesOf(group: EntryGroup): EntryStatus[] | undefined {
  if (group === 'all') return undefined;
  return group === 'active' ? [...activeStatuses] : [group];
}

/** How many a group has, from the counts of each state: `999+` where nobody has counted on. */
export function countOf(group: EntryGroup, counts: Record<EntryStatus, number>): string {
  const statuses: readonly EntryStatus[] = statusesOf(group) ?? entryStatuses;
  const sum = statuses.reduce((total, status) => total + counts[status], 0);
  return sum < countedUpTo ? String(sum) : `${countedUpTo - 1}+`;
}
