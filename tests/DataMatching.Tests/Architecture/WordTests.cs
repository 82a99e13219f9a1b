using DataMatching.Assessment;
using DataMatching.Connectors.Registries;
using DataMatching.Evidence;
using DataMatching.Households;
using DataMatching.Identity;
using DataMatching.Policy;
using DataMatching.Time;
using DataMatching.Words;

namespace DataMatching.Tests.Architecture;

/// <summary>Whatever the domain names, it names in Chinese and in English; what lacks one of them is told by its id.</summary>
[TestClass]
public sealed class WordTests
{
    private static readonly DateInterval Year = new(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));
    private static readonly Provenance Place = new(1, "f.csv", 2, 3, "00");

    [TestMethod]
    public void Every_rule_has_its_name_and_next_step_in_both_languages() => AssertBoth(
        from rule in AllRules.InOrder
        from word in new[] { RuleWords.Of(rule.Id).Name, RuleWords.Of(rule.Id).NextStep }
        select (rule.Id, word));

    [TestMethod]
    public void Every_dataset_and_its_registry_have_a_name_in_both_languages() => AssertBoth(
        from dataset in AllDatasets.InOrder
        from word in new[] { ListWords.OfRegistry(dataset.Registry), ListWords.OfDataset(dataset.Registry, dataset.Id) }
        select ($"{dataset.Registry}/{dataset.Id}", word));

    [TestMethod]
    public void Every_registry_has_a_name_in_both_languages() => AssertBoth(
        from field in typeof(RegistryId).GetFields()
        where field.IsLiteral
        let id = (string)field.GetRawConstantValue()!
        select (id, ListWords.OfRegistry(id)));

    [TestMethod]
    public void Flags_states_answers_and_marks_have_words_in_both_languages() => AssertBoth(
    [
        .. Enum.GetValues<Flag>().Select(v => ($"Flag.{v}", ListWords.Of(v))),
        .. Enum.GetValues<ExitKind>().Select(v => ($"ExitKind.{v}", ListWords.Of(v))),
        .. Enum.GetValues<FileState>().Select(v => ($"FileState.{v}", ListWords.Of(v))),
        .. Enum.GetValues<Answer>().Select(v => ($"Answer.{v}", ListWords.Of(v))),
        .. Enum.GetValues<LedgerMark>().Select(v => ($"LedgerMark.{v}", ListWords.Of(v))),
        .. Enum.GetValues<IncomeKind>().Select(v => ($"IncomeKind.{v}", FactInWords.Of(v))),
    ]);

    [TestMethod]
    public void Facts_of_every_kind_are_told_in_both_languages() => AssertBoth(
    [
        .. from kind in Enum.GetValues<StatusKind>()
           from grade in Enum.GetValues<MatchGrade>()
           select ($"StatusKind.{kind}", FactInWords.Of(new StatusFact("A/1", RegistryId.CivilAffairs, "dibao", grade, Place, kind, Year, StatusDetail.None))),
        .. Enum.GetValues<AssetKind>().Select(kind => (
            $"AssetKind.{kind}", FactInWords.Of(new AssetFact("A/1", RegistryId.Property, "units", MatchGrade.Certain, Place, kind, Year, new AssetDetail(AreaSquareDecimetres: 9650, ShareDenominator: 2))))),
        .. Enum.GetValues<ExpenseKind>().Select(kind => (
            $"ExpenseKind.{kind}", FactInWords.Of(new ExpenseFact("A/1", RegistryId.MedicalInsurance, "settlements", MatchGrade.Certain, Place, kind, new DateOnly(2026, 8, 1), Money.Yuan(900))))),
        ("DeclaredIncome", FactInWords.Of(new DeclaredIncome("A/1", Place, IncomeKind.Wage, new Month(2026, 1), new Month(2026, 6), Money.Yuan(900)))),
    ]);

    [TestMethod]
    public void What_is_missing_is_told_in_both_languages()
    {
        var months = new[] { new Month(2026, 4), new Month(2026, 5) };
        var cell = new LedgerCell(new Month(2026, 4), LedgerMark.Above, new MoneyInterval(Money.Yuan(900), null), 2, null);
        AssertBoth(
        [
            ("ledger cell", cell.InWords()),
            ("ledger cell of nobody", LedgerCell.NobodyCounts),
            .. from parameter in new[] { PolicyParameter.ResidentPensionCounted, PolicyParameter.VehicleLimit, PolicyParameter.HomeLimit }
               select (parameter, ListWords.OfText(new MissingEvidence("A/1", MissingEvidence.PolicyText, parameter, months, Answer.Failed))),
        ]);
        Assert.AreEqual("above｜450.00 yuan a head or more (no upper limit known)｜no standard known", cell.InWords().English);
        Assert.AreEqual("高于｜人均 450.00 元以上（上限不明）｜标准不明", cell.InWords().Chinese);
    }

    [TestMethod]
    public void As_a_text_a_word_is_Chinese()
    {
        string text = ListWords.Of(Flag.Exit);
        Assert.AreEqual("拟退出", text);
        Assert.AreEqual("拟退出 拟纳入", $"{ListWords.Of(Flag.Exit)} {string.Join("；", new[] { ListWords.Of(Flag.Add) })}");
        Assert.AreEqual(new Word("税务 · 工资", "Tax · wage"), Word.Join(" · ", new Word("税务", "Tax"), Word.None, new Word("工资", "wage")));
    }

    private static void AssertBoth(IEnumerable<(string What, Word Word)> words)
    {
        var list = words.ToList();
        Assert.IsNotEmpty(list);
        LayoutTests.AssertNone(list.Where(w => !w.Word.Chinese.Any(IsChinese)).Select(w => w.What), "a thing without a Chinese word");
        LayoutTests.AssertNone(list.Where(w => w.Word.English.Length == 0 || w.Word.English.Any(IsChinese)).Select(w => $"{w.What}: {w.Word.English}"), "a thing without an English word");
    }

    private static bool IsChinese(char c) => c is >= '\u4e00' and <= '\u9fff';
}
