using DataMatching.Storage;
using DataMatching.Storage.Sqlite;

namespace DataMatching.Tests.Storage;

/// <summary>What is known of whole databases keeps up with the migrations.</summary>
[TestClass]
public sealed class SealedColumnTests
{
    private static readonly IReadOnlyList<SchemaPart> Made = ExpectedSchema.Of(Migration.Of(new SqliteDialect("unused.db")));

    [TestMethod]
    public void Every_sealed_column_of_the_migrations_is_opened_by_the_check()
    {
        var made = Made.Where(p => p.Kind == SchemaPart.OfColumn && p.Name.EndsWith("_enc", StringComparison.Ordinal)).Select(p => $"{p.Table}.{p.Name}").Order(StringComparer.Ordinal).ToArray();
        CollectionAssert.AreEqual(made, SealedColumn.All.Select(s => $"{s.Table}.{s.Column}").Order(StringComparer.Ordinal).ToArray());
        Assert.IsGreaterThan(10, made.Length);
        var tables = TableShape.Of(Made).ToDictionary(t => t.Name);
        foreach (var column in SealedColumn.All)
            foreach (var by in column.By) Assert.IsGreaterThanOrEqualTo(0, tables[column.Table].IndexOf(by));
    }

    [TestMethod]
    public void Every_table_has_a_key_and_stands_behind_those_it_points_to()
    {
        var tables = TableShape.Of(Made);
        for (var i = 0; i < tables.Count; i++)
        {
            Assert.IsTrue(Made.Any(p => p.Kind == SchemaPart.OfPrimaryKey && p.Table == tables[i].Name), tables[i].Name);
            foreach (var reference in tables[i].References) Assert.IsTrue(tables.Take(i).Any(t => t.Name == reference.Table), $"{tables[i].Name} -> {reference.Table}");
        }
    }
}
