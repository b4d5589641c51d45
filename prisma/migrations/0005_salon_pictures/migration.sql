-- What a salon looks like: a logo beside its name, a picture on the first page of booking. Either is an address of another host, by https
-- alone, or a path on our own. They stand in attributes and in structured data, so what could end one of those is no address.

ALTER TABLE salons
  ADD COLUMN logo_url text,
  ADD COLUMN picture_url text,
  ADD CONSTRAINT salons_logo_url_check CHECK (
    length(logo_url) <= 500 AND logo_url ~ '^(https://[A-Za-z0-9]|/[A-Za-z0-9])[^[:space:]"''<>\\]*$'
  ),
  ADD CONSTRAINT salons_picture_url_check CHECK (
    length(picture_url) <= 500 AND picture_url ~ '^(https://[A-Za-z0-9]|/[A-Za-z0-9])[^[:space:]"''<>\\]*$'
  );
