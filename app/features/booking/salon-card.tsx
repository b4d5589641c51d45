import { Link } from '@remix-run/react';
import { Ring } from '#app/ui/ring.tsx';
import { SalonLogo } from '#app/ui/salon-logo.tsx';

interface ListedSalon {
  slug: string;
  name: string;
  place: string;
  logoUrl: string | null;
  pictureUrl: string | null;
}

/** A salon among others: what it looks like, how it is called, where it is. Without a picture the open ring stands for one. */
export function SalonCard({ salon: { slug, name, place, logoUrl, pictureUrl } }: { salon: ListedSalon }) {
  return (
    <li className="grid">
      <Link
        to={`/s/${slug}`}
        className="transition-calm flex flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-card hover:border-accent hover:shadow-lift"
      >
        {pictureUrl ? (
          <img
            src={pictureUrl}
            alt=""
            width="1200"
            height="630"
            className="aspect-2/1 w-full bg-sunken object-cover"
          />
        ) : (
          <span className="grid aspect-2/1 place-items-center overflow-hidden bg-accent-wash text-accent">
            <Ring shape="open" className="size-20" />
          </span>
        )}
        <span className="flex items-center gap-4 p-5">
          {logoUrl ? <SalonLogo src={logoUrl} /> : null}
          <span className="grid min-w-0 gap-0.5">
            <span className="font-display text-xl">{name}</span>
            {place ? <span className="text-ink-soft">{place}</span> : null}
          </span>
        </span>
      </Link>
    </li>
  );
}
