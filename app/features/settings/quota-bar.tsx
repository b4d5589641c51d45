import type { BarTone } from './sms-quota-view.server.ts';

const fills: Record<BarTone, string> = { calm: 'fill-accent', warn: 'fill-warn', bad: 'fill-bad' };

/** How much of a quota is used, for the eye: the words beside it say the same. A line marks what is included, where the cap lies beyond that. */
export function QuotaBar({
  share,
  tone,
  includedAt,
}: {
  /** From 0 to 1, as is `includedAt`. */
  share: number;
  tone: BarTone;
  includedAt: number | null;
}) {
  const at = (part: number) => `${(part * 100).toFixed(1)}%`;
  return (
    <svg width="100%" height="16" aria-hidden="true" className="block">
      <rect y="3" width="100%" height="10" rx="5" className="fill-sunken" />
      {share > 0 ? <rect y="3" width={at(share)} height="10" rx="5" className={fills[tone]} /> : null}
      {includedAt === null ? null : (
        <line x1={at(includedAt)} x2={at(includedAt)} y1="0" y2="16" strokeWidth="2" className="stroke-ink" />
      )}
    </svg>
  );
}
