using DataMatching.Assessment;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Quarters;
using DataMatching.Review;

namespace DataMatching.Tests.Quarters;

/// <summary>What is decided after a quarter was closed counts in the next one, whether or not the union's files had followed when that one was judged.</summary>
[TestClass]
public sealed class LateDecisionTests
{
    private static readonly District Place = new(440106);

    [TestMethod]
    public void Closing_is_the_next_opening_whatever_was_decided_late_and_wherever_the_files_stand()
    {
        for (var seed = 0; seed < 80; seed++)
        {
            var random = new Random(seed);
            int closing = 0, judgedActive = 0, activeAfter = 0;
            var late = new List<LateDecision>();
            for (var i = 0; i < 60; i++)
            {
                // As the quarter before left it; decided late or not; the files had followed when this quarter was judged or not.
                var before = random.Next(2) == 0;
                Decision? decided = random.Next(4) switch { 0 when before => Decision.Exited, 0 => Decision.Added, 1 => Decision.Kept, _ => null };
                // What the quarter before had counted as an exit, and an objection takes back.
                var takenBack = decided is null && !before && random.Next(5) == 0;
                var after = decided switch { Decision.Exited => false, Decision.Added => true, _ => takenBack || before };
                var judged = random.Next(2) == 0 ? after : before;
                if (before) closing++;
                if (judged) judgedActive++;
                if (after) activeAfter++;
                if (decided is { } decision) late.Add(new LateDecision($"K{i}", Place, decision, 1, judged));
                if (takenBack) late.AddRange([new LateDecision($"K{i}", Place, Decision.Exited, -1, judged), new LateDecision($"K{i}", Place, Decision.Kept, 1, judged)]);
            }

            var sums = Reconciliation.Of([new JudgedCount(Place, FileState.Active, Flag.Keep, judgedActive)], new Dictionary<Flag, int> { [Flag.Keep] = judgedActive }, [], [], late);
            Assert.AreEqual((closing, activeAfter), (sums.Whole.Opening, sums.Whole.Closing), $"seed {seed}");
            Assert.AreEqual(sums.Whole.Closing, sums.Whole.Opening + sums.Whole.Added - sums.Whole.Exited);
        }
    }
}
