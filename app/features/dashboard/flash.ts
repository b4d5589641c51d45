/** What an act has done, said on the page that follows it, with ways on. */
export interface FlashMessage {
  text: string;
  links: { label: string; href: string }[];
}
