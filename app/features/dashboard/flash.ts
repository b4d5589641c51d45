/** What an act has done, said on the page that follows it, with ways on. */
export interface FlashMessage {
  text: string;
  links: { label: string; href: string }[];
  /** What takes it back by one touch, as long as that is possible: a form's action, and what it sends. */
  undo?: {
    label: string;
    action: string;
    fields: Record<string, string>;
    /** Milliseconds from now on; left out: for as long as the page is there. */
    lastsMs?: number;
  };
}
