/** What a page of the dashboard tells its frame of itself. */
export interface PageHandle {
  /** What was just done is always said over the page, even when that is new: all of it is to be seen. */
  floatsNotices: boolean;
}
