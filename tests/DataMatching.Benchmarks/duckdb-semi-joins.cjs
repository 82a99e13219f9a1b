// The peer: DuckDB's bare semi-joins of extracts with our people, by the ID number alone, one after the other with two threads. Our people are in a table first, as ours are in memory.
// Prints the seconds of that and of each join, the matched rows together, processor seconds of the joins, and the largest working set.
const { DuckDBInstance } = require('@duckdb/node-api');
const [people, ...extracts] = process.argv.slice(2);
const file = (path) => `read_csv('${path.replaceAll("'", "''")}', header = true, all_varchar = true)`;
const seconds = (since) => Number(process.hrtime.bigint() - since) / 1e9;
(async () => {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  const started = process.hrtime.bigint();
  await connection.run(`CREATE TABLE people AS SELECT * FROM ${file(people)}`);
  const indexed = seconds(started);
  const used = process.cpuUsage();
  const joins = [];
  let matched = 0;
  for (const extract of extracts) {
    const joining = process.hrtime.bigint();
    const [[rows]] = await (await connection.runAndReadAll(`SELECT count(*) FROM ${file(extract)} v SEMI JOIN people p ON v.证件号码 = p.id`)).getRows();
    joins.push(seconds(joining));
    matched += Number(rows);
  }
  const { user, system } = process.cpuUsage(used);
  console.log(JSON.stringify({ indexed, joins, seconds: joins.reduce((a, b) => a + b, 0), matched, processorSeconds: (user + system) / 1e6, peakMb: process.resourceUsage().maxRSS / 1024 }));
})();
