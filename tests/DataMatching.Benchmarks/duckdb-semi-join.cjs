// The peer: DuckDB's bare semi-join of the extract with our people, by the ID number alone. Prints seconds and matched rows.
const duckdb = require('duckdb');
const [extract, people] = process.argv.slice(2);
const db = new duckdb.Database(':memory:', { threads: '2' });
const quote = (path) => `'${path.replaceAll("'", "''")}'`;
const sql = `SELECT count(*) AS n FROM read_csv(${quote(extract)}, header = true, all_varchar = true) v
  SEMI JOIN read_csv(${quote(people)}, header = true, all_varchar = true) p ON v.证件号码 = p.id`;
const started = process.hrtime.bigint();
db.all(sql, (error, rows) => {
  if (error) throw error;
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  console.log(JSON.stringify({ seconds, matched: Number(rows[0].n), peakMb: process.resourceUsage().maxRSS / 1024 }));
});
