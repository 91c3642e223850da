import type { XmlElement } from './xml.ts';

/** Value types of the IIS configuration schema; a number is an upper bound of `uint`. */
export type ValueType =
  | 'string'
  | 'bool'
  | 'timeSpan'
  | { readonly uint: number }
  | { readonly oneOf: readonly string[] };

export interface Attribute {
  readonly type: ValueType;
  readonly required?: true;
}

export interface Element {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly children?: Readonly<Record<string, Element>>;
}

const string: Attribute = { type: 'string' };
const bool: Attribute = { type: 'bool' };
const uint32: Attribute = { type: { uint: 4_294_967_295 } };
const required = (type: ValueType): Attribute => ({ type, required: true });
const clear: Element = {};
const uint = (most: number): ValueType => ({ uint: most });
const removed = (key: string): Element => ({ attributes: { [key]: required('string') } });

/**
 * Sections that a `web.config` of this site uses. Sources: the configuration reference of the URL
 * Rewrite module and, for all other sections, the IIS configuration reference.
 */
const rule: Element = {
  attributes: {
    name: required('string'),
    enabled: bool,
    stopProcessing: bool,
    patternSyntax: { type: { oneOf: ['ECMAScript', 'Wildcard', 'ExactMatch'] } },
  },
  children: {
    match: { attributes: { url: required('string'), ignoreCase: bool, negate: bool } },
    conditions: {
      attributes: {
        logicalGrouping: { type: { oneOf: ['MatchAll', 'MatchAny'] } },
        trackAllCaptures: bool,
      },
      children: {
        add: {
          attributes: {
            input: required('string'),
            pattern: string,
            ignoreCase: bool,
            negate: bool,
            matchType: { type: { oneOf: ['Pattern', 'IsFile', 'IsDirectory'] } },
          },
        },
      },
    },
    serverVariables: {
      children: {
        set: { attributes: { name: required('string'), value: required('string'), replace: bool } },
      },
    },
    action: {
      attributes: {
        type: required({
          oneOf: ['None', 'Rewrite', 'Redirect', 'CustomResponse', 'AbortRequest'],
        }),
        url: string,
        appendQueryString: bool,
        logRewrittenUrl: bool,
        redirectType: { type: { oneOf: ['Permanent', 'Found', 'SeeOther', 'Temporary'] } },
        statusCode: { type: { uint: 999 } },
        subStatusCode: { type: { uint: 999 } },
        statusReason: string,
        statusDescription: string,
      },
    },
  },
};

const responseMode: ValueType = { oneOf: ['File', 'ExecuteURL', 'Redirect'] };
const status = { statusCode: required(uint(999)), subStatusCode: { type: uint(999) } };

const webServer: Element = {
  children: {
    rewrite: {
      children: {
        rules: { attributes: { useOriginalURLEncoding: bool }, children: { clear, rule } },
      },
    },
    defaultDocument: {
      attributes: { enabled: bool },
      children: {
        files: {
          children: { clear, add: removed('value'), remove: removed('value') },
        },
      },
    },
    directoryBrowse: { attributes: { enabled: bool, showFlags: string } },
    urlCompression: {
      attributes: {
        doDynamicCompression: bool,
        doStaticCompression: bool,
        dynamicCompressionBeforeCache: bool,
      },
    },
    httpProtocol: {
      attributes: { allowKeepAlive: bool },
      children: {
        customHeaders: {
          children: {
            clear,
            remove: removed('name'),
            add: { attributes: { name: required('string'), value: required('string') } },
          },
        },
      },
    },
    staticContent: {
      children: {
        clear,
        remove: removed('fileExtension'),
        mimeMap: {
          attributes: { fileExtension: required('string'), mimeType: required('string') },
        },
        clientCache: {
          attributes: {
            cacheControlCustom: string,
            cacheControlMaxAge: { type: 'timeSpan' },
            cacheControlMode: {
              type: { oneOf: ['NoControl', 'DisableCache', 'UseMaxAge', 'UseExpires'] },
            },
            httpExpires: string,
            setEtag: bool,
          },
        },
      },
    },
    security: {
      children: {
        requestFiltering: {
          attributes: {
            allowDoubleEscaping: bool,
            allowHighBitCharacters: bool,
            unescapeQueryString: bool,
            removeServerHeader: bool,
          },
          children: {
            requestLimits: {
              attributes: {
                maxAllowedContentLength: uint32,
                maxUrl: uint32,
                maxQueryString: uint32,
              },
            },
            fileExtensions: {
              attributes: { allowUnlisted: bool, applyToWebDAV: bool },
              children: { clear, remove: removed('fileExtension') },
            },
            hiddenSegments: {
              attributes: { applyToWebDAV: bool },
              children: { clear, remove: removed('segment') },
            },
          },
        },
      },
    },
    httpErrors: {
      attributes: {
        errorMode: { type: { oneOf: ['DetailedLocalOnly', 'Custom', 'Detailed'] } },
        existingResponse: { type: { oneOf: ['Auto', 'Replace', 'PassThrough'] } },
      },
      children: {
        clear,
        remove: { attributes: status },
        error: {
          attributes: {
            ...status,
            path: required('string'),
            prefixLanguageFilePath: string,
            responseMode: { type: responseMode },
          },
        },
      },
    },
  },
};

