using Limpid.Numerics;

namespace Limpid.Data;

/// <summary>An array of bytes with up to four dimensions, as an IDX file holds it.</summary>
/// <param name="Dimensions">The extents, slowest first: pictures × rows × columns, or labels.</param>
/// <param name="Values">As many bytes as the product of the extents, the last index running fastest.</param>
public sealed record IdxArray(ImmutableSequence<int> Dimensions, byte[] Values)
{
    /// <summary>Equal dimensions and equal bytes.</summary>
    public bool Equals(IdxArray? other) =>
        other is not null && Dimensions.Equals(other.Dimensions) && Values.AsSpan().SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Dimensions, Values.Length);
}

/// <summary>How much an IDX file may ask for.</summary>
public sealed record IdxLimits
{
    /// <summary>The most bytes of values, unpacked: 1 GiB unless said otherwise (the largest of the EMNIST family has
    /// 0.55).</summary>
    public long MaximumBytes { get; init; } = 1L << 30;
}
