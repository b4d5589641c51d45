import type { z } from 'zod';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type {
  smsQuotaValuesSchema,
  SmsUseView,
  usageOutput,
} from '#server/modules/notifications/sms-quota.schema.ts';
import { wholeNumber } from './settings-errors.server.ts';

type Usage = z.output<typeof usageOutput>;

/** What a form sets, for its schema to judge: no cap where the field is empty. Thousands may stand apart. */
export function readQuotaForm(form: FormData): Record<keyof Usage['values'], number | null> {
  const text = (name: string) => textField(form, name).replaceAll(/\s/g, '');
  return {
    included: wholeNumber(text('included')),
    hardCap: text('hardCap') === '' ? null : wholeNumber(text('hardCap')),
  };
}

/** This month's SMS in words and as a bar, those of earlier months in a table, and the setting as its form shows it. */
export function smsQuotaView({ values, version, current, previous }: Usage, { formats, locale }: StaffPage) {
  const t = textsOf(locale, 'settings');
  const { used, limit, overage, included, hardCap, blocked } = current;
  const hasLine = limit !== null && included > 0 && included < limit;
  return {
    version,
    values: { included: String(values.included), hardCap: String(values.hardCap ?? '') },
    month: t('sms.usedIn', { month: formats.month(current.month) }),
    used:
      limit === null
        ? t('sms.used', { used: formats.number(used) })
        : t('sms.usedOf', {
            used: formats.number(used),
            limit: formats.number(limit),
            percent: formats.percent(used / limit),
          }),
    notes: [
      t(`sms.state.${stateOf(current)}`, { left: formats.number(Math.max((limit ?? 0) - used, 0)) }),
      ...(overage > 0 ? [t('sms.overage', { over: formats.number(overage) })] : []),
      ...(hasLine ? [t('sms.line', { included: formats.number(included) })] : []),
      ...(blocked > 0 ? [t('sms.blocked', { count: blocked })] : []),
    ],
    bar:
      limit === null
        ? null
        : {
            share: Math.min(used / limit, 1),
            tone: toneOf(used / limit, hardCap !== null),
            includedAt: hasLine ? included / limit : null,
          },
    previous: previous.map((month) => ({
      month: formats.month(month.month),
      used: formats.number(month.used),
      included: formats.number(month.included),
      overage: formats.number(month.overage),
      hardCap: month.hardCap === null ? t('sms.noCap') : formats.number(month.hardCap),
      blocked: formats.number(month.blocked),
    })),
  };
}

function stateOf({ used, limit, hardCap }: SmsUseView) {
  if (hardCap === 0) return 'off';
  if (limit === null) return 'unlimited';
  if (hardCap !== null) return used >= hardCap ? 'stopped' : 'capped';
  return used >= limit ? 'extra' : 'included';
}

export type BarTone = 'calm' | 'warn' | 'bad';

/** The marks at which staff are warned. Beyond what is included nothing stops, so that is never `bad`. */
function toneOf(share: number, isCapped: boolean): BarTone {
  if (share < 0.8) return 'calm';
  return share >= 1 && isCapped ? 'bad' : 'warn';
}

/** What a new setting does, in words. */
export function savedWords(
  { included, hardCap }: z.output<typeof smsQuotaValuesSchema>,
  { used }: Pick<SmsUseView, 'used'>,
  { formats, locale }: StaffPage,
): string {
  const t = textsOf(locale, 'settings');
  if (hardCap === 0) return t('sms.saved.off');
  if (hardCap !== null)
    return used >= hardCap ? t('sms.saved.reached') : t('sms.saved.capped', { cap: formats.number(hardCap) });
  return included > 0
    ? t('sms.saved.extra', { included: formats.number(included) })
    : t('sms.saved.unlimited');
}
