using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DataMatching.Tests.TSql;

/// <summary>The tables that statements made, with their columns, and what was wrong with how they were made. What is gone by a later one stays known: databases of before are read too.</summary>
internal sealed class TSqlSchema : TSqlFragmentVisitor
{
    private const int MostInPrimaryKey = 900, MostInIndex = 1_700;
    private readonly Dictionary<string, Dictionary<string, int>> _tables = new(StringComparer.Ordinal);

    /// <summary>What SQL Server would refuse, or only refuse when a long text comes.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Columns of a table; null when there is none of this name.</summary>
    public IReadOnlyCollection<string>? Columns(string table) => _tables.GetValueOrDefault(table)?.Keys;

    /// <summary>Takes in what a statement makes, and answers with its faults.</summary>
    public IReadOnlyList<string> Take(string statement)
    {
        var (fragment, faults) = TSqlCheck.Parse(statement);
        if (faults.Count > 0) return faults;
        Faults.Clear();
        fragment.Accept(this);
        return [.. Faults, .. TSqlCheck.Faults(statement, this)];
    }

    public override void Visit(CreateTableStatement node)
    {
        var name = node.SchemaObjectName.BaseIdentifier.Value;
        var before = _tables.GetValueOrDefault(name) ?? [];
        _tables[name] = new Dictionary<string, int>(StringComparer.Ordinal);
        Add(name, node.Definition);
        foreach (var (column, bytes) in before) _tables[name].TryAdd(column, bytes);
    }

    public override void Visit(ExecuteStatement node)
    {
        if (node.ExecuteSpecification.ExecutableEntity is not ExecutableProcedureReference { Parameters: [{ ParameterValue: StringLiteral from }, { ParameterValue: StringLiteral to }, { ParameterValue: StringLiteral { Value: "OBJECT" } }] } called
            || called.ProcedureReference.ProcedureReference.Name.BaseIdentifier.Value != "sp_rename") Faults.Add("a procedure is called that is not sp_rename");
        else if (!_tables.TryGetValue(from.Value, out var columns)) Faults.Add($"there is no table {from.Value} to rename");
        else if (!_tables.TryAdd(to.Value, columns)) Faults.Add($"there is a table {to.Value} already");
    }

    public override void Visit(AlterTableAddTableElementStatement node) => Add(node.SchemaObjectName.BaseIdentifier.Value, node.Definition);

    public override void Visit(CreateIndexStatement node) => Bounded(node.OnName.BaseIdentifier.Value, $"index {node.Name.Value}", MostInIndex, node.Columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1].Value));

    private void Add(string table, TableDefinition definition)
    {
        if (definition.Indexes.Count > 0) Faults.Add($"{table}: an index within the table");
        if (!_tables.TryGetValue(table, out var columns))
        {
            Faults.Add($"there is no table {table} to add to");
            return;
        }

        foreach (var column in definition.ColumnDefinitions)
        {
            if (!columns.TryAdd(column.ColumnIdentifier.Value, Bytes(column.DataType))) Faults.Add($"{table} has two columns {column.ColumnIdentifier.Value}");
            foreach (var constraint in column.Constraints) Hold(table, constraint, [column.ColumnIdentifier.Value]);
        }

        foreach (var constraint in definition.TableConstraints)
        {
            Hold(table, constraint, constraint switch
            {
                UniqueConstraintDefinition unique => [.. unique.Columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1].Value)],
                ForeignKeyConstraintDefinition key => [.. key.Columns.Select(c => c.Value)],
                _ => [],
            });
        }
    }

    private void Hold(string table, ConstraintDefinition constraint, IReadOnlyList<string> columns)
    {
        if (constraint is UniqueConstraintDefinition unique) Bounded(table, unique.IsPrimaryKey ? "primary key" : "unique key", unique.IsPrimaryKey ? MostInPrimaryKey : MostInIndex, columns);
        if (constraint is not ForeignKeyConstraintDefinition other) return;
        var target = other.ReferenceTableName.BaseIdentifier.Value;
        foreach (var column in columns.Where(c => !_tables[table].ContainsKey(c))) Faults.Add($"{table} has no column {column}");
        foreach (var column in other.ReferencedTableColumns.Select(c => c.Value).Where(c => Columns(target)?.Contains(c) != true)) Faults.Add($"{table} refers to {target}.{column}, which there is not");
    }

    private void Bounded(string table, string what, int most, IEnumerable<string> columns)
    {
        if (!_tables.TryGetValue(table, out var known))
        {
            Faults.Add($"{what}: there is no table {table}");
            return;
        }

        var names = columns.ToList();
        foreach (var column in names.Where(c => !known.ContainsKey(c))) Faults.Add($"{what} of {table}: no column {column}");
        var bytes = names.Sum(c => (long)known.GetValueOrDefault(c));
        if (bytes > most) Faults.Add(string.Create(CultureInfo.InvariantCulture, $"{what} of {table}: {bytes} bytes, SQL Server takes {most}"));
    }

    /// <summary>The most bytes of a value; without an end, more than any key takes.</summary>
    private static int Bytes(DataTypeReference type) => type is not SqlDataTypeReference known ? MostInIndex + 1 : known.SqlDataTypeOption switch
    {
        SqlDataTypeOption.BigInt => 8,
        SqlDataTypeOption.Int => 4,
        SqlDataTypeOption.NVarChar when known.Parameters is [IntegerLiteral length] => 2 * int.Parse(length.Value, CultureInfo.InvariantCulture),
        SqlDataTypeOption.VarChar or SqlDataTypeOption.VarBinary when known.Parameters is [IntegerLiteral length] => int.Parse(length.Value, CultureInfo.InvariantCulture),
        _ => MostInIndex + 1,
    };
}
