import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Place, Turns } from '../../server/turns.ts';

let now = 0;
beforeEach(() => vi.spyOn(performance, 'now').mockImplementation(() => now));
afterEach(() => vi.restoreAllMocks());

/** Work that takes so long. */
async function work(milliseconds: number): Promise<void> {
  now += milliseconds;
}

/** Asks for so many turns at once, and notes each. */
function ask(place: Place, name: string, count: number, order: string[]): Promise<unknown> {
  return Promise.all(Array.from({ length: count }, () => place.take(async () => void order.push(name))));
}

test('those who ask for little take turns, whoever asks ahead', async () => {
  const turns = new Turns();
  const order: string[] = [];
  const [greedy, modest] = [turns.join(), turns.join()];
  await Promise.all([ask(greedy, 'greedy', 5, order), ask(modest, 'modest', 2, order)]);
  expect(order.indexOf('modest')).toBeLessThan(3);
  expect(order.lastIndexOf('modest')).toBeLessThan(5);
});

test('who has taken long lets others go first for as many turns', async () => {
  const turns = new Turns();
  const order: string[] = [];
  const [large, small] = [turns.join(), turns.join()];
  const first = large.take(() => work(45));
  await Promise.all([first, ask(large, 'large', 1, order), ask(small, 'small', 3, order)]);
  expect(order).toEqual(['small', 'small', 'small', 'large']);
});

test('a house is free at first, and counted when there are many', async () => {
  const turns = new Turns();
  const [large, small] = [turns.join(), turns.join()];
  const orderAfter = async (): Promise<string[]> => {
    const order: string[] = [];
    const house = large.take(() => work(500));
    await Promise.all([house, ask(large, 'large', 1, order), ask(small, 'small', 3, order)]);
    return order;
  };
  expect(await orderAfter()).toEqual(['small', 'large', 'small', 'small']);
  await orderAfter();
  expect(await orderAfter()).toEqual(['small', 'small', 'small', 'large']);
});

test('long work lets others go between its parts', async () => {
  const turns = new Turns();
  const [large, small] = [turns.join(), turns.join()];
  let numParts = 0;
  const working = large.take(async () => {
    for (; numParts < 4; numParts++) {
      await work(10);
      await large.rest();
    }
  });
  await small.take(async () => {});
  expect(numParts).toBeLessThan(4);
  await working;
});

test('two parts of the same work may rest at once', async () => {
  const turns = new Turns();
  const [large, small] = [turns.join(), turns.join()];
  let atWork = 0;
  const part = async (): Promise<void> => {
    for (let i = 0; i < 3; i++) {
      await work(6);
      await large.rest();
    }
  };
  const both = large.take(() => Promise.all([part(), part()]));
  for (let i = 0; i < 5; i++) {
    await small.take(async () => {
      expect(++atWork).toBe(1);
      await Promise.resolve();
      atWork--;
    });
  }
  await both;
});

test('what fails has had its turn', async () => {
  const turns = new Turns();
  const place = turns.join();
  await expect(place.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await place.take(async () => 7)).toBe(7);
});

test('who leaves gives up what waits and what is under way', async () => {
  const turns = new Turns();
  const [place, other] = [turns.join(), turns.join()];
  const endless = place.take(async () => {
    for (;;) await work(1).then(place.rest);
  });
  const waiting = place.take(async () => 1);
  const given = Promise.allSettled([endless, waiting]);
  await other.take(async () => place.leave());
  expect((await given).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await other.take(async () => 2)).toBe(2);
});
