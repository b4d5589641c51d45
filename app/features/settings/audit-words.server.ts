import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { AuditEvent, SalonAction } from '#server/modules/audit/audit.schema.ts';
import { settings } from '#server/texts/en/settings.ts';

type KeyOf<Action extends string> = Action extends `${infer Subject}.${infer Done}`
  ? `${Subject}_${Done}`
  : never;
/** Every action has its words: one without fails here. */
const actions: Record<KeyOf<SalonAction> | 'other', string> = settings.audit.actions;
const isAction = (key: string): key is keyof typeof actions => Object.hasOwn(actions, key);
const { fields } = settings.audit;
const isField = (key: string): key is keyof typeof fields => Object.hasOwn(fields, key);

/** An event as a line of the trail: what, of what, by whom, when, and a way to it where it has a page. */
export function auditWords(event: AuditEvent, page: StaffPage) {
  const { formats, locale, today } = page;
  const t = textsOf(locale, 'settings');
  const key = event.action.replace('.', '_');
  const { date, startsAt, endsAt, actor } = event;
  const changed = event.changed.filter(isField).map((field) => t(`audit.fields.${field}`));
  const detail = [
    ...(changed.length > 0 ? [formats.list(changed)] : []),
    ...(date ? [formats.day(date, today)] : []),
    ...(startsAt ? [formats.dateAndTime(startsAt)] : []),
    ...(endsAt ? [formats.dateAndTime(endsAt)] : []),
  ].join(' – ');
  return {
    id: event.id,
    what: t(`audit.actions.${isAction(key) ? key : 'other'}`),
    detail,
    who: actor.name ?? t(`audit.${whoOf(actor.type)}`),
    when: formats.dateAndTime(event.occurredAt, today),
    ...aboutOf(event, page),
  };
}

function whoOf(type: string): 'customers' | 'formerly' | 'system' {
  if (type === 'customer') return 'customers';
  return type === 'user' ? 'formerly' : 'system';
}

function aboutOf({ subject }: AuditEvent, page: StaffPage): { about: string; href: string | null } {
  const { base, formats, locale, today, salon } = page;
  const t = textsOf(locale, 'settings');
  const { type, id, name, startsAt } = subject;
  switch (type) {
    case 'waitlist_entry':
      return { about: t('audit.links.waitlist'), href: `${base}/waitlist/${id}` };
    case 'customer':
      return { about: t('audit.links.customer'), href: `${base}/customers/${id}` };
    case 'opening':
      return {
        about: startsAt ? formats.dateAndTime(startsAt, today) : t('audit.links.opening'),
        href: `${base}/openings/${id}`,
      };
    case 'booking': {
      if (!startsAt) return { about: '', href: null };
      const date = formats.localDate(startsAt);
      const about = t('audit.links.booking', { date: formats.shortDay(date) });
      return { about, href: `${base}/bookings?date=${date}` };
    }
    case 'service':
      return { about: name ?? '', href: name ? `${base}/settings/services/${id}` : null };
    case 'employee':
      return { about: name ?? '', href: name ? `${base}/settings/employees/${id}` : null };
    case 'salon':
      return { about: salon.name, href: `${base}/settings/salon` };
    default:
      return { about: '', href: null };
  }
}
