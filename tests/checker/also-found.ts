const because = {
  asked: 'The password is asked of the webhook too.',
  passedOn: 'Its password goes on to Jenkins.',
  short: 'What is too short for WebSocket is too short for a slow page.',
} as const;

/** Set-ups whose files have other faults beside the one that they are for, each with the reason. */
export const alsoFound: Readonly<
  Record<string, { readonly found: readonly string[]; readonly because: string }>
> = {
  'nginx/authorization-forwarded': {
    found: ['nginx/webhook-behind-password'],
    because: because.asked,
  },
  'nginx/webhook-behind-password': {
    found: ['nginx/authorization-forwarded'],
    because: because.passedOn,
  },
  'apache/authorization-forwarded': {
    found: ['apache/webhook-behind-password'],
    because: because.asked,
  },
  'apache/webhook-behind-password': {
    found: ['apache/authorization-forwarded'],
    because: because.passedOn,
  },
  'haproxy/authorization-forwarded': {
    found: ['haproxy/webhook-behind-password'],
    because: because.asked,
  },
  'haproxy/webhook-behind-password': {
    found: ['haproxy/authorization-forwarded'],
    because: because.passedOn,
  },
  'haproxy/websocket-idle-limit': {
    found: ['haproxy/answer-takes-too-long'],
    because: because.short,
  },
};
