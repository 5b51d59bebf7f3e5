// Reads what `pressmark.searchable.packing` wrote: gzipped files, unsigned LEB128 numbers, ascending ones as steps.

export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  number() {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError("search data end too early");
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
      scale *= 128;
    }
  }

  numbers(count) {
    const found = new Uint32Array(count);
    for (let i = 0; i < count; i++) found[i] = this.number();
    return found;
  }

  ascending(count) {
    const found = this.numbers(count);
    for (let i = 1; i < count; i++) found[i] += found[i - 1];
    return found;
  }

  slice(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

const GZIP = [0x1f, 0x8b];

// The bytes of a gzipped file; some hosts have decompressed it on the way.
export async function unpacked(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const data = await response.arrayBuffer();
  const head = new Uint8Array(data, 0, Math.min(2, data.byteLength));
  if (head[0] !== GZIP[0] || head[1] !== GZIP[1]) return new Uint8Array(data);
  const stream = new Response(data).body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function unpackedJson(url) {
  return JSON.parse(new TextDecoder().decode(await unpacked(url)));
}

// Work whose result is awaited later: until then nobody is told that it failed.
export function begun(work) {
  work.catch(() => {});
  return work;
}

// Calls `load` once for each key; a failed call is forgotten, so that the next one tries again.
export function remembering(load) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) {
      const loading = load(key);
      known.set(key, loading);
      loading.catch(() => known.delete(key));
    }
    return known.get(key);
  };
}
