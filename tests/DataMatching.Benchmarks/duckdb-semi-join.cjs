// The peer: DuckDB's bare semi-join of the extract with our people, by the ID number alone. Our people are in a table first, as ours are in memory.
// Prints the seconds of both and the matched rows.
const duckdb = require('duckdb');
const [extract, people] = process.argv.slice(2);
const db = new duckdb.Database(':memory:', { threads: '2' });
const quote = (path) => `'${path.replaceAll("'", "''")}'`;
const seconds = (since) => Number(process.hrtime.bigint() - since) / 1e9;
const started = process.hrtime.bigint();
db.run(`CREATE TABLE people AS SELECT * FROM read_csv(${quote(people)}, header = true, all_varchar = true)`, (failed) => {
  if (failed) throw failed;
  const indexed = seconds(started);
  const joining = process.hrtime.bigint();
  db.all(`SELECT count(*) AS n FROM read_csv(${quote(extract)}, header = true, all_varchar = true) v SEMI JOIN people p ON v.证件号码 = p.id`, (error, rows) => {
    if (error) throw error;
    console.log(JSON.stringify({ indexed, seconds: seconds(joining), matched: Number(rows[0].n), peakMb: process.resourceUsage().maxRSS / 1024 }));
  });
});