export const webConfigSchema: Element = {
  children: {
    'system.webServer': webServer,
    location: {
      attributes: {
        path: required('string'),
        inheritInChildApplications: bool,
        allowOverride: bool,
      },
      children: { 'system.webServer': webServer },
    },
  },
};

/** What the script sets, by the table or the filter that names the section. */
export const serverSections = {
  /** `system.webServer/proxy`, brought by Application Request Routing. */
  proxy: {
    enabled: bool,
    httpVersion: string,
    includePortInXForwardedFor: bool,
    keepAlive: bool,
    maxResponseHeaderSize: uint32,
    minResponseBuffer: uint32,
    preserveHostHeader: bool,
    responseBufferLimit: uint32,
    reverseRewriteHostInResponseHeaders: bool,
    timeout: { type: 'timeSpan' },
    xForwardedForHeaderName: string,
  },
  /** An application pool, `system.applicationHost/applicationPools/add`. */
  pool: {
    managedRuntimeVersion: { type: { oneOf: ['', 'v2.0', 'v4.0'] } },
    startMode: { type: { oneOf: ['OnDemand', 'AlwaysRunning'] } },
    'processModel.idleTimeout': { type: 'timeSpan' },
    'recycling.periodicRestart.time': { type: 'timeSpan' },
  },
  /** `hsts` of a site, IIS 10.0 version 1709 and later. */
  hsts: {
    enabled: bool,
    'max-age': uint32,
    includeSubDomains: bool,
    preload: bool,
    redirectHttpToHttps: bool,
  },
  /** `system.webServer/httpCompression`, which no `web.config` may set. */
  compression: {
    minFileSizeForComp: uint32,
    staticCompressionIgnoreHitFrequency: bool,
  },
  /** A virtual directory of a site. */
  directory: { allowSubDirConfig: bool },
} as const satisfies Record<string, Readonly<Record<string, Attribute>>>;

/** Why a value does not fit its type, or `null`. */
export const valueProblem = (value: string, type: ValueType): string | null => {
  if (type === 'string') return null;
  if (type === 'bool') {
    return /^(?:true|false)$/i.test(value) ? null : `“${value}” is neither true nor false`;
  }
  if (type === 'timeSpan') {
    return /^(?:\d+\.)?\d{2}:\d{2}:\d{2}$/.test(value) ? null : `“${value}” is no hh:mm:ss`;
  }
  if ('uint' in type) {
    return /^\d+$/.test(value) && Number(value) <= type.uint
      ? null
      : `“${value}” is no whole number up to ${type.uint}`;
  }
  return type.oneOf.includes(value)
    ? null
    : `“${value}” is none of ${type.oneOf.map((each) => `“${each}”`).join(', ')}`;
};

/** Everything in an element that the schema does not allow, each with its line. */
export const schemaProblems = (element: XmlElement, schema: Element): string[] => {
  const known = schema.attributes ?? {};
  const at = `line ${element.line}: <${element.name}>`;
  const attributes = Object.entries(element.attributes).flatMap(([name, value]) => {
    const attribute = known[name];
    if (attribute === undefined) return [`${at} has no attribute “${name}”`];
    const problem = valueProblem(value, attribute.type);
    return problem === null ? [] : [`${at} ${name}: ${problem}`];
  });
  const missing = Object.entries(known)
    .filter(([name, { required: needed }]) => needed === true && !(name in element.attributes))
    .map(([name]) => `${at} lacks “${name}”`);
  const children = element.children.flatMap((child) => {
    const inner = schema.children?.[child.name];
    return inner === undefined
      ? [`${at} has no element <${child.name}>`]
      : schemaProblems(child, inner);
  });
  return [...attributes, ...missing, ...children];
};
