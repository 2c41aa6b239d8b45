import { Asked } from './asked.tsx';
import { Banner } from './banner.tsx';
import { Choices } from './choices.tsx';
import { CurvesCard } from './curves-card.tsx';
import { EpisodeForm } from './episode-form.tsx';
import { Eyes } from './eyes.tsx';
import { FloorPlan } from './floor-plan.tsx';
import { Hands } from './hands.tsx';
import { HouseForm } from './house-form.tsx';
import { InstructionForm } from './instruction-form.tsx';
import { MeasuresCard } from './measures-card.tsx';
import { Outcome } from './outcome.tsx';
import { PageTools } from './page-tools.tsx';
import { Pad } from './pad.tsx';
import { RivalCard } from './rival-card.tsx';
import { RunsCard } from './runs-card.tsx';
import { Stage } from './stage.tsx';
import { Tabs } from './tabs.tsx';
import { Transport } from './transport.tsx';

const TABS = [
  {
    title: 'Watch',
    content: () => (
      <>
        <Eyes />
        <RivalCard />
        <Choices />
        <FloorPlan />
        <MeasuresCard />
        <CurvesCard />
        <Hands />
      </>
    ),
  },
  {
    title: 'Set up',
    content: () => (
      <>
        <InstructionForm />
        <EpisodeForm />
        <HouseForm />
        <FloorPlan />
      </>
    ),
  },
  { title: 'Runs', content: () => <RunsCard /> },
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
        <Pad />
        <Transport />
      </main>
      <aside class="side" aria-label="Details">
        <Tabs label="Details" tabs={TABS}>
          <PageTools />
        </Tabs>
      </aside>
    </>
  );
}
