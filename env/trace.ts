import type { ResolvedCommand } from './interaction/actions.ts';
import type { EpisodeSpec, PhysicsLevel } from './env.ts';
import { Hasher } from './hash.ts';

/** The running hash of one episode: what was asked, then each command with the exact state it led to. */
export class EpisodeTrace {
  readonly #hasher = new Hasher();

  constructor(spec: EpisodeSpec, state: string, level: PhysicsLevel = 'rigid') {
    const { start } = spec;
    this.#hasher
      .addText(spec.seed)
      .addText(spec.house)
      .addText(spec.task)
      .addText(spec.instruction)
      .addText(spec.category ?? '')
      .addNumbers([...start.position, start.yaw, start.pitch, spec.geodesicDistance, spec.goals.length])
      .addNumbers(spec.goals.flat());
    if (level !== 'rigid') this.#hasher.addText(level);
    for (const text of textsOf(spec)) this.#hasher.addText(text);
    for (const numbers of numbersOf(spec)) this.#hasher.addNumbers(numbers);
    this.#hasher.addText(state);
  }

  add(command: ResolvedCommand, state: string): void {
    if (typeof command === 'number') this.#hasher.addNumbers([command]);
    else if (command.action === 'Velocity') this.#hasher.addNumbers([command.linear, command.angular]);
    else this.#hasher.addText(command.action).addText(command.target);
    this.#hasher.addText(state);
  }

  /** 16 hexadecimal digits. */
  get hash(): string {
    return this.#hasher.digest();
  }
}

/** What only some tasks ask. */
function textsOf({ target, room, errand, subGoals = [] }: EpisodeSpec): string[] {
  const texts = [target, room, errand?.object, errand?.receptacle, ...subGoals.map(({ category }) => category)];
  return texts.filter((text) => text !== undefined);
}

function numbersOf({ goalView, subGoals = [], rules }: EpisodeSpec): number[][] {
  const numbers = subGoals.map(({ goals, geodesicDistance }) => [goals.length, geodesicDistance]);
  if (goalView) numbers.push([...goalView.position, goalView.yaw, goalView.pitch]);
  if (rules) {
    const { radius, height, cameraHeight, stepLength, turnAngle, tiltAngle, maxPitch } = rules.agent;
    numbers.push([rules.successDistance, rules.stepLimit, rules.actuationNoise ?? 0]);
    if (rules.sliding) numbers.push([1]);
    numbers.push([radius, height, cameraHeight, stepLength, turnAngle, tiltAngle, maxPitch]);
  }
  return numbers;
}

/** One hash of many episodes, in the order given. */
export function combineTraces(hashes: readonly string[]): string {
  return hashes.reduce((hasher, hash) => hasher.addText(hash), new Hasher()).digest();
}
