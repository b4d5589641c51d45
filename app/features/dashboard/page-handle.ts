/** What a page of the dashboard tells its frame of itself. */
export interface PageHandle {
  /** What was just done is said over the page: nothing on it may move. */
  floatsNotices: boolean;
}
