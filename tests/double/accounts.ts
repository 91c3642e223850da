/**
 * Who may do what on the double: users, their permissions, and inbound agents.
 *
 * Permissions are named by the identifiers Jenkins puts in `X-Required-Permission`
 * (`<owner class>.<name>`, Jenkins source `hudson/security/AccessDeniedException3.java`).
 */

export type Permission =
  | 'hudson.model.Hudson.Administer'
  | 'hudson.model.Hudson.SystemRead'
  | 'hudson.model.Hudson.Read'
  | 'hudson.model.Item.Read'
  | 'hudson.model.Item.Build'
  | 'hudson.model.Item.Delete';

/** What implies a permission besides holding it, in the order Jenkins lists it. */
export const impliedBy: Record<Permission, string[]> = {
  'hudson.model.Hudson.Administer': [],
  'hudson.model.Hudson.SystemRead': ['hudson.model.Hudson.Administer'],
  'hudson.model.Hudson.Read': [
    'hudson.security.Permission.GenericRead',
    'hudson.model.Hudson.Administer',
  ],
  'hudson.model.Item.Read': [
    'hudson.security.Permission.GenericRead',
    'hudson.model.Hudson.Administer',
  ],
  'hudson.model.Item.Build': [
    'hudson.security.Permission.GenericWrite',
    'hudson.model.Hudson.Administer',
  ],
  'hudson.model.Item.Delete': [
    'hudson.security.Permission.GenericDelete',
    'hudson.model.Hudson.Administer',
  ],
};

export interface User {
  name: string;
  password: string;
  apiToken: string;
  permissions: Permission[];
}

export interface Agent {
  name: string;
  /** 64 lower-case hexadecimal digits, as on the page of an inbound agent. */
  secret: string;
}

/** An administrator, allowed everything. */
export const admin: User = {
  name: 'admin',
  password: 'admin-password',
  apiToken: '110123456789abcdef0123456789abcdef',
  permissions: ['hudson.model.Hudson.Administer'],
};

/** A user who may look and nothing else. */
export const reader: User = {
  name: 'reader',
  password: 'reader-password',
  apiToken: '11fedcba9876543210fedcba9876543210',
  permissions: ['hudson.model.Hudson.Read', 'hudson.model.Item.Read'],
};

/** An inbound agent every double knows. */
export const worker: Agent = {
  name: 'worker',
  secret: '5f0c3a7be2d94816a1b2c3d4e5f60718293a4b5c6d7e8f900112233445566778',
};

/** A second one, for what takes long: Jenkins refuses an agent that is connected already. */
export const idler: Agent = {
  name: 'idler',
  secret: 'c0ffee0123456789abcdef0123456789abcdef0123456789abcdef0123456789',
};

/** Whoever made a request. */
export interface Principal {
  name: string;
  anonymous: boolean;
  /** Authenticated by an API token, which makes POST free of the crumb. */
  apiToken: boolean;
  permissions: readonly Permission[];
}

/** Nobody in particular; may read when the instance is not secured. */
export const anonymous = (secured: boolean): Principal => {
  const permissions: Permission[] = secured
    ? []
    : ['hudson.model.Hudson.Read', 'hudson.model.Item.Read'];
  return { name: 'anonymous', anonymous: true, apiToken: false, permissions };
};

/** Whether `principal` holds `permission`, directly or by being an administrator. */
export const may = (principal: Principal, permission: Permission): boolean =>
  principal.permissions.includes('hudson.model.Hudson.Administer') ||
  principal.permissions.includes(permission);
