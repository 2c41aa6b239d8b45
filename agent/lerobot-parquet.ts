import { parquetWriteBuffer } from 'hyparquet-writer';

type ParquetOptions = Parameters<typeof parquetWriteBuffer>[0];
type SchemaElement = NonNullable<ParquetOptions['schema']>[number];

/** What a column holds; `image` is a PNG as Hugging Face's `datasets` stores it, a struct of bytes and a file name. */
export type ColumnType = 'int64' | 'float32' | 'float64' | 'string' | 'image' | { readonly list: ColumnType };

/** One column of a table: a value for each row, int64 as bigint. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly data: readonly unknown[];
}

/** A picture in a column of type `image`. */
export interface ImageCell {
  readonly bytes: Uint8Array;
  readonly path: string;
}

export interface TableOptions {
  /** Rows of each row group; one group for all when left out. */
  readonly rowGroups?: readonly number[];
  readonly metadata?: Readonly<Record<string, string>>;
}

const LEAVES = {
  int64: { type: 'INT64' },
  float32: { type: 'FLOAT' },
  float64: { type: 'DOUBLE' },
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
} as const;

/** A table as the bytes of a Parquet file. */
export function encodeTable(columns: readonly Column[], { rowGroups, metadata = {} }: TableOptions = {}): Uint8Array {
  const bytes = parquetWriteBuffer({
    columnData: columns.map(({ name, data }) => ({ name, data: [...data] })),
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(schemaOf)],
    rowGroupSize: rowGroups ? [...rowGroups] : Math.max(1, columns[0].data.length),
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    // Statistics of pictures would hold pictures.
    statistics: false,
  });
  return new Uint8Array(bytes);
}

function schemaOf({ name, type }: Pick<Column, 'name' | 'type'>): SchemaElement[] {
  const optional = { name, repetition_type: 'OPTIONAL' } as const;
  if (type === 'image') {
    const fields: Pick<Column, 'name' | 'type'>[] = [{ name: 'path', type: 'string' }];
    const bytes: SchemaElement = { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' };
    return [{ ...optional, num_children: 2 }, bytes, ...fields.flatMap(schemaOf)];
  }
  if (typeof type === 'object') {
    return [
      { ...optional, converted_type: 'LIST', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...schemaOf({ name: 'element', type: type.list }),
    ];
  }
  return [{ ...optional, ...LEAVES[type] }];
}
