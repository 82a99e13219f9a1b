using DataMatching.Tests.Jobs;
using DataMatching.Tests.Storage;

namespace DataMatching.Tests.Sql;

/// <summary>Compiled when DM_TEST_SQLSERVER is set: a run without a server does not count these as skipped.</summary>
[TestClass]
public sealed class SqlServerRuns : SqlServerTests;

/// <summary>Likewise.</summary>
[TestClass]
public sealed class SqlServerStoreRuns : SqlServerStoreTests;

/// <summary>Likewise.</summary>
[TestClass]
public sealed class SqlServerNightRuns : SqlServerNightTests;
