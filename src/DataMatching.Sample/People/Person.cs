namespace DataMatching.Sample.People;

/// <summary>An invented person, or how a registry printed one: <c>with</c> another name or number is the same person written differently.</summary>
internal sealed record Person(string Name, string Id, DateOnly Birth, bool IsMale);
