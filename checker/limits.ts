/** How many places that lead to Jenkins are judged in one configuration; more are no real one. */
export const mostPlaces = 12;

/** Seconds of silence that Jenkins may leave, and the pause between its WebSocket pings. */
export const patience = { answer: 60, websocket: 30 } as const;

/** Bytes of the upload that the contract sends: a plugin. */
export const upload = 62_000_000;

/** Directives of a content policy that can block what pages of Jenkins load. */
export const blocksContent =
  /\b(?:default|script|style|img|font|connect|frame|child|object|media|worker)-src\b|\b(?:form-action|sandbox)\b/;
