using System.Text.RegularExpressions;
using DataMatching.Assessment;
using DataMatching.Evidence;
using DataMatching.Policy;
using DataMatching.Tests.Policy;
using DataMatching.Time;

namespace DataMatching.Tests.Assessment;

/// <summary>What must hold of every household, tried on seeded ones.</summary>
[TestClass]
public sealed partial class AssessmentPropertyTests
{
    private const int Tries = 500;

    /// <summary>Characters beyond the basic plane stay escaped: the JSON writer knows no other way.</summary>
    [GeneratedRegex(@"\\u(?!D[89A-F])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AnyEscapedButSurrogates();

    private static HouseholdAssessment Assess(CaseFile file, CaseWorld world) => AssessHousehold.Assess(file, world.PolicyInForce(), world.StandardsInForce());

    private static Cell[] Cells(HouseholdAssessment a) => a.Months.Select(m => m.Cell).ToArray();

    [TestMethod]
    public void The_order_of_facts_and_members_changes_no_byte()
    {
        for (var seed = 0; seed < Tries; seed++)
        {
            var world = RandomHousehold.Draw(seed);
            var file = world.File();
            var random = new Random(seed);
            T[] Shuffled<T>(IEnumerable<T> items) => items.OrderBy(_ => random.Next()).ToArray();
            var other = file with
            {
                Facts = Shuffled(file.Facts),
                Household = file.Household with
                {
                    Members = [file.Household.Members[0], .. Shuffled(file.Household.Members.Skip(1))],
                    DeclaredIncomes = Shuffled(file.Household.DeclaredIncomes),
                },
            };
            Assert.AreEqual(VerdictJson.Write(DecideFlag.Decide(Assess(file, world))), VerdictJson.Write(DecideFlag.Decide(Assess(other, world))), $"seed {seed}");
        }
    }

    [TestMethod]
    public void A_verdict_read_back_writes_the_same_bytes_in_Chinese()
    {
        for (var seed = 0; seed < Tries; seed++)
        {
            var json = VerdictJson.Write(DecideFlag.Decide(RandomHousehold.Draw(seed).Assess()));
            Assert.AreEqual(json, VerdictJson.Write(VerdictJson.Read(json)), $"seed {seed}");
            Assert.DoesNotMatchRegex(AnyEscapedButSurrogates(), json);
        }
    }

    [TestMethod]
    public void An_average_never_changes_a_cell()
    {
        for (var seed = 0; seed < Tries; seed++)
        {
            var world = RandomHousehold.Draw(seed);
            var before = Cells(world.Assess());
            foreach (var month in world.Quarter.LastMonth.Plus(-5).To(world.Quarter.LastMonth))
                world.Facts.Add(new AverageIncome(world.Person(1), "social-security", "contributions", MatchGrade.Certain, world.Row(), IncomeKind.Wage, month, Money.Yuan(20_000)));
            CollectionAssert.AreEqual(before, Cells(world.Assess()), $"seed {seed}");
        }
    }

    [TestMethod]
    public void A_row_delivered_again_changes_no_cell()
    {
        for (var seed = 0; seed < Tries; seed++)
        {
            var world = RandomHousehold.Draw(seed);
            var before = world.Assess().Months.Select(m => (m.Low, m.High, m.Living)).ToArray();
            world.Facts.AddRange(world.Facts.Select(f => f with { Source = f.Source with { Batch = 2, Line = f.Source.Line + 1000 } }).ToList());
            CollectionAssert.AreEqual(before, world.Assess().Months.Select(m => (m.Low, m.High, m.Living)).ToArray(), $"seed {seed}");
        }
    }

    [TestMethod]
    public void Taking_an_answer_away_never_creates_an_exit_or_an_add()
    {
        var tried = 0;
        string[] datasets = [.. Datasets.MayBeRequired];
        for (var seed = 0; seed < Tries; seed++)
        {
            var world = RandomHousehold.Draw(seed);
            var before = DecideFlag.Decide(world.Assess()).Flag;
            world.Gap(seed % 2 == 0 ? "*" : world.Person(1), datasets[seed % datasets.Length], null, (Answer)(2 + (seed % 3)));
            var after = DecideFlag.Decide(world.Assess()).Flag;
            if (after is Flag.Exit or Flag.Add) tried++;
            Assert.IsFalse(after is Flag.Exit or Flag.Add && before != after, $"seed {seed}: {before} became {after}");
        }

        Assert.IsGreaterThan(20, tried);
    }

    [TestMethod]
    public void More_proved_income_never_turns_above_into_not_above()
    {
        var above = 0;
        for (var seed = 0; seed < Tries; seed++)
        {
            var world = RandomHousehold.Draw(seed);
            var before = Cells(world.Assess());
            for (var i = 0; i < 6; i++) world.Facts.Add(RandomHousehold.Wage(world, 1, world.Quarter.LastMonth.Plus(-i), Money.Yuan(1 + (seed % 900))));
            var after = Cells(world.Assess());
            for (var i = 0; i < 6; i++)
            {
                if (before[i] == Cell.Above) above++;
                Assert.IsTrue(before[i] != Cell.Above || after[i] == Cell.Above, $"seed {seed}, month {i}");
            }
        }

        Assert.IsGreaterThan(100, above);
    }

    [TestMethod]
    public void Unknown_neither_adds_nor_exits()
    {
        var seen = new SortedDictionary<Flag, int>();
        for (var seed = 0; seed < Tries; seed++)
        {
            var verdict = DecideFlag.Decide(RandomHousehold.Draw(seed).Assess());
            seen[verdict.Flag] = seen.GetValueOrDefault(verdict.Flag) + 1;
            bool Met(RuleKind kind) => verdict.Findings.Any(f => f.Applies && f.Kind == kind && f.Truth == Truth.Met);
            Assert.IsTrue(verdict.Flag != Flag.Exit || (Met(RuleKind.Exit) && !Met(RuleKind.ReExamine)), $"seed {seed}");
            Assert.IsTrue(verdict.Flag != Flag.Add || (Met(RuleKind.Add) && !Met(RuleKind.ReExamine)), $"seed {seed}");
            Assert.IsTrue(verdict.Flag == Flag.Keep == (verdict.Reasons.Count == 0), $"seed {seed}");
            Assert.IsTrue(verdict.Likelihood is >= 1 and <= 10 && verdict.Consequence is >= 1 and <= 10, $"seed {seed}");
        }

        Assert.HasCount(4, seen);
    }
}
