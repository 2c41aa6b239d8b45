import { UsageError } from '../../env/errors.ts';

/** A house file as short text that an address can carry. */
export async function packHouse(json: string): Promise<string> {
  const bytes = await throughStream(new TextEncoder().encode(json), new CompressionStream('deflate-raw'));
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Reads what `packHouse` wrote. @throws UsageError for anything else */
export async function unpackHouse(text: string): Promise<string> {
  try {
    const characters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(characters, (character) => character.charCodeAt(0));
    return new TextDecoder().decode(await throughStream(bytes, new DecompressionStream('deflate-raw')));
  } catch {
    throw new UsageError('Link: the house in it is damaged; ask for the whole link, or for the house as a file.');
  }
}

async function throughStream(bytes: Uint8Array<ArrayBuffer>, stream: GenericTransformStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
