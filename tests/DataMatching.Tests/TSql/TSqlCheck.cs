using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DataMatching.Tests.TSql;

/// <summary>Holds a statement's tables and columns against the schema: every column has to be one of a table that the place it stands in can see. Names are compared to the letter, as a database with a binary collation does.</summary>
internal sealed class TSqlCheck : TSqlFragmentVisitor
{
    private readonly TSqlSchema _schema;
    private readonly List<string> _faults = [];

    /// <summary>What is seen, the innermost last: by alias, columns; null: any.</summary>
    private readonly List<Dictionary<string, IReadOnlyCollection<string>?>> _seen = [];

    private TSqlCheck(TSqlSchema schema) => _schema = schema;

    /// <summary>What Microsoft's parser says of it.</summary>
    public static (TSqlFragment Fragment, IReadOnlyList<string> Faults) Parse(string statement)
    {
        using var reader = new StringReader(statement);
        var fragment = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return (fragment, [.. errors.Select(e => $"{e.Message} (character {e.Offset})")]);
    }

    public static IReadOnlyList<string> Faults(string statement, TSqlSchema schema)
    {
        var (fragment, faults) = Parse(statement);
        if (faults.Count > 0) return faults;
        var check = new TSqlCheck(schema);
        fragment.Accept(check);
        return check._faults;
    }

    public override void ExplicitVisit(QuerySpecification node)
    {
        var from = new Dictionary<string, IReadOnlyCollection<string>?>(StringComparer.Ordinal);
        if (node.FromClause is { } tables) foreach (var table in tables.TableReferences) See(table, from);
        Within(from, () =>
        {
            foreach (var part in new TSqlFragment?[] { node.FromClause, node.WhereClause, node.GroupByClause, node.HavingClause, node.OffsetClause, node.TopRowFilter }) part?.Accept(this);
            foreach (var selected in node.SelectElements) selected.Accept(this);
            // An order may also name what is selected.
            if (node.OrderByClause is { } order) Within(new(StringComparer.Ordinal) { [""] = Output(node) }, () => order.Accept(this));
        });
    }

    /// <summary>What is asked within sees nothing of the query around it.</summary>
    public override void ExplicitVisit(QueryDerivedTable node)
    {
        var around = _seen[^1];
        _seen.RemoveAt(_seen.Count - 1);
        base.ExplicitVisit(node);
        _seen.Add(around);
    }

    public override void ExplicitVisit(InsertSpecification node)
    {
        Within(Target(node.Target, "INSERTED"), () =>
        {
            foreach (var column in node.Columns) column.Accept(this);
            node.OutputClause?.Accept(this);
        });
        node.InsertSource.Accept(this);
    }

    public override void ExplicitVisit(UpdateSpecification node) => Within(Target(node.Target), () => base.ExplicitVisit(node));

    public override void ExplicitVisit(DeleteSpecification node) => Within(Target(node.Target), () => base.ExplicitVisit(node));

    public override void ExplicitVisit(CreateIndexStatement node) => Within(new(StringComparer.Ordinal) { [""] = Columns(node.OnName) }, () => base.ExplicitVisit(node));

    public override void ExplicitVisit(CreateTableStatement node) => Within(new(StringComparer.Ordinal) { [""] = Columns(node.SchemaObjectName) }, () => base.ExplicitVisit(node));

    public override void ExplicitVisit(CreateTriggerStatement node)
    {
        Columns(node.TriggerObject.Name);
        base.ExplicitVisit(node);
    }

    public override void Visit(MergeStatement node) => _faults.Add("MERGE, which not every server of the language knows");

    public override void Visit(WaitForStatement node) => _faults.Add("WAITFOR, which not every server of the language knows");

    public override void Visit(CreateOrAlterTriggerStatement node) => _faults.Add("CREATE OR ALTER, which not every server of the language knows");

    public override void Visit(AlterTableAddTableElementStatement node)
    {
        if (node.Definition.ColumnDefinitions.Count + node.Definition.TableConstraints.Count != 1) _faults.Add("several columns in one ADD, which not every server of the language knows");
    }

    public override void Visit(ColumnReferenceExpression node)
    {
        if (node.MultiPartIdentifier is not { } name) return;
        var column = name.Identifiers[^1].Value;
        if (name.Identifiers.Count == 1)
        {
            if (!_seen.Any(s => s.Values.Any(c => c is null || c.Contains(column)))) _faults.Add($"no table here has a column {column}");
            return;
        }

        var table = name.Identifiers[^2].Value;
        var seen = _seen.FindLast(s => s.ContainsKey(table));
        if (seen is null) _faults.Add($"nothing here is called {table}");
        else if (seen[table]?.Contains(column) == false) _faults.Add($"{table} has no column {column}");
    }

    private void Within(Dictionary<string, IReadOnlyCollection<string>?> seen, Action look)
    {
        _seen.Add(seen);
        look();
        _seen.RemoveAt(_seen.Count - 1);
    }

    private Dictionary<string, IReadOnlyCollection<string>?> Target(TableReference target, string? also = null)
    {
        var seen = new Dictionary<string, IReadOnlyCollection<string>?>(StringComparer.Ordinal);
        See(target, seen);
        if (also is not null) seen[also] = seen.Values.First();
        return seen;
    }

    private void See(TableReference table, Dictionary<string, IReadOnlyCollection<string>?> seen)
    {
        switch (table)
        {
            case NamedTableReference named:
                seen[(named.Alias ?? named.SchemaObject.BaseIdentifier).Value] = Columns(named.SchemaObject);
                break;
            case QueryDerivedTable derived:
                seen[derived.Alias.Value] = Output(derived.QueryExpression);
                break;
            case JoinTableReference join:
                See(join.FirstTableReference, seen);
                See(join.SecondTableReference, seen);
                break;
            default:
                _faults.Add($"a table of a sort that is not looked into: {table.GetType().Name}");
                break;
        }
    }

    /// <summary>The server's own tables are not looked into.</summary>
    private IReadOnlyCollection<string>? Columns(SchemaObjectName name)
    {
        if (name.SchemaIdentifier?.Value == "sys") return null;
        if (_schema.Columns(name.BaseIdentifier.Value) is { } columns) return columns;
        _faults.Add($"there is no table {name.BaseIdentifier.Value}");
        return [];
    }

    private static IReadOnlyCollection<string> Output(QueryExpression query) => query switch
    {
        QuerySpecification one => [.. one.SelectElements.OfType<SelectScalarExpression>()
            .Select(s => s.ColumnName?.Value ?? (s.Expression as ColumnReferenceExpression)?.MultiPartIdentifier?.Identifiers[^1].Value).OfType<string>()],
        BinaryQueryExpression two => Output(two.FirstQueryExpression),
        QueryParenthesisExpression within => Output(within.QueryExpression),
        _ => [],
    };
}
