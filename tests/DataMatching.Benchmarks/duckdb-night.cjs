// The peer of a night: DuckDB's bare semi-joins of five registries' extracts with our people, by the ID number alone, one after the other with both threads.
// Our people are in a table first. Prints the seconds of that and of each join, and the matched rows together.
const duckdb = require('duckdb');
const [people, ...extracts] = process.argv.slice(2);
const db = new duckdb.Database(':memory:', { threads: '2' });
const quote = (path) => `'${path.replaceAll("'", "''")}'`;
const seconds = (since) => Number(process.hrtime.bigint() - since) / 1e9;
const all = (sql) => new Promise((done, failed) => db.all(sql, (error, rows) => (error ? failed(error) : done(rows))));
(async () => {
  const started = process.hrtime.bigint();
  await all(`CREATE TABLE people AS SELECT * FROM read_csv(${quote(people)}, header = true, all_varchar = true)`);
  const people_seconds = seconds(started);
  const joins = [];
  const used = process.cpuUsage();
  let matched = 0;
  for (const extract of extracts) {
    const joining = process.hrtime.bigint();
    const rows = await all(`SELECT count(*) AS n FROM read_csv(${quote(extract)}, header = true, all_varchar = true) v SEMI JOIN people p ON v.证件号码 = p.id`);
    joins.push(seconds(joining));
    matched += Number(rows[0].n);
  }
  console.log(JSON.stringify({ people: people_seconds, joins, seconds: joins.reduce((a, b) => a + b, 0), matched, processorSeconds: (({ user, system }) => (user + system) / 1e6)(process.cpuUsage(used)), peakMb: process.resourceUsage().maxRSS / 1024 }));
})();
