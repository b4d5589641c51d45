import { customerSorts } from '#server/modules/customers/customers.schema.ts';

export type CustomerSort = (typeof customerSorts)[number];

/** What of the list is shown, as its address says it. */
export interface CustomersSearch {
  search: string;
  sort: CustomerSort;
  page: number;
}

/** What makes no sense in an address counts as not said. */
export function readCustomersSearch(query: URLSearchParams): CustomersSearch {
  const page = query.get('page') ?? '';
  return {
    search: query.get('q')?.trim().slice(0, 100) ?? '',
    sort: customerSorts.find((sort) => sort === query.get('sort')) ?? 'name',
    page: /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1,
  };
}

/** The query of such a list, `?` included; what is as usual is left out. */
export function customersQuery({ search, sort, page }: CustomersSearch): string {
  const query = new URLSearchParams();
  if (search) query.set('q', search);
  if (sort !== 'name') query.set('sort', sort);
  if (page > 1) query.set('page', String(page));
  const text = query.toString();
  return text && `?${text}`;
}
