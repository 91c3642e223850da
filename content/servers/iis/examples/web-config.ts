import { conf, region, slot, type Conf } from '#conf';
import type { Form } from '#settings';

/** Everything that comes over HTTP goes to the public address over HTTPS. */
const redirect = region(
  'redirect',
  conf`
    <!-- ${{
      fr: '307 garde la méthode ; URL Rewrite ne connaît pas 308.',
      en: '307 keeps the method; URL Rewrite does not know 308.',
    }} -->
    <rule name="jenkins-https" stopProcessing="true">
      <match url=".*" />
      <conditions>
        <add input="{HTTPS}" pattern="^off$" />
        <add input="{UNENCODED_URL}" pattern="^/" />
      </conditions>
      <action type="Redirect" url="${slot('origin', 'xml')}{UNENCODED_URL}" appendQueryString="false" redirectType="Temporary" />
    </rule>
  `,
);

/** Two headers whose mere presence Jenkins acts on: refused, since a rule can empty but hardly remove them. */
const refused = region(
  'refused',
  conf`
    <!-- ${{
      fr: 'Avec un de ces deux en-têtes, Jenkins prend la requête pour du TLS : refus.',
      en: 'With either of these two headers, Jenkins takes the request for one over TLS: refused.',
    }} -->
    <rule name="jenkins-forged" stopProcessing="true">
      <match url=".*" />
      <conditions logicalGrouping="MatchAny">
        <add input="{HTTP_PROXY_AUTH_CERT}" pattern="." />
        <add input="{HTTP_PROXY_SSL_ID}" pattern="." />
      </conditions>
      <action type="CustomResponse" statusCode="400" statusReason="Bad Request" statusDescription="Forged header" />
    </rule>
  `,
);

const headers = ({ tls }: Form): Conf =>
  region(
    'headers',
    conf`
      <!-- ${{
        fr: "Ce que Jenkins doit savoir de l'URL publique. Chaque valeur écrase celle du client.",
        en: 'What Jenkins must know about the public URL. Each value overwrites that of the client.',
      }} -->
      <serverVariables>
        <set name="HTTP_X_FORWARDED_FOR" value="{REMOTE_ADDR}" />
        <set name="HTTP_X_FORWARDED_HOST" value="{HTTP_HOST}" />
        <set name="HTTP_X_FORWARDED_PORT" value="{SERVER_PORT}" />
        <set name="HTTP_X_FORWARDED_PROTO" value="${tls ? conf`https` : conf`http`}" />
        <set name="HTTP_X_FORWARDED_SERVER" value="{HTTP_HOST}" />
        <set name="HTTP_X_PROXIED_HTTPS" value="${tls ? conf`on` : conf`off`}" />
        <set name="HTTP_FORWARDED" value="" />
      </serverVariables>
    `,
  );

const location = (form: Form): Conf =>
  region(
    'location',
    conf`
      <rule name="jenkins" stopProcessing="true">
        <match url=".*" />
        <conditions>
          ${
            form.underPath
              ? conf`<add input="{UNENCODED_URL}" pattern="^${slot('path', 'xml-regex')}(?:[/?]|$)" ignoreCase="false" />`
              : conf`<add input="{UNENCODED_URL}" pattern="^/" />`
          }
        </conditions>
        ${headers(form)}
        <!-- ${{
          fr: "UNENCODED_URL est l'adresse telle que reçue, requête comprise ; {R:1} serait décodé.",
          en: 'UNENCODED_URL is the address as it was received, query included; {R:1} would be decoded.',
        }} -->
        <action type="Rewrite" url="http://${slot('upstream-host', 'xml')}:${slot('upstream-port')}{UNENCODED_URL}" appendQueryString="false" />
      </rule>
    `,
  );

/** What is left over: other paths of the host, which would be looked for as files in the site's folder. */
const elsewhere = conf`
  <rule name="elsewhere" stopProcessing="true">
    <match url=".*" />
    <action type="CustomResponse" statusCode="404" statusReason="Not Found" statusDescription="Not Found" />
  </rule>
`;

const transfers = region(
  'transfers',
  conf`
    <security>
      <!-- ${{
        fr: 'Jenkins utilise %252F, des noms comme bin ou web.config, et des envois sans limite utile.',
        en: 'Jenkins uses %252F, names such as bin or web.config, and uploads without a useful limit.',
      }} -->
      <requestFiltering allowDoubleEscaping="true">
        <requestLimits maxAllowedContentLength="4294967295" maxUrl="8192" maxQueryString="8192" />
        <fileExtensions allowUnlisted="true">
          <clear />
        </fileExtensions>
        <hiddenSegments>
          <clear />
        </hiddenSegments>
      </requestFiltering>
    </security>
    <!-- ${{
      fr: 'Les pages 403 et 404 de Jenkins passent telles quelles : la 403 conduit au formulaire de connexion.',
      en: 'The 403 and 404 pages of Jenkins pass as they are: the 403 leads to the sign-in form.',
    }} -->
    <httpErrors existingResponse="PassThrough" />
  `,
);

/** `web.config` of a site whose folder holds nothing else. */
export const webConfig = (form: Form): Conf => conf`
  <?xml version="1.0" encoding="UTF-8"?>
  <configuration>
    <system.webServer>
      <rewrite>
        <rules useOriginalURLEncoding="false">
          ${form.tls && redirect}
          ${refused}
          ${location(form)}
          ${elsewhere}
        </rules>
      </rewrite>
      ${transfers}
    </system.webServer>
  </configuration>
`;
