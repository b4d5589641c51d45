/** What an act has done, said on the page that follows it, with ways on. */
export interface FlashMessage {
  text: string;
  links: { label: string; href: string }[];
  /** What takes it back by one touch, as long as that is possible: a form's action, and the change that it names. */
  undo?: { label: string; action: string; change: string };
}
