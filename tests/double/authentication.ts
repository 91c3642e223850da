/**
 * Who makes a request, the login form, and what those without permission see.
 *
 * Jenkins source `jenkins/security/BasicHeaderProcessor.java`,
 * `hudson/security/AuthenticationProcessingFilter2.java`, `HudsonAuthenticationEntryPoint.java`,
 * `AccessDeniedException3.java`.
 */

import { anonymous, impliedBy, type Permission, type Principal, type User } from './accounts.ts';
import { crumb, crumbField } from './crumb.ts';
import { escapeHtml } from './error-page.ts';
import {
  cookiePath,
  currentCrumb,
  ensureSession,
  header,
  readParameters,
  redirect,
  sendError,
  sendSessionCookie,
  type Exchange,
} from './exchange.ts';
import { log, type Instance } from './instance.ts';
import { identify, prefersFrench, sendPage } from './pages.ts';
import { requestCookies, setCookie, type Session } from './sessions.ts';

const principalOf = (user: User, apiToken: boolean): Principal => ({
  name: user.name,
  anonymous: false,
  apiToken,
  permissions: user.permissions,
});

/**
 * @param authorization Value of the `Authorization` header, or null.
 * @returns null when Basic credentials are wrong.
 */
export const authenticate = (
  jenkins: Instance,
  authorization: string | null,
  session: Session | null,
): Principal | null => {
  const { users, secured } = jenkins.config;
  const credentials = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (credentials !== undefined) {
    const [name, ...rest] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
    const secret = rest.join(':');
    const user = users.find((candidate) => candidate.name === name);
    if (!user || (secret !== user.password && secret !== user.apiToken)) return null;
    return principalOf(user, secret === user.apiToken);
  }
  const user = users.find(({ name }) => name === session?.user);
  return user ? principalOf(user, false) : anonymous(secured);
};

/** A refused sign-in ends a remembered one (`AbstractRememberMeServices.cancelCookie`). */
const forgetRememberMe = (exchange: Exchange): void => {
  exchange.response.add(
    'Set-Cookie',
    setCookie('remember-me', '', {
      path: cookiePath(exchange),
      secure: exchange.container.secure,
      httpOnly: false,
      maxAge: 0,
    }),
  );
};

export const sendWrongCredentials = (exchange: Exchange): Promise<void> => {
  forgetRememberMe(exchange);
  exchange.response.set('WWW-Authenticate', 'Basic realm="Jenkins", charset="UTF-8"');
  return sendError(exchange, 401, 'Unauthorized');
};

/** 403 with the small page that leads to the login form, or a bare one for scripts. */
export const sendAccessDenied = (exchange: Exchange, permission: Permission): Promise<void> => {
  const { response, principal, jenkins } = exchange;
  if (principal.anonymous && header(exchange, 'X-Requested-With') === 'XMLHttpRequest') {
    return sendError(exchange, 403);
  }
  response.set('X-You-Are-Authenticated-As', principal.name);
  response.set(
    'X-You-Are-In-Group-Disabled',
    'JENKINS-39402: use -Dhudson.security.AccessDeniedException2.REPORT_GROUP_HEADERS=true or use /whoAmI to diagnose',
  );
  response.set('X-Required-Permission', permission);
  for (const implying of impliedBy[permission]) response.add('X-Permission-Implied-By', implying);
  if (!principal.anonymous) {
    return sendPage(exchange, {
      status: 403,
      title: 'Access Denied',
      body: `<h1>Access Denied</h1><p class="error">${escapeHtml(principal.name)} is missing the ${permission} permission</p>`,
    });
  }
  ensureSession(exchange);
  identify(exchange);
  response.set('Content-Type', 'text/html;charset=utf-8');
  const { contextPath } = jenkins.config;
  const original = exchange.rawPath + (exchange.query === null ? '' : `?${exchange.query}`);
  const login = escapeHtml(`${contextPath}/login?from=${formEncode(original)}`);
  return response.send(
    403,
    `<html><head><meta http-equiv='refresh' content='1;url=${login}'/><script id='redirect' data-redirect-url='${login}' src='${contextPath}/static/${jenkins.sessionHash}/scripts/redirect.js'></script></head><body style='background-color:white; color:white;'>
Authentication required
<!--
You are authenticated as: ${principal.name}
Groups that you are in:
  
Permission you need to have (but didn't): ${permission}
${impliedBy[permission].map((implying) => ` ... which is implied by: ${implying}\n`).join('')}-->

</body></html>
`,
  );
};

