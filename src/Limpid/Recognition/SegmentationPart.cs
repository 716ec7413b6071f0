using Limpid.Drawing;

namespace Limpid.Recognition;

/// <summary>A node of the segmentation graph: ink between two cuts, or a whole piece.</summary>
internal sealed record SegmentationPart(InkPiece Ink)
{
    /// <summary>The cost of a digit that begins here: 0 where there was no cut.</summary>
    public double CutCost { get; init; }

    /// <summary>The height of the piece that it was cut from.</summary>
    public required int Height { get; init; }

    /// <summary>Whether it is too low to be a digit alone.</summary>
    public bool IsSmall { get; init; }

    /// <summary>What was read of it alone, where that is known.</summary>
    public ReadInk? Read { get; init; }
}
