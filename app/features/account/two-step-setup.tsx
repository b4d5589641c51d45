import { Panel } from '#app/features/dashboard/panel.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { QrPicture } from './qr-picture.server.ts';

/** What the app is to be told: a picture to read, and the same as text. On white in every theme, or readers see nothing. */
export function TwoStepSetup({ picture, secret }: { picture: QrPicture; secret: string }) {
  const { t } = useTranslation('account');
  return (
    <Panel title={t('twoStep.scan')}>
      <svg
        role="img"
        aria-label={t('twoStep.picture')}
        viewBox={`0 0 ${picture.size} ${picture.size}`}
        shapeRendering="crispEdges"
        className="size-60 rounded-md border border-line"
      >
        <rect width={picture.size} height={picture.size} fill="#ffffff" />
        <path d={picture.path} fill="#000000" />
      </svg>
      <div className="grid gap-1">
        <p className="font-semibold">{t('twoStep.secret')}</p>
        <code className="tabular text-lg tracking-wide">{secret}</code>
      </div>
    </Panel>
  );
}
