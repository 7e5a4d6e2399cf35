import { expect, test } from 'vitest';
import { statementsOf } from '../../../src/rules/detectors/commands/deleting/sql-statements.ts';
import { wholeTables } from '../../../src/rules/detectors/commands/deleting/whole-table.ts';
import { growth, LINEAR } from '../../growth.ts';

const plain = (sql: string) => statementsOf(sql).map((one) => one.plain);

test('a text is read as its statements', () => {
  expect(plain('SELECT \'a;b\' -- x; y\nFROM "my t"; /* ; */ DELETE FROM `t`')).toEqual([
    "select '' from my_t",
    'delete from t',
  ]);
  expect(plain('CREATE FUNCTION f() AS $q$ DELETE FROM t; $q$ LANGUAGE sql')).toEqual([
    "create function f() as '' language sql",
  ]);
  expect(statementsOf('UPDATE a SET x = (SELECT y FROM b WHERE b.id = a.id)')[0]?.outer).toBe('update a set x = ');
});

test('what does not begin as a statement is none', () => {
  expect(plain('Please update users; then call me. We update the table set aside for guests every week.')).toEqual([]);
  expect(plain('')).toEqual([]);
});

test.each([
  'DELETE FROM users',
  'delete from users u;',
  'DELETE FROM users WHERE 1=1',
  'UPDATE [my users] SET a = 1',
  'UPDATE users AS u SET a = 1, b = 2 RETURNING id',
  'BEGIN; TRUNCATE TABLE orders, items CASCADE; COMMIT',
  'mysql -e "update t set a = 0" shop',
  '{"sql":"DELETE FROM users"}',
  "UPDATE users SET note = 'where'",
])('every row: %s', (text) => {
  expect(wholeTables(text)).not.toEqual([]);
});

test.each([
  'DELETE FROM users WHERE id = 4',
  "UPDATE users SET a = 'x' WHERE id IN (1, 2)",
  'UPDATE users SET a = 1 LIMIT 10',
  'UPDATE o SET t = i.s FROM (SELECT 1) i JOIN x ON true',
  'TRUNCATE staging_orders',
  "SELECT * FROM t WHERE note = 'DELETE FROM t'",
  'EXPLAIN DELETE FROM users',
  'Delete from the cart what nobody ordered',
  'git commit -m "delete from users"',
])('some rows, or none: %s', (text) => {
  expect(wholeTables(text)).toEqual([]);
});

test.each(["'", '(', ';', '$a$', 'update t set ', '/*', '--\n', '"', 'delete from a where '])(
  'a long text of %j is read in a time that grows with it alone',
  (piece) => {
    expect(growth((count) => piece.repeat(count), 20_000, wholeTables)).toBeLessThan(LINEAR);
  },
);
