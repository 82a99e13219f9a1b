using DataMatching.Identity;

namespace DataMatching.Web.Words;

/// <summary>Districts by name, or by code where no table knows them.</summary>
public static class PlaceWords
{
    public static string Of(District district) => DivisionNames.Of(district) ?? district.ToString();
}
