/** Chats and issue trackers cut links that are longer (characters). */
export const LONGEST_SENT = 2_000;
