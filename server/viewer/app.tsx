import { Asked } from './asked.tsx';
import { Banner } from './banner.tsx';
import { Choices } from './choices.tsx';
import { EpisodeForm } from './episode-form.tsx';
import { Eyes } from './eyes.tsx';
import { FloorPlan } from './floor-plan.tsx';
import { MeasuresCard } from './measures-card.tsx';
import { Outcome } from './outcome.tsx';
import { Stage } from './stage.tsx';
import { Transport } from './transport.tsx';

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
      <aside class="side">
        <Eyes />
        <Choices />
        <FloorPlan />
        <MeasuresCard />
        <EpisodeForm />
      </aside>
    </>
  );
}
