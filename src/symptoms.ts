/** Where a symptom shows, in the order of the lists (TRB-02). */
export const places = ['browser', 'jenkins-log', 'proxy-log', 'agent', 'cli', 'api'] as const;

export type Place = (typeof places)[number];

/** What a reader sees when there is no status code (TRB-06). */
export const statuses = ['loop', 'blank', 'mixed'] as const;

export type Status = number | (typeof statuses)[number];
