/** No honest message nests deeper. */
const MAX_DEPTH = 6;

/** Bytes of a value's head, then of its content; and how many values it holds. */
interface Head {
  readonly length: number;
  readonly children: number;
}

/**
 * Walks through MessagePack without building anything. A decoder makes room for as many items as a head claims, so a
 * short message of nested, forged heads would exhaust the memory; after this check it can claim no more than it brings.
 *
 * @throws RangeError when values nest too deep, end too early, or bring more or less than one value
 * @see the MessagePack specification, "Formats"
 */
export function checkPacking(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** Values still to come at each depth. */
  const pending = [1];
  let at = 0;
  let owed = 1;
  while (pending.length > 0) {
    const depth = pending.length - 1;
    if (pending[depth] === 0) {
      pending.pop();
      continue;
    }
    pending[depth]--;
    const { length, children } = readHead(view, at);
    at += length;
    owed += children - 1;
    // Each value still owed takes at least one byte.
    if (at + owed > bytes.length) throw new RangeError('it ends too early');
    if (children === 0) continue;
    if (depth + 1 > MAX_DEPTH) throw new RangeError(`it nests deeper than ${MAX_DEPTH}`);
    pending.push(children);
  }
  if (at < bytes.length) throw new RangeError('more follows after it');
}

function readHead(view: DataView, at: number): Head {
  const byte = view.getUint8(at);
  if (byte <= 0x7f || byte >= 0xe0) return { length: 1, children: 0 };
  if (byte <= 0x8f) return { length: 1, children: 2 * (byte & 0x0f) };
  if (byte <= 0x9f) return { length: 1, children: byte & 0x0f };
  if (byte <= 0xbf) return { length: 1 + (byte & 0x1f), children: 0 };
  switch (byte) {
    case 0xc0: // nil
    case 0xc2: // false
    case 0xc3: // true
      return { length: 1, children: 0 };
    case 0xcc: // uint 8
    case 0xd0: // int 8
      return { length: 2, children: 0 };
    case 0xcd: // uint 16
    case 0xd1: // int 16
      return { length: 3, children: 0 };
    case 0xca: // float 32
    case 0xce: // uint 32
    case 0xd2: // int 32
      return { length: 5, children: 0 };
    case 0xcb: // float 64
    case 0xcf: // uint 64
    case 0xd3: // int 64
      return { length: 9, children: 0 };
    case 0xc4: // bin 8
    case 0xd9: // str 8
      return { length: 2 + view.getUint8(at + 1), children: 0 };
    case 0xc5: // bin 16
    case 0xda: // str 16
      return { length: 3 + view.getUint16(at + 1), children: 0 };
    case 0xc6: // bin 32
    case 0xdb: // str 32
      return { length: 5 + view.getUint32(at + 1), children: 0 };
    case 0xdc: // array 16
      return { length: 3, children: view.getUint16(at + 1) };
    case 0xdd: // array 32
      return { length: 5, children: view.getUint32(at + 1) };
    case 0xde: // map 16
      return { length: 3, children: 2 * view.getUint16(at + 1) };
    case 0xdf: // map 32
      return { length: 5, children: 2 * view.getUint32(at + 1) };
    default: // extensions, and the one byte that means nothing
      throw new RangeError(`0x${byte.toString(16)} begins no value that is used here`);
  }
}
