/** Logos are mostly drawn for a light ground, so each has one to stand on in both themes. The name beside it says what it shows. */
export function SalonLogo({ src }: { src: string }) {
  return (
    <img
      src={src}
      alt=""
      width="40"
      height="40"
      className="size-10 shrink-0 rounded-sm bg-plate object-contain"
    />
  );
}
