namespace Limpid.Kernels;

/// <summary>Bytes to numbers.</summary>
internal static class Bytes
{
    private const float OverWhite = 1f / 255f;

    /// <summary>y[i] = x[i] · (1/255), for all i.</summary>
    public static void ToUnit(ReadOnlySpan<byte> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++) y[i] = x[i] * OverWhite;
    }
}
