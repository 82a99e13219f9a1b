namespace DataMatching.Sample.Stories;

/// <summary>Homes and vehicles, and the noise that registries of them are known for. The households have no income.</summary>
internal static class AssetStories
{
    public static readonly Story Homes = new("second-home", "第二套住房",
        new("bought", 45, "two dwellings in force, both bought", Expected.ReExamine(Because.Homes), scene => Owns(scene, s => { s.HasHome(s.Principal); s.HasHome(s.Principal); })),
        new("spouse-half", 20, "one dwelling, and the spouse owns half of another", Expected.ReExamine(Because.Homes), scene => Owns(scene, s => { s.HasHome(s.Principal); s.HasHome(s.File.Members[1].Person, "1/2"); })),
        new("third-bought", 20, "the second is a third of a dwelling", Expected.Keep, scene => Owns(scene, s => { s.HasHome(s.Principal); s.HasHome(s.Principal, "1/3"); })) { NearMiss = true },
        new("inherited-share", 25, "the second is an inherited half", Expected.Keep, scene => Owns(scene, s => { s.HasHome(s.Principal); s.HasHome(s.Principal, "1/2", "继承"); })) { NearMiss = true },
        new("inherited-whole", 20, "the second is inherited as a whole", Expected.ReExamine(Because.Homes), scene => Owns(scene, s => { s.HasHome(s.Principal); s.HasHome(s.Principal, "1/1", "继承"); })),
        new("same-unit-of-both", 25, "one dwelling, half of it each spouse's: two rows, one home", Expected.Keep, scene => Owns(scene, s => s.HasHome(s.Principal, "1/2", also: s.File.Members[1].Person))) { NearMiss = true },
        new("historic", 25, "the second was sold; its record is historic", Expected.Keep, scene => Owns(scene, s => { s.HasHome(s.Principal); s.HasHome(s.Principal, inForce: false); })) { NearMiss = true },
        new("parking-space", 15, "the second is a parking space", Expected.Keep, scene => Owns(scene, s => { s.HasHome(s.Principal); s.HasHome(s.Principal, purpose: "车位"); })) { NearMiss = true });

    public static readonly Story Vehicles = new("vehicle", "机动车",
        new("expensive-car", 30, "a car of 180,000 yuan", Expected.ReExamine(Because.Vehicles), scene => Owns(scene, s => s.HasCar(s.Principal, 180_000))),
        new("sold-not-transferred", 30, "an old car, sold, but in the register still the household's", Expected.ReExamine(Because.Vehicles), scene => Owns(scene, s => s.HasCar(s.File.Members[1].Person, null))),
        new("commercial", 20, "a van for freight", Expected.ReExamine(Because.Vehicles), scene => Owns(scene, s => s.HasCar(s.Principal, 56_000, use: "货运", kind: "轻型货车"))),
        new("disability-scooter", 25, "a disability scooter", Expected.Keep, scene => Owns(scene, s => s.HasDisabilityScooter(s.Principal))) { NearMiss = true },
        new("motorcycle", 20, "a motorcycle", Expected.Keep, scene => Owns(scene, s => s.HasMotorcycle(s.Principal))) { NearMiss = true },
        new("scrapped", 20, "a car scrapped in June", Expected.Keep, scene => Owns(scene, s => s.HasCar(s.Principal, 90_000, "报废", since: Year2026.Day(6, 15)))) { NearMiss = true },
        new("cheap-in-chongqing", 20, "a car of 30,000 yuan in Chongqing, which exempts it", Expected.Keep, scene => Owns(scene, s => s.HasCar(s.Principal, 30_000)))
        { NearMiss = true, Where = city => !city.IsGuangdong },
        new("dear-in-chongqing", 15, "a car of 31,000 yuan in Chongqing", Expected.ReExamine(Because.Vehicles), scene => Owns(scene, s => s.HasCar(s.Principal, 31_000)))
        { Where = city => !city.IsGuangdong },
        new("cheap-in-guangdong", 20, "a car of 30,000 yuan in Guangdong, which knows no such exemption", Expected.ReExamine(Because.Vehicles), scene => Owns(scene, s => s.HasCar(s.Principal, 30_000)))
        { Where = city => city.IsGuangdong },
        new("although-above", 15, "a car, and wages above the line for six months", Expected.ReExamine(Because.IncomeAbove, Because.Vehicles), scene => Owns(scene, s =>
        {
            s.HasCar(s.Principal, 120_000);
            s.Earns(s.Principal, s.WellAbove());
        })));

    private static void Owns(Scene scene, Action<Scene> what)
    {
        scene.Three();
        what(scene);
    }
}
