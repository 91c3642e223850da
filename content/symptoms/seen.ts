/** Where a symptom shows, in the order of the lists. */
export const places = ['browser', 'jenkins-log', 'proxy-log', 'agent', 'cli', 'api'] as const;

/** What a reader sees when there is no status code. */
export const statuses = ['loop', 'blank', 'mixed'] as const;

export type Status = number | (typeof statuses)[number];
