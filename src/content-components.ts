import Callout from './components/Callout.astro';
import Command from './components/Command.astro';
import ComparisonTable from './components/ComparisonTable.astro';
import Configuration from './components/Configuration.astro';
import Diagram from './components/Diagram.astro';
import Directives from './components/Directives.astro';
import Evidence from './components/Evidence.astro';
import Fence from './components/Fence.astro';
import Fix from './components/Fix.astro';
import Impossible from './components/Impossible.astro';
import Link from './components/Link.astro';
import Observed from './components/Observed.astro';
import Region from './components/Region.astro';
import SameSection from './components/SameSection.astro';
import SectionHeading from './components/SectionHeading.astro';
import ServerCards from './components/ServerCards.astro';
import SubsectionHeading from './components/SubsectionHeading.astro';
import SymptomIndex from './components/SymptomIndex.astro';
import Symptoms from './components/Symptoms.astro';
import Table from './components/Table.astro';
import TopSymptoms from './components/TopSymptoms.astro';

/** What a page may use: Markdown's own elements, and the parts that take their data by id. */
export const contentComponents = {
  a: Link,
  h2: SectionHeading,
  h3: SubsectionHeading,
  pre: Fence,
  table: Table,
  Callout,
  Command,
  ComparisonTable,
  Configuration,
  Diagram,
  Directives,
  Evidence,
  Fix,
  Impossible,
  Observed,
  Region,
  SameSection,
  ServerCards,
  SymptomIndex,
  Symptoms,
  TopSymptoms,
};
