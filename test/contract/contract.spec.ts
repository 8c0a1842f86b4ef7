import { describe, expect, it } from 'vitest';
import { contract, events } from '../../src-main/contract';

const names = [...Object.values(contract), ...Object.values(events)].map(({ name }) => name);

describe('the contract', () => {
  it('names every request and event once', () => {
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('names them room:what', () => {
    expect(names.filter((name) => !/^[a-z]+:[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('lets the page name no path', () => {
    const requests = Object.values(contract).map(({ name, request }) => [name, Object.keys(request.shape)] as const);
    expect(requests.filter(([, fields]) => fields.some((field) => /path|folder|directory/i.test(field)))).toEqual([]);
  });
});
