/**
 * Lets sessions take turns: who has asked first goes first, and who asks again lines up behind all others. Work on one
 * processor gains nothing from being begun at once, and whoever sends many requests ahead must not go before the rest.
 */
export class Turns {
  #line: Promise<void> = Promise.resolve();

  /** Runs some work when its turn has come, and gives what it gives. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#line.then(work);
    // Between turns sockets are read and written; a session that failed has had its turn.
    this.#line = result.then(nextTurn, nextTurn);
    return result;
  }
}

/** By a timer, which browsers have too. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => (typeof setImmediate === 'function' ? setImmediate(resolve) : setTimeout(resolve)));
}
