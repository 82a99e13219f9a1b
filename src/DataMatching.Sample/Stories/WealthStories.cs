namespace DataMatching.Sample.Stories;

/// <summary>Money in the bank and businesses in somebody's name. The households have no income unless said otherwise.</summary>
internal static class WealthStories
{
    public static readonly Story Deposits = new("deposits", "存款与有价证券",
        new("beyond", 30, "one yuan more than 24 months of the standard for three, in Guangdong", Expected.ReExamine(Because.Deposits), scene => Saves(scene, s => s.HasSaved(s.Principal, s.TwentyFourMonths() + 100)))
        { Where = city => city.IsGuangdong },
        new("at-the-limit", 20, "exactly 24 months, half of it each spouse's", Expected.Keep, scene => Saves(scene, s =>
        {
            var half = s.TwentyFourMonths() / 2;
            s.HasSaved(s.Principal, half);
            s.HasSaved(s.File.Members[1].Person, s.TwentyFourMonths() - half);
        }))
        { NearMiss = true, Where = city => city.IsGuangdong },
        new("with-securities", 15, "20 months in the bank and 5 in securities", Expected.ReExamine(Because.Deposits), scene => Saves(scene, s => s.HasSaved(s.Principal, s.TwentyFourMonths() / 24 * 20, s.TwentyFourMonths() / 24 * 5)))
        { Where = city => city.IsGuangdong },
        new("spent-since-june", 15, "twice the limit in June, a tenth of it in September", Expected.Keep, scene => Saves(scene, s => s.HasSpent(s.Principal, s.TwentyFourMonths() * 2, s.TwentyFourMonths() / 10)))
        { NearMiss = true, Where = city => city.IsGuangdong },
        new("answered-yes", 20, "the bank tells no amount, only that it is beyond the limit", Expected.ReExamine(Because.Deposits), scene => Saves(scene, s => s.BanksAnswer(s.Principal, beyond: true)))
        { Where = city => city.IsGuangdong },
        new("answered-no", 20, "the bank answers that it is within the limit", Expected.Keep, scene => Saves(scene, s => s.BanksAnswer(s.Principal, beyond: false)))
        { NearMiss = true, Where = city => city.IsGuangdong },
        new("answered-yes-to-less", 10, "beyond a limit of 1,000 yuan, which proves nothing", Expected.Keep, scene => Saves(scene, s => s.BanksAnswer(s.Principal, beyond: true, limit: 100_000)))
        { NearMiss = true, Where = city => city.IsGuangdong },
        new("in-chongqing", 15, "far more than that in Chongqing, where no text sets a limit", Expected.Keep, scene => Saves(scene, s => s.HasSaved(s.Principal, s.TwentyFourMonths() * 3)))
        { NearMiss = true, Where = city => !city.IsGuangdong },
        new("relapsed-with-savings", 10, "monitored; wages stopped in June, but there is more in the bank than the limit", Expected.Keep, scene => Saves(scene, s =>
        {
            s.HasExited("监测期", new DateOnly(2025, 11, 20));
            s.Earns(s.Principal, s.WellAbove(), to: 6);
            s.HasSaved(s.Principal, s.TwentyFourMonths() * 2);
        }))
        { NearMiss = true, Where = city => city.IsGuangdong });

    public static readonly Story Businesses = new("business", "企业登记或出资",
        new("legal-representative", 25, "legal representative of a company in Guangdong", Expected.ReExamine(Because.Business), scene => Saves(scene, s => s.HasBusiness(s.Principal, "法定代表人")))
        { Where = city => city.IsGuangdong },
        new("small-share", 15, "the spouse holds one per cent of a company", Expected.ReExamine(Because.Business), scene => Saves(scene, s => s.HasBusiness(s.File.Members[1].Person, "股东", "1%")))
        { Where = city => city.IsGuangdong },
        new("sole-trader", 15, "runs a stall, and its income is below the line", Expected.ReExamine(Because.Business), scene => Saves(scene, s =>
        {
            s.HasBusiness(s.Principal, "经营者", kind: "个体工商户");
            s.Trades(s.Principal, s.WellBelow());
        }))
        { Where = city => city.IsGuangdong },
        new("deregistered", 20, "deregistered in May", Expected.Keep, scene => Saves(scene, s => s.HasBusiness(s.Principal, "法定代表人", cancelled: Year2026.Day(5, 14))))
        { NearMiss = true, Where = city => city.IsGuangdong },
        new("in-chongqing", 15, "a company in Chongqing, where no text forbids it", Expected.Keep, scene => Saves(scene, s => s.HasBusiness(s.Principal, "法定代表人")))
        { NearMiss = true, Where = city => !city.IsGuangdong });

    private static void Saves(Scene scene, Action<Scene> what)
    {
        scene.Three();
        what(scene);
    }
}
