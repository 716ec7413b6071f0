using Limpid.Numerics;

namespace Limpid.Tests.Reference;

/// <summary>Seeded numbers for tests.</summary>
internal static class Draws
{
    /// <summary>Normal numbers; a share of them exactly 0.</summary>
    public static float[] Normal(int count, ulong seed, double zeros = 0)
    {
        RandomStream random = RandomStream.Named(seed, "test");
        var values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = random.NextDouble() < zeros ? 0 : (float)random.NextNormal();
        return values;
    }
}
