import { expect, test } from 'vitest';
import { describeFailure } from '../../cli/failure.ts';
import { UsageError } from '../../env/errors.ts';

function systemError(code: string, fields: object): Error {
  return Object.assign(new Error(`${code}: it went wrong`), { code, syscall: 'call', ...fields });
}

test('wrong input is told in its own words and ends with code 2', () => {
  expect(describeFailure(new UsageError('readHouse: schema 9.9; use 1.0.0.'), 'oikos render')).toEqual({
    line: 'readHouse: schema 9.9; use 1.0.0.',
    exitCode: 2,
  });
});

test('a full disk names the file and ends with code 1', () => {
  const { line, exitCode } = describeFailure(systemError('ENOSPC', { path: '/data/house.json' }), 'oikos house');
  expect(line).toContain('disk is full at "/data/house.json"');
  expect(exitCode).toBe(1);
});

test('a taken port names the port and the flag and ends with code 2', () => {
  const { line, exitCode } = describeFailure(systemError('EADDRINUSE', { port: 8080 }), 'oikos serve');
  expect(line).toMatch(/8080.*--port/);
  expect(exitCode).toBe(2);
});

test.each(['EACCES', 'ENOENT', 'EISDIR', 'ENOTDIR'])(
  'a path that cannot be used (%s) is named and ends with code 2',
  (code) => {
    const { line, exitCode } = describeFailure(systemError(code, { path: '/here/it/is' }), 'oikos house');
    expect(line).toContain('"/here/it/is"');
    expect(exitCode).toBe(2);
  },
);

test('an unexpected error is one line however many it has, and ends with code 1', () => {
  const { line, exitCode } = describeFailure(new Error('first\n  second\nthird'), 'oikos eval');
  expect(line).toMatch(/^oikos eval: first second third [^\n]*OIKOS_DEBUG=1/);
  expect(exitCode).toBe(1);
});
