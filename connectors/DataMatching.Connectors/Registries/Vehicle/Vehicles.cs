using DataMatching.Evidence;
using DataMatching.Identity;
using DataMatching.Time;

namespace DataMatching.Connectors.Registries.Vehicle;

/// <summary>
/// 机动车登记: a vehicle in somebody's name. The registry knows names, not drivers: sold but not transferred stands here too.
/// The day is the vehicle's first registration, which for a second-hand one lies before the purchase.
/// </summary>
internal sealed class Vehicles() : AgencyDataset(
    RegistryId.Vehicle, "vehicles", byMonth: false,
    [Plate, PlateKind, Sort, Use, Registered, Price, State, Name, PersonColumn.Id], (Name, PersonColumn.Id))
{
    private const int ShortestPlate = 6, LongestPlate = 9;
    private static readonly Column Plate = new("号牌号码", true, "车牌号", "车牌号码") { Holds = FieldKind.Number };
    private static readonly Column PlateKind = new("号牌种类", false, "车牌种类");
    private static readonly Column Sort = new("车辆类型", true, "机动车类型");
    private static readonly Column Use = new("使用性质", true);
    private static readonly Column Registered = new("初次登记日期", true, "初登日期", "注册登记日期");
    private static readonly Column Price = new("购置价格(万元)", true, "购置价格（万元）", "购置价(万元)", "车价(万元)");
    private static readonly Column State = new("机动车状态", true, "车辆状态");
    private static readonly Column Name = PersonColumn.Name("所有人", "机动车所有人", "车主姓名");

    /// <summary>The words of GA 24.4 by which the sorts of vehicle are told apart; the first pair that both stand in the sort decides.</summary>
    private static readonly (string Word, string And, string Class)[] Sorts =
    [
        ("残疾", "", "disability-scooter"), ("轮椅", "", "disability-scooter"), ("摩托", "", "motorcycle"),
        ("货车", "", "truck"), ("三轮汽车", "", "truck"), ("牵引", "", "truck"), ("挂车", "", "truck"), ("自卸", "", "truck"),
        ("客车", "大型", "bus"), ("客车", "中型", "bus"), ("客车", "", "car"), ("轿车", "", "car"), ("面包", "", "car"), ("越野", "", "car"),
    ];

    protected override IEnumerable<Fact> FactsOf(RowReader row)
    {
        var plate = MaskedPlate(row, row.OptionalText(Plate));
        var detail = new AssetDetail(
            Class: ClassOf(row.Text(Sort)),
            Use: row.Choice(Use, CodeTables.VehicleUse),
            Value: row.OptionalTenThousandYuan(Price),
            InForce: row.Choice(State, CodeTables.VehicleState),
            Label: plate);
        yield return row.Asset(AssetKind.Vehicle, DateInterval.From(row.PastDay(Registered)), detail);
    }

    private static string ClassOf(string sort)
    {
        foreach (var (word, and, kind) in Sorts)
        {
            if (sort.Contains(word, StringComparison.Ordinal) && sort.Contains(and, StringComparison.Ordinal)) return kind;
        }

        return "other";
    }

    /// <summary>粤A·12721 → 粤A·**721: enough for the owner to know which one is meant. A deregistered vehicle may have no plate.</summary>
    private static string? MaskedPlate(RowReader row, string? written)
    {
        if (written is null) return null;
        Span<char> plate = stackalloc char[LongestPlate];
        var length = 0;
        foreach (var c in written)
        {
            if (c is '·' or '・' or '•' or '-' or ' ') continue;
            if (length == plate.Length || !char.IsLetterOrDigit(c)) return NoPlate(row);
            plate[length++] = char.ToUpperInvariant(c);
        }

        return length >= ShortestPlate ? $"{plate[..2]}·{"****".AsSpan(0, length - 5)}{plate[(length - 3)..length]}" : NoPlate(row);
    }

    private static string? NoPlate(RowReader row)
    {
        row.Fail(Plate, "不是号牌号码，应形如 粤A·12345");
        return null;
    }
}
