namespace DataMatching;

/// <summary>An amount known only within limits: at least <see cref="Low"/>, at most <see cref="High"/>, both included. A null High means that no upper limit is known.</summary>
public readonly record struct MoneyInterval
{
    public static readonly MoneyInterval Zero = Exactly(Money.Zero);

    /// <summary>Nothing is known but that it is not negative.</summary>
    public static readonly MoneyInterval Unknown = new(Money.Zero, null);

    /// <exception cref="ArgumentException">High is below Low.</exception>
    public MoneyInterval(Money low, Money? high)
    {
        if (high is { } h && h < low) throw new ArgumentException("The upper limit is below the lower.", nameof(high));
        Low = low;
        High = high;
    }

    public Money Low { get; }
    public Money? High { get; }
    public bool IsExact => High == Low;

    public static MoneyInterval Exactly(Money amount) => new(amount, amount);

    public static MoneyInterval operator +(MoneyInterval a, MoneyInterval b) =>
        new(a.Low + b.Low, a.High is { } x && b.High is { } y ? x + y : null);

    /// <param name="times">Not negative.</param>
    public static MoneyInterval operator *(MoneyInterval a, int times)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        return new MoneyInterval(a.Low * times, a.High is { } h ? h * times : null);
    }

    /// <summary>True when the amount may be <paramref name="amount"/>.</summary>
    public bool Contains(Money amount) => Low <= amount && (High is not { } h || amount <= h);

    /// <summary>True when the amount is above the limit whatever it is within its own; equal is not above.</summary>
    public bool IsSurelyAbove(Money limit) => Low > limit;

    /// <summary>True when the amount is at most the limit whatever it is within its own. Both can be false: then nothing is known.</summary>
    public bool IsSurelyAtMost(Money limit) => High is { } h && h <= limit;

    public override string ToString() => IsExact ? Low.ToString() : $"[{Low}, {(High is { } h ? h.ToString() : "?")}]";
}
