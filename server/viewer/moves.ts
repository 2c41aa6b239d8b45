import type { Action } from '../../env/env.ts';
import type { ObjectAction } from '../../env/interaction/actions.ts';
import { OBJECT_ACTIONS } from '../../env/interaction/actions.ts';

/** What a person can tell the agent on this page. */
export type PersonCommand = Action | ObjectAction;
/** How a step came about: by the agent's own choice, or by a person's command. */
export type Move = 'agent' | PersonCommand;

/** One letter for each of `ACTIONS`. */
const LETTERS = 'sflrud';
const AGENT_LETTER = 'a';
const TOKEN = /([asflrud])(\d*)|\(([A-Za-z]+)~([^)]*)\)/y;
/** No episode is longer. */
const MAX_MOVES = 20_000;

/** Moves as short text: a letter each, a count behind a repeated one, hands' work in brackets; `a120f3(Open~Fridge)l`. */
export function writeMoves(moves: readonly Move[]): string {
  const words = moves.map(wordOf);
  let text = '';
  for (let i = 0, end = 0; i < words.length; i = end) {
    end = i + 1;
    while (words[i].length === 1 && words[end] === words[i]) end++;
    text += words[i] + (end - i > 1 ? end - i : '');
  }
  return text;
}

/** Reads what `writeMoves` wrote; null for anything else. */
export function readMoves(text: string): Move[] | null {
  const moves: Move[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [, letter, count, name, target] = TOKEN.exec(text) ?? [];
    const action = OBJECT_ACTIONS.find((known) => known === name);
    if (letter === undefined && action === undefined) return null;
    const times = Number(count || 1);
    if (moves.length + times > MAX_MOVES) return null;
    const move: Move = action ? { action, target } : letter === AGENT_LETTER ? 'agent' : LETTERS.indexOf(letter);
    for (let i = 0; i < times; i++) moves.push(move);
  }
  return moves;
}

function wordOf(move: Move): string {
  if (move === 'agent') return AGENT_LETTER;
  return typeof move === 'number' ? LETTERS[move] : `(${move.action}~${move.target})`;
}