const formEncode = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

/** `GET /login`. With `?two-cookies` two `Set-Cookie` lines are sent, whatever came in. */
export const sendLogin = async (exchange: Exchange): Promise<void> => {
  const parameter = await readParameters(exchange);
  const { contextPath } = exchange.jenkins.config;
  const crumbValue = currentCrumb(exchange);
  if (parameter('two-cookies') !== null && exchange.session) {
    exchange.response.remove('Set-Cookie');
    sendSessionCookie(exchange, exchange.session);
    exchange.response.add(
      'Set-Cookie',
      setCookie('iconSize', '24x24', {
        path: cookiePath(exchange),
        secure: exchange.container.secure,
        maxAge: 5_000_000,
      }),
    );
  }
  return sendPage(exchange, {
    bare: true,
    title: 'Sign in',
    body: `<form name="login" method="post" action="j_spring_security_check">
<h1>Sign in to Jenkins</h1>
<input name="j_username" id="j_username" autocomplete="username">
<input name="j_password" type="password" autocomplete="current-password">
<input name="from" type="hidden" value="${escapeHtml(parameter('from') ?? `${contextPath}/`)}">
<input name="${crumbField}" type="hidden" value="${crumbValue}">
<button name="Submit">Sign in</button>
</form>`,
  });
};

/** `POST /j_spring_security_check`: a crumb of another session looks like a wrong password. */
export const logIn = async (exchange: Exchange): Promise<void> => {
  const { jenkins, container } = exchange;
  const { contextPath, users } = jenkins.config;
  const parameter = await readParameters(exchange);
  const given = parameter(crumbField) ?? header(exchange, crumbField);
  const session = exchange.session;
  if (session === null || given !== crumb('anonymous', session.id, jenkins.crumbSalt)) {
    log(
      jenkins,
      'FINE',
      'h.s.AuthenticationProcessingFilter2#attemptAuthentication',
      `No valid crumb was included in authentication request from ${container.remoteAddress}`,
    );
    forgetRememberMe(exchange);
    ensureSession(exchange);
    return redirect(exchange, `${contextPath}/loginError`);
  }
  const user = users.find(
    ({ name, password }) =>
      name === parameter('j_username') && password === parameter('j_password'),
  );
  if (!user) {
    forgetRememberMe(exchange);
    return redirect(exchange, `${contextPath}/loginError`);
  }
  jenkins.sessions.renew(session);
  session.user = user.name;
  exchange.response.remove('Set-Cookie');
  sendSessionCookie(exchange, session);
  if (parameter('remember_me') !== null) {
    const value = Buffer.from(`${user.name}:remembered`).toString('base64');
    exchange.response.add(
      'Set-Cookie',
      setCookie('remember-me', value, {
        path: cookiePath(exchange),
        secure: container.secure,
        maxAge: 14 * 24 * 3600,
      }),
    );
  }
  const from = parameter('from') ?? '';
  // Only a path of this host is followed (hudson/security/AuthenticationProcessingFilter2.java).
  return redirect(exchange, /^\/(?!\/)/.test(from) ? from : `${contextPath}/`);
};

/** `GET /loginError`: 401, also when only the session cookie was lost on the way. */
export const sendLoginError = (exchange: Exchange): Promise<void> => {
  const text = prefersFrench(exchange)
    ? "Nom d'utilisateur ou mot de passe incorrect"
    : 'Invalid username or password';
  return sendPage(exchange, {
    bare: true,
    status: 401,
    title: 'Sign in',
    body: `<p class="alert">${escapeHtml(text)}</p>`,
  });
};

/** `GET /logout`: forgets the session and clears every session cookie of this host. */
export const logOut = (exchange: Exchange): Promise<void> => {
  const { jenkins, container, request } = exchange;
  if (exchange.session) jenkins.sessions.invalidate(exchange.session);
  const names = requestCookies(request.headers)
    .map(([name]) => name)
    .filter((name) => name.startsWith('JSESSIONID.'));
  for (const name of new Set(['remember-me', ...names])) {
    const options = { path: cookiePath(exchange), secure: container.secure, maxAge: 0 };
    exchange.response.add('Set-Cookie', setCookie(name, '', options));
  }
  return redirect(exchange, `${jenkins.config.contextPath}/`);
};
