import { readablePhone } from '#app/ui/phone.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { formatsOf, languageNames, textsOf } from '#app/texts.server.ts';
import type {
  ComparedCustomer,
  CustomerDetails,
  MergeObstacle,
} from '#server/modules/customers/customers.schema.ts';
import { customerIdSchema, type CustomerId } from '#server/platform/ids.schema.ts';
import { contactLines } from './customer-words.server.ts';

/** The one who was chosen to be merged; null while nobody is. */
export function readOther({ url }: StaffPage, customer: CustomerDetails): CustomerId | null {
  const other = customerIdSchema.safeParse(url.searchParams.get('with')).data ?? null;
  return other === customer.id ? null : other;
}

/** Who it could be: those who look like the same person, and those whom a search finds. */
export async function pickView(customer: CustomerDetails, page: StaffPage) {
  const { api, salonId, url, formats, locale } = page;
  const t = textsOf(locale, 'customers');
  const search = url.searchParams.get('q')?.trim().slice(0, 100) ?? '';
  const { customers } = search
    ? await api.customer.list({ salonId, search, pageSize: 10 })
    : { customers: [] };
  return {
    search,
    likely: customer.duplicates.map((other) => ({
      id: other.id,
      name: other.name,
      lines: [
        ...contactLines(other),
        formats.list(other.same.map((what) => t(`page.duplicateSame.${what}`))),
      ],
    })),
    found: customers
      .filter(({ id }) => id !== customer.id)
      .map((other) => ({ id: other.id, name: other.name, lines: contactLines(other) })),
  };
}
export type PickView = Awaited<ReturnType<typeof pickView>>;

const facts = ['name', 'phone', 'email', 'locale'] as const;
export type MergedFact = (typeof facts)[number];

/** Two side by side, what there is to choose between them, and what stands against it. */
export async function compareView(customerId: CustomerId, otherId: CustomerId, page: StaffPage) {
  const { api, salonId } = page;
  const { kept, other, obstacles } = await api.customer.compare({ salonId, customerId, otherId });
  return {
    kept: sideOf(kept, page),
    other: sideOf(other, page),
    choices: facts
      .filter((fact) => kept[fact] !== other[fact])
      .map((fact) => {
        const [ours, theirs] = [valueOf(kept, fact, page), valueOf(other, fact, page)];
        // A contact that only the other one has is not lost by leaving things as they are.
        return {
          fact,
          kept: ours,
          other: theirs,
          usual: ours.isNone ? ('other' as const) : ('kept' as const),
        };
      }),
    obstacles: obstacles.map((obstacle) => obstacleView(obstacle, page)),
  };
}
export type CompareView = Awaited<ReturnType<typeof compareView>>;

function sideOf(customer: ComparedCustomer, page: StaffPage) {
  const t = textsOf(page.locale, 'customers');
  const { bookings, entries, messages, notes } = customer;
  return {
    name: customer.name,
    lines: [
      ...contactLines(customer),
      t('merge.since', { date: page.formats.day(page.formats.localDate(customer.createdAt), page.today) }),
    ],
    has: [
      t('merge.bookings', { count: bookings }),
      t('merge.entries', { count: entries }),
      t('merge.messages', { count: messages }),
      t('merge.notes', { count: notes }),
      ...customer.optedOut.map((channel) => t(`merge.optedOut.${channel}`)),
    ],
  };
}

function valueOf(customer: ComparedCustomer, fact: MergedFact, { locale }: StaffPage) {
  const t = textsOf(locale, 'customers');
  const value = customer[fact];
  if (value === null) return { text: t('merge.nothing'), detail: null, isNone: true };
  const language = languageNames().find((each) => each.locale === value)?.name;
  return {
    text: fact === 'locale' ? (language ?? value) : fact === 'phone' ? readablePhone(value) : value,
    detail: verifiedWords(customer, fact, t),
    isNone: false,
  };
}

function verifiedWords(
  { isPhoneVerified, isEmailVerified }: ComparedCustomer,
  fact: MergedFact,
  t: (key: 'page.verified' | 'page.unverified') => string,
): string | null {
  if (fact !== 'phone' && fact !== 'email') return null;
  const isVerified = fact === 'phone' ? isPhoneVerified : isEmailVerified;
  return isVerified ? t('page.verified') : t('page.unverified');
}

export function obstacleView(obstacle: MergeObstacle, page: StaffPage) {
  const { locale, base, today } = page;
  const t = textsOf(locale, 'customers');
  if (obstacle.kind === 'same_wish') {
    const { salonName: salon, serviceName: service, entryId } = obstacle;
    const link = { label: t('merge.seeEntry'), href: `${base}/waitlist/${entryId}` };
    return { text: t('merge.obstacles.same_wish', { salon, service }), link };
  }
  const { salonName: salon, startsAt, otherStartsAt, timeZone, kind } = obstacle;
  const formats = formatsOf(locale, timeZone);
  const [a, b] = [formats.dateAndTime(startsAt, today), formats.dateAndTime(otherStartsAt, today)];
  return { text: t(`merge.obstacles.${kind}`, { salon, a, b }), link: null };
}
