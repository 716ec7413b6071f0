using Limpid.Numerics;

namespace Limpid.Files;

/// <summary>A tensor of a safetensors file: float32 or float16, little-endian, row-major.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dimensions">Its extents.</param>
/// <param name="Bytes">4 · product of the extents, or 2 · it.</param>
/// <param name="IsHalf">Whether the numbers are float16.</param>
public sealed record Tensor(
    string Name,
    ImmutableSequence<int> Dimensions,
    ReadOnlyMemory<byte> Bytes,
    bool IsHalf = false
)
{
    /// <summary>How many numbers it holds.</summary>
    public int Count => Bytes.Length / (IsHalf ? Floats.HalfBytes : sizeof(float));

    /// <summary>The numbers.</summary>
    public float[] ToFloats()
    {
        var values = new float[Count];
        CopyTo(values);
        return values;
    }

    /// <summary>Fills a span with some of the numbers.</summary>
    /// <param name="values">Where they go.</param>
    /// <param name="from">Which is the first.</param>
    internal void CopyTo(Span<float> values, int from = 0)
    {
        int bytes = IsHalf ? Floats.HalfBytes : sizeof(float);
        Floats.Read(Bytes.Span.Slice(from * bytes, values.Length * bytes), IsHalf, values);
    }
}
