import { classNames } from './class-names.ts';

/**
 * The open ring: a circle with a stretch left vacant. It is Ledig's mark, and every state is drawn as a variant of it, so that no
 * state is told by colour alone.
 */
export type RingShape = 'open' | 'dot' | 'full' | 'paused' | 'dashed' | 'struck';

const circle = { cx: 10, cy: 10, r: 7.5, fill: 'none', stroke: 'currentColor', strokeWidth: 2.5 } as const;

export function Ring({ shape, className }: { shape: RingShape; className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width="20"
      height="20"
      aria-hidden="true"
      className={classNames('inline-block shrink-0', className)}
    >
      {shape === 'open' && (
        <circle
          {...circle}
          pathLength={100}
          strokeDasharray="76 24"
          transform="rotate(-4 10 10)"
          strokeLinecap="round"
        />
      )}
      {shape === 'dot' && (
        <>
          <circle
            {...circle}
            pathLength={100}
            strokeDasharray="70 30"
            transform="rotate(9 10 10)"
            strokeLinecap="round"
          />
          <circle cx="15.3" cy="4.7" r="2.6" fill="currentColor" />
        </>
      )}
      {shape === 'full' && (
        <>
          <circle cx="10" cy="10" r="8.75" fill="currentColor" />
          <path
            d="m6.2 10.3 2.6 2.6 5-5.4"
            fill="none"
            className="stroke-surface"
            strokeWidth="2.2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
      {shape === 'paused' && (
        <>
          <circle {...circle} strokeWidth="2" />
          <path d="M8 7v6M12 7v6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </>
      )}
      {shape === 'dashed' && <circle {...circle} strokeWidth="2" pathLength={100} strokeDasharray="7 5.5" />}
      {shape === 'struck' && (
        <>
          <circle {...circle} strokeWidth="2" />
          <path d="m5.6 14.4 8.8-8.8" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </>
      )}
    </svg>
  );
}
