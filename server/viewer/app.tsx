import { Asked } from './asked.tsx';
import { Banner } from './banner.tsx';
import { Choices } from './choices.tsx';
import { CurvesCard } from './curves-card.tsx';
import { EpisodeForm } from './episode-form.tsx';
import { Eyes } from './eyes.tsx';
import { FloorPlan } from './floor-plan.tsx';
import { MeasuresCard } from './measures-card.tsx';
import { Outcome } from './outcome.tsx';
import { Stage } from './stage.tsx';
import { Tabs } from './tabs.tsx';
import { Transport } from './transport.tsx';

const TABS = [
  {
    title: 'Watch',
    content: () => (
      <>
        <Eyes />
        <Choices />
        <FloorPlan />
        <MeasuresCard />
        <CurvesCard />
      </>
    ),
  },
  { title: 'Set up', content: () => <EpisodeForm /> },
];

/** The whole page: the house with what is asked and the controls on it, and beside it what the agent sees and thinks. */
export function App() {
  return (
    <>
      <main class="stage">
        <Stage />
        <Asked />
        <Banner />
        <Outcome />
        <Transport />
      </main>
      <aside class="side" aria-label="Details">
        <Tabs label="Details" tabs={TABS} />
      </aside>
    </>
  );
}
