import type { errors as en } from '../en/errors.ts';

export const errors: typeof en = {
  invalid_input: 'Noe i forespørselen mangler eller er ugyldig.',
  service_not_offered: 'Denne medarbeideren utfører ikke denne behandlingen.',
  unauthenticated: 'Du må logge inn først.',
  forbidden: 'Du har ikke tilgang til dette.',
  foreign_origin: 'Forespørselen kom fra et annet nettsted.',
  not_found: 'Dette finnes ikke.',
  method_not_allowed: 'Dette kan ikke gjøres på denne adressen.',
  conflict: 'Noe er endret i mellomtiden.',
  slot_taken: 'Denne timen er tatt.',
  offer_withdrawn: 'Denne timen tilbys ikke lenger.',
  joining_closed: 'Salongen tar ikke imot flere på ventelisten akkurat nå.',
  request_in_progress: 'Den samme forespørselen behandles fortsatt.',
  offer_expired: 'Tilbudet har gått ut.',
  offer_replaced: 'Det er sendt en nyere lenke til dette tilbudet.',
  payload_too_large: 'Forespørselen er for stor.',
  unsupported_media_type: 'Forespørselen må være JSON.',
  idempotency_key_reused: 'Denne Idempotency-Key er brukt til en annen forespørsel.',
  rate_limited: 'For mange forsøk. Vent litt, og prøv igjen.',
  internal: 'Noe gikk galt hos oss.',
  busy: 'Det er stor pågang akkurat nå. Prøv igjen om et øyeblikk.',
};
