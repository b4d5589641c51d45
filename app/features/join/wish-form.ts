import type { WindowView, WishInput } from '#server/modules/waitlist/waitlist.schema.ts';
import { addDays } from '#app/ui/formats.ts';
import type { EmployeeId, ServiceId } from '#server/platform/ids.schema.ts';

/** The parts of a day as people say them, in minutes since local midnight. */
export const dayParts = {
  any: [0, 1440],
  morning: [0, 720],
  afternoon: [720, 1020],
  evening: [1020, 1440],
} as const;

export type DayPart = keyof typeof dayParts | 'exact';
const partNames: readonly DayPart[] = ['any', 'morning', 'afternoon', 'evening', 'exact'];

/** A preference window as its form fields hold it: all text, whatever was typed. */
export interface WindowForm {
  /** Tells the windows of one form apart, so that removing one leaves the others as they are. */
  id: string;
  from: string;
  until: string;
  weekdays: string[];
  part: DayPart;
  start: string;
  end: string;
}

export interface WishForm {
  employeeIds: string[];
  leadTime: string;
  windows: WindowForm[];
}

export const maxWindows = 5;

/** How long before the start somebody can ask to know: nothing, hours, days. In minutes. */
export const leadTimes = [0, 60, 120, 240, 1440, 2880];

function emptyWindow(id: string): WindowForm {
  return { id, from: '', until: '', weekdays: [], part: 'any', start: '', end: '' };
}

/** How far a wish reaches whose customer was looking at no day. */
const defaultDays = 13;

/** The dates of a first wish: the day that its customer was looking at; else two weeks, from the first that they saw. An address may name dates that can't be booked. */
export function daysLookedAt(
  { day, from }: { day: string | null; from: string | null },
  { today, lastBookableDate }: { today: string; lastBookableDate: string },
): { from: string; until: string } {
  const withinReach = (date: string) =>
    date < today ? today : date < lastBookableDate ? date : lastBookableDate;
  const first = withinReach(day ?? from ?? today);
  return { from: first, until: day ? first : withinReach(addDays(first, defaultDays)) };
}

/** The form of a first wish: for these dates, with one employee or with anyone. */
export function newWishForm(from: string, until: string, employeeId: string | null): WishForm {
  return {
    employeeIds: employeeId ? [employeeId] : [],
    leadTime: '0',
    windows: [{ ...emptyWindow('0'), from, until: until === from ? '' : until }],
  };
}

/** The form of a wish that exists. */
export function formOfWish(wish: {
  employees: readonly { id: string }[];
  leadTimeMinutes: number;
  windows: readonly WindowView[];
}): WishForm {
  return {
    employeeIds: wish.employees.map(({ id }) => id),
    leadTime: String(wish.leadTimeMinutes),
    windows: wish.windows.map((window, index) => ({
      id: String(index),
      from: window.dateFrom,
      until: window.dateUntil === window.dateFrom ? '' : window.dateUntil,
      weekdays: window.weekdays.length === 7 ? [] : window.weekdays.map(String),
      ...timesOf(window),
    })),
  };
}

function timesOf({ fromMinute, untilMinute }: WindowView): Pick<WindowForm, 'part' | 'start' | 'end'> {
  const part = dayPartOf(fromMinute, untilMinute);
  return part
    ? { part, start: '', end: '' }
    : { part: 'exact', start: clock(fromMinute), end: untilMinute === 1440 ? '' : clock(untilMinute) };
}

/** The part of the day that these minutes are, if they are one. */
export function dayPartOf(fromMinute: number, untilMinute: number): keyof typeof dayParts | null {
  const parts = ['any', 'morning', 'afternoon', 'evening'] as const;
  return parts.find((part) => dayParts[part][0] === fromMinute && dayParts[part][1] === untilMinute) ?? null;
}

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Reads the fields as they were typed; nothing is lost, and nothing is judged. */
export function readWishForm(form: FormData): WishForm {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const all = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  return {
    employeeIds: all('employee'),
    leadTime: text('lead'),
    windows: [...new Set(all('window'))].slice(0, maxWindows).map((id) => ({
      id,
      from: text(`from-${id}`),
      until: text(`until-${id}`),
      weekdays: all(`weekday-${id}`),
      part: partNames.find((part) => part === text(`part-${id}`)) ?? 'any',
      start: text(`start-${id}`),
      end: text(`end-${id}`),
    })),
  };
}

/** "Add another time" and "Remove time 2"; any other intent leaves the form as it is, and answers null. */
export function editedWindows(form: WishForm, intent: string): WishForm | null {
  if (intent === 'add') {
    const id = String(Math.max(-1, ...form.windows.map((window) => Number(window.id) || 0)) + 1);
    return form.windows.length < maxWindows ? { ...form, windows: [...form.windows, emptyWindow(id)] } : form;
  }
  if (!intent.startsWith('remove-')) return null;
  const left = form.windows.filter(({ id }) => intent !== `remove-${id}`);
  return { ...form, windows: left.length > 0 ? left : form.windows };
}

/** Minutes since midnight of a clock time as a browser's time field gives it; NaN when it is none. */
function minuteOf(text: string): number {
  const [, hours, minutes] = /^(\d{1,2})[:.](\d{2})$/.exec(text) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && minute <= 1440 ? minute : Number.NaN;
}

/** One of the two may be left empty. Both empty is no exact time: malformed, rather than a wish for any time that nobody made. */
function exactTimes({ start, end }: WindowForm): [number, number] {
  return [!start && end ? 0 : minuteOf(start), minuteOf(end || '24:00')];
}

/** What the procedures take. Malformed fields stay malformed, for the schema to say so. */
export function wishOf(form: WishForm, service: ServiceId, people: readonly { id: EmployeeId }[]): WishInput {
  return {
    serviceId: service,
    employeeIds: people.filter(({ id }) => form.employeeIds.includes(id)).map(({ id }) => id),
    leadTimeMinutes: Number(form.leadTime) || 0,
    windows: form.windows.map((window) => {
      const [fromMinute, untilMinute] = window.part === 'exact' ? exactTimes(window) : dayParts[window.part];
      return {
        dateFrom: window.from,
        dateUntil: window.until || window.from,
        ...(window.weekdays.length > 0 && { weekdays: window.weekdays.map(Number) }),
        fromMinute,
        untilMinute,
      };
    }),
  };
}

const fieldOf: Record<string, string> = {
  dateFrom: 'from',
  dateUntil: 'until',
  weekdays: 'weekdays',
  fromMinute: 'start',
  untilMinute: 'end',
};

/** The id of the form's field that a path of the input (`wish.windows.1.dateUntil`) means. */
export function wishFieldId(form: WishForm, path: string): string {
  const [, index, name = ''] = /windows\.(\d+)(?:\.(\w+))?/.exec(path) ?? [];
  if (index === undefined) return path.split('.').at(-1) ?? path;
  const window = form.windows[Number(index)];
  if (!window) return 'windows';
  // A window of one day has its only date in "from".
  const field = name === 'dateUntil' && window.until === '' ? 'from' : (fieldOf[name] ?? 'from');
  // Without exact times there is no field for them to be wrong in: the part of the day is.
  return (field === 'start' || field === 'end') && window.part !== 'exact'
    ? `part-${window.id}`
    : `${field}-${window.id}`;
}
