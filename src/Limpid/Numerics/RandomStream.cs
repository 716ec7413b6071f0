namespace Limpid.Numerics;

/// <summary>
/// A seeded stream of random numbers: SplitMix64 (Steele, Lea and Flood 2014). Its whole state is one number. Streams
/// are named, so
/// that drawing more from one ("shuffle") never moves another ("dropout").
/// </summary>
public struct RandomStream : IEquatable<RandomStream>
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private const double UnitOf53Bits = 1.0 / (1UL << 53);
    private ulong _state;

    /// <summary>A stream that starts at a state.</summary>
    public RandomStream(ulong state) => _state = state;

    /// <summary>The state: a stream made from it goes on where this one stands.</summary>
    public readonly ulong State => _state;

    /// <summary>The stream of a name and an index under a seed. Pure: the same three give the same stream.</summary>
    public static RandomStream Named(ulong seed, string name, long index = 0)
    {
        ulong hash = 0xCBF29CE484222325; // FNV-1a, 64 bits
        foreach (char letter in name)
            hash = (hash ^ letter) * 0x100000001B3;
        return new(Mix(Mix(seed + GoldenGamma) ^ hash) + Mix((ulong)index * GoldenGamma + 1));
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits() => Mix(_state += GoldenGamma);

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * UnitOf53Bits;

    /// <summary>Uniform in [0, below): multiply-shift with rejection (Lemire 2019), without bias.</summary>
    public int Next(int below)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(below);
        ulong product = (NextBits() >> 32) * (ulong)below;
        if ((uint)product < (uint)below)
        {
            uint reject = (uint)(-below) % (uint)below;
            while ((uint)product < reject)
                product = (NextBits() >> 32) * (ulong)below;
        }
        return (int)(product >> 32);
    }

    /// <summary>Standard normal: the polar method (Marsaglia and Bray 1964), one of its pair, by our own
    /// logarithm.</summary>
    public double NextNormal()
    {
        while (true)
        {
            double u = 2 * NextDouble() - 1,
                v = 2 * NextDouble() - 1,
                s = u * u + v * v;
            if (s is > 0 and < 1)
                return u * Math.Sqrt(-2 * Elementary.Log(s) / s);
        }
    }

    /// <summary>Shuffles in place (Fisher and Yates 1938; Durstenfeld 1964).</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <inheritdoc/>
    public readonly bool Equals(RandomStream other) => _state == other._state;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is RandomStream other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => _state.GetHashCode();

    /// <summary>Equal states.</summary>
    public static bool operator ==(RandomStream left, RandomStream right) => left.Equals(right);

    /// <summary>Different states.</summary>
    public static bool operator !=(RandomStream left, RandomStream right) => !left.Equals(right);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
