import type { Block } from './block.ts';
import { advancedLinesBlock } from './advanced-lines.ts';
import { checklistStep } from './checklist.ts';
import { clusterRunsBlock } from './cluster-runs.ts';
import { command } from './command.ts';
import { comparisonTable } from './comparison-table.ts';
import { configuration } from './configuration.ts';
import { checkedServers, checkerFigures, configurationCheck } from './configuration-check.ts';
import { diagram } from './diagram.ts';
import { directives, directiveTable } from './directives.ts';
import { doctorBlind, doctorFetch, doctorShown, doctorTable } from './doctor.ts';
import { fix } from './fix.ts';
import { guards } from './guards.ts';
import { hostingPage, hostingPages } from './hosted.ts';
import { impossible, impossibleTable } from './impossible.ts';
import { loadsBlock } from './loads.ts';
import { observed } from './observed.ts';
import { ownValues } from './own-values.ts';
import { sameSection } from './same-section.ts';
import { serverCards } from './server-cards.ts';
import { siteMap } from './site-map.ts';
import { symptomIndex, symptoms } from './symptoms.ts';
import { tlsScansBlock } from './tls-scans.ts';

/**
 * The blocks that a page may use by name, beside `Callout`, which holds Markdown, and `Personal`,
 * which stands within a line. `PageContent.astro` must have a component for each, and the Markdown
 * copy writes each.
 */
export const blocks = {
  AdvancedLines: advancedLinesBlock,
  ChecklistStep: checklistStep,
  CheckedServers: checkedServers,
  CheckerFigures: checkerFigures,
  ClusterRuns: clusterRunsBlock,
  Command: command,
  ComparisonTable: comparisonTable,
  Configuration: configuration,
  ConfigurationCheck: configurationCheck,
  Diagram: diagram,
  Directives: directives,
  DirectiveTable: directiveTable,
  DoctorBlind: doctorBlind,
  DoctorFetch: doctorFetch,
  DoctorShown: doctorShown,
  DoctorTable: doctorTable,
  Fix: fix,
  Guards: guards,
  HostingPage: hostingPage,
  HostingPages: hostingPages,
  Impossible: impossible,
  ImpossibleTable: impossibleTable,
  Loads: loadsBlock,
  Observed: observed,
  OwnValues: ownValues,
  SameSection: sameSection,
  ServerCards: serverCards,
  SiteMap: siteMap,
  SymptomIndex: symptomIndex,
  Symptoms: symptoms,
  TlsScans: tlsScansBlock,
} as const satisfies Readonly<Record<string, Block>>;

export type BlockName = keyof typeof blocks;

export const isBlockName = (name: string): name is BlockName => Object.hasOwn(blocks, name);

export type { Attributes } from './block.ts';
export type * from './piece.ts';
