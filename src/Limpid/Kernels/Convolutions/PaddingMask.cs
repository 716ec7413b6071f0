namespace Limpid.Kernels;

/// <summary>
/// Which taps see more than margin: taps come in runs of one length, and of each run only those from First[i] up to
/// before End[i] read numbers at line i of the
/// places; the others would add zeros there.
/// </summary>
/// <param name="Length">Taps of a run.</param>
/// <param name="First">A line's first tap of a run.</param>
/// <param name="End">A line's end.</param>
internal sealed record PaddingMask(int Length, int[] First, int[] End)
{
    /// <summary>The taps worth doing for places of some lines: each tap once that any of them needs, in
    /// order.</summary>
    public TapRange Of(int taps, int line, int last)
    {
        int first = Math.Min(First[line], First[last]),
            length = Math.Max(End[line], End[last]) - first;
        return length == Length ? new(0, taps, 0, 1) : new(first, length, Length - length, taps / Length);
    }
}

/// <summary>Taps from the first on: so many runs of a length, so many left out between two.</summary>
internal readonly record struct TapRange(int First, int Length, int Apart, int Runs);
