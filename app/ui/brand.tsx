import { Ring } from './ring.tsx';

/** The word mark: the open ring, then the name. Text, so that it follows the theme and the reader's size. */
export function Brand({ className }: { className?: string }) {
  return (
    <span className={`inline-flex items-center gap-1.5 font-display text-xl leading-none ${className ?? ''}`}>
      <Ring shape="dot" className="size-5.5 text-accent" />
      ledig
    </span>
  );
}
